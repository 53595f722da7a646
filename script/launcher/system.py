"""What the system itself must bring: a few libraries, and a browser for the browser tests."""

import os
import shutil
import subprocess
import sys

from launcher.messages import Stop, say

# library -> Debian/Ubuntu package; WeasyPrint lays out the PDF with them.
LIBRARIES = {
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}
# The first is the same browser without windows to draw, and costs a third less.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
LOADS = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""


def ensure_libraries() -> None:
    """See that the PDF libraries are there; install what is missing, or say how."""
    missing = missing_libraries()
    if missing:
        names = ", ".join(missing)
        install([LIBRARIES[name] for name in missing], f"missing system libraries: {names}")


def missing_libraries() -> list[str]:
    """The libraries that cannot be loaded, by name."""
    if not sys.platform.startswith("linux"):
        return []
    # In a process of its own: the launcher lives long and should stay small.
    command = [sys.executable, "-c", LOADS, *LIBRARIES]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def ensure_browser() -> None:
    """See that there is a browser for the browser tests."""
    why = "the browser tests need Chromium"
    if not browser():
        try:
            install(["chromium-headless-shell"], why)
        except Stop:
            # Not every system has it apart.
            install(["chromium"], why)


def browser() -> str:
    """The browser's program: PERCORSI_CHROMIUM, or the system's; empty when there is none."""
    chosen = os.environ.get("PERCORSI_CHROMIUM", "")
    return chosen or next((path for path in map(shutil.which, BROWSERS) if path), "")


def may_install() -> bool:
    """Whether apt can be used without asking for a password."""
    return bool(shutil.which("apt-get")) and _become_root() is not None


def install(packages: list[str], why: str) -> None:
    """Install packages of the system where that needs no password; else print the exact line."""
    line = f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
    if not may_install():
        raise Stop(f"{why}; run `{line}` and start again.", code=3)
    say(f"{why[0].upper()}{why[1:]}. Installing: {' '.join(packages)}")
    apt = [*(_become_root() or []), "apt-get"]
    options = ["install", "-y", "--no-install-recommends", *packages]
    if not _quietly([*apt, *options]):
        # A fresh image has no package lists yet.
        _quietly([*apt, "update"])
        if not _quietly([*apt, *options]):
            raise Stop(f"{why}, and apt-get could not install it: run `{line}`.", code=3)


def _become_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and _quietly([sudo, "-n", "true"]):
        return [sudo, "-n"]
    return None


def _quietly(command: list[str]) -> bool:
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, capture_output=True, check=False, env=environ)
    return done.returncode == 0
