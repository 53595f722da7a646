"""What is shared with another agency, and who is sent to one.

A referral moves between two agencies: each may take its own steps only, and what was sent stays
as it was sent. So the share that is born of its acceptance can be held to it, word for word.
"""

from beneficiaries.models import Referral, Share
from beneficiaries.row_security.grounds import CASEWORKER, OWN, SEES_PERSON, stays
from core.tenancy import AGENCY, ROLE, TODAY, Rows, admit, history_of, protect

RECEIVED = f"{CASEWORKER} and to_agency_id = {AGENCY}"
ANSWERING = f"{ROLE} = 'COORDINATOR' and to_agency_id = {AGENCY}"
protect(
    Referral,
    Rows(
        "caseworkers",
        using=OWN,
        # Whoever sends can take back; the answer is the other agency's.
        check=f"{OWN} and {SEES_PERSON} and state in ('SENT', 'WITHDRAWN')",
        history_check=OWN,
    ),
    Rows(
        "receivers",
        using=f"{RECEIVED} and state <> 'WITHDRAWN'",
        command="SELECT",
        history=False,
    ),
    Rows(
        "answering",
        using=f"{ANSWERING} and state = 'SENT'",
        check=f"{ANSWERING} and state in ('ACCEPTED', 'DECLINED')",
        command="UPDATE",
        history=False,
    ),
)
# A share of one's own people names no referral but one of the same person; a share that is born
# of a referral is what was offered, made by who accepted it, and nothing more.
OF_PERSON = (
    "(referral_id is null or exists (select 1 from beneficiaries_referral r"
    " where r.id = beneficiaries_share.referral_id"
    " and r.beneficiary_id = beneficiaries_share.beneficiary_id"
    " and r.agency_id = beneficiaries_share.agency_id))"
)
AS_OFFERED = (
    "exists (select 1 from beneficiaries_referral r where r.id = beneficiaries_share.referral_id"
    f" and r.state = 'ACCEPTED' and r.to_agency_id = {AGENCY}"
    " and r.beneficiary_id = beneficiaries_share.beneficiary_id"
    " and r.agency_id = beneficiaries_share.agency_id"
    " and r.sections = beneficiaries_share.sections and r.basis = beneficiaries_share.basis"
    " and r.consent_on is not distinct from beneficiaries_share.consent_on"
    f" and beneficiaries_share.valid_from = {TODAY}"
    " and beneficiaries_share.valid_to"
    " <= beneficiaries_share.valid_from + make_interval(months => r.months))"
)
protect(
    Share,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and {SEES_PERSON} and {OF_PERSON}",
        history_check=OWN,
    ),
    Rows("receivers", using=RECEIVED, command="SELECT", history=False),
    Rows(
        "accepting",
        using=ANSWERING,
        check=f"{ANSWERING} and {AS_OFFERED}",
        command="INSERT",
        history_check=ANSWERING,
    ),
)
REFERRAL_HISTORY = history_of(Referral)
assert REFERRAL_HISTORY is not None  # noqa: S101  why: referrals keep their history
admit(REFERRAL_HISTORY, Rows("answering", using=ANSWERING, command="INSERT"))

stays(Referral, ("state", "closed_by_id", "closed_at", "worker_id", "declined", "answer"))
stays(Share, ("ended_at", "ended_by_id"))
