"""What one began and did not finish, with a name to know it by."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from beneficiaries.models import Beneficiary, CaseNote
from beneficiaries.policy import Can, visible_names, visible_people
from beneficiaries.registering import FORM, PERSON, SITUATION
from core import drafts
from core.audit.actions import log_reading
from core.models import Draft
from core.policy import may

SHOWN = 200
# Notes that were begun away from a person's page.
QUICK, GROUP = "quick-note", "group-note"
# A hand-over, of the worker whose number follows; of nobody's people.
HAND_OVER = "hand-over:"
# In the name of a form that is about no person.
NOBODY = 0


@dataclass(frozen=True)
class About:
    """A form about a person: how its draft is called, with their name or without; its page, whose.

    A seat changes its role: what another role began is not listed where the page is shut.
    """

    named: str | Promise
    bare: str | Promise
    # The name of an address of this floor, or with its floor before it.
    page: str
    who: TextChoices
    # What the address asks for, where the last part of the form's name answers it.
    asks: str = ""

    def address(self, *place: object) -> str:
        """Where one goes on."""
        name = self.page if ":" in self.page else f"beneficiaries:{self.page}"
        if not self.asks:
            return reverse(name, args=place)
        return f"{reverse(name, args=place[:-1])}?{urlencode({self.asks: place[-1]})}"


# By the beginning of the form's name, which ends in the person's number; or in theirs and, each
# after a stroke, what leads to the page.
ABOUT = {
    "note:": About(gettext_lazy("Nota su %(name)s"), gettext_lazy("Nota"), "show", Can.WRITE_NOTE),
    "plan:": About(
        gettext_lazy("Progetto di %(name)s"), gettext_lazy("Progetto"), "plan_edit", Can.WRITE_PLAN
    ),
    "assessment:": About(
        gettext_lazy("Valutazione di %(name)s"), gettext_lazy("Valutazione"), "assess", Can.ASSESS
    ),
    "correction:": About(
        gettext_lazy("Correzione di una nota su %(name)s"),
        gettext_lazy("Correzione di una nota"),
        "correct_note",
        Can.CORRECT_NOTE,
    ),
    "corrected-assessment:": About(
        gettext_lazy("Correzione di una valutazione di %(name)s"),
        gettext_lazy("Correzione di una valutazione"),
        "correct_assessment",
        Can.ASSESS,
    ),
    "referral:": About(
        gettext_lazy("Invio di %(name)s"), gettext_lazy("Invio"), "refer", Can.REFER
    ),
    "identity:": About(
        gettext_lazy("Anagrafica di %(name)s"), gettext_lazy("Anagrafica"), "edit", Can.CORRECT
    ),
    "situation:": About(
        gettext_lazy("Situazione di %(name)s"),
        gettext_lazy("Situazione"),
        "edit_situation",
        Can.CORRECT,
    ),
    "home:": About(
        gettext_lazy("Casa e annotazione di %(name)s"),
        gettext_lazy("Casa e annotazione"),
        "household_edit",
        Can.KEEP_HOUSEHOLD,
    ),
    "plan-review:": About(
        gettext_lazy("Esame del progetto di %(name)s"),
        gettext_lazy("Esame di un progetto"),
        "plan_review",
        Can.DECIDE_PLAN,
    ),
    "plan-end:": About(
        gettext_lazy("Conclusione del progetto di %(name)s"),
        gettext_lazy("Conclusione di un progetto"),
        "plan_end",
        Can.WRITE_PLAN,
    ),
    "emergency:": About(
        gettext_lazy("Accesso d’emergenza per %(name)s"),
        gettext_lazy("Accesso d’emergenza"),
        "open_emergency",
        Can.OPEN_EMERGENCY,
    ),
    "emergency-review:": About(
        gettext_lazy("Esame di un accesso d’emergenza: %(name)s"),
        gettext_lazy("Esame di un accesso d’emergenza"),
        "emergency",
        Can.REVIEW_EMERGENCY,
    ),
    "closing:": About(
        gettext_lazy("Chiusura della cartella di %(name)s"),
        gettext_lazy("Chiusura di una cartella"),
        "close",
        Can.CLOSE_CASE,
    ),
    "reopening:": About(
        gettext_lazy("Riapertura della cartella di %(name)s"),
        gettext_lazy("Riapertura di una cartella"),
        "reopen",
        Can.CLOSE_CASE,
    ),
    "appointment:": About(
        gettext_lazy("Appuntamento con %(name)s"),
        gettext_lazy("Appuntamento"),
        "fix_appointment",
        Can.KEEP_APPOINTMENTS,
    ),
    "moved:": About(
        gettext_lazy("Appuntamento spostato con %(name)s"),
        gettext_lazy("Appuntamento spostato"),
        "move_appointment",
        Can.KEEP_APPOINTMENTS,
    ),
    "share:": About(
        gettext_lazy("Condivisione di %(name)s"), gettext_lazy("Condivisione"), "share", Can.SHARE
    ),
    "household-member:": About(
        gettext_lazy("Nucleo di %(name)s"),
        gettext_lazy("Nucleo"),
        "household_add",
        Can.KEEP_HOUSEHOLD,
    ),
    "decline:": About(
        gettext_lazy("Risposta all’invio di %(name)s"),
        gettext_lazy("Risposta a un invio"),
        "referral",
        Can.ANSWER_REFERRAL,
    ),
}
# Forms about nobody yet, or about several: how the draft is called, and its page.
WITHOUT_A_PLACE = {
    QUICK: About(
        gettext_lazy("Nota rapida su %(name)s"),
        gettext_lazy("Nota rapida"),
        "quick_note",
        Can.WRITE_NOTE,
    ),
    GROUP: About("", gettext_lazy("Nota di gruppo"), "group_note", Can.WRITE_NOTE),
}


@dataclass(frozen=True)
class Waiting:
    """One draft: what it is, and where one goes on."""

    draft: Draft
    title: str
    url: str


def declare(forms: dict[str, About]) -> None:
    """An upper floor says what its forms are called, and where they are.

    A name that goes on with a number, the person's or `NOBODY`, ends in a colon.
    """
    for name, about in forms.items():
        (ABOUT if name.endswith(":") else WITHOUT_A_PLACE)[name] = about


def correction_form(note: CaseNote) -> str:
    """The name of the form that corrects this note."""
    return f"correction:{note.beneficiary_id}/{note.pk}"


def my_drafts(user: User) -> list[Draft]:
    """The latest drafts one may go on with; the database shows those of the present agency."""
    mine = Q(form__in=[name for name, who in _whose(WITHOUT_A_PLACE) if may(user, who)])
    if may(user, Can.REGISTER):
        mine |= Q(form=FORM)
    if may(user, Can.HAND_OVER):
        mine |= Q(form__startswith=HAND_OVER)
    for prefix, who in _whose(ABOUT):
        if may(user, who):
            mine |= Q(form__startswith=prefix)
    return list(Draft.objects.filter(mine, user_id=user.pk).order_by("-updated_at")[:SHOWN])


def _whose(forms: dict[str, About]) -> list[tuple[str, TextChoices]]:
    return [(name, about.who) for name, about in forms.items()]


def numbers_in(rows: Sequence[Draft]) -> list[int]:
    """The people that drafts are about, by number."""
    return [number for row in rows for _about, number in _about_whom(row) if number != NOBODY]


def _about_whom(row: Draft) -> Iterator[tuple[About, int]]:
    """What a draft about a person is, and their number; nothing for a registration."""
    number = drafts.read(row).get("person") if row.form == QUICK else None
    if number and str(number).isdecimal():
        yield WITHOUT_A_PLACE[QUICK], int(str(number)[:18])
    for prefix, about in ABOUT.items():
        if row.form.startswith(prefix):
            yield about, int(row.form.removeprefix(prefix).partition("/")[0])


def drafts_of(
    user: User,
    rows: Sequence[Draft] | None = None,
    *,
    people: dict[int, Beneficiary] | None = None,
) -> list[Waiting]:
    """The latest drafts with a title each; people named in them are written down as shown.

    `rows`, `people`: those already fetched (and written down), where a page has them, too.
    """
    if rows is None:
        rows = my_drafts(user)
    if people is None:
        ids = numbers_in(rows)
        # Who administers sees names, and no more of a person.
        seen = visible_people(user) if may(user, Can.SEE_PEOPLE) else visible_names(user)
        people = seen.in_bulk(ids) if ids else {}
        if people:
            log_reading(people.values(), by=user, what="bozze")
    of_form = Counter(row.form for row in rows)
    found = [(row, _waiting(row, people)) for row in rows]
    # Two versions of one text, written in two tabs: each opens its own.
    return [
        replace(one, url=f"{one.url}{'&' if '?' in one.url else '?'}{drafts.ASKED}={row.pk}")
        if of_form[row.form] > 1 and row.form != FORM
        else one
        for row, one in found
    ]


def _waiting(row: Draft, people: dict[int, Beneficiary]) -> Waiting:
    if row.form == FORM:
        content = drafts.read(row)
        step = SITUATION if str(SITUATION) in content else PERSON
        url = reverse("beneficiaries:register_step", args=[row.pk, step])
        name = _name(content.get(str(PERSON), {}))
        return Waiting(row, _("Registrazione di %(name)s") % {"name": name}, url)
    if row.form in WITHOUT_A_PLACE:
        about = WITHOUT_A_PLACE[row.form]
        named = [people[pk] for _about, pk in _about_whom(row) if pk in people]
        title = str(about.named) % {"name": named[0]} if named else str(about.bare)
        return Waiting(row, title, about.address())
    if row.form.startswith(HAND_OVER):
        whose = row.form.removeprefix(HAND_OVER)
        url = f"{reverse('beneficiaries:hand_over')}?da={whose}"
        return Waiting(row, _("Passaggio di consegne"), url)
    [(about, number)] = _about_whom(row)
    person = people.get(number)
    title = str(about.named) % {"name": person} if person else str(about.bare)
    place: list[object] = [*row.form.split("/")[1:]] or [number]
    return Waiting(row, title, about.address(*place))


def _name(typed: dict[str, Any]) -> str:
    words = [part for name in ("first_name", "last_name") for part in typed.get(name, [])[:1]]
    return " ".join(filter(None, words))[:80] or _("una persona senza nome")
