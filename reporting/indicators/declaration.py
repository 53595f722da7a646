"""What an indicator is: a condition on the entry answers, the sentence why, its source."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.completeness import complete
from projects.models import Call

# Everybody: no condition. (An empty Q is left out of SQL.)
EVERYBODY = Q()
NOT_SAID = _("Non noto: all’ingresso la risposta non è stata chiesta, o la persona non l’ha data.")


@dataclass(frozen=True)
class Indicator:
    """One figure over the entry answers of a project.

    `why` holds places like %(years)s that the record fills; an unknown place fails in a test.
    """

    code: str
    label: str | Promise
    counts: Q
    why: str | Promise
    source: str
    # The indicator it is a part of: drawn under it, indented.
    part_of: str = ""
    # Switches of the call that widen it: field of the call → who counts, too.
    widened: dict[str, Q] = field(default_factory=dict)
    # Records that cannot be judged, and the sentence why: not asked, refused, or nobody knows.
    unknown: Q | None = None
    unknown_why: str | Promise = NOT_SAID
    # Collected on a representative sample, not on everybody (Reg. (UE) 1304/2013, annex I).
    sample: bool = False
    # Taken out of the annex in 2018; counted only where the call still asks for it.
    removed: bool = False
    # The grand total alone counts incomplete records, too.
    among_all: bool = False
    # Counted for the checks only, and shown nowhere.
    aside: bool = False

    def condition(self, call: Call) -> Q:
        """Who counts under this call, among the records of `base`."""
        found = self.counts
        for switch, also in self.widened.items():
            if getattr(call, switch):
                found |= also
        return found

    def base(self, call: Call) -> Q:
        """The records it is counted among: the complete ones, or all."""
        return EVERYBODY if self.among_all else complete(call)

    def members(self, call: Call) -> Q:
        """Who counts under this call: what the figure says, and what its list shows."""
        return self.base(call) & self.condition(call)

    def not_known(self, call: Call) -> Q | None:
        """Complete records of which nobody knows whether they count."""
        if self.unknown is None:
            return None
        return self.base(call) & self.unknown & ~self.condition(call)
