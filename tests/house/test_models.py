"""Nouns hold shape: nothing happens on save, and whoever writes a name lists the person again."""

import ast
import inspect

from django.apps import apps
from django.db.models import Model, signals

from tests.house.test_shape import APPS, ROOT, modules

# Row security, grants and triggers follow each migration: the one thing that listens.
LISTENERS = {"core/apps.py"}
# What stands on the maintained rows (docs/decisions/0005): names, codes, phase, who follows.
LISTED = {"Beneficiary", "CaseFile"}


def ours() -> list[type[Model]]:
    """The models of the project itself."""
    return [model for model in apps.get_models() if model.__module__.startswith(APPS)]


def test_models_do_nothing_of_their_own_on_save():
    own = [
        f"{model.__module__}: {model.__name__}.{name}"
        for model in ours()
        for name in ("save", "delete", "full_clean", "save_base")
        if any(name in vars(one) for one in model.__mro__ if one.__module__ == model.__module__)
    ]

    assert not own, f"verbs live in actions.py: {own}"


def test_nothing_of_ours_listens_to_models():
    listening = {
        f"{inspect.getmodule(receiver).__name__}"
        for name in ("pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed")
        for entry in getattr(signals, name).receivers
        if (receiver := entry[1]() if callable(entry[1]) else entry[1]) is not None
    }

    assert not {name for name in listening if name.startswith(APPS)}


def test_the_one_signal_follows_migrations():
    connecting = {
        str(path.relative_to(ROOT))
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").endswith("db.models.signals"))
        or (isinstance(node, ast.Name) and node.id == "receiver")
    }  # fmt: skip

    assert connecting == LISTENERS


def test_whoever_writes_a_name_or_a_phase_lists_the_person_again():
    forgetful = [
        f"{path.relative_to(ROOT)}:{verb.lineno} {verb.name}"
        for path in modules()
        if (path.name in ("actions.py", "registering.py", "tasks.py") or "actions" in path.parts)
        for verb in ast.parse(path.read_text()).body
        if isinstance(verb, ast.FunctionDef) and writes_listed(verb) and not lists_again(verb)
    ]

    assert not forgetful, f"call list_person, or it is not found (0005): {forgetful}"


def writes_listed(verb: ast.FunctionDef) -> bool:
    """Whether a verb writes a person or a case file: it locks, makes or moves one."""
    text = ast.unparse(verb)
    writes = any(word in text for word in (".save(", "_change(", ".update(", ".take(", "_insert("))
    made = any(f"{noun}.objects.create(" in text for noun in LISTED)
    locked = any(f"{noun}.objects.select_for_update()" in text for noun in LISTED)
    return made or (locked and writes) or "_insert(person)" in text


def lists_again(verb: ast.FunctionDef) -> bool:
    """Whether it keeps the maintained rows in line."""
    called = {node.func.id for node in ast.walk(verb)
              if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}  # fmt: skip
    return "list_person" in called
