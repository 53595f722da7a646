"""The head of every page of a person: who they are, who follows them, what can be done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.leaves import Away, read_away
from agencies.models import User
from agencies.policy import visible_leaves
from agencies.workers import workers_now
from beneficiaries.enums import Followed, Phase, ShareSection
from beneficiaries.models import Beneficiary, CaseFile, CaseNote, Document, Share
from beneficiaries.papers import NOTICE_DAYS
from beneficiaries.policy import Can, visible_emergencies, visible_passings, visible_received
from beneficiaries.workflow import FORWARD, case_file_workflow, reopening
from core.policy import may
from core.reference.identifiers import mask
from core.ui.words import say_day_short
from core.workflow import Offer

# The parts of a shared record that have a page of their own, by their name in the address.
PARTS = {
    "note": ShareSection.NOTES,
    "progetto": ShareSection.PLAN,
    "valutazioni": ShareSection.ASSESSMENT,
}


@dataclass(frozen=True)
class Head:
    """What the identity bar shows."""

    person: Beneficiary
    case_file: CaseFile | None
    # By which another agency shows the person here, the longest first; none: one's own.
    shares: list[Share]
    sections: list[dict[str, Any]]
    offers: list[Offer]
    # Whether one may choose who follows the person.
    entrusts: bool = False
    # Whether appointments and deadlines are kept here.
    keeps_agenda: bool = False
    # Whether one may ask for an emergency access: offered whether or not anything is reserved.
    opens_emergency: bool = False

    @property
    def age(self) -> int | None:
        """Completed years, today."""
        return self.person.age

    @property
    def masked(self) -> str:
        """The code, all but its end."""
        return mask(self.person.identifier)

    @property
    def phase(self) -> Phase | None:
        """The phase of the case file, as a badge."""
        return Phase(self.case_file.phase) if self.case_file else None

    @property
    def last_contact(self) -> date | None:
        """The day of the newest note."""
        return getattr(self.case_file, "last_contact", None)

    @property
    def ending_documents(self) -> int:
        """How many documents in use are over, or will be soon."""
        return getattr(self.case_file, "ending_documents", None) or 0

    @property
    def case_manager(self) -> User | None:
        """Who follows the person."""
        return self.case_file.case_manager if self.case_file else None

    @property
    def followed(self) -> Followed | None:
        """That nobody who works here today follows an open file, as a badge."""
        return Followed.NOBODY if getattr(self.case_file, "has_nobody", False) else None

    @property
    def away(self) -> Away | None:
        """That whoever follows the person is away today, and who covers."""
        return read_away(getattr(self.case_file, "away", None))

    @property
    def passes_on(self) -> str:
        """From which day somebody else follows the person, in a sentence; nothing: nobody yet."""
        planned = getattr(self.case_file, "planned", None)
        if not planned:
            return ""
        told = {"day": say_day_short(date.fromisoformat(planned["day"])), "worker": planned["to"]}
        return _("Dal %(day)s la seguirà %(worker)s") % told

    @property
    def emergency(self) -> dict[str, Any] | None:
        """One's own emergency access that is open: which, and until when."""
        told = getattr(self.case_file, "emergency", None)
        return told and told | {"until": datetime.fromisoformat(told["until"])}

    @property
    def next_steps(self) -> list[Offer]:
        """Steps forward: a button each."""
        return [offer for offer in self.offers if offer.name in FORWARD]

    @property
    def closing(self) -> list[Offer]:
        """The step that ends the file, kept in the menu."""
        return [offer for offer in self.offers if offer.name == "close"]

    @property
    def reopening(self) -> Offer | None:
        """The step that opens a closed file again, in the phase it was in."""
        if self.case_file is None or not self.case_file.closed_from:
            return None
        wanted = reopening(self.case_file.closed_from)
        return next((offer for offer in self.offers if offer.name == wanted), None)

    @property
    def share(self) -> Share | None:
        """By which the person is here, where they are another agency's."""
        return self.shares[0] if self.shares else None

    @property
    def why(self) -> str:
        """What the log of who looked says beside a reading: for what the person was shared."""
        return self.share.purpose if self.share else ""

    def shows(self, section: ShareSection) -> bool:
        """Whether this part of the record may be shown here."""
        return not self.shares or any(section in one.sections for one in self.shares)


def head_of(person: Beneficiary, *, user: User, current: str) -> Head:
    """Gather the head; a shared person has no case file here, and only shared sections."""
    if not may(user, Can.READ_DIARY, person):
        shares = _shares_of(person, user)
        return Head(person, None, shares, _received_sections(person, current, shares), [])
    case_file = file_of(person, user)
    offers = case_file_workflow.steps_for(user, case_file) if case_file else []
    is_open = case_file is not None and case_file.phase != Phase.CLOSED
    entrusts = is_open and may(user, Can.ENTRUST, person)
    sections = _sections(person, current)
    keeps = may(user, Can.KEEP_APPOINTMENTS, person)
    opens = may(user, Can.OPEN_EMERGENCY, person)
    return Head(person, case_file, [], sections, offers, entrusts, keeps, opens)


def head_beside(person: Beneficiary, *, user: User) -> Head | None:
    """The head on a page of another floor, for who follows the person; None for all others.

    The person comes with their agency and residence.
    """
    return head_of(person, user=user, current="") if may(user, Can.READ_DIARY, person) else None


def file_of(person: Beneficiary, user: User) -> CaseFile | None:
    """The newest case file: who follows it and will, the last contact, documents that end soon.

    And whether one's own emergency access to the person is open.
    """
    contacts = CaseNote.objects.of_contacts()
    newest = contacts.filter(beneficiary=OuterRef("beneficiary")).newest_first()
    ending = Document.objects.ending().before(timezone.localdate() + timedelta(NOTICE_DAYS))
    counted = ending.filter(beneficiary=OuterRef("beneficiary")).order_by().values("beneficiary")
    files = person.case_files.select_related("case_manager").with_nobody(workers_now(user))
    planned = visible_passings(user).planned().filter(case_file=OuterRef("pk")).told()
    emergency = visible_emergencies(user).of_holder(user.pk).open_of_person()
    leaves = visible_leaves(user).on(timezone.localdate()).with_cover(timezone.localdate())
    away = leaves.filter(worker_id=OuterRef("case_manager_id")).told()
    return (
        files.current_first()
        .annotate(
            away=Subquery(away),
            emergency=Subquery(emergency),
            planned=Subquery(planned),
            last_contact=Subquery(newest.values("happened_on")[:1]),
            ending_documents=Subquery(counted.annotate(number=Count("pk")).values("number")),
        )
        .first()
    )


def _shares_of(person: Beneficiary, user: User) -> list[Share]:
    shares = visible_received(user).filter(beneficiary=person).select_related("agency")
    return list(shares.order_by("-valid_to", "-pk"))


def _sections(person: Beneficiary, current: str) -> list[dict[str, Any]]:
    names = [
        ("show", _("Diario")),
        ("plan", _("Progetto")),
        ("identity", _("Anagrafica")),
        ("household", _("Nucleo")),
        ("documents", _("Documenti")),
        ("assessments", _("Valutazioni")),
        ("history", _("Modifiche")),
        ("readers", _("Chi ha visto")),
        ("sharing", _("Condivisione")),
    ]
    return [
        {
            "label": label,
            "url": reverse(f"beneficiaries:{name}", args=[person.pk]),
            "current": name == current,
        }
        for name, label in names
    ]


def _received_sections(
    person: Beneficiary, current: str, shares: list[Share]
) -> list[dict[str, Any]]:
    """Who the person is, and the parts that are shown here: each has its page."""
    shown = {section for one in shares for section in one.sections}
    first = {
        "label": _("Anagrafica"),
        "url": reverse("beneficiaries:identity", args=[person.pk]),
        "current": current == "identity",
    }
    return [
        first,
        *(
            {
                "label": part.label,
                "url": reverse("beneficiaries:received_part", args=[person.pk, name]),
                "current": current == name,
            }
            for name, part in PARTS.items()
            if part in shown
        ),
    ]
