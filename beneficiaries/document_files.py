"""Files that lie among the documents and that no row names: of an answer that was rolled back.

Beside them the pictures of pages somebody looked at: no row names those, and they go in an hour.
"""

from datetime import datetime, timedelta

from beneficiaries.actions.document_pages import DRAWN
from beneficiaries.actions.documents import FOLDER
from beneficiaries.models import Document
from core.files import shelf
from core.tenancy import Purpose, under_purpose

# A request that writes one may still be under way.
GRACE = timedelta(hours=1)


def sweep(*, at: datetime) -> list[str]:
    """Remove them; tell which of the documents' own."""
    for path in shelf.older_than(at - GRACE, DRAWN):
        shelf.drop(path)
    lying = shelf.older_than(at - GRACE, FOLDER)
    if not lying:
        return []
    with under_purpose(Purpose.SWEEP):
        named = set(Document.objects.filter(path__in=lying).values_list("path", flat=True))
    nobodys = [path for path in lying if path not in named]
    for path in nobodys:
        shelf.drop(path)
    return nobodys
