"""What the template pack needs to draw a field: its control, its errors, its anchor."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

SMALL = {"number", "tel", "date", "time"}


@register.filter
def control(field: BoundField) -> SafeString:
    """The control itself, dressed; hint and error are tied to it by Django's own ids."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return field.as_widget()
    own = widget.attrs.get("class", "")
    small = "pc-input--s" if _is_short(widget) and "pc-input--" not in own else ""
    dress = " ".join(filter(None, ("pc-input", small, own)))
    # No placeholder: the label stands above and stays there, the hint says the rest.
    return field.as_widget(attrs={"class": dress, "placeholder": False})


def _is_short(widget: forms.Widget) -> bool:
    kind = widget.attrs.get("type", getattr(widget, "input_type", ""))
    return kind in SMALL or isinstance(widget, forms.DateInput | forms.TimeInput)


@register.filter
def shape(field: BoundField) -> str:
    """How the pack draws the field: hidden, check, chips, choices, file, several or line."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if getattr(widget, "chips", False):
        return "chips"
    for name, kind in (
        ("check", forms.CheckboxInput),
        ("choices", forms.RadioSelect),
        ("choices", forms.CheckboxSelectMultiple),
        ("several", forms.MultiWidget),
        ("several", forms.SelectDateWidget),
        ("file", forms.FileInput),
    ):
        if isinstance(widget, kind):
            return name
    return "line"


@register.filter
def sentences(field: BoundField) -> list[str]:
    """The errors of a field, for the summary and for the field: the same words in both."""
    generic = forms.Field.default_error_messages["required"]
    return [_missing(field) if text == generic else str(text) for text in field.errors]


def _missing(field: BoundField) -> str:
    """Django's one sentence for “required” does not say which field; the summary must."""
    if isinstance(field.field.widget, forms.CheckboxInput):
        return _("Serve la conferma: “%(label)s”") % {"label": field.label}
    if isinstance(field.field, forms.ChoiceField):
        return _("Scegli una voce in “%(label)s”") % {"label": field.label}
    return _("Compila il campo “%(label)s”") % {"label": field.label}


@register.filter
def anchor(field: BoundField) -> str:
    """The id the error summary leads to: the control, or the first of its choices."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def broken(form: Any) -> list[BoundField]:
    """The fields of a form that have errors, in the order of the screen."""
    return [field for field in form if field.errors]


@register.filter
def broken_count(form: Any) -> int:
    """How many fields have errors."""
    return len(broken(form))


@register.filter
def summary_id(form: Any) -> str:
    """The id of the error summary's title: one per form on the page."""
    return f"{form.prefix}-errors" if form.prefix else "errors"
