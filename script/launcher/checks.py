"""`script/test`: the static checks two at a time, then pytest, whose line comes last."""

import os
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from launcher import bootstrap, catalogues, commands, system
from launcher.home import ROOT, home
from launcher.messages import say
from launcher.services import Services

QUICK = "not browser and not slow"


def static_checks() -> dict[str, list[str]]:
    """The checks that need no test, by name; the slowest first, to end both lanes together."""
    python, manage = bootstrap.python(), str(ROOT / "manage.py")
    checks = {
        "mypy": ["mypy", "."],
        "lint-imports": ["lint-imports", "--no-cache"],
        "djlint": ["djlint", ".", "--lint", "--quiet"],
        "ruff check": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
    }
    # A console script is Python, ruff is not; both start by their full path.
    commands = {
        name: [bootstrap.program(words[0]), *words[1:]]
        if words[0] == "ruff"
        else [python, bootstrap.program(words[0]), *words[1:]]
        for name, words in checks.items()
    }
    commands["migrations"] = [python, manage, "makemigrations", "--check", "--dry-run"]
    # No check, but made meanwhile: the database that each worker of the tests copies.
    commands["test database"] = [python, "-m", "tests.stage"]
    commands["django check"] = [python, manage, "check"]
    return commands


def test(arguments: list[str]) -> int:
    """All checks; `fast` leaves the slow tests out, any other words go to pytest alone."""
    fast, chosen = arguments == ["fast"], bool(arguments) and arguments != ["fast"]
    with commands.orderly():
        # A data folder of its own: the demo may go on beside it.
        folder = home("test")
        bootstrap.ensure(bootstrap.CHECK)
        system.ensure_libraries()
        if not fast and (not chosen or any("journeys" in word for word in arguments)):
            system.ensure_browser()
        catalogues.compile_stale()
        with Services(folder, careless=True) as services:
            environment = services.environment("app", DJANGO_SETTINGS_MODULE="config.settings.test")
            if chosen:
                environment["PERCORSI_PICTURES"] = "1"
            faults = [] if chosen else run_static(static_checks(), environment)
            run = commands.call if chosen else commands.call_line_last
            code = run(_pytest(arguments, fast, chosen), environment, ROOT)
    return code or (1 if faults else 0)


def _pytest(arguments: list[str], fast: bool, chosen: bool) -> list[str]:
    command = [bootstrap.python(), "-m", "pytest"]
    if chosen:
        return [*command, *arguments]
    # One more than there are processors: a test that waits for a browser or a worker uses none.
    workers = str((os.cpu_count() or 1) + 1)
    # Who has nothing left takes from the others: the slowest tests do not end alone.
    return [*command, "-n", workers, "--dist", "worksteal", *(["-m", QUICK] if fast else [])]


def run_static(checks: dict[str, list[str]], environment: dict[str, str]) -> list[str]:
    """Run the checks in two lanes, say how each went, and return the names of those that failed."""
    faults = []
    with ThreadPoolExecutor(2) as lanes:
        running = {lanes.submit(_check, words, environment): name for name, words in checks.items()}
        for done in as_completed(running):
            name, (code, told, seconds) = running[done], done.result()
            say(f"{'ok    ' if code == 0 else 'FAILED'} {name} ({seconds:.1f} s)")
            if code:
                faults.append(name)
                say(told.rstrip())
    if faults:
        say(f"\nChecks that failed: {', '.join(faults)} (the exit code says so, too).")
    return faults


def _check(words: Sequence[str], environment: dict[str, str]) -> tuple[int, str, float]:
    began = time.monotonic()
    done = subprocess.run(
        words,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, time.monotonic() - began
