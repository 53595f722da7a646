"""The form that passes people on: one colleague for all, another one for some, what to know."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from beneficiaries.actions import Passed
from beneficiaries.forms.fields import TextField
from beneficiaries.models import PLANNED_AHEAD
from core.ui.fields import DateField
from core.ui.words import say_day_short

# Instead of a worker's number: as chosen for all; nobody, the person stays.
AS_ALL, STAYS = "", "resta"
LONGEST = 2_000


def _from_when(user: User, day: date) -> str:
    return _("%(name)s (qui dal %(day)s)") % {"name": user, "day": say_day_short(day)}


class HandOverForm(forms.Form):
    """Who follows each person, and from which day."""

    everyone = forms.ChoiceField(
        label=gettext_lazy("A chi"),
        help_text=gettext_lazy("Per tutte le persone, tranne quelle per cui scegli qualcun altro."),
        error_messages={"required": gettext_lazy("Scegli chi segue le persone da quel giorno")},
    )

    # Whom the page showed: who was entrusted since is not passed on unseen.
    shown = forms.CharField(required=False, widget=forms.HiddenInput, max_length=10_000)

    starts_on = DateField(
        label=gettext_lazy("Dal giorno"),
        help_text=gettext_lazy(
            "Oggi stesso, o al massimo fra 90 giorni; fino ad allora nulla cambia."
        ),
    )

    def __init__(
        self,
        *args: Any,
        entries: Sequence[Any],
        workers: Mapping[int, User],
        arriving: Mapping[int, tuple[User, date]],
        planned: Mapping[int, Any],
        summaries: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        """`entries`: of the roster; `workers`: colleagues, and those `arriving` with their first
        day; by person: `planned`, the line by which they are to pass on already, and `summaries`,
        the words proposed.
        """
        super().__init__(*args, **kwargs)
        self.entries, self.planned, self.arriving = entries, planned, arriving
        names = [(str(pk), str(user)) for pk, user in workers.items()]
        names += [(str(pk), _from_when(user, day)) for pk, (user, day) in arriving.items()]
        everyone: Any = self.fields["everyone"]
        everyone.choices = [("", "—"), *names, (STAYS, _("nessuno, tranne chi scegli sotto"))]
        self.fields["starts_on"].initial = timezone.localdate()
        for entry in entries:
            name = entry.beneficiary.full_name
            self.fields[f"to_{entry.pk}"] = forms.ChoiceField(
                label=_("A chi passa %(name)s") % {"name": name},
                choices=[(AS_ALL, _("come sopra")), *names, (STAYS, _("non passa"))],
                required=False,
                # Who is to pass on already stays out of another plan.
                initial=STAYS if entry.pk in planned else AS_ALL,
            )
            self.fields[f"summary_{entry.pk}"] = TextField(
                label=_("Consegne per %(name)s") % {"name": name},
                longest=LONGEST,
                initial=summaries.get(entry.pk, ""),
                widget=forms.Textarea({"rows": 2}),
                required=False,
            )
        if self.of_one:
            everyone.choices, everyone.help_text = [("", "—"), *names], ""
            self.fields[f"to_{entries[0].pk}"].widget = forms.HiddenInput()

    @property
    def of_one(self) -> bool:
        """Whether one person alone may pass: then there is one choice to make."""
        return len(self.entries) == 1 and not self.planned

    @property
    def rows(self) -> list[tuple[Any, Any, Any, Any]]:
        """Each person with the two fields that are theirs, and what is planned already."""
        return [
            (one, self[f"to_{one.pk}"], self[f"summary_{one.pk}"], self.planned.get(one.pk))
            for one in self.entries
        ]

    def clean_starts_on(self) -> date:
        """From today on, and not farther than one may plan."""
        day: date = self.cleaned_data["starts_on"]
        last = timezone.localdate() + PLANNED_AHEAD
        if day < timezone.localdate():
            raise ValidationError(_("Questo giorno è già passato: scegli oggi o un giorno dopo."))
        if day > last:
            raise ValidationError(
                _("È troppo lontano: al massimo il %(last)s.") % {"last": say_day_short(last)}
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Somebody is passed on, to who works here on that day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._refuse_too_early()
        if not self.errors and not [to for _pk, to in self._chosen() if to != STAYS]:
            raise ValidationError(_("Nessuna persona passa: scegline almeno una."))
        return cleaned

    def _refuse_too_early(self) -> None:
        day = self.cleaned_data.get("starts_on")
        for name in ("everyone", *(f"to_{one.pk}" for one in self.entries)):
            chosen = self.cleaned_data.get(name) or ""
            user, first = self.arriving.get(int(chosen) if chosen.isdecimal() else 0, (None, None))
            if day and first and day < first:
                said = _("%(name)s lavora qui dal %(day)s: scegli quel giorno, o uno dopo.")
                self.add_error(name, said % {"name": user, "day": say_day_short(first)})

    def _chosen(self) -> list[tuple[int, str]]:
        """Each person and who they pass to."""
        typed = self.cleaned_data
        shown = typed["shown"].split() or self.showing.split()
        seen = [one.pk for one in self.entries if str(one.pk) in shown]
        return [(pk, typed[f"to_{pk}"] or typed["everyone"]) for pk in seen]

    @property
    def showing(self) -> str:
        """Who is on the page that is drawn now, whatever a draft or the page before held."""
        return " ".join(str(one.pk) for one in self.entries)

    def passed(self, files: Mapping[int, int]) -> list[Passed]:
        """What was chosen; `files`: the open case file of each person."""
        return [
            Passed(files[pk], int(worker), self.cleaned_data[f"summary_{pk}"])
            for pk, worker in self._chosen()
            if worker != STAYS
        ]
