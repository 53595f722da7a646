"""The first pages of a document, to be looked at without taking the file home."""

from agencies.models import User
from beneficiaries.actions.documents import FOLDER, content_of, refuse_closed
from beneficiaries.models import Document
from beneficiaries.policy import Can
from core.audit.actions import log_reading
from core.files import drawn, shelf
from core.policy import authorize

# Pictures of pages: they lie here for about an hour, under the name of the file they show.
DRAWN = "drawn"


def pages_of(document: Document, *, by: User) -> drawn.Drawn:
    """The first pages of a PDF, drawn when first asked for; none where it cannot be drawn."""
    authorize(by, Can.READ_DOCUMENTS, document)
    if not document.file.has_pages:
        return drawn.NONE
    refuse_closed(document)
    path = f"{DRAWN}{document.path.removeprefix(FOLDER)}"
    kept = shelf.laid_by(path)
    if kept is None:
        kept = drawn.draw(content_of(document))
        shelf.lay_by(path, kept)
    return drawn.read(kept)


def see_page(document: Document, number: int, *, by: User) -> drawn.Page | None:
    """One page as a picture; that it was seen is written down."""
    found = pages_of(document, by=by).page(number)
    if found is not None:
        log_reading([document.beneficiary], by=by, what="anteprima di un documento")
    return found
