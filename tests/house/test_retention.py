"""What is known of people is classified, field by field, and has an end with a source."""

from django.apps import apps

from core.audit.classes import kept
from core.tenancy import protections

# The words with which a table says that it needs no declaration.
IMPERSONAL = ("no personal data", "Not used")


def test_every_table_of_people_says_until_when_it_is_kept():
    silent = [
        f"{protection.model._meta.app_label}/retention.py: {protection.model.__name__}"
        for protection in protections().values()
        if protection.model not in kept()
        and not any(words in protection.exempt for words in IMPERSONAL)
    ]

    assert not silent, f"declare what it holds and until when: {silent}"


def test_every_declaration_is_whole():
    faults = [
        f"{model._meta.app_label}/retention.py: {model.__name__} {fault}"
        for model, declared in kept().items()
        if model is declared.model
        for fault in declared.faults()
    ]

    assert not faults, "\n".join(faults)


def test_what_goes_with_another_row_ends_with_it():
    endless = [
        model.__name__
        for model, declared in kept().items()
        if declared.goes_with is not None and declared.goes_with not in kept()
    ]

    assert not endless, f"retention.py: {endless} go with what is declared nowhere"


def test_a_history_table_follows_its_model():
    for model, declared in kept().items():
        if model is not declared.model:
            columns = {column.name for column in model._meta.concrete_fields}
            foreign = {name for name in columns if not name.startswith("pgh_")}

            assert foreign <= set(declared.classes()), f"{model.__name__} holds more than its model"


def test_a_table_without_people_refers_to_none():
    impersonal = {one.model for one in protections().values() if one.exempt} - set(kept())
    people = {apps.get_model("beneficiaries.Beneficiary"), apps.get_model("agencies.User")}
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in impersonal
        for field in model._meta.concrete_fields
        if field.related_model in people
    ]

    assert not wrong, f"exempt as holding no personal data, but refers to people: {wrong}"
