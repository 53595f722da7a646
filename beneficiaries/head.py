"""The head of every page of a person: who they are, who follows them, what can be done."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.enums import Phase, ShareSection
from beneficiaries.models import Beneficiary, CaseFile, CaseNote, Share
from beneficiaries.policy import Can
from beneficiaries.workflow import case_file_workflow
from core.policy import may
from core.reference.identifiers import mask
from core.workflow import Offer


@dataclass(frozen=True)
class Head:
    """What the identity bar shows."""

    person: Beneficiary
    case_file: CaseFile | None
    share: Share | None
    sections: list[dict[str, Any]]
    offers: list[Offer]
    # Whether one may choose who follows the person.
    entrusts: bool = False
    # Whether appointments and deadlines are kept here.
    keeps_agenda: bool = False

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
    def case_manager(self) -> User | None:
        """Who follows the person."""
        return self.case_file.case_manager if self.case_file else None

    @property
    def next_steps(self) -> list[Offer]:
        """Steps forward: a button each."""
        return [offer for offer in self.offers if offer.name != "close"]

    @property
    def closing(self) -> list[Offer]:
        """The step that ends the file, kept in the menu."""
        return [offer for offer in self.offers if offer.name == "close"]

    def shows(self, section: ShareSection) -> bool:
        """Whether this part of the record may be shown here."""
        return self.share is None or section in self.share.sections


def head_of(person: Beneficiary, *, user: User, current: str) -> Head:
    """Gather the head; a shared person has no case file here, and only shared sections."""
    if not may(user, Can.READ_DIARY, person):
        return Head(person, None, _share_of(person, user), _sections(person, current, False), [])
    case_file = file_of(person)
    offers = case_file_workflow.steps_for(user, case_file) if case_file else []
    is_open = case_file is not None and case_file.phase != Phase.CLOSED
    entrusts = is_open and may(user, Can.ENTRUST, person)
    sections = _sections(person, current, True)
    keeps = may(user, Can.KEEP_APPOINTMENTS, person)
    return Head(person, case_file, None, sections, offers, entrusts, keeps)


def file_of(person: Beneficiary) -> CaseFile | None:
    """The newest case file, with who follows it and the day of the last contact."""
    contacts = CaseNote.objects.of_contacts()
    newest = contacts.filter(beneficiary=OuterRef("beneficiary")).newest_first()
    files = person.case_files.select_related("case_manager").current_first()
    return files.annotate(last_contact=Subquery(newest.values("happened_on")[:1])).first()


def _share_of(person: Beneficiary, user: User) -> Share | None:
    if user.acting is None:
        return None
    shares = Share.objects.filter(beneficiary=person, to_agency_id=user.acting.agency_id)
    today = shares.current(timezone.localdate()).select_related("agency")
    return today.order_by("-valid_to").first()


def _sections(person: Beneficiary, current: str, is_own: bool) -> list[dict[str, Any]]:
    names = [("identity", _("Anagrafica"))]
    if is_own:
        names = [
            ("show", _("Diario")),
            ("plan", _("Progetto")),
            *names,
            ("assessments", _("Valutazioni")),
            ("history", _("Modifiche")),
            ("readers", _("Chi ha visto")),
        ]
    return [
        {
            "label": label,
            "url": reverse(f"beneficiaries:{name}", args=[person.pk]),
            "current": name == current,
        }
        for name, label in names
    ]
