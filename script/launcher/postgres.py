"""The embedded PostgreSQL: one cluster per major version, on the loopback, small."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

from launcher.cluster import Cluster, clean_environment, telling_line
from launcher.home import keep
from launcher.messages import Stop
from launcher.processes import alive, free_port

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
# A refused statement, and the detail of its error, would tell a person's data to the log.
log_min_error_statement = 'panic'
log_error_verbosity = 'terse'
"""
# The tests' cluster can be thrown away: what it loses in a crash nobody misses. Fifty hands at
# once in each of two processes, beside two live servers, are more than the demo ever sees.
CARELESS = """\
max_connections = 250
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
"""
# After a kill -9 the old server's memory stays in use for a moment.
PATIENCE = 15.0
PASSING = ("postmaster.pid", "shared memory block", "Address already in use", "could not bind")


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
    words: list[str | Path] = [
        "-D",
        aside,
        "-U",
        "postgres",
        f"--pwfile={password}",
        "-A",
        "scram-sha-256",
    ]
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
            env=clean_environment(),
            cwd=cluster.folder,
            start_new_session=True,
            check=False,
        )
        out.seek(0)
        told = out.read().decode(errors="replace")
    return subprocess.CompletedProcess(done.args, done.returncode, "", told)


def _reason(what: str, told: str) -> str:
    if "No space left on device" in told:
        return f"{what}: the disk is full; free some space and start again."
    missing = re.search(r"shared libraries: (\S+):", told)
    if missing:
        return f"{what}: the system library {missing[1]} is missing; install it and start again."
    return f"{what}: {telling_line(told)}"
