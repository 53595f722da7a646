"""One function per script: what `setup`, `server`, `demo`, `manage`, `bench` and `lock` do."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from launcher import bootstrap, catalogues, checks, commands, roles, serving, system
from launcher.environment import on_database, port_of
from launcher.home import ROOT, home
from launcher.messages import Stop, say
from launcher.services import Services
from launcher.supervisor import Child, Supervisor

DEV = "config.settings.dev"
PACKAGE = "package"
# Nothing is asked and little is said: the person waits for the address.
TABLES = ("migrate --verbosity 0", "load_reference")
STATIC = "collectstatic --noinput --verbosity 0"


def settings() -> str:
    """The settings module: the one in the environment, or the developer's."""
    return os.environ.get("DJANGO_SETTINGS_MODULE") or DEV


def prepare(sets: tuple[str, ...] = bootstrap.RUN) -> None:
    """Everything that comes before the services: packages, libraries, catalogues."""
    bootstrap.ensure(sets)
    system.ensure_libraries()
    catalogues.compile_stale()


def setup(arguments: list[str]) -> int:
    """Prepare a clone: packages, libraries, database, tables, reference data."""
    _no_arguments("setup", arguments)
    with commands.orderly():
        folder = home()
        prepare()
        with Services(folder) as services:
            _fill(services, *TABLES, STATIC)
    say("Ready. ./script/demo shows it with invented people; ./script/server is for developers.")
    return 0


def server(arguments: list[str]) -> int:
    """The developer's server: no demo data, and changed code is loaded by itself."""
    _no_arguments("server", arguments)
    return _serve(demo_data=False)


def demo(arguments: list[str]) -> int:
    """The demo with its data, or one report of it (`demo report --out DIR`)."""
    if arguments[:1] == ["report"]:
        return _report(arguments[1:])
    _no_arguments("demo", arguments)
    return _serve(demo_data=True)


def manage(arguments: list[str]) -> int:
    """One management command with the services up."""
    with commands.orderly():
        folder = home()
        bootstrap.ensure(bootstrap.RUN)
        with Services(folder) as services:
            return commands.manage(arguments, _as(services, _role_of(arguments)))


def bench(arguments: list[str]) -> int:
    """The measures: on a set of their own, and on a demo whose worker is killed (`package`)."""
    parser = argparse.ArgumentParser(prog="script/bench")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--json", metavar="FILE")
    known, options = parser.parse_known_args(arguments)
    options += ["--json", known.json] if known.json else []
    on_the_set = [name for name in known.names if name != PACKAGE]
    with commands.orderly():
        folder = home()
        prepare(bootstrap.CHECK)
        code = 0
        if on_the_set or not known.names:
            with Services(folder) as services:
                _move_to(services, "percorsi_bench")
                _fill(services, *TABLES)
                code = commands.manage(["bench", *on_the_set, *options], _as(services))
        if not known.names or {PACKAGE, "walk"} & set(known.names):
            code = _bench_package(options) or code
    return code


def _bench_package(options: list[str]) -> int:
    """A demo of its own with worker and clock: what the measure breaks is started again."""
    folder = home("bench")
    with serving.the_only_copy(folder, 0), Services(folder) as services:
        if services.cluster is None or services.broker is None:
            raise Stop("bench package crashes its servers: it wants the embedded ones.")
        _fill(services, *TABLES, "load_demo", STATIC)
        children = [serving.worker(services, settings()), serving.scheduler(services, settings())]
        supervisor = Supervisor(ROOT, children, services.revive)
        supervisor.start()
        command = [bootstrap.python(), commands.MANAGE, "bench", PACKAGE, *options]
        try:
            with commands.running(subprocess.Popen(command, env=_as(services))) as measuring:
                ended = Thread(target=lambda: (measuring.wait(), supervisor.leave()), daemon=True)
                ended.start()
                supervisor.watch()
                return measuring.returncode
        finally:
            with commands.undisturbed():
                supervisor.stop()


def lock(arguments: list[str]) -> int:
    """Pin the requirements again, with hashes, from the .in files (`lock --upgrade`)."""
    with tempfile.TemporaryDirectory() as folder:
        tool = Path(folder, "venv")
        subprocess.run([sys.executable, "-m", "venv", str(tool)], check=True)
        subprocess.run([tool / "bin" / "pip", "install", "--quiet", "uv"], check=True)
        for name in ("base", "embedded", "dev"):
            words = ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"]
            words += ["--no-header", "--universal", "--python-version", "3.11", "--quiet"]
            files = [f"{name}.in", "--output-file", f"{name}.txt"]
            command = [str(tool / "bin" / "uv"), "pip", "compile", *words, *arguments, *files]
            if subprocess.run(command, cwd=ROOT / "requirements", check=False).returncode:
                raise Stop(
                    f"requirements/{name}.in could not be resolved; the reason stands above."
                )
            say(f"requirements/{name}.txt is written.")
    return 0


def _serve(*, demo_data: bool) -> int:
    began, port = time.monotonic(), port_of(dict(os.environ))
    with commands.orderly():
        folder = home()
        with serving.the_only_copy(folder, port):
            serving.refuse_busy_port(port)
            prepare()
            with Services(folder) as services:
                _fill(services, *TABLES, *(["load_demo"] if demo_data else []), STATIC)
                children = _children(services, port, demo_data=demo_data)
                supervisor = Supervisor(ROOT, children, services.revive)
                return _watch(supervisor, services, port, began, demo_data=demo_data)


def _children(services: Services, port: int, *, demo_data: bool) -> list[Child]:
    if demo_data:
        web = serving.web(services, settings(), port)
    else:
        web = serving.reloading_web(services, port)
    return [serving.worker(services, settings()), web, serving.scheduler(services, settings())]


def _watch(
    supervisor: Supervisor, services: Services, port: int, began: float, *, demo_data: bool
) -> int:
    try:
        supervisor.start()
        accounts = commands.output(["demo_accounts"], _as(services)) if demo_data else ""
        serving.wait_until_ready(supervisor, port, services.home.logs / "web.log")
        say(f"\nPercorsi is at http://127.0.0.1:{port}/ ({time.monotonic() - began:.1f} s)")
        if accounts:
            say(f"\n{accounts.rstrip()}")
        say(f"\nLogs: {services.home.logs}. Ctrl-C stops everything.")
        supervisor.watch()
    except commands.Leave:
        say("\nStopping…")
    finally:
        with commands.undisturbed():
            supervisor.stop()
    return 0


def _report(arguments: list[str]) -> int:
    with commands.orderly():
        folder = home()
        if serving.is_served(folder):
            bootstrap.ensure(bootstrap.RUN)
            with Services(folder) as services:
                return commands.manage(["demo_report", *arguments], _as(services))
        with serving.the_only_copy(folder, 0):
            prepare()
            with Services(folder) as services:
                return _report_with_a_worker(services, arguments)


def _report_with_a_worker(services: Services, arguments: list[str]) -> int:
    _fill(services, *TABLES, "load_demo", STATIC)
    supervisor = Supervisor(ROOT, [serving.worker(services, settings())])
    try:
        supervisor.start()
        return commands.manage(["demo_report", *arguments], _as(services))
    finally:
        with commands.undisturbed():
            supervisor.stop()


def _fill(services: Services, *lines: str) -> None:
    commands.steps(lines, _as(services, "owner"))


def _as(services: Services, role: str = "app") -> dict[str, str]:
    return services.environment(role, DJANGO_SETTINGS_MODULE=settings())


def _role_of(arguments: list[str]) -> str:
    """Commands that shape tables or fill the reference run as the owner, if nobody says else."""
    chosen = os.environ.get("PERCORSI_ROLE")
    if chosen:
        return chosen
    owners = ("migrate", "load_reference", "load_demo", "makemigrations", "sqlmigrate", "flush")
    return "owner" if arguments[:1] and arguments[0] in owners else "app"


def _move_to(services: Services, database: str) -> None:
    if services.cluster:
        roles.ensure_database(services.cluster, database)
    services.databases = {
        role: on_database(url, database) for role, url in services.databases.items()
    }


def _no_arguments(script: str, arguments: list[str]) -> None:
    if arguments:
        raise Stop(f"script/{script} does not know “{arguments[0]}”; see docs/operations.md.", 2)


ERRANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": setup,
    "server": server,
    "demo": demo,
    "manage": manage,
    "bench": bench,
    "lock": lock,
    "test": checks.test,
}
