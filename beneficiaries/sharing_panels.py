"""What other agencies send, on the home of who may accept it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.filters import RECEIVED
from beneficiaries.policy import Can
from beneficiaries.sharing_enums import ReferralState
from beneficiaries.workload import received_referrals
from core.panels import panel


@panel("referrals.received", slot="home.desk", order=20, who=Can.ANSWER_REFERRAL)
def received(request: HttpRequest, obj: Any) -> tuple[str, dict[str, Any]] | None:
    """How many wait for an answer; asked with the people of the team, none is not shouted."""
    count = received_referrals(request)
    if not count:
        return None
    asked = f"?verso={RECEIVED}&stato={ReferralState.SENT}"
    url = reverse("beneficiaries:referrals") + asked
    return "beneficiaries/_home_strip.html", {"figures": [(_("Invii ricevuti"), count, url)]}
