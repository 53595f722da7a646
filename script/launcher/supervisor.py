"""Keeps a few processes running: starts them, restarts the dead, stops them in order."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from launcher.messages import Stop, say

LONGEST_PAUSE = 30.0
# One that dies so often before it has ever been well will not get better by itself.
HOPELESS = 4
WELL_AFTER = 20.0


@dataclass
class Child:
    """One process to keep running, and how to ask it to leave."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    # Signals and the seconds each is given; then the whole family is ended.
    farewell: tuple[tuple[signal.Signals, float], ...] = ((signal.SIGTERM, 15),)
    process: "subprocess.Popen[bytes] | None" = None
    deaths: int = 0
    started_at: float = 0.0
    start_again_at: float = 0.0

    @property
    def pid(self) -> int:
        """The process number; 0 while it is not running."""
        return self.process.pid if self.process and self.process.poll() is None else 0

    def start(self, folder: Path) -> None:
        """Start the process in a session of its own, so that Ctrl-C reaches the launcher alone."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command,
                cwd=folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        self.log.with_suffix(".pid").write_text(str(self.process.pid))
        self.started_at = time.monotonic()

    def ask_to_leave(self, sign: signal.Signals) -> None:
        """Signal the process itself; what to do with its own children it knows best."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, sign)

    def end_family(self) -> None:
        """End whatever of its session is left."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Supervisor:
    """The children in starting order; they are stopped in the opposite one."""

    folder: Path
    children: list[Child]
    # Called every few seconds: what the children stand on has to be kept up as well.
    look_after: Callable[[], None] = lambda: None
    pause: float = 1.0
    stopping: bool = field(default=False, init=False)

    def start(self) -> None:
        """Start all children."""
        for child in self.children:
            child.start(self.folder)

    def watch(self) -> None:
        """Keep the children running until somebody asks to stop."""
        turn = 0
        while not self.stopping:
            self.step(time.monotonic())
            if turn % 5 == 0:
                self.look_after()
            turn += 1
            time.sleep(self.pause)

    def leave(self) -> None:
        """Let `watch` return."""
        self.stopping = True

    def step(self, now: float) -> None:
        """Look at each child once; a dead one is started again after a growing pause."""
        for child in self.children:
            if child.pid:
                continue
            if child.start_again_at == 0.0:
                self._note_death(child, now)
            elif now >= child.start_again_at:
                child.start_again_at = 0.0
                child.start(self.folder)

    def _note_death(self, child: Child, now: float) -> None:
        well = now - child.started_at > WELL_AFTER
        child.deaths = 1 if well else child.deaths + 1
        if child.deaths >= HOPELESS:
            raise Stop(f"{child.name} does not stay up: {last_line(child.log)} (see {child.log})")
        seconds = min(LONGEST_PAUSE, self.pause * 2.0 ** (child.deaths - 1))
        say(f"{child.name} ended ({_how(child)}); starting it again in {seconds:.0f} s.")
        child.end_family()
        child.start_again_at = now + seconds

    def stop(self) -> None:
        """Stop the children, the last one first; leave nothing of theirs behind."""
        for child in reversed(self.children):
            if child.pid:
                _part_from(child)
            child.end_family()


def _part_from(child: Child) -> None:
    for sign, seconds in child.farewell:
        child.ask_to_leave(sign)
        until = time.monotonic() + seconds
        while child.pid and time.monotonic() < until:
            time.sleep(0.02)
        if not child.pid:
            return


def _how(child: Child) -> str:
    code = child.process.returncode if child.process else 0
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def last_line(log: Path) -> str:
    """The last line of a log that says something."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return next((line.strip() for line in reversed(lines) if line.strip()), "it gave no reason")


# Found before any fork: between fork and exec nothing may be loaded.
_libc = ctypes.CDLL(None) if sys.platform.startswith("linux") else None


def _die_with_parent() -> None:
    """Ask Linux to end this process when the launcher is killed and cannot say goodbye."""
    if _libc is not None:
        _libc.prctl(1, int(signal.SIGTERM))
