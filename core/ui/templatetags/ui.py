"""Tags and filters every template may use without loading them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core import drafts
from core.models import Draft
from core.once import FIELD, new_key
from core.ui import words

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """“lun 3 mar 2026”; nothing for no date."""
    return words.say_day(value) if value else ""


@register.filter
def day_short(value: date | datetime | None) -> str:
    """“3 mar 2026”; nothing for no date."""
    return words.say_day_short(value) if value else ""


@register.filter
def day_long(value: date | datetime | None) -> str:
    """“lunedì 3 marzo 2026”; nothing for no date."""
    return words.say_day_long(value) if value else ""


@register.filter
def hour(value: datetime | None) -> str:
    """“9:30”; nothing for no moment."""
    return words.say_hour(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """“lun 3 mar 2026, 9:30”; nothing for no moment."""
    return words.say_moment(value) if value else ""


@register.filter
def machine(value: date | datetime) -> str:
    """The `datetime` attribute of a `<time>`."""
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


@register.filter
def euro(value: Decimal | int | float | None) -> str:
    """“1.234,56 €”; nothing for no amount."""
    return "" if value in (None, "") else words.say_euro(value)


@register.filter
def number(value: Decimal | int | float | None, places: int | None = None) -> str:
    """“1.234” or, with places, “1.234,50”; nothing for no number."""
    return "" if value in (None, "") else words.say_number(value, places)


@register.filter
def percent(value: Decimal | int | float | None, places: int = 0) -> str:
    """“55 %” from 55; nothing for no number."""
    return "" if value in (None, "") else words.say_percent(value, places)


@register.filter
def percent_cut(value: Decimal | int | float | None, places: int = 0) -> str:
    """“79,9 %” from 79.96: of what is held against a threshold; nothing for no number."""
    return "" if value is None else words.say_percent_cut(value, places)


@register.filter
def minutes(value: int | None) -> str:
    """“1 h 30” from 90; nothing for no duration."""
    return "" if value is None else words.say_minutes(value)


@register.filter
def dash(value: Any) -> str:
    """The value, or a muted dash where it is zero or nothing: zero is not shouted."""
    if value in (None, "", 0, words.NOTHING):
        return format_html('<span class="zero" title="{}">–</span>', _("nessuno"))
    return words.say_number(value) if isinstance(value, int | Decimal | float) else value


@register.simple_tag(takes_context=True)
def once(context: Any) -> SafeString:
    """The one-time key of a form: a double click, a reload, a retry have one effect."""
    user = getattr(context.get("request"), "user", None)
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key(user))


@register.simple_tag(takes_context=True)
def sheet(context: Any, draft: Draft) -> SafeString:
    """The key of this rendering of a form, and the draft it shows: see core/drafts.py."""
    # A browser that fills reloaded forms in again must not bring yesterday's key back.
    return format_html(
        '<input type="hidden" name="{}" value="{}" autocomplete="off">',
        drafts.FIELD,
        drafts.sheet_of(context["request"], draft),
    )


@register.simple_tag
def keeps(address: str) -> SafeString:
    """The attributes of the line that says a draft is kept, inside the form it keeps.

    The form has a `{% sheet draft %}`, too.

    It is kept a second after the last key; `keep.js` asks for more: at the latest after five
    seconds of writing, before the form is sent, and when the page is hidden or left.
    """
    return format_html(
        'data-keeper role="status" hx-post="{}" hx-trigger="input from:closest form delay:1s, keep"'
        ' hx-target="this" hx-swap="innerHTML" hx-select="[data-kept]" hx-params="not once"'
        ' hx-sync="this:replace"',
        address,
    )


@register.simple_tag
def in_place(address: str, *, stays: str = "") -> SafeString:
    """A form's attributes: what it leads to takes the place of the page's main part, unreloaded.

    `stays`: the part (`main`, or the id of a panel) of the page it stands on, and comes back to,
    which is drawn anew and does not move under the eye; what is typed beside a panel stays.
    """
    part = stays or "main"
    return format_html(
        'hx-post="{}" hx-target="#{}" hx-select="#{}" hx-swap="outerHTML{}" hx-disinherit="*"',
        address,
        part,
        part,
        "" if stays else " show:window:top",
    )


@register.simple_tag
def icon(name: str, css: str = "", label: str = "") -> SafeString:
    """An icon of Bootstrap Italia's sprite; decorative unless it has a label."""
    voice = format_html('role="img" aria-label="{}"', label) if label else _HIDDEN
    return format_html(
        '<svg class="pc-i {}" {} focusable="false"><use href="{}#it-{}"></use></svg>',
        css,
        voice,
        static("bi/svg/sprites.svg"),
        name,
    )


_HIDDEN = mark_safe('aria-hidden="true"')  # a constant of ours


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The address's query with some parameters changed; None or "" drops one; page starts anew."""
    params = context["request"].GET.copy()
    if "page" not in changes:
        params.pop("page", None)
    # Opens a saved view: once it is open, the address says what it holds.
    params.pop("apri", None)
    for key, value in changes.items():
        params.pop(key, None)
        if value not in (None, ""):
            params[key] = value
    return "?" + params.urlencode()


@register.simple_tag(takes_context=True)
def drop(context: template.Context, name: str) -> str:
    """The address's query without one parameter, from the first page."""
    return query(context, **{name: None})


@register.filter
def plain(value: Any) -> str:
    """A number for an attribute: no separators, a point for the decimals."""
    return "0" if value in (None, "") else str(value)


@register.filter
def has_hour(value: Any) -> bool:
    """Whether the value is a moment, not a day."""
    return isinstance(value, datetime)


TONES = {
    "stop": "close-circle",
    "error": "close-circle",
    "warn": "warning-circle",
    "warning": "warning-circle",
    "ok": "check-circle",
    "success": "check-circle",
}


@register.filter
def tone_icon(tone: str) -> str:
    """The icon that says a tone without colour."""
    return TONES.get(tone, "info-circle")


@register.filter
def tone_word(tone: str) -> str:
    """The word that says a tone of a check without colour."""
    return {"stop": _("Blocca"), "warn": _("Da vedere"), "ok": _("Rispettata")}.get(tone, "")


@register.simple_tag
def sorting(key: str, order: str) -> dict[str, str]:
    """What a column head needs to sort: the next value of ?sort=, aria-sort, icon."""
    if order == key:
        return {"next": f"-{key}", "aria": "ascending", "icon": "arrow-up-triangle"}
    if order == f"-{key}":
        return {"next": key, "aria": "descending", "icon": "arrow-down-triangle"}
    return {"next": key, "aria": "", "icon": ""}
