"""Sieves of a plan: the whole draft on one screen, the decision, the end, a signature."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.actions import TypedAction, TypedGoal, TypedPlan
from beneficiaries.forms.fields import LineField, TextField
from beneficiaries.models import PersonalPlan
from beneficiaries.plan_enums import Doer, LifeArea, Signatory
from beneficiaries.planning import Aimed
from core.ui.fields import DateField

LONGEST, LONG_LINE = 5_000, 200
# More than anybody plans; what a program sends beside them is left out.
MOST_GOALS, MOST_ACTIONS = 30, 30
GOAL = re.compile(r"g(\d{1,2})-")
ACTION = re.compile(r"g(\d{1,2})a(\d{1,2})-")
HOURS = forms.NumberInput({"inputmode": "numeric", "min": "0"})
Typed = Mapping[str, Any]


class AimForm(forms.Form):
    """What the whole plan is for, and when one looks how it goes."""

    aim = TextField(
        label=gettext_lazy("Finalità generale"),
        longest=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Che cosa cambia nella vita della persona, con parole sue."),
    )
    review_months = forms.IntegerField(
        label=gettext_lazy("Verifica ogni quanti mesi"),
        min_value=1,
        max_value=24,
        required=False,
        widget=forms.NumberInput({"inputmode": "numeric", "min": "1", "max": "24"}),
        error_messages={
            "invalid": gettext_lazy("Scrivi un numero di mesi, per esempio 3"),
            "min_value": gettext_lazy("La verifica è ogni 1-24 mesi"),
            "max_value": gettext_lazy("La verifica è ogni 1-24 mesi"),
        },
    )
    review_on = DateField(label=gettext_lazy("Prossima verifica"), required=False, help_text="")


class LineForm(forms.Form):
    """One line of a plan; with nothing typed in it there is no line."""

    line = forms.CharField(required=False, widget=forms.HiddenInput)
    is_dropped = forms.BooleanField(required=False)
    main = ""
    lacking: str | Promise = ""

    @property
    def is_blank(self) -> bool:
        """Nothing was typed, and it stands for no row."""
        return not any(self.cleaned_data.get(name) for name in self.fields if name != "is_dropped")

    def clean(self) -> dict[str, Any]:
        """A line that says something says the main thing, too."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.is_blank and not told.get(self.main) and self.main not in self.errors:
            self.add_error(self.main, self.lacking)
        return told


class GoalForm(LineForm):
    """One goal."""

    is_dropped = forms.BooleanField(label=gettext_lazy("Togli questo obiettivo"), required=False)
    title = LineField(label=gettext_lazy("Obiettivo"), longest=LONG_LINE, required=False)
    area = forms.ChoiceField(
        label=gettext_lazy("Area di vita"),
        choices=[("", gettext_lazy("Nessuna in particolare")), *LifeArea.choices],
        required=False,
    )
    wish = TextField(
        label=gettext_lazy("Che cosa vuole la persona"),
        longest=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    sign = TextField(
        label=gettext_lazy("Da che cosa si vede che è raggiunto"),
        longest=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    main, lacking = "title", gettext_lazy("Dai un titolo all’obiettivo")


class ActionForm(LineForm):
    """One action."""

    is_dropped = forms.BooleanField(label=gettext_lazy("Togli questa azione"), required=False)
    what = LineField(label=gettext_lazy("Che cosa si fa"), longest=300, required=False)
    who = forms.ChoiceField(label=gettext_lazy("Chi"), choices=Doer.choices, required=False)
    who_else = LineField(label=gettext_lazy("Chi, se altri"), longest=120, required=False)
    due_by = DateField(label=gettext_lazy("Entro il"), required=False, help_text="")
    hours_planned = forms.IntegerField(
        label=gettext_lazy("Ore previste"),
        min_value=0,
        max_value=5_000,
        required=False,
        widget=HOURS,
        error_messages={
            "invalid": gettext_lazy("Scrivi un numero di ore, per esempio 10"),
            "min_value": gettext_lazy("Le ore vanno da 0 a 5.000"),
            "max_value": gettext_lazy("Le ore vanno da 0 a 5.000"),
        },
    )
    main, lacking = "what", gettext_lazy("Scrivi che cosa si fa")

    @property
    def is_blank(self) -> bool:
        """The choice of who is made already in an empty line."""
        told = {name for name in self.fields if self.cleaned_data.get(name)}
        return not told - {"who", "is_dropped"}

    def clean(self) -> dict[str, Any]:
        """Somebody does it; where it is others, they have a name."""
        told = super().clean()
        if self.is_blank:
            return told
        told["who"] = told.get("who") or Doer.PERSON
        if told["who"] != Doer.OTHER:
            told["who_else"] = ""
        elif not told.get("who_else") and "who_else" not in self.errors:
            self.add_error("who_else", _("Scrivi chi altri lo fa"))
        return told


class GoalRows:
    """A goal of the form with its actions."""

    def __init__(self, form: GoalForm, actions: list[ActionForm], number: int) -> None:
        self.form, self.actions, self.number = form, actions, number

    @property
    def is_dropped(self) -> bool:
        """It was taken out, and is shown folded."""
        return bool(self.form["is_dropped"].value())


class PlanSheet:
    """The whole draft as one form: it has errors and fields as a form has.

    `typed`: names and texts, as a browser sends them. `is_sent`: they are to be checked.
    """

    prefix = None

    def __init__(self, typed: Typed, *, is_sent: bool, focus: str = "") -> None:
        self.typed, self.is_sent, self.focus = typed, is_sent, focus
        self.told: list[str] = []
        self.aim = self._form(AimForm, "")
        self.goals = [
            GoalRows(
                self._form(GoalForm, f"g{goal}"),
                [self._form(ActionForm, f"g{goal}a{one}") for one in range(count)],
                goal,
            )
            for goal, count in enumerate(rows_in(typed))
        ]

    def _form(self, kind: Any, prefix: str) -> Any:
        if self.is_sent:
            form = kind(self.typed, prefix=prefix or None)
        else:
            named = {name: f"{prefix}-{name}" if prefix else name for name in kind.base_fields}
            initial = {name: self.typed[key] for name, key in named.items() if key in self.typed}
            form = kind(initial=initial, prefix=prefix or None)
        for name in form.fields:
            if form.add_prefix(name) == self.focus:
                form.fields[name].widget.attrs["autofocus"] = True
        return form

    @property
    def forms(self) -> list[forms.Form]:
        """Every part, in the order of the screen."""
        goals = [[one.form, *one.actions] for one in self.goals]
        return [self.aim, *(form for several in goals for form in several)]

    def __iter__(self) -> Iterator[Any]:
        for form in self.forms:
            yield from form

    @property
    def errors(self) -> bool:
        """Whether there is something to put right."""
        return bool(self.told) or any(form.errors for form in self.forms if form.is_bound)

    def non_field_errors(self) -> list[str]:
        """What is wrong with the whole."""
        return self.told

    def is_valid(self) -> bool:
        """Whether all parts are, and each action belongs to a goal that says something."""
        # Every part is asked, so that all errors stand at once.
        fit = not [form for form in self.forms if not form.is_valid()]
        for rows in self.goals if fit else ():
            if rows.form.is_blank and not _is_empty(rows):
                rows.form.add_error("title", GoalForm.lacking)
                fit = False
        return fit

    def refuse(self, lacking: Mapping[str, str]) -> None:
        """Say what lacks at its answer: of a goal, which is named by its line, at its title."""
        titled = {rows.form["line"].value(): rows.form for rows in self.goals}
        for name, sentence in lacking.items():
            if name in self.aim.fields:
                self.aim.add_error(name, sentence)
            elif name in titled:
                titled[name].add_error("title", sentence)
            else:
                self.told.append(sentence)

    def typed_plan(self) -> TypedPlan:
        """The cleaned answers; empty lines are none."""
        return TypedPlan(
            **self.aim.cleaned_data,
            goals=[_goal(rows) for rows in self.goals if not _is_empty(rows)],
        )


def _is_empty(rows: GoalRows) -> bool:
    return rows.form.is_blank and all(one.is_blank for one in rows.actions)


def _goal(rows: GoalRows) -> TypedGoal:
    told = [TypedAction(**one.cleaned_data) for one in rows.actions if not one.is_blank]
    return TypedGoal(**rows.form.cleaned_data, actions=told)


def rows_in(typed: Typed) -> list[int]:
    """How many actions each goal of the form has."""
    counts: dict[int, int] = {}
    for name in typed:
        if found := ACTION.match(name):
            goal, action = int(found[1]), int(found[2])
            counts[goal] = max(counts.get(goal, 0), action + 1)
        elif found := GOAL.match(name):
            counts.setdefault(int(found[1]), 0)
    last = min(max(counts, default=-1), MOST_GOALS - 1)
    return [min(counts.get(goal, 0), MOST_ACTIONS) for goal in range(last + 1)]


def with_row(typed: Typed, verb: str) -> tuple[dict[str, Any], str]:
    """The texts with one more empty line, and its first field: “goal”, or “action-2”."""
    told, rows = dict(typed), rows_in(typed)
    kind, _dash, number = verb.partition("-")
    if kind == "goal" and len(rows) < MOST_GOALS:
        return told | blank_goal(len(rows)), f"g{len(rows)}-title"
    goal = int(number) if number.isdecimal() and len(number) < 3 else len(rows)
    if kind == "action" and goal < len(rows) and rows[goal] < MOST_ACTIONS:
        key = f"g{goal}a{rows[goal]}-what"
        return told | {key: ""}, key
    return told, ""


def blank_goal(number: int) -> dict[str, str]:
    """A goal to fill in, with room for its first action."""
    return {f"g{number}-title": "", f"g{number}a0-what": ""}


def answers_of_plan(plan: PersonalPlan, aimed: list[Aimed]) -> dict[str, Any]:
    """The draft as the form shows it; an empty one has a goal to begin with."""
    said: dict[str, Any] = {
        "aim": plan.aim,
        "review_months": _text(plan.review_months),
        "review_on": _day(plan.review_on),
    }
    for number, one in enumerate(aimed):
        for name in GoalForm.base_fields:
            said[f"g{number}-{name}"] = _plain(one.goal, name)
        for position, action in enumerate(one.actions):
            for name in ActionForm.base_fields:
                said[f"g{number}a{position}-{name}"] = _plain(action, name)
    return said if aimed else said | blank_goal(0)


def _plain(row: Any, name: str) -> Any:
    value = getattr(row, name)
    if name == "due_by":
        return _day(value)
    return ("on" if value else "") if isinstance(value, bool) else _text(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _day(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


# --- decided, concluded, signed -----------------------------------------------------------------


class PlanNoteForm(forms.Form):
    """The text that goes with a decision, or with the end of a plan."""

    note = TextField(
        label=gettext_lazy("Messaggio"),
        longest=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Resta nella storia del progetto."),
        error_messages={
            "required": gettext_lazy("Scrivi che cosa va cambiato: chi ha proposto deve saperlo")
        },
    )

    def __init__(self, data: Any = None, *, label: str = "", lacking: str = "") -> None:
        super().__init__(data)
        note = self.fields["note"]
        note.label = label or note.label
        if lacking:
            note.error_messages["required"] = lacking


class PlanSignatureForm(forms.Form):
    """A signature seen on paper: whose, and when."""

    party = forms.ChoiceField(label=gettext_lazy("Chi ha firmato"), choices=Signatory.choices)
    signer = LineField(
        label=gettext_lazy("Nome di chi ha firmato"),
        longest=120,
        error_messages={"required": gettext_lazy("Scrivi chi ha firmato")},
    )
    signed_on = DateField(label=gettext_lazy("Firmato il"), help_text="")

    def __init__(self, data: Any = None, *, lacking: list[Signatory], names: Typed) -> None:
        first = lacking[0] if lacking else None
        super().__init__(data, initial={"party": first, "signer": names.get(first, "")})
        choices = [(one.value, one.label) for one in lacking]
        self.fields["party"].choices = choices  # type: ignore[attr-defined]

    def clean_signed_on(self) -> Any:
        """A signature was given already."""
        day = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Il giorno della firma non può essere nel futuro"))
        return day
