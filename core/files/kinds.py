"""The kinds of files that come in; each with its ending and its media type."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

OOXML = "application/vnd.openxmlformats-officedocument."


class FileKind(TextChoices):
    """What a file is, by its content."""

    PDF = "PDF", _("PDF")
    JPEG = "JPEG", _("Foto (JPEG)")
    PNG = "PNG", _("Immagine (PNG)")
    DOCX = "DOCX", _("Testo (Word)")
    XLSX = "XLSX", _("Foglio (Excel)")
    ODT = "ODT", _("Testo (OpenDocument)")

    @property
    def ending(self) -> str:
        """The ending of its name."""
        return {"JPEG": ".jpg"}.get(self.value, f".{self.value.lower()}")

    @property
    def media_type(self) -> str:
        """What a browser is told."""
        return {
            "PDF": "application/pdf",
            "JPEG": "image/jpeg",
            "PNG": "image/png",
            "DOCX": f"{OOXML}wordprocessingml.document",
            "XLSX": f"{OOXML}spreadsheetml.sheet",
            "ODT": "application/vnd.oasis.opendocument.text",
        }[self.value]

    @property
    def is_picture(self) -> bool:
        """It was drawn anew, so that a page may show it."""
        return self.value in ("JPEG", "PNG")

    @property
    def has_pages(self) -> bool:
        """Its first pages can be drawn, so that one need not take it home to look at it."""
        return self.value == "PDF"


# For the window in which one chooses a file; a telephone offers its camera, too.
ACCEPT = ",".join(
    [kind.ending for kind in FileKind] + [".jpeg", "image/jpeg", "image/png", "application/pdf"]
)
