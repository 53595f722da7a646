"""Which documents there are: how long each is good for, when it is asked for, and by which rule.

A line may be read beside the law it comes from. Whether a document is missing is said of the
answers that are known now; nothing is asked of somebody because an answer is missing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from beneficiaries.document_enums import DocumentKind as D
from beneficiaries.document_enums import Expiry
from core.reference.enums import CountryGroup, EsfStatus

# So many days before the end, a document is to be renewed.
NOTICE_DAYS = 60
UNEMPLOYED, DISABLED = EsfStatus.UNEMPLOYED.value, "disabilita"
THIRD = (CountryGroup.EXTRA_UE.value, CountryGroup.STATELESS.value)


@dataclass(frozen=True)
class Facts:
    """What of a person decides which documents are asked for; empty is not known."""

    citizenship_group: str = ""
    esf_status: str = ""
    vulnerabilities: frozenset[str] = frozenset()
    has_approved_plan: bool = False


@dataclass(frozen=True)
class Paper:
    """One kind of document."""

    kind: D
    # Whether it says until when it is good.
    expires: bool = False
    # What it says of the person is of a special category (Reg. (UE) 2016/679, art. 9).
    is_special: bool = False
    # Of whom it is asked for, in code and in words, and by which rule; None: of nobody.
    wanted: Callable[[Facts], bool] | None = None
    when: Any = ""
    source: str = ""


PAPERS = (
    Paper(
        D.NOTICE,
        wanted=lambda facts: True,
        when=_("Sempre"),
        source="Reg. (UE) 2016/679, art. 5(2) e 13",
    ),
    Paper(
        D.IDENTITY,
        expires=True,
        wanted=lambda facts: True,
        when=_("Sempre, con la domanda"),
        source="D.P.R. 445/2000, art. 38, c. 3",
    ),
    Paper(
        D.PERMIT,
        expires=True,
        wanted=lambda facts: facts.citizenship_group in THIRD,
        when=_("Per chi non è cittadino dell’Unione europea"),
        source="D.Lgs. 286/1998, art. 5",
    ),
    Paper(D.HEALTH_CARD, expires=True),
    Paper(
        D.WORK_PACT,
        wanted=lambda facts: facts.esf_status == UNEMPLOYED,
        when=_("Per chi è disoccupato"),
        source="D.Lgs. 150/2015, art. 19 e 20",
    ),
    Paper(D.ISEE, expires=True),
    Paper(
        D.DISABILITY,
        is_special=True,
        wanted=lambda facts: DISABLED in facts.vulnerabilities,
        when=_("Per chi dichiara una disabilità"),
        source="L. 68/1999, art. 1 e 8",
    ),
    Paper(D.CURRICULUM),
    Paper(
        D.PLAN,
        wanted=lambda facts: facts.has_approved_plan,
        when=_("Con un progetto approvato"),
        source="L. 328/2000, art. 14",
    ),
    Paper(D.OTHER, expires=True),
)
BY_KIND = {paper.kind: paper for paper in PAPERS}


def missing_of(facts: Facts, held: Iterable[str]) -> list[Paper]:
    """What is asked for and not held; `held`: kinds of documents in use that are not over."""
    have = set(held)
    return [one for one in PAPERS if one.wanted and one.wanted(facts) and one.kind not in have]


def expiry_of(expires_on: date | None, today: date) -> Expiry:
    """How near the end is on a day; the last day still counts."""
    if expires_on is None:
        return Expiry.NONE
    if expires_on < today:
        return Expiry.OVER
    return Expiry.NEAR if expires_on <= today + timedelta(days=NOTICE_DAYS) else Expiry.FAR
