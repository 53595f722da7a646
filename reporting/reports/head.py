"""The head of every sheet and page: which programme, project, body, day and version."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _

from agencies.models import Agency
from projects.enums import Period
from projects.models import Project
from reporting.models import FundingReport

# Raised when a definition of the indicators changes what it counts.
RULES_REVISION = 1
ANNEX = {
    Period.P2014: "Reg. (UE) 1304/2013, allegato I",
    Period.P2021: "Reg. (UE) 2021/1057, allegato I",
}


@cache
def software() -> str:
    """Name and version of this software."""
    declared = tomllib.loads((settings.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return f"Percorsi {declared['project']['version']}"


@dataclass(frozen=True)
class Head:
    """The facts at the head; `is_whole` where the body accounts for all the partners."""

    project: Project
    agency: Agency
    cut_off: date
    version: int
    is_whole: bool

    @property
    def kind(self) -> str:
        """What the report is called."""
        return _("Partecipanti, indicatori e spesa")

    @property
    def day(self) -> str:
        """The cut-off day, as it is printed."""
        return f"{self.cut_off:%d/%m/%Y}"

    @property
    def version_label(self) -> str:
        """“v01”."""
        return f"v{self.version:02d}"

    @property
    def scope(self) -> str:
        """Whose participations the figures hold."""
        if self.is_whole:
            return _("tutti i partner del progetto")
        return _("solo le partecipazioni seguite da %(body)s") % {"body": self.agency.name}

    @property
    def rules(self) -> str:
        """Which rules the figures follow, and which revision of ours."""
        annex = ANNEX[Period(self.project.programme.call.period)]
        return _("%(annex)s · revisione %(number)s") % {"annex": annex, "number": RULES_REVISION}

    @property
    def stem(self) -> str:
        """The common part of the file names: CUP, kind, day, version; never a person's name."""
        kind = "partecipanti" if self.is_whole else f"partecipanti-{self.agency.code}"
        parts = (self.project.cup_code, kind, f"{self.cut_off:%Y%m%d}", self.version_label)
        return "_".join(parts)

    @property
    def created(self) -> datetime:
        """The date written inside the files: noon of the cut-off day, not the moment of writing."""
        return datetime(self.cut_off.year, self.cut_off.month, self.cut_off.day, 12, tzinfo=UTC)

    @property
    def lines(self) -> tuple[str, str, str]:
        """The head of a sheet, in three lines."""
        call = self.project.programme.call
        return (
            f"{call.programme} · {call.title}",
            _("%(code)s %(title)s · CUP %(cup)s · ID pratica %(id)s · capofila %(lead)s")
            % {
                "code": self.project.code,
                "title": self.project.title,
                "cup": self.project.cup_code,
                "id": self.project.application_code or "–",
                "lead": self.project.lead.name,
            },
            _("%(kind)s · dati al %(day)s · versione %(version)s · %(scope)s")
            % {
                "kind": self.kind,
                "day": self.day,
                "version": self.version_label,
                "scope": self.scope,
            },
        )


def head_of(report: FundingReport, project: Project, agency: Agency) -> Head:
    """The head of this report."""
    answers_for_all = agency.pk in (project.lead_id, project.programme.promoter_id)
    return Head(project, agency, report.cut_off, report.version, answers_for_all)
