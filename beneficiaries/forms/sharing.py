"""Forms of sharing: with whom, which parts of a record, on which basis, until when."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency
from beneficiaries.actions import Terms
from beneficiaries.enums import ShareSection
from beneficiaries.forms.fields import LineField
from beneficiaries.models.sharing import LONGEST_MONTHS
from beneficiaries.sharing_enums import ShareBasis
from core.period import months_after
from core.ui.fields import DateField, ManyChips

LONGEST_PURPOSE = 200
USUAL_MONTHS = 6
# Who a person is belongs to every share: it is said, and not asked.
CHOSEN = [(one.value, one.label) for one in ShareSection if one is not ShareSection.IDENTITY]


class AgencyField(forms.TypedChoiceField):
    """One of the other bodies; its value is the body."""

    def __init__(self, **kwargs: Any) -> None:
        self.agencies: dict[int, Agency] = {}
        super().__init__(
            coerce=int,
            error_messages={
                "required": gettext_lazy("Scegli l’ente"),
                "invalid_choice": gettext_lazy("Scegli l’ente fra quelli proposti"),
            },
            **kwargs,
        )

    def clean(self, value: Any) -> Agency:
        """The body of this number."""
        return self.agencies[super().clean(value)]

    def offer(self, agencies: dict[int, Agency]) -> None:
        """The bodies to choose from."""
        self.agencies = agencies
        self.choices = [("", "—"), *((pk, one.short_name) for pk, one in agencies.items())]


class GroundsForm(forms.Form):
    """With whom, which parts, on which basis: what a share and a referral have in common."""

    to_agency = AgencyField(label=gettext_lazy("Ente"))
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Che cosa vede, oltre all’anagrafica"),
        choices=CHOSEN,
        widget=ManyChips,
        required=False,
        help_text=gettext_lazy(
            "Delle note vede solo quelle con “Condivisa”; mai quelle riservate, né le modifiche."
        ),
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Su quale base"),
        choices=ShareBasis.with_sources,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Scegli la base")},
    )
    consent_on = DateField(
        label=gettext_lazy("Consenso firmato il"),
        help_text=gettext_lazy("Serve solo se la base è il consenso; anche “oggi”."),
        required=False,
    )

    def __init__(self, *args: Any, agencies: dict[int, Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_agency"].offer(agencies)  # type: ignore[attr-defined]

    def clean_consent_on(self) -> date | None:
        """A consent was signed today or before."""
        day: date | None = self.cleaned_data["consent_on"]
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("La data è nel futuro: controlla l’anno"))
        return day

    def clean(self) -> dict[str, Any]:
        """A consent has the day it was signed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        asked = cleaned.get("basis") == ShareBasis.CONSENT and "consent_on" in cleaned
        if asked and cleaned["consent_on"] is None:
            self.add_error("consent_on", _("Indica il giorno in cui la persona lo ha firmato"))
        return cleaned


class ShareForm(GroundsForm):
    """A share: the above, for what, and in which days."""

    purpose = LineField(
        label=gettext_lazy("Per che cosa"),
        longest=LONGEST_PURPOSE,
        help_text=gettext_lazy(
            "In poche parole, senza notizie sulla persona: resta nel registro di chi ha visto."
        ),
        error_messages={"required": gettext_lazy("Scrivi per che cosa")},
    )
    valid_from = DateField(label=gettext_lazy("Dal"))
    valid_to = DateField(
        label=gettext_lazy("Fino al"),
        help_text=gettext_lazy("Al massimo 12 mesi; poi si può rinnovare, e terminare prima."),
    )
    field_order = [
        "to_agency", "sections", "purpose", "basis", "consent_on", "valid_from", "valid_to",
    ]  # fmt: skip

    def clean_valid_from(self) -> date:
        """From today on: nobody has seen yesterday what is shared today."""
        day: date = self.cleaned_data["valid_from"]
        if day < timezone.localdate():
            raise ValidationError(_("Una condivisione comincia oggi o più avanti"))
        return day

    def clean(self) -> dict[str, Any]:
        """At most twelve months."""
        cleaned = super().clean()
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Finisce prima di cominciare: controlla le date"))
        elif first and last and last >= months_after(first, LONGEST_MONTHS):
            self.add_error("valid_to", _("Dura più di 12 mesi: scegli un giorno più vicino"))
        return cleaned

    def terms(self) -> Terms:
        """What was agreed."""
        return Terms(**{name: self.cleaned_data[name] for name in Terms.__dataclass_fields__})


def usual_days(first: date | None = None) -> dict[str, date]:
    """The days a share has where nobody says otherwise: half a year from today."""
    begin = first or timezone.localdate()
    return {"valid_from": begin, "valid_to": months_after(begin, USUAL_MONTHS) - timedelta(days=1)}
