"""The processes of a running Percorsi: web, worker, scheduler; and when the web is ready."""

import contextlib
import errno
import http.client
import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from launcher import bootstrap
from launcher.home import Home, Lock, keep, recall
from launcher.messages import Stop
from launcher.services import Services
from launcher.supervisor import Child, Supervisor, last_line

DEV_SERVER = Path(__file__).with_name("devserver.py")
# Web requests are short; a job in the worker is given half a minute and then taken up again.
POLITE = ((signal.SIGTERM, 15.0),)
PATIENT = ((signal.SIGTERM, 8.0), (signal.SIGQUIT, 30.0))


def refuse_busy_port(port: int) -> None:
    """Say so before anything is started when the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise Stop(f"port {port} is reserved: choose another one with PORT.") from error
            raise Stop(
                f"port {port} is taken by another program: choose another one with PORT, as in"
                f" `PORT={port % 65535 + 1} ./script/demo`."
            ) from error


@contextlib.contextmanager
def the_only_copy(home: Home, port: int) -> Iterator[None]:
    """Hold the data folder for one serving copy."""
    lock, state = Lock(home.run / "serving.lock", wait=False), home.run / "serving.json"
    if not lock.take():
        other = recall(state)
        raise Stop(
            f"another copy is running on {home.path} (process {other.get('pid', '?')},"
            f" port {other.get('port', '?')}): stop it, or choose another PERCORSI_HOME."
        )
    keep(state, {"pid": os.getpid(), "port": port})
    try:
        yield
    finally:
        state.unlink(missing_ok=True)
        lock.release()


def is_served(home: Home) -> bool:
    """Whether a copy with its worker is running on this data folder."""
    lock = Lock(home.run / "serving.lock", wait=False)
    if not lock.take():
        return True
    lock.release()
    return False


def web(services: Services, settings: str, port: int) -> Child:
    """The web server: loaded once, then two workers of four threads."""
    command = [bootstrap.program("gunicorn"), "config.wsgi:application", "--preload"]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    command += ["--bind", f"127.0.0.1:{port}", "--graceful-timeout", "10", "--timeout", "60"]
    # Its control socket would lie outside of the data folder.
    command += ["--no-control-socket", "--access-logfile", "-", "--access-logformat", ACCESS]
    return _child("web", _with_python(command), services, settings, "app", POLITE)


# Without the query: a name or a search must not end in a log.
ACCESS = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"


def reloading_web(services: Services, port: int) -> Child:
    """The developer's web server, which loads changed code by itself."""
    command = [bootstrap.python(), str(DEV_SERVER), str(port)]
    child = _child("web", command, services, "config.settings.dev", "app", POLITE)
    child.environment["PERCORSI_DEBUG"] = "1"
    return child


def worker(services: Services, settings: str) -> Child:
    """One process that does the jobs, under the worker's role."""
    command = [bootstrap.program("celery"), "-A", "config", "worker", "--concurrency", "1"]
    command += ["--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    return _child("worker", _with_python(command), services, settings, "worker", PATIENT)


def scheduler(services: Services, settings: str) -> Child:
    """The clock that rings for the scheduled jobs."""
    schedule = services.home.path / "beat"
    command = [bootstrap.program("celery"), "-A", "config", "beat", "--loglevel", "INFO"]
    command += ["--schedule", str(schedule), "--pidfile", ""]
    return _child("scheduler", _with_python(command), services, settings, "worker", POLITE)


def _with_python(command: list[str]) -> list[str]:
    # Not through the script's first line: a path with spaces, or a very long one, breaks it.
    return [bootstrap.python(), *command]


def _child(
    name: str,
    command: list[str],
    services: Services,
    settings: str,
    role: str,
    farewell: tuple[tuple[signal.Signals, float], ...],
) -> Child:
    environment = services.environment(role, only_own=True, DJANGO_SETTINGS_MODULE=settings)
    return Child(name, command, environment, services.home.log(name), farewell)


def wait_until_ready(supervisor: Supervisor, port: int, log: Path, seconds: float = 90) -> None:
    """Wait for the first answer of the web server."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if answers(port):
            return
        supervisor.step(time.monotonic())
        time.sleep(0.1)
    raise Stop(f"the web server does not answer: {last_line(log)} (see {log})")


def answers(port: int) -> bool:
    """Whether the web server answers anything at all."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        link.request("GET", "/", headers={"Accept": "text/html"})
        return link.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()
