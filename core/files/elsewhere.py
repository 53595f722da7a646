"""A file somebody else made is opened in a process of its own: it may die of what it sees."""

import subprocess
import sys
from pathlib import Path

from core.files.apart import Task
from core.files.refusals import Unfit, Why

ROOT = Path(__file__).resolve().parents[2]
# Beyond the seconds of the processor: a process that waits, on a machine that is busy.
GRACE = 5


def ask(task: Task, content: bytes) -> tuple[str, bytes]:
    """What it says of the file, and what it made of it; it holds no secret. Raises Unfit."""
    try:
        told = subprocess.run(
            [sys.executable, "-m", "core.files.apart", task.value],
            input=content,
            capture_output=True,
            cwd=ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
            timeout=task.seconds + GRACE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unfit(Why.TOO_COMPLEX) from None
    line, _end, made = told.stdout.partition(b"\n")
    verdict, _space, words = line.decode("ascii", "replace").partition(" ")
    if told.returncode or verdict != "yes":
        raise Unfit(Why(words) if verdict == "no" else Why.TOO_COMPLEX)
    return words, made
