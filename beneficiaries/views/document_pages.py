"""The first pages of a PDF as pictures: the browser is never handed the file to show it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from beneficiaries import actions
from beneficiaries.models import Document
from beneficiaries.policy import Can
from beneficiaries.views.documents import document_or_404, shown
from core.files.answers import hand_out
from core.files.drawn import NONE, Drawn, Page
from core.files.kinds import FileKind


@dataclass(frozen=True)
class Look:
    """What is seen of a file: its pages and the one that is shown, or why there is none."""

    pages: Drawn
    page: Page | None = None
    refused: str = ""


@require_safe
def look(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One of the first pages, in the page of the document or as the part of it that changes."""
    found = _paged(request, pk)
    try:
        pages = actions.pages_of(found, by=request.user)
    except actions.DocumentRefused as refusal:
        seen = Look(NONE, refused=str(refusal))
    else:
        seen = Look(pages, pages.page(number))
        if pages.pages and seen.page is None:
            raise Http404
    if request.htmx:  # type: ignore[attr-defined]
        part = {"document": found, "look": seen}
        return render(request, "beneficiaries/_document_pages.html", part)
    return render(request, "beneficiaries/document.html", shown(request, found, seen))


@require_safe
def picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The picture of one page."""
    found = _paged(request, pk, logged=False)
    try:
        page = actions.see_page(found, number, by=request.user)
    except actions.DocumentRefused:
        page = None
    if page is None:
        raise Http404
    name = f"{found.name}-{number}{FileKind.JPEG.ending}"
    return hand_out(page.picture, kind=FileKind.JPEG, name=name, inline=True)


def _paged(request: HttpRequest, pk: int, *, logged: bool = True) -> Document:
    found = document_or_404(request, pk, Can.READ_DOCUMENTS, logged=logged)
    if not found.file.has_pages:
        raise Http404
    return found
