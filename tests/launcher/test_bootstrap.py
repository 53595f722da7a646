"""The Python environment: what is cleared, and what counts as installed."""

import pytest
from launcher import bootstrap
from launcher.messages import Stop


@pytest.fixture
def environment(tmp_path, monkeypatch):
    monkeypatch.setenv("PERCORSI_VENV", str(tmp_path / "venv"))
    (tmp_path / "venv" / "lib").mkdir(parents=True)
    return tmp_path / "venv"


def test_an_old_environment_is_emptied_but_for_the_lock(environment):
    (environment / "pyvenv.cfg").write_text("")
    (environment / bootstrap.LOCK).write_text("")

    bootstrap._clear()

    assert [place.name for place in environment.iterdir()] == [bootstrap.LOCK]


def test_a_folder_of_other_things_is_left_alone(environment):
    with pytest.raises(Stop, match="is not empty and no Python environment"):
        bootstrap._clear()

    assert (environment / "lib").exists()


def test_the_requirements_of_the_checks_hold_those_of_the_product():
    assert bootstrap._includes(bootstrap.CHECK, bootstrap.RUN)
