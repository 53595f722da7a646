"""Forms of referrals: send somebody to another agency; accept, decline."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from beneficiaries.actions import Request
from beneficiaries.forms.agenda import WorkerField
from beneficiaries.forms.fields import TextField
from beneficiaries.forms.naming import stands_in
from beneficiaries.forms.sharing import GroundsForm
from beneficiaries.models import Beneficiary
from beneficiaries.search import digits
from beneficiaries.sharing_enums import Declined
from core.text import normalise, tokens
from core.ui.fields import Chips

LONGEST = 2_000
TEXTS = ("asked", "why")
# A code, a phone, an address: found however it is spaced, so shorter ones would be in other words.
SHORTEST_NUMBER = 6


class ReferralForm(GroundsForm):
    """To whom, what is asked, why; what is shared if they accept."""

    asked = TextField(
        label=gettext_lazy("Che cosa chiedi"),
        longest=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Lo legge subito: niente cognome, recapiti o diagnosi."),
        error_messages={"required": gettext_lazy("Scrivi che cosa chiedi")},
    )
    why = TextField(
        label=gettext_lazy("Perché a questo ente"),
        longest=LONGEST,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("Scrivi perché")},
    )
    months = forms.TypedChoiceField(
        label=gettext_lazy("Per quanto tempo, da quando accoglie"),
        coerce=int,
        choices=[(1, gettext_lazy("1 mese")), (3, gettext_lazy("3 mesi")),
                 (6, gettext_lazy("6 mesi")), (12, gettext_lazy("12 mesi"))],
        widget=Chips,
        initial=6,
        error_messages={"required": gettext_lazy("Scegli per quanto tempo")},
    )  # fmt: skip
    field_order = ["to_agency", "asked", "why", "sections", "months", "basis", "consent_on"]

    def __init__(self, *args: Any, person: Beneficiary, **kwargs: Any) -> None:
        """`person`: whose surname and code may not stand in what is read before an answer."""
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["sections"].label = _("Che cosa vede se accoglie, oltre all’anagrafica")

    def clean(self) -> dict[str, Any]:
        """What the other agency reads before it answers names nobody."""
        cleaned = super().clean()
        for name in TEXTS:
            if told := self._tells(cleaned.get(name, "")):
                self.add_error(
                    name,
                    _("Togli “%(told)s”: l’altro ente non deve ancora sapere chi è.") % told,
                )
        return cleaned

    def _tells(self, text: str) -> dict[str, str] | None:
        """What in a text says who the person is, if anything; their first name is known."""
        words, joined = set(tokens(text)), normalise(text).replace(" ", "")
        for name in (self.person.last_name, self.person.alias):
            if stands_in(words, set(tokens(name)) - set(tokens(self.person.first_name))):
                return {"told": name}
        person = self.person
        for told, written in (
            (person.identifier, person.identifier),
            (person.phone, digits(person.phone)),
            (person.email, person.email),
        ):
            plain = normalise(written).replace(" ", "")
            if len(plain) >= SHORTEST_NUMBER and plain in joined:
                return {"told": told}
        return None

    def request(self) -> Request:
        """What is asked."""
        return Request(**{name: self.cleaned_data[name] for name in Request.__dataclass_fields__})


class AcceptForm(forms.Form):
    """Who of the agency takes the person up."""

    worker = WorkerField(
        label=gettext_lazy("Chi la accoglie"),
        help_text=gettext_lazy("Chi lavora oggi con le persone per il tuo ente."),
    )

    def __init__(self, *args: Any, workers: Iterable[User], me: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].offer(workers, me)  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    """Why not, and what the sender should know."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Motivo"),
        choices=Declined.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Scegli il motivo")},
    )
    answer = TextField(
        label=gettext_lazy("Due parole a chi l’ha mandata"),
        longest=LONGEST,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("Scrivi due parole a chi l’ha mandata")},
    )
