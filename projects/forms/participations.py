"""Sieves of the projects' pages: enter, leave, complete the entry answers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.forms.fields import LineField
from beneficiaries.forms.seen import SeenField, sign_seen
from beneficiaries.forms.situation import COLUMNS, SituationForm, answers_of
from core.ui.fields import DateField
from core.ui.words import say_day_short
from projects.entry import situation_of
from projects.enums import Answer, ExitReason
from projects.models import EntrySnapshot, Project

# Vulnerabilities are frozen as groups, so that there is nothing to compare them with.
COMPARED = [name for name in COLUMNS if name != "vulnerabilities"]


class EnterForm(forms.Form):
    """In which project, and since when."""

    project = forms.ChoiceField(
        label=gettext_lazy("Progetto"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Scegli il progetto")},
    )
    entry_on = DateField(
        label=gettext_lazy("Giorno di ingresso"),
        help_text=gettext_lazy("Il giorno della prima attività nel progetto, non della domanda."),
    )

    def __init__(self, *args: Any, projects: Iterable[Project], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.projects = {project.code: project for project in projects}
        self.fields["project"].choices = [  # type: ignore[attr-defined]
            (project.code, choice_words(project)) for project in self.projects.values()
        ]

    def clean_project(self) -> Project:
        """The chosen project."""
        return self.projects[self.cleaned_data["project"]]


def choice_words(project: Project) -> str:
    """A project as a choice: its title and its days."""
    return _("%(title)s (%(start)s – %(end)s)") % {
        "title": project.title,
        "start": say_day_short(project.starts_on),
        "end": say_day_short(project.ends_on),
    }


class LeaveForm(forms.Form):
    """When and why somebody left."""

    exit_on = DateField(
        label=gettext_lazy("Giorno di uscita"),
        help_text=gettext_lazy("Il giorno dell’ultima attività, o dell’interruzione."),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Motivo"),
        choices=ExitReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Scegli il motivo dell’uscita")},
    )
    note = LineField(label=gettext_lazy("Precisazione"), longest=500, required=False)


class EntryForm(SituationForm):
    """The answers of the first day; a given one changes only with a reason."""

    reason = LineField(
        label=gettext_lazy("Motivo della correzione"),
        help_text=gettext_lazy("Serve solo se cambi una risposta già data: resta nella storia."),
        longest=300,
        required=False,
    )
    seen = SeenField()

    def __init__(self, data: Any = None, *, entry: EntrySnapshot) -> None:
        answers = situation_of(entry)
        initial = answers_of(answers) | {"seen": sign_seen(entry, COMPARED)}
        super().__init__(data, initial=initial)
        self.entry = entry
        if entry.vulnerability_answer == Answer.GIVEN:
            self.fields["vulnerabilities"].help_text = _(
                "Ha già risposto: non segnare nulla per lasciare la risposta com’è."
            )

    def clean_reason(self) -> str:
        """A reason says something."""
        reason: str = self.cleaned_data["reason"]
        if reason and len(reason) < 5:
            raise ValidationError(_("Scrivi il motivo con qualche parola in più"))
        return reason

    def typed(self) -> dict[str, Any]:
        """The answers to compare and save; vulnerabilities only where somebody chose some."""
        columns = self.columns()
        if columns["vulnerabilities"] is None:
            del columns["vulnerabilities"]
        return columns

    @property
    def missing(self) -> list[forms.BoundField]:
        """The questions still to be asked."""
        return [field for field in self.shown if not self._is_answered(field.name)]

    @property
    def given(self) -> list[forms.BoundField]:
        """The questions with an answer: folded, because changing one needs a reason."""
        return [field for field in self.shown if self._is_answered(field.name)]

    def _is_answered(self, name: str) -> bool:
        if name == "vulnerabilities":
            return self.entry.vulnerability_answer != Answer.NOT_ASKED
        if name == "since_refused":
            return self._is_answered("unemployed_since")
        if name == "unemployed_since":
            return bool(self.initial[name] or self.initial["since_refused"])
        return self.initial[name] not in ("", None)

    @property
    def is_correcting(self) -> bool:
        """Whether the fold of given answers must be open: an error stands in it."""
        names = {field.name for field in self.given} | {"reason"}
        return bool(names & set(self.errors))
