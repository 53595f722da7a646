"""Whoever points at a person says what becomes of the row when two records become one."""

from django.apps import apps

from beneficiaries.models import Beneficiary
from core.moving import Moves, declared, movers
from tests.house.test_shape import APPS


def pointing_at_people() -> set[type]:
    """Models of the project, without their histories, with a reference to a person."""
    return {
        model
        for model in apps.get_models()
        if model.__module__.startswith(APPS) and not model.__name__.endswith("Event")
        if any(field.related_model is Beneficiary for field in model._meta.concrete_fields)
    }


def test_every_model_that_points_at_a_person_says_what_becomes_of_it():
    undeclared = {model._meta.label for model in pointing_at_people() - set(declared())}

    assert not undeclared, f"declare Moves or Stays in its app's merging.py: {sorted(undeclared)}"


def test_nothing_is_declared_that_points_at_nobody():
    assert {model._meta.label for model in set(declared()) - pointing_at_people()} == set()


def test_what_moves_moves_after_what_it_hangs_on():
    order = {line.model: line.order for line in movers()}
    wrong = [
        f"{line.label} → {parent._meta.label}"
        for line in movers()
        for path, parent in line.hangs_on
        if parent is not line.model and path != "appointment" and order[parent] >= line.order
    ]

    assert not wrong, f"parents go first (core/moving.py): {wrong}"
    assert all(isinstance(line, Moves) for line in movers())
