"""The plan on paper, as the person signs it: a tagged PDF, set from a version's own words."""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from beneficiaries.models import PersonalPlan
from beneficiaries.plan_enums import HELD_PLANS, Signatory
from beneficiaries.plan_page import names_of
from beneficiaries.plan_wording import fingerprint, words_of
from beneficiaries.planning import Whole
from core.ui.words import say_day_short

STYLE = Path(__file__).with_name("paper.css")
TITLE = "Progetto personalizzato"


def print_plan(plan: PersonalPlan, worked: Whole | None = None) -> bytes:
    """A version as a tagged PDF/A-3a on A4; one that nobody approved says so on every page.

    `worked`: the version with the hours done so far, set after the signatures: they are no part of
    what is signed.
    """
    # Here and not above: loading the engine costs a second that no other page should pay.
    from weasyprint import HTML

    from core.paper import BASE, CSS, Papers

    content = words_of(plan)
    names = names_of(plan)
    sha256 = plan.sha256 or fingerprint(content)
    with override("it"):
        words = {
            "title": TITLE,
            "told": content,
            "number": plan.number,
            "approved_on": say_day_short(plan.decided_at)
            if plan.sha256 and plan.decided_at
            else "",
            "sha256": sha256,
            "short": sha256[:12],
            "is_draft": plan.state not in HELD_PLANS,
            "agency": plan.agency,
            "worked": worked if worked and worked.progress.minutes_done else None,
            "today": say_day_short(timezone.localdate()),
            "signatures": [(str(one.label), names[one]) for one in Signatory],
        }
        html = render_to_string("beneficiaries/print/plan.html", words)
        fetcher = Papers({"plan.css": (STYLE, CSS)})
        document = HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        return bytes(document.write_pdf(pdf_variant="pdf/a-3a"))
