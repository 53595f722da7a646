"""The papers of a placement: who signed, the notice, the two documents; who still has to sign."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.lists import Empty, ListPage
from core.policy import authorize
from core.workflow import WrongStep
from placements.actions import papers as verbs
from placements.actions.refusals import NotPossible
from placements.enums import ExtensionState, NoticeKind, Paper, PlacementState
from placements.extending import open_extension_of
from placements.forms.papers import NoticeForm, SignaturesForm
from placements.models import MandatoryNotice, Placement
from placements.paper_tables import UnsignedTable
from placements.policy import Can, visible_extensions, visible_placements
from placements.printing import print_paper
from placements.reminding import reminders_of
from placements.signing import (
    Papers,
    begun_words,
    due_of,
    lacking_of,
    lacking_of_extensions,
    lacking_words,
    late_words,
    moved_words,
    papers_of,
)
from placements.views.placements import get_or_post, log_placed
from placements.views.proposals import placement_of

PAPERS = {"convenzione": Paper.AGREEMENT, "progetto-formativo": Paper.TRAINING_PROJECT}
# Which notice is asked for in which state.
ASKED = {
    PlacementState.APPROVED: NoticeKind.START,
    PlacementState.SIGNED: NoticeKind.START,
    PlacementState.BROKEN_OFF: NoticeKind.EARLY_END,
}


@get_or_post
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """The signatures on the version in force and the notice; both recorded here."""
    found = placement_of(request, pk)
    authorize(request.user, Can.SIGN, found)
    collected = papers_of(found)
    verb = request.POST.get("verb", "") if request.method == "POST" else ""
    signs = SignaturesForm(
        request.POST if verb == "sign" else None, papers=collected, placement=found
    )
    notice = NoticeForm(request.POST if verb == "notice" else None)
    form: Any = {"sign": signs, "notice": notice}.get(verb)
    if form is not None and form.is_valid():
        try:
            said = _record(request, found, form)
        except (NotPossible, WrongStep) as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("placements:papers", found.pk)
    return _answer(request, found, collected, signs=signs, notice=notice)


def _record(request: HttpRequest, found: Placement, form: SignaturesForm | NoticeForm) -> str:
    """Record what the form tells, and say what came of it."""
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if isinstance(form, SignaturesForm):
        told = [verbs.Signed(one.paper, one.party, by, on) for one, by, on in form.signed()]
        fresh = verbs.record_signatures(found, told, **who)
        if fresh.state == PlacementState.SIGNED:
            return _("Firme complete: il tirocinio è firmato.")
        return _("Firme registrate.")
    kind = ASKED.get(found.state_now, NoticeKind.START)
    made = verbs.record_notice(found, kind=kind, **form.cleaned_data, **who)
    # Not inside an f-string: who collects the texts does not look there.
    said = _("Comunicazione registrata.")
    return f"{said} {late_words(found, made)}".strip()


def _answer(
    request: HttpRequest,
    found: Placement,
    collected: Papers,
    *,
    signs: SignaturesForm,
    notice: NoticeForm,
) -> HttpResponse:
    asked, today = ASKED.get(found.state_now), timezone.localdate()
    notices = _notices(found)
    told = {one.kind for one, _late, moved in notices if not moved}
    version = found.versions.filter(number=found.version).first()
    context = {
        "placement": found,
        "begun": begun_words(found, today) if found.state == PlacementState.APPROVED else "",
        "reminder": reminders_of([found], today=today)[found.pk],
        "papers": collected,
        "version": version,
        "signs": signs if found.state == PlacementState.APPROVED else None,
        "notice": notice if asked and asked not in told else None,
        "notice_kind": asked,
        "notice_due": due_of(found, asked) if asked else None,
        "notices": notices,
        "extension": open_extension_of(found),
        "documents": [(slug, paper.label) for slug, paper in PAPERS.items()],
        # The page's title begins “Errore:” where its form has errors.
        "form": signs if signs.is_bound else notice if notice.is_bound else None,
    }
    return render(request, "placements/papers.html", context)


def _notices(found: Placement) -> list[tuple[MandatoryNotice, str, str]]:
    """Each notice, that it was late, that what it told has changed since."""
    asked = ASKED.get(found.state_now)
    return [
        (
            one,
            late_words(found, one),
            moved_words(found, one) if one.kind == asked == NoticeKind.START else "",
        )
        for one in found.notices.select_related("extension").order_by("sent_on", "pk")
    ]


@require_safe
def paper(request: HttpRequest, pk: int, paper: str) -> HttpResponse:
    """One of the two documents as a PDF, marked as a draft until the proposal is approved."""
    found = placement_of(request, pk)
    authorize(request.user, Can.SIGN, found)
    if paper not in PAPERS:
        raise Http404
    name = f"{paper}-{found.pk}-v{found.version}.pdf"
    return HttpResponse(
        print_paper(found, PAPERS[paper]),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


# --- who has not signed -------------------------------------------------------------------------


def _fetch(request: HttpRequest, keys: list[int]) -> list[Any]:
    found = visible_placements(request.user).to_collect().filter(pk__in=keys)
    rows: list[Any] = list(found.for_list())
    approved = visible_extensions(request.user).filter(
        placement_id__in=keys, state=ExtensionState.APPROVED
    )
    lacking = lacking_of(rows) | lacking_of_extensions(approved.select_related("placement"))
    reminders = reminders_of(rows, today=timezone.localdate())
    for row in rows:
        # All have signed an extension: it waits for its notice.
        row.lacking = lacking_words(lacking[row.pk]) or _("Comunicazione di proroga")
        row.reminder = reminders[row.pk]
    return rows


unsigned = ListPage(
    title=gettext_lazy("Chi non ha firmato"),
    one=gettext_lazy("tirocinio"),
    noun=gettext_lazy("tirocini"),
    who=Can.SIGN,
    table=UnsignedTable,
    rows=lambda request: visible_placements(request.user).to_collect(),
    fetch=_fetch,
    order=("approved_at", "pk"),
    empty=Empty(
        gettext_lazy("Nessuna firma da raccogliere"),
        gettext_lazy("Qui compaiono i tirocini e le proroghe approvati finché manca una firma."),
    ),
    log=log_placed,
    template="placements/unsigned.html",
    file_name="firme-mancanti",
    context=lambda request, listing: {
        "rows": list(zip(listing.drawn, listing.objects, strict=True))
    },
)
all_unsigned = require_safe(unsigned)
