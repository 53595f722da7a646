"""Runs Django's commands and other programs of the environment, and passes signals on."""

import contextlib
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from launcher import bootstrap
from launcher.home import ROOT
from launcher.messages import Stop

CLOSING = re.compile(r"=+.* in [0-9.]+s\b.*=+\S*$")
MANAGE = str(ROOT / "manage.py")
STEPS = str(Path(__file__).with_name("steps.py"))


class Leave(KeyboardInterrupt):
    """Somebody asked the launcher to end; it unwinds as at Ctrl-C."""


@contextlib.contextmanager
def orderly() -> Iterator[None]:
    """Turn the signals to end into an exception, so that everything started is stopped."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise Leave

    signs = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    before = {sign: signal.signal(sign, leave) for sign in signs}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let a stop come to its end, whatever keys are pressed meanwhile."""
    signs = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    before = {sign: signal.signal(sign, signal.SIG_IGN) for sign in signs}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def call(command: Sequence[str], environment: dict[str, str], folder: Path | None = None) -> int:
    """Run a program to its end; if the launcher is asked to leave, the program goes first."""
    with running(subprocess.Popen(command, env=environment, cwd=folder)) as process:
        return _code(process.wait())


def call_line_last(command: Sequence[str], environment: dict[str, str], folder: Path) -> int:
    """Run pytest so that its closing line is the last: a worker may flush its log after it."""
    pipe = subprocess.Popen(
        [*command, "--color=yes"] if sys.stdout.isatty() else command,
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    closing = ""
    with running(pipe) as process:
        for line in process.stdout or ():
            if CLOSING.search(line):
                closing = line
            else:
                print(line, end="", flush=True)
        code = _code(process.wait())
    print(closing, end="", flush=True)
    return code


@contextlib.contextmanager
def running(process: "subprocess.Popen[Any]") -> Iterator["subprocess.Popen[Any]"]:
    """Inside, a program runs; if the launcher is asked to leave, the program goes first."""
    try:
        yield process
    except KeyboardInterrupt:
        # At Ctrl-C the terminal has told the program already; a signal to us alone has not.
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        raise
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _code(returned: int) -> int:
    return returned if returned >= 0 else 128 - returned


def manage(arguments: Sequence[str], environment: dict[str, str]) -> int:
    """Run one management command in the folder the person is in."""
    return call([bootstrap.python(), MANAGE, *arguments], environment)


def steps(lines: Sequence[str], environment: dict[str, str]) -> None:
    """Run management commands one after the other in one process, which is loaded once."""
    code = call([bootstrap.python(), STEPS, *lines], environment, ROOT)
    if code:
        raise Stop("the preparation of the database failed; the reason stands above.", code)


def output(arguments: Sequence[str], environment: dict[str, str]) -> str:
    """What a management command prints."""
    done = subprocess.run(
        [bootstrap.python(), MANAGE, *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["it gave no reason"]
        raise Stop(f"`manage.py {arguments[0]}` failed: {lines[-1]}")
    return done.stdout
