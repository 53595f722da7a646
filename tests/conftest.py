"""Fixtures: the database as production's role sees it, the cast, and clients signed in."""

import gc
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import factory.random
import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone, translation
from pytest_django.plugin import blocking_manager_key

from agencies.models import User
from projects.models import Project
from tests import acting, cast, makers, stage


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker) -> Iterator[None]:
    """One database per worker: made by the owner, played on by the app."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        made = stage.build(worker, request.config.option.verbose - 1)
        if stage.who_is_connected() != ("percorsi_app", True):
            pytest.exit("Tests must run as percorsi_app under row security (tests/stage.py).")
    yield
    with django_db_blocker.unblock():
        stage.strike(made)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Set the stage again, after all fixtures are undone, where a test committed something."""
    marker = item.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    if commits or (marker is not None and marker.kwargs.get("transaction")):
        stage.soil()
    try:
        return (yield)
    finally:
        with item.config.stash[blocking_manager_key].unblock():
            stage.clean()


def pytest_collection_finish() -> None:
    """All that is loaded stays to the end: no use in looking for garbage among it every time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture
def como_runs() -> Iterator[None]:
    """The project of Como, which is over, runs for one more year."""
    with stage.owner_hands() as alias:
        mine = Project.objects.using(alias).filter(code=cast.COMO)
        ended = mine.get().ends_on
        mine.update(ends_on=timezone.localdate() + timedelta(days=365))
    yield
    with stage.owner_hands() as alias:
        Project.objects.using(alias).filter(code=cast.COMO).update(ends_on=ended)


@pytest.fixture(autouse=True, scope="session")
def _own_files(tmp_path_factory) -> None:
    """What tests put away lies beside nobody's files."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def standing(django_db_setup, tmp_path_factory) -> Iterator[Path]:
    """A shelf for files, beside what a module's tests find committed and leave as it is."""
    shelf = tmp_path_factory.mktemp("standing")
    with override_settings(MEDIA_ROOT=shelf), stage.standing(str(shelf)):
        yield shelf


@pytest.fixture(scope="module")
def standing_world(standing, django_db_blocker):
    """The world of the nets, committed once for tests that write in their own transaction only."""
    from tests.nets.world import build

    with django_db_blocker.unblock():
        return build(standing)


@pytest.fixture(autouse=True)
def _same_beginning() -> None:
    """The same invented people; and in Italian, whatever the request before this test was in."""
    translation.activate(settings.LANGUAGE_CODE)
    factory.random.reseed_random(makers.SEED)
    makers.PersonFactory.reset_sequence(force=True)


def _player(name: str) -> Callable[..., User]:
    first, last, code, role = cast.PLAYERS[name]

    def player(request) -> User:
        if "transactional_db" not in request.fixturenames:
            request.getfixturevalue("db")
        return cast.player(name)

    player.__doc__ = f"{first} {last}: {role.value} at {code}."
    return pytest.fixture(player, name=name)


ines, marco, olga, elena, dario = (
    _player(name) for name in ("ines", "marco", "olga", "elena", "dario")
)
sara, piero, nora, franco, rita = (
    _player(name) for name in ("sara", "piero", "nora", "franco", "rita")
)


@pytest.fixture
def client_of(db) -> Callable[..., acting.SeatedClient]:
    """`client_of(ines)`: a client signed in as Ines, in her seat."""
    return acting.client_of


@pytest.fixture
def as_user() -> Callable:
    """`with as_user(ines) as user:`: act as Ines in a transaction."""
    return acting.as_user


@pytest.fixture
def plain_paper(monkeypatch) -> None:
    """A document that is not laid out: most of what a package costs, where nobody reads it."""

    def write(path: Path, content: Any, _files: object) -> None:
        path.write_text(content.head.stem)

    monkeypatch.setattr("reporting.renderers.package.write_pdf", write)
