"""Registering a person, step by step: what was typed lives in a draft until it is registered.

An upper floor may add questions of its own (“Iscrivi subito al progetto”) and act on the
answers in the same transaction: it hands its `Addition` down, and this floor never imports it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.forms import Form
from django.http import QueryDict

from agencies.models import User
from beneficiaries import actions
from beneficiaries.enums import NOTICE_EDITION
from beneficiaries.forms.notes import NoticeForm
from beneficiaries.forms.person import PersonForm
from beneficiaries.forms.situation import SituationForm
from beneficiaries.models import Beneficiary, PrivacyNotice, Situation
from beneficiaries.policy import visible_names
from core import drafts
from core.models import Draft
from core.policy import may
from core.reference.identifiers import BadIdentifier, Identifier, read_identifier
from core.reference.places import birth_country, birth_municipality

FORM = "register"
NOT_KEPT = ("csrfmiddlewaretoken", "once", "draft", "step", "back", "verb", drafts.FIELD)
PERSON, SITUATION, REVIEW = 1, 2, 3

# (who registers, what was typed or None, what a draft remembers) → a form with `legend` and,
# so that names do not meet, a `prefix` of its own.
MakeForm = Callable[[User, QueryDict | None, dict[str, Any]], Form]
# (its valid form, the new person, who, when); a ValidationError undoes the registration, too.
Act = Callable[[Form, Beneficiary, User, datetime], None]


@dataclass(frozen=True)
class Addition:
    """Questions of an upper floor in step 2, and what it does once the person is there."""

    name: str
    order: int
    who: TextChoices
    form: MakeForm
    act: Act


_additions: dict[str, Addition] = {}


def add_to_registering(addition: Addition) -> Addition:
    """Register an addition; each name once."""
    _additions[addition.name] = addition
    return addition


def additions_for(user: User) -> list[Addition]:
    """The additions this user may use, in order."""
    allowed = (one for one in _additions.values() if may(user, one.who))
    return sorted(allowed, key=lambda one: one.order)


@dataclass
class Registration:
    """One registration under way: its draft, and the forms of its steps."""

    by: User
    draft: Draft
    content: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.content = drafts.read(self.draft)

    def keep(self, step: int, typed: QueryDict) -> None:
        """Keep what was typed in a step; nothing typed makes no draft."""
        kept = {name: values for name, values in typed.lists() if name not in NOT_KEPT}
        if self.draft.pk is None and not any(any(values) for values in kept.values()):
            return
        self.content[str(step)] = kept
        drafts.write(self.draft, self.content)

    def typed(self, step: int) -> QueryDict | None:
        """What was typed in a step, as it came; None where one has not been there."""
        kept = self.content.get(str(step))
        if kept is None:
            return None
        data = QueryDict(mutable=True)
        for name, values in kept.items():
            data.setlist(name, values)
        return with_derived(data) if step == PERSON else data

    def forms_of(self, step: int, *, checked: bool) -> list[Form]:
        """The forms of a step: with their errors, or only filled in again."""
        typed = self.typed(step)
        data = (typed or QueryDict()) if checked else None
        initial = {} if typed is None or checked else _flat(typed)
        if step == PERSON:
            return [PersonForm(data, initial=initial, people=visible_names(self.by))]
        own: list[Form] = [
            SituationForm(data, initial=initial),
            NoticeForm(data, initial=initial),
        ]
        return own + [one.form(self.by, data, initial) for one in additions_for(self.by)]

    @cached_property
    def checked(self) -> dict[int, list[Form]]:
        """The forms of both steps, with what was typed."""
        return {step: self.forms_of(step, checked=True) for step in (PERSON, SITUATION)}

    def first_problem(self) -> int | None:
        """The first step that is missing or has errors."""
        for step, made in self.checked.items():
            if self.typed(step) is None or not all_valid(made):
                return step
        return None

    @transaction.atomic
    def finish(self, *, at: datetime) -> Beneficiary:
        """Register the person, let the additions act, drop the draft: all of it or nothing."""
        (about,) = self.checked[PERSON]
        situation, notice, *others = self.checked[SITUATION]
        person = actions.register_person(
            Beneficiary(**about.columns()),  # type: ignore[attr-defined]
            Situation(**situation.columns()),  # type: ignore[attr-defined]
            _notice_of(notice),
            by=self.by,
            at=at,
        )
        for addition, form in zip(additions_for(self.by), others, strict=True):
            addition.act(form, person, self.by, at)
        self.draft.delete()
        return person


def all_valid(made: Iterable[Form]) -> bool:
    """Whether all are valid; each is asked, so that each shows its errors."""
    return False not in [form.is_valid() for form in made]


def _notice_of(form: Form) -> PrivacyNotice | None:
    given_on = form.cleaned_data["notice_given_on"]
    if given_on is None:
        return None
    is_signed = form.cleaned_data["notice_signed"]
    return PrivacyNotice(edition=NOTICE_EDITION, given_on=given_on, is_signed=is_signed)


def _flat(typed: QueryDict) -> dict[str, Any]:
    """Initial values from what was typed: a list where there are several boxes."""
    several = {"vulnerabilities"}
    return {
        name: values if name in several else values[-1] for name, values in typed.lists() if values
    }


@dataclass(frozen=True)
class Derived:
    """What the code says: the fields it fills, and why it cannot be read."""

    code: Identifier | None = None
    values: dict[str, str] = field(default_factory=dict)
    problem: str = ""


def derive(text: str) -> Derived:
    """Read a code as typed; an unreadable one gives the sentence that says why."""
    if not text.strip():
        return Derived()
    try:
        code = read_identifier(text)
    except BadIdentifier as error:
        return Derived(problem=str(error))
    if code.birth_date is None or code.birth_cadastral_code is None:
        return Derived(code)
    place = birth_country(code.birth_cadastral_code) or birth_municipality(
        code.birth_cadastral_code, code.birth_date
    )
    born = code.birth_date.strftime("%d/%m/%Y")
    return Derived(
        code, {"birth_date": born, "gender": code.sex or "", "birth_place": str(place or "")}
    )


def with_derived(data: QueryDict) -> QueryDict:
    """The typed answers, with the birth from the code where nothing of it was typed."""
    names = ("birth_date", "gender", "birth_place")
    if any(data.get(name, "").strip() for name in names):
        return data
    filled = data.copy()
    for name, value in derive(data.get("identifier", "")).values.items():
        filled[name] = value
    return filled


def refused_words(error: ValidationError | actions.AlreadyRegistered) -> str:
    """The sentence of a refusal."""
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
