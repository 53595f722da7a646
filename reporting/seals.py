"""What stands behind a prepared package: its files as they lie there, its figures, its changes."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Count, TextChoices
from django.utils.translation import gettext_lazy as _

from beneficiaries.models import Beneficiary
from projects.models import Participation
from reporting.models import Artefact, FundingReport

CHUNK = 1 << 20


class Finding(TextChoices):
    """What a look at a stored file says."""

    EQUAL = "EQUAL", _("Uguale")
    CHANGED = "CHANGED", _("Diverso")
    MISSING = "MISSING", _("Manca")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return "ok" if self.value == "EQUAL" else "stop"

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return "check" if self.value == "EQUAL" else "close-circle"


def verify(files: Iterable[Artefact]) -> list[tuple[Artefact, Finding]]:
    """Each file with what its bytes say now, against the hash written when it was made."""
    return [(one, _look_at(one)) for one in files]


def _look_at(artefact: Artefact) -> Finding:
    path = Path(settings.MEDIA_ROOT) / artefact.path
    if not path.is_file():
        return Finding.MISSING
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return Finding.EQUAL if digest.hexdigest() == artefact.sha256 else Finding.CHANGED


def figures_of(report: FundingReport) -> dict[str, int]:
    """How many count in each figure of the package, in the order they were written."""
    counted = report.members.order_by().values_list("figure").annotate(Count("pk"))
    return dict(sorted(counted, key=lambda pair: pair[0]))


class Change(TextChoices):
    """How a participation stands to a figure, from one version to the other."""

    ENTERED = "ENTERED", _("Entrata")
    LEFT = "LEFT", _("Uscita")
    CHANGED = "CHANGED", _("Cambiata")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"ENTERED": "ok", "LEFT": "stop"}.get(self.value, "warn")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {"ENTERED": "plus", "LEFT": "minus"}.get(self.value, "pencil")


@dataclass(frozen=True)
class Difference:
    """One participation in one figure: what changed, and the sentences before and now."""

    figure: str
    participation_id: int
    code: str
    change: Change
    before: str
    now: str


@dataclass(frozen=True)
class Comparison:
    """Two versions: the figures with their numbers before and now, and who makes the difference."""

    figures: list[tuple[str, int, int]]
    differences: list[Difference]


def compare(older: FundingReport, newer: FundingReport) -> Comparison:
    """Who entered, left or counts for another reason, figure by figure."""
    before, now = _members(older), _members(newer)
    differences = [
        _difference(key, before.get(key), now.get(key))
        for key in sorted(before.keys() | now.keys(), key=lambda one: (one[0], one[2]))
        if before.get(key) != now.get(key)
    ]
    counts = [Counter(figure for figure, _pk, _code in side) for side in (before, now)]
    figures = [
        (figure, counts[0][figure], counts[1][figure])
        for figure in sorted(counts[0].keys() | counts[1].keys())
    ]
    return Comparison(figures, differences)


Key = tuple[str, int, str]


def _members(report: FundingReport) -> dict[Key, str]:
    rows = report.members.values_list(
        "figure", "participation_id", "participation__code", "why"
    ).order_by()
    return {(figure, pk, code): why for figure, pk, code, why in rows.iterator()}


def _difference(key: Key, before: str | None, now: str | None) -> Difference:
    change = Change.CHANGED
    if before is None:
        change = Change.ENTERED
    elif now is None:
        change = Change.LEFT
    return Difference(*key, change=change, before=before or "", now=now or "")


def people_behind(shown: Iterable[Difference]) -> list[Beneficiary]:
    """Who the codes stand for, as far as the log of readings needs them."""
    listed = Participation.objects.filter(pk__in={one.participation_id for one in shown})
    people = dict(listed.values_list("beneficiary_id", "agency_id"))
    return [Beneficiary(pk=person, agency_id=agency) for person, agency in people.items()]
