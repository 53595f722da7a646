"""The launcher is no Django app: it lies under script/, and each test gets a folder of its own."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "script"
sys.path.append(str(SCRIPT))

from launcher.home import Home  # noqa: E402
from launcher.supervisor import Child  # noqa: E402


@pytest.fixture
def data_folder(tmp_path: Path) -> Home:
    return Home(tmp_path / "data folder").prepare()


@pytest.fixture
def bare_environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a person who has set nothing but the data folder."""
    ours = ("DATABASE_URL_", "REDIS_URL", "PORT", "PERCORSI_", "DJANGO_", "SECRET_KEY")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PERCORSI_HOME": str(tmp_path / "home"), "PERCORSI_VENV": sys.prefix}


@pytest.fixture
def a_child(tmp_path: Path) -> Callable[..., Child]:
    """A child that runs a piece of Python."""

    def make(name: str, code: str) -> Child:
        command = [sys.executable, "-c", code]
        return Child(name, command, dict(os.environ), tmp_path / f"{name}.log")

    return make
