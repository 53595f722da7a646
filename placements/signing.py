"""Which papers need whose signature, which signatures are there, which notices were due when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.tenancy import history_of
from core.ui.words import say_day_short
from placements.days import planned_days
from placements.enums import NoticeKind, Paper, Party, PlacementKind
from placements.models import (
    Extension,
    MandatoryNotice,
    Placement,
    PlacementVersion,
    Signature,
)

# Who signs which paper; an inclusion traineeship is signed by the service, too.
PARTIES = {
    Paper.AGREEMENT: (Party.PROMOTER, Party.HOST),
    Paper.TRAINING_PROJECT: (Party.PROMOTER, Party.HOST, Party.TRAINEE),
}
DAYS_OF_A_NOTICE = 5

Line = tuple[Paper, Party]


def required(kind: str) -> tuple[Line, ...]:
    """Every signature a placement of this kind needs, paper by paper."""
    lines = [(paper, party) for paper, parties in PARTIES.items() for party in parties]
    if kind == PlacementKind.INCLUSION:
        lines.append((Paper.TRAINING_PROJECT, Party.SERVICE))
    return tuple(lines)


def required_to_extend(kind: str) -> tuple[Line, ...]:
    """Every signature an extension needs: of who signed the training project."""
    return tuple(
        (Paper.EXTENSION, party)
        for paper, party in required(kind)
        if paper == Paper.TRAINING_PROJECT
    )


@dataclass(frozen=True)
class Needed:
    """One signature that is needed, and the one that is there, if it is."""

    paper: Paper
    party: Party
    given: Signature | None

    @property
    def key(self) -> str:
        """How its answers are called in a form."""
        return f"{self.paper}-{self.party}".lower()


@dataclass(frozen=True)
class Papers:
    """The signatures of a placement: those of the version in force, and those that fell."""

    lines: tuple[Needed, ...]
    fallen: tuple[Signature, ...]

    @property
    def lacking(self) -> list[Needed]:
        """Those that are still to be collected."""
        return [one for one in self.lines if one.given is None]

    @property
    def given(self) -> int:
        """How many are there."""
        return len(self.lines) - len(self.lacking)

    @property
    def is_complete(self) -> bool:
        """Whether nobody's is missing."""
        return not self.lacking

    @property
    def by_paper(self) -> list[tuple[Paper, list[Needed]]]:
        """The lines, paper by paper."""
        papers = dict.fromkeys(one.paper for one in self.lines)
        return [(paper, [one for one in self.lines if one.paper == paper]) for paper in papers]


def papers_of(placement: Placement) -> Papers:
    """The signatures of a placement; a signature on another text than the present one fell."""
    found = Signature.objects.filter(version__placement_id=placement.pk, paper__in=PARTIES)
    rows = list(found.select_related("version").order_by("version__number", "signed_on", "pk"))
    return Papers(
        _needed(
            required(placement.kind),
            [row for row in rows if row.version.number == placement.version],
        ),
        tuple(row for row in rows if row.version.number != placement.version),
    )


def papers_of_extension(extension: Extension) -> Papers:
    """The signatures on the text of an extension; where it is sent again, it is another text."""
    rows = Signature.objects.filter(version_id=extension.version_id).select_related("version")
    return Papers(_needed(required_to_extend(extension.placement.kind), rows), ())


def _needed(lines: Iterable[Line], rows: Iterable[Signature]) -> tuple[Needed, ...]:
    """Each line with its signature, if it was given on the very text."""
    given = {(row.paper, row.party): row for row in rows if row.sha256 == row.version.sha256}
    return tuple(Needed(paper, party, given.get((paper, party))) for paper, party in lines)


def lacking_of(placements: Iterable[Placement]) -> dict[int, list[Line]]:
    """What each of several still lacks, asked once."""
    wanted = list(placements)
    rows = Signature.objects.filter(
        version__placement_id__in=[one.pk for one in wanted],
        version__number=F("version__placement__version"),
        sha256=F("version__sha256"),
    ).values_list("version__placement_id", "paper", "party")
    given = set(rows)
    return {
        one.pk: [line for line in required(one.kind) if (one.pk, *line) not in given]
        for one in wanted
    }


def lacking_of_extensions(extensions: Iterable[Extension]) -> dict[int, list[Line]]:
    """What each of several extensions still lacks, by placement, asked once."""
    wanted = list(extensions)
    rows = Signature.objects.filter(
        version_id__in=[one.version_id for one in wanted], sha256=F("version__sha256")
    ).values_list("version_id", "paper", "party")
    given = set(rows)
    return {
        one.placement_id: [
            line
            for line in required_to_extend(one.placement.kind)
            if (one.version_id, *line) not in given
        ]
        for one in wanted
    }


def lacking_words(lines: Iterable[Line]) -> str:
    """“Convenzione: soggetto ospitante. Progetto formativo: tirocinante”."""
    by_paper: dict[Paper, list[str]] = {}
    for paper, party in lines:
        by_paper.setdefault(paper, []).append(str(party.label).lower())
    return ". ".join(f"{paper.label}: {', '.join(names)}" for paper, names in by_paper.items())


# --- notices to the labour authorities ----------------------------------------------------------


def due_of(placement: Placement, kind: str) -> date | None:
    """The last day of a notice: the eve of the beginning, or five days after an early end."""
    if kind == NoticeKind.START and placement.starts_on is not None:
        return placement.starts_on - timedelta(days=1)
    if kind == NoticeKind.EARLY_END and placement.ended_on is not None:
        return placement.ended_on + timedelta(days=DAYS_OF_A_NOTICE)
    return None


def due_of_extension(extension: Extension) -> date:
    """The last day of its notice: five days after the day that was the last before it."""
    return extension.ended_before + timedelta(days=DAYS_OF_A_NOTICE)


def late_words(placement: Placement, notice: MandatoryNotice) -> str:
    """That a notice came after its last day; empty where it came in time."""
    due = due_of(placement, notice.kind)
    if notice.extension is not None:
        due = due_of_extension(notice.extension)
    if due is None or notice.sent_on <= due:
        return ""
    return _("Inviata il %(sent)s: il termine era le 24 del %(due)s.") % {
        "sent": say_day_short(notice.sent_on),
        "due": say_day_short(due),
    }


def start_notice_of(placement: Placement) -> MandatoryNotice | None:
    """The notice of the beginning, if it was recorded."""
    return MandatoryNotice.objects.filter(placement=placement, kind=NoticeKind.START).first()


def notice_of_extension(extension: Extension) -> MandatoryNotice | None:
    """The notice of an extension, if it was recorded."""
    return MandatoryNotice.objects.filter(extension=extension).first()


def moved_words(placement: Placement, notice: MandatoryNotice) -> str:
    """That the beginning moved after its notice was recorded; empty where the notice still fits."""
    kept: Any = history_of(MandatoryNotice)
    recorded = kept.objects.filter(pgh_obj_id=notice.pk).aggregate(at=Max("pgh_created_at"))["at"]
    versions = list(placement.versions.order_by("-number"))
    then = next((one for one in versions if recorded and one.made_at <= recorded), None)
    if then is None or _start_in(then) == _start_in(versions[0]):
        return ""
    return _("La comunicazione diceva l’inizio il %(then)s, ora è il %(now)s: va rettificata.") % {
        "then": _start_in(then),
        "now": _start_in(versions[0]),
    }


def _start_in(version: PlacementVersion) -> str:
    return str(version.content.get("starts_on", ""))


def begun_words(placement: Placement, today: date) -> str:
    """That planned days went by before anybody signed; empty where none did."""
    if placement.starts_on is None:
        return ""
    gone = len(planned_days(placement, placement.starts_on, today - timedelta(days=1)))
    if not gone:
        return ""
    return ngettext(
        "Inizia prima di oggi, il %(start)s: è già passato %(count)s giorno previsto.",
        "Inizia prima di oggi, il %(start)s: sono già passati %(count)s giorni previsti.",
        gone,
    ) % {"start": say_day_short(placement.starts_on), "count": gone}


def hinders_start(
    placement: Placement, papers: Papers, notice: MandatoryNotice | None, today: date
) -> list[str]:
    """Why a signed placement cannot begin today, in sentences; empty: it can."""
    told = []
    if papers.lacking:
        lines = [(one.paper, one.party) for one in papers.lacking]
        told.append(
            _("Mancano firme sulla versione %(number)s. %(lacking)s.")
            % {"number": placement.version, "lacking": lacking_words(lines)}
        )
    if notice is None:
        told.append(_("Manca la comunicazione obbligatoria di inizio."))
    elif moved := moved_words(placement, notice):
        told.append(moved)
    if placement.starts_on is not None and today < placement.starts_on:
        told.append(
            _("L’inizio è il %(day)s: si avvia da quel giorno.")
            % {"day": say_day_short(placement.starts_on)}
        )
    # The day it begins, also where that is written down later: then the insurance held.
    begins, until = placement.starts_on or today, placement.host.liability_until
    if until is None:
        told.append(_("Non si sa fino a quando vale la polizza RC dell’ospitante."))
    elif until < begins:
        told.append(
            _("La polizza RC dell’ospitante scade il %(day)s, prima dell’inizio.")
            % {"day": say_day_short(until)}
        )
    return told
