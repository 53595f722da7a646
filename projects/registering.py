"""“Iscrivi subito a un progetto”: this floor's questions while a person is registered."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from beneficiaries.models import Beneficiary
from beneficiaries.registering import Addition, add_to_registering
from core.ui.fields import DateField
from projects.actions import NotPossible, enter_project
from projects.forms import choice_words
from projects.models import Project
from projects.policy import Can


class EnterAtOnceForm(forms.Form):
    """A project, or none for now."""

    legend = gettext_lazy("Iscrizione a un progetto")

    project = forms.ChoiceField(
        label=gettext_lazy("Progetto"), required=False, widget=forms.RadioSelect
    )
    entry_on = DateField(
        label=gettext_lazy("Giorno di ingresso"),
        help_text=gettext_lazy("Il giorno della prima attività nel progetto."),
        required=False,
    )

    def __init__(self, *args: Any, projects: list[Project], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.projects = {project.code: project for project in projects}
        offered = [(project.code, choice_words(project)) for project in projects]
        self.fields["project"].choices = [("", _("Non ora")), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A chosen project needs its day of entry, inside the project; no project has none."""
        cleaned = super().clean() or {}
        chosen = self.projects.get(cleaned.get("project") or "")
        day = cleaned.get("entry_on")
        if chosen and "entry_on" in cleaned and day is None:
            self.add_error("entry_on", _("Indica il giorno di ingresso nel progetto"))
        elif chosen and day and not chosen.starts_on <= day <= chosen.ends_on:
            self.add_error("entry_on", _("Il giorno di ingresso è fuori dalle date del progetto"))
        elif chosen and day and day > timezone.localdate():
            self.add_error("entry_on", _("La data è nel futuro: controlla l’anno"))
        elif not chosen:
            cleaned.pop("entry_on", None)
        return cleaned


def _form(by: User, data: QueryDict | None, initial: dict[str, Any]) -> EnterAtOnceForm:
    agency_id = by.acting.agency_id if by.acting else 0
    today = timezone.localdate()
    projects = list(Project.objects.open_to(agency_id, today).order_by("-ends_on", "code"))
    prefix = "progetto"
    own = {
        name.removeprefix(f"{prefix}-"): value
        for name, value in initial.items()
        if name.startswith(f"{prefix}-")
    }
    running = any(project.ends_on >= today for project in projects)
    return EnterAtOnceForm(
        data,
        prefix=prefix,
        projects=projects,
        initial=own or {"project": "", "entry_on": today if running else None},
    )


def _act(form: forms.Form, person: Beneficiary, by: User, at: datetime) -> None:
    code = form.cleaned_data["project"]
    if not code:
        return
    project = form.projects[code]  # type: ignore[attr-defined]
    try:
        enter_project(person, project, entry_on=form.cleaned_data["entry_on"], by=by, at=at)
    except NotPossible as refusal:
        raise ValidationError(str(refusal)) from refusal


add_to_registering(Addition(name="projects.enter", order=10, who=Can.ENTER, form=_form, act=_act))
