"""Forms of documents: a file with what it is; what is said of it; why it counts no more."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.actions.documents import Told
from beneficiaries.document_enums import DocumentKind
from beneficiaries.forms.fields import LineField
from beneficiaries.forms.seen import SeenField, sign_seen
from beneficiaries.models import Document
from beneficiaries.papers import BY_KIND
from core.files.fields import CheckedFileField
from core.files.intake import Taken
from core.ui.fields import DateField

COLUMNS = ["kind", "number", "issued_on", "expires_on", "note"]


class DocumentFields(forms.Form):
    """What a document is, from when until when it is good."""

    kind = forms.ChoiceField(label=gettext_lazy("Tipo di documento"))
    number = LineField(longest=40, required=False, label=gettext_lazy("Numero del documento"))
    issued_on = DateField(label=gettext_lazy("Rilasciato il"), required=False)
    expires_on = DateField(
        label=gettext_lazy("Scade il"),
        help_text=gettext_lazy(
            "Per i documenti con una scadenza: 60 giorni prima te lo ricordiamo."
        ),
        required=False,
    )
    note = LineField(longest=300, required=False, label=gettext_lazy("Annotazione"))

    def __init__(self, *args: Any, of_plan: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kind"]
        if of_plan:
            kinds.choices = [(DocumentKind.PLAN.value, DocumentKind.PLAN.label)]
        else:
            others = [one for one in DocumentKind.choices if one[0] != DocumentKind.PLAN]
            kinds.choices = [("", _("Scegli…")), *others]
            kinds.help_text = _("La copia firmata del progetto si allega dalla pagina “Progetto”.")

    def clean(self) -> dict[str, Any]:
        """Dates in their order; a document that ends says when."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors.keys() & {"kind", "issued_on", "expires_on"}:
            return cleaned
        issued, expires = cleaned["issued_on"], cleaned["expires_on"]
        if issued and issued > timezone.localdate():
            self.add_error("issued_on", _("Questo giorno deve ancora venire: controlla la data"))
        if issued and expires and expires <= issued:
            self.add_error(
                "expires_on", _("La scadenza viene prima del rilascio: controlla le date")
            )
        kind = DocumentKind(cleaned["kind"])
        if expires and not BY_KIND[kind].expires:
            self.add_error("expires_on", _("Questo tipo di documento non scade: lascia vuoto"))
        if not expires and BY_KIND[kind].expires and kind != DocumentKind.OTHER:
            self.add_error("expires_on", _("Scrivi la scadenza che c’è sul documento"))
        return cleaned

    def columns(self) -> dict[str, Any]:
        """The cleaned answers, by column of a Document."""
        return {name: self.cleaned_data[name] for name in COLUMNS}

    def told(self) -> Told:
        """What is said of the file."""
        return Told(**self.columns())


class UploadForm(DocumentFields):
    """A file, or a photograph taken now, and what it is."""

    field_order = ("file", "photo", *COLUMNS)
    file = CheckedFileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, foto JPEG o PNG, docx, xlsx, odt: al massimo 15 MB."),
        required=False,
    )
    photo = CheckedFileField(
        camera=True,
        label=gettext_lazy("Oppure scatta una foto"),
        help_text=gettext_lazy("Con il telefono; il luogo scritto nella foto non viene salvato."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """One file, by one way or the other."""
        cleaned = super().clean()
        brought = [cleaned.get(name) for name in ("file", "photo") if cleaned.get(name)]
        if not brought and not self.errors.keys() & {"file", "photo"}:
            self.add_error("file", _("Scegli il file"))
        if len(brought) > 1:
            self.add_error("photo", _("Hai scelto due file: caricane uno alla volta"))
        cleaned["taken"] = brought[0] if brought else None
        return cleaned

    def taken(self) -> Taken:
        """The file that was brought."""
        taken: Taken = self.cleaned_data["taken"]
        return taken


class CorrectDocumentForm(DocumentFields):
    """What is said of a file that is there."""

    seen = SeenField()


class CancelDocumentForm(forms.Form):
    """Why a document counts no more."""

    reason = LineField(
        longest=200,
        label=gettext_lazy("Perché lo annulli"),
        help_text=gettext_lazy("Per esempio: caricato per la persona sbagliata."),
        error_messages={"required": gettext_lazy("Scrivi perché lo annulli")},
    )


def answers_of_document(document: Document, *, again: bool = False) -> dict[str, Any]:
    """The initial values for a document that is there; of the next one only what it is."""
    if again:
        return {"kind": document.kind, "number": ""}
    known: dict[str, str | date | None] = {name: getattr(document, name) for name in COLUMNS}
    return known | {"seen": sign_seen(document, COLUMNS)}
