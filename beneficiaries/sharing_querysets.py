"""Questions about shares and referrals; none of them knows who asks."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import TruncDate

from beneficiaries.enums import ShareSection
from beneficiaries.querysets import Workers
from beneficiaries.sharing_enums import ReferralState

if TYPE_CHECKING:
    from beneficiaries.models import Referral, Share  # noqa: F401


class ShareQuerySet(models.QuerySet["Share"]):
    """Which shares."""

    def current(self, day: date) -> "ShareQuerySet":
        """Valid on this day, and ended by nobody."""
        return self.filter(valid_from__lte=day, valid_to__gte=day, ended_at=None)

    def not_over(self, day: date) -> "ShareQuerySet":
        """Valid on this day or later, and ended by nobody."""
        return self.filter(valid_to__gte=day, ended_at=None)

    def with_section(self, section: ShareSection) -> "ShareQuerySet":
        """With this part of the record."""
        return self.filter(sections__contains=[section.value])

    def of_person(self, person_id: int) -> "ShareQuerySet":
        """Of this person, the newest first."""
        return self.filter(beneficiary_id=person_id).order_by("-valid_from", "-pk")

    def for_page(self) -> "ShareQuerySet":
        """With the bodies and whoever made and ended it."""
        return self.select_related("agency", "to_agency", "made_by", "ended_by")

    def for_end(self) -> "ShareQuerySet":
        """The same, and the person, as their page shows them."""
        return self.for_page().select_related("beneficiary__agency", "beneficiary__residence")

    def for_list(self) -> "ShareQuerySet":
        """With the person and whose record it is."""
        return self.select_related("beneficiary", "agency", "referral__worker")


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Which referrals."""

    def waiting(self) -> "ReferralQuerySet":
        """That nobody has answered or taken back."""
        return self.filter(state=ReferralState.SENT)

    def accepted_since(self, day: date) -> "ReferralQuerySet":
        """That were accepted on that day or later, each with its day."""
        rows = self.filter(state=ReferralState.ACCEPTED, closed_at__date__gte=day)
        return rows.annotate(closed_on=TruncDate("closed_at"))

    def of_person(self, person_id: int) -> "ReferralQuerySet":
        """Of this person, the newest first."""
        return self.filter(beneficiary_id=person_id).order_by("-sent_at", "-pk")

    def sent_by(self, agency_id: int) -> "ReferralQuerySet":
        """From this agency."""
        return self.filter(agency_id=agency_id)

    def sent_to(self, agency_id: int) -> "ReferralQuerySet":
        """To this agency."""
        return self.filter(to_agency_id=agency_id)

    def of_worker(self, *user_ids: int) -> "ReferralQuerySet":
        """In the hands of this worker, or one of these."""
        return self.filter(due_worker__in=user_ids)

    def of_nobody(self, workers: Workers) -> "ReferralQuerySet":
        """In the hands of nobody among these workers."""
        return self.filter(models.Q(due_worker=None) | ~models.Q(due_worker__in=workers))

    def for_page(self) -> "ReferralQuerySet":
        """With the bodies, and whoever sent, answered and received.

        Not with the person: who receives a referral does not see the row of the person.
        """
        return self.select_related("agency", "to_agency", "sent_by", "closed_by", "worker")
