"""What stands beside the count of a list: its columns, the saved views, the paper.

Columns and views live in the address as filters do: `?colonne=a,b` says which columns are shown,
on the page, in the sheet and on paper alike; `?apri=` opens a saved view.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.saved.actions import open_view
from core.saved.forms import KeepForm
from core.saved.models import SavedView
from core.saved.policy import own_views
from core.saved.tokens import Told, seal

if TYPE_CHECKING:
    from core.lists import Column, Listing

COLUMNS, OPEN, DEFAULT = "colonne", "apri", "mia"
# A search by name stands behind a code: to keep the code would be to keep the name.
SEARCH = "s"
# A list about one person: a view says nothing about anybody who is served.
PERSON = "persona"
# What belongs to one answer, and to no question.
PASSING = ("page", "formato", OPEN)
LONGEST_QUESTION = 1000


def shown_columns(declared: Mapping[str, "Column"], asked: QueryDict) -> dict[str, "Column"]:
    """The columns the address asks for, in their declared order; the first one always stays."""
    wanted = {name for value in asked.getlist(COLUMNS) for name in value.split(",")}
    if not wanted & set(declared):
        return dict(declared)
    first = next(iter(declared))
    return {name: one for name, one in declared.items() if name == first or name in wanted}


@dataclass(frozen=True)
class Choice:
    """One column that may be shown or not."""

    name: str
    label: Any
    is_shown: bool
    stays: bool


@dataclass(frozen=True)
class ViewLine:
    """One saved view, as the menu of the list shows it."""

    view: SavedView
    url: str
    edit_url: str
    is_current: bool


class Tools:
    """The tools of one answer of a list page."""

    def __init__(self, listing: "Listing") -> None:
        self.listing, self.request = listing, listing.request

    # --- columns ----------------------------------------------------------------------------

    @cached_property
    def choices(self) -> list[Choice]:
        """Every column, shown or not."""
        shown = self.listing.shown
        return [
            Choice(name, column.verbose_name, name in shown, position == 0)
            for position, (name, column) in enumerate(self.listing.columns.items())
        ]

    @property
    def hides_some(self) -> bool:
        """Whether a column is left out."""
        return len(self.listing.shown) < len(self.listing.columns)

    @property
    def kept_by_columns(self) -> list[tuple[str, str]]:
        """What the address says beside the columns: it stays when these are chosen."""
        return _pairs(self.request.GET, without=(COLUMNS, *PASSING))

    @property
    def kept_by_filters(self) -> list[tuple[str, str]]:
        """The order and the columns: they stay when filters are chosen."""
        told = self._order_and_columns()
        return [(name, value) for name, value in told.items() if value]

    def _order_and_columns(self) -> dict[str, str]:
        columns = ",".join(self.listing.shown) if self.hides_some else ""
        return {"sort": self.listing.sort, COLUMNS: columns}

    # --- saved views ------------------------------------------------------------------------

    @cached_property
    def question(self) -> str:
        """What of the address a view keeps: sound filters, the order, the columns, in one form."""
        told = {**self._filters(), **self._order_and_columns()}
        question = urlencode(sorted((name, value) for name, value in told.items() if value))
        return question if len(question) <= LONGEST_QUESTION else ""

    def _filters(self) -> dict[str, str]:
        chosen = {name: self.request.GET.get(name, "") for name, *_words in self.listing.chosen}
        asked = self.listing.declared.asked
        return {**chosen, **(asked(self.request) if asked else {})}

    @property
    def refusal(self) -> str:
        """Why the list as it stands cannot be saved; empty: it can."""
        if SEARCH in self.request.GET:
            return _("Una ricerca per nome non si salva: il nome resterebbe scritto nella vista.")
        if PERSON in self.request.GET:
            return _("Ciò che riguarda una sola persona non si salva: lo trovi dalla sua scheda.")
        if not self.question:
            return _("Scegli filtri, ordine o colonne: poi li salvi qui con un nome.")
        return ""

    @property
    def form(self) -> KeepForm:
        """The form that saves the list as it stands."""
        in_menu = self.listing.declared.in_menu
        told = Told(self.name, self.request.path, self.question, in_menu)
        return KeepForm(initial={"told": seal(told)}, auto_id="vista_%s", in_menu=in_menu)

    @property
    def name(self) -> str:
        """The name of the list's address."""
        match = self.request.resolver_match
        return match.view_name if match else ""

    @cached_property
    def _own(self) -> list[SavedView]:
        return list(own_views(self.request.user, self.name).order_by("name"))

    @cached_property
    def views(self) -> list[ViewLine]:
        """The user's views of this list, by name."""
        menu = {"menu": "1"} if self.listing.declared.in_menu else {}
        back = urlencode({"da": self.request.path, **menu})
        here = "" if {SEARCH, PERSON} & set(self.request.GET) else self.question
        return [
            ViewLine(
                view,
                f"{self.request.path}?{urlencode({OPEN: view.pk})}",
                f"{reverse('saved:edit', args=[view.pk])}?{back}",
                view.question == here,
            )
            for view in self._own
        ]

    @property
    def current(self) -> SavedView | None:
        """The view the list stands as, if it stands as one."""
        return next((line.view for line in self.views if line.is_current), None)

    def opened(self) -> str:
        """Where `?apri=` leads: to the view with this number, or to mine; empty: to none."""
        asked = self.request.GET.get(OPEN)
        if asked is None:
            return ""
        found = [
            view
            for view in self._own
            if (view.is_default if asked == DEFAULT else str(view.pk) == asked)
        ]
        if not found:
            return ""
        view = open_view(found[0], on=timezone.localdate())
        return f"{self.request.path}?{view.question}"


def _pairs(asked: QueryDict, *, without: Iterable[str]) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in asked.lists()
        if name not in without
        for value in values
        if value
    ]


def mine(url_name: str) -> str:
    """A list as its user wants it to open; a count never leads here, for a view may hold less."""
    return f"{reverse(url_name)}?{urlencode({OPEN: DEFAULT})}"
