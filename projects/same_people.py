"""The same code in two agencies of a project: what its lead body's coordinator is told of it."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import Agency, User
from core.policy import may
from projects.enums import ProjectStage
from projects.models import Project
from projects.policy import Can

# So many are told; one more says that there are more.
MOST = 1000


@dataclass(frozen=True)
class Record:
    """A record that carries the code: its number, to write down who looked, and its agency."""

    pk: int
    agency_id: int
    agency: str


@dataclass(frozen=True)
class SameCode:
    """Two records with one code: its last characters, since when both are there, at whom."""

    code_end: str
    since: date
    one: Record
    other: Record
    # The record of the asker's own agency, if one of the two is.
    own: Record | None

    @property
    def pk(self) -> str:
        """Both numbers: a pair stands in the list once."""
        return f"{self.one.pk}-{self.other.pk}"

    @property
    def said_code(self) -> str:
        """As much of the code as is told."""
        return _("finisce con %(end)s") % {"end": self.code_end}

    @property
    def agencies(self) -> str:
        """At whom the two records are."""
        return f"{self.one.agency}, {self.other.agency}"

    @property
    def own_words(self) -> str:
        """What leads to the record of one's own agency."""
        return _("Apri la scheda %(end)s") % {"end": self.code_end} if self.own else ""

    @property
    def records(self) -> tuple[Record, Record]:
        """Both."""
        return self.one, self.other


def is_over(project: Project) -> bool:
    """Whether the project has ended: then there is no reason any more to look."""
    return project.stage_on(timezone.localdate()) == ProjectStage.ENDED


def same_codes(project: Project, user: User) -> list[SameCode]:
    """The newest first, one more than `MOST` at most; nothing for others, or once it is over."""
    if is_over(project) or not may(user, Can.SEE_SAME_PEOPLE, project):
        return []
    with connection.cursor() as cursor:
        # The function that looks behind row security; it asks again who the user is.
        cursor.execute(
            "select code_end, since, one_agency, other_agency, one, other"
            " from codes_in_two_agencies(%s) limit %s",
            [project.pk, MOST + 1],
        )
        rows = cursor.fetchall()
    wanted = {agency for row in rows for agency in row[2:4]}
    names = {pk: one.short_name for pk, one in Agency.objects.in_bulk(wanted).items()}
    here = user.acting.agency_id if user.acting else None
    told = []
    for code_end, since, one_agency, other_agency, one, other in rows:
        both = (
            Record(one, one_agency, names[one_agency]),
            Record(other, other_agency, names[other_agency]),
        )
        own = next((record for record in both if record.agency_id == here), None)
        told.append(SameCode(code_end, since, *both, own))
    return told
