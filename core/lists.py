"""The one list page, filled in as a value: columns, filters, rows, and what a click does.

Columns are declared with django-tables2, filters with django-filter; both live in the URL,
never with a name in it. A page reads the keys of its rows first, from a maintained row where
there is one, and then the few rows it shows: no page joins or orders what it does not show.
Counts stop at a bound, because counting a whole agency costs more than the page.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import QuerySet, TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.at_hand import AtHand
from core.cells import Cell, Noted
from core.columns import Column as Column
from core.columns import Empty as Empty
from core.columns import Heading
from core.list_tools import Tools, shown_columns
from core.policy import authorize, may, refusal
from core.sheets import workbook_response
from core.ui.words import say_day_short, say_number

SHOWN, BOUND, EXPORTED = 25, 1000, 10_000
# More columns than these do not fit an upright A4.
WIDEST = 6
FORMATS = SHEET, PAPER = "xlsx", "stampa"


# Compared by identity: a page is an address's view, which Django keeps in a dictionary.
@dataclass(frozen=True, eq=False)
class ListPage:
    """Everything one list page is. Call it with a request (and the view's arguments)."""

    # A template that reads `list.declared` must not call it.
    do_not_call_in_templates: ClassVar[bool] = True

    title: str | Promise
    # What one row and several are called in the count: “persona”, “persone”.
    one: str | Promise
    noun: str | Promise
    who: TextChoices
    table: type[tables.Table]
    # The rows a user may see, unordered, unjoined: (request, **view arguments).
    rows: Callable[..., QuerySet[Any] | AtHand]
    # Keys in, rows with their joins out, in any order, each with a `pk`; None: they are at hand.
    fetch: Callable[[HttpRequest, list[Any]], Iterable[Any]] | None
    order: tuple[str, ...]
    empty: Empty
    filters: type | None = None
    key: str = "pk"
    # Who is shown is written down: (request, rows shown, "list" or "export").
    log: Callable[[HttpRequest, Sequence[Any], str], None] | None = None
    template: str = "lists/page.html"
    file_name: str = "elenco"
    # So many rows on a page; more where they are drawn in few lines, as an agenda is.
    shown: int = SHOWN
    # At most so many rows in the sheet; more where it must equal a figure of the page.
    exported: int = EXPORTED
    # Who may print it and take the sheet; None: everybody who sees it.
    exports: TextChoices | None = None
    # The columns of who asks, where they are not the same for all; else those of the table.
    columns: Callable[[HttpRequest], dict[str, "Column"]] | None = None
    context: Callable[..., dict[str, Any]] | None = None
    # What is asked beside the filter set: parameters and their sound values, and in words.
    asked: Callable[[HttpRequest], dict[str, str]] | None = None
    said: Callable[[HttpRequest], list[tuple[str, str]]] | None = None
    # Whether the menu leads here: then one of the saved views may open it.
    in_menu: bool = False
    # Whether the page itself draws the columns; sheet and paper always do.
    draws_columns: bool = True
    arguments: dict[str, Any] = field(default_factory=dict)

    def __call__(self, request: HttpRequest, **arguments: Any) -> HttpResponse:
        """Answer with the page, or with the sheet or the paper of exactly what it lists."""
        authorize(request.user, self.who)
        listing = Listing(self, request, arguments)
        if opened := listing.tools.opened():
            return redirect(opened)
        if request.GET.get("formato") in FORMATS and self.exports is not None:
            authorize(request.user, self.exports)
        if request.GET.get("formato") == SHEET:
            return listing.export()
        extra = self.context(request, listing, **arguments) if self.context else {}
        template = "lists/print.html" if listing.is_paper else self.template
        return render(request, template, {"list": listing, "title": self.title, **extra})


class Listing:
    """One answer of a list page: the chosen filters, the order, the page, the cells."""

    def __init__(self, page: ListPage, request: HttpRequest, arguments: dict[str, Any]) -> None:
        self.declared, self.request, self.arguments = page, request, arguments
        self.tools = Tools(self)
        # On paper stand all rows, up to the bound: it is an export that is read on a page.
        self.is_paper = request.GET.get("formato") == PAPER
        self.asked_at = timezone.now()

    @cached_property
    def filter(self) -> Any:
        """The filter set bound to the address, or None."""
        if self.declared.filters is None:
            return None
        rows = self.declared.rows(self.request, **self.arguments)
        found = self.declared.filters(self.request.GET, queryset=rows, request=self.request)
        fields: dict[str, Any] = found.form.fields
        for name in fields:
            fields[name].widget.attrs.setdefault("class", "pc-input")
        return found

    @cached_property
    def _rows(self) -> Any:
        rows: QuerySet[Any] | AtHand
        if self.filter is None:
            rows = self.declared.rows(self.request, **self.arguments)
        else:
            rows = self.filter.qs if self.filter.is_valid() else self.filter.queryset.none()
        return rows.order_by(*self._order())

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The declared columns by name."""
        if self.declared.columns is not None:
            return self.declared.columns(self.request)
        return dict(self.declared.table.base_columns)

    @cached_property
    def shown(self) -> dict[str, Column]:
        """The columns that are shown."""
        return shown_columns(self.columns, self.request.GET)

    @property
    def sort(self) -> str:
        """The chosen order: a column's name, with “-” before it for the reverse."""
        wanted = self.request.GET.get("sort", "")
        column = self.columns.get(wanted.removeprefix("-"))
        return wanted if column is not None and column.sort else ""

    def _order(self) -> tuple[str, ...]:
        if not self.sort:
            return self.declared.order
        fields = self.columns[self.sort.removeprefix("-")].sort
        if not self.sort.startswith("-"):
            return (*fields, self.declared.key)
        return tuple(
            name.removeprefix("-") if name.startswith("-") else f"-{name}"
            for name in (*fields, self.declared.key)
        )

    @cached_property
    def count(self) -> int:
        """How many rows, at most one more than the bound."""
        return self._rows.order_by()[: BOUND + 1].count()

    @property
    def noun(self) -> str:
        """What the counted rows are called."""
        return str(self.declared.one if self.count == 1 else self.declared.noun)

    @property
    def no_export(self) -> str:
        """Why who looks may not take the list away, and who may; empty: they may."""
        wanted = self.declared.exports
        return "" if wanted is None or may(self.request.user, wanted) else refusal(wanted)

    @property
    def offers_act(self) -> bool:
        """Whether an empty list offers its act to the one who looks."""
        empty = self.declared.empty
        return bool(empty.url_name) and (empty.who is None or may(self.request.user, empty.who))

    @property
    def total(self) -> str:
        """The count in words: beyond the bound it says so."""
        if self.count > BOUND:
            return _("più di %(bound)s") % {"bound": say_number(BOUND)}
        return say_number(self.count)

    @cached_property
    def number(self) -> int:
        """The page asked for; the first where the address holds none, and on paper."""
        if self.is_paper:
            return 1
        wanted = self.request.GET.get("page", "1")
        return min(max(int(wanted[:9]), 1), 10_000) if wanted.isdecimal() else 1

    @cached_property
    def _keys(self) -> list[Any]:
        if self.is_paper:
            return self._keys_of(slice(BOUND))
        start = (self.number - 1) * self.declared.shown
        return self._keys_of(slice(start, start + self.declared.shown + 1))

    def _keys_of(self, part: slice) -> list[Any]:
        rows, key = self._rows, self.declared.key
        if isinstance(rows, AtHand):
            return rows[part].keys()
        if rows.query.combinator:
            # A union is rows of columns already: choosing one of them would lose its order.
            return [row[key] for row in rows[part]]
        return list(rows.values_list(key, flat=True)[part])

    @cached_property
    def objects(self) -> list[Any]:
        """The rows of this page, in order; that they were shown is written down."""
        shown = self._fetch(self._keys if self.is_paper else self._keys[: self.declared.shown])
        if self.declared.log is not None:
            self.declared.log(self.request, shown, "export" if self.is_paper else "list")
        return shown

    def _fetch(self, keys: list[Any]) -> list[Any]:
        fetch = self.declared.fetch
        rows = self._rows.fetch(keys) if fetch is None else fetch(self.request, keys)
        found = {row.pk: row for row in rows}
        return [found[key] for key in keys if key in found]

    @property
    def has_next(self) -> bool:
        """Whether a later page exists."""
        return len(self._keys) > self.declared.shown

    @property
    def has_previous(self) -> bool:
        """Whether an earlier page exists."""
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        """Whether the list is longer than this page."""
        return self.has_next or self.has_previous

    @property
    def next_page_number(self) -> int:
        """The later page."""
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        """The earlier page."""
        return self.number - 1

    @property
    def start_index(self) -> int:
        """Position of the first row shown, from 1."""
        return (self.number - 1) * self.declared.shown + 1

    @property
    def end_index(self) -> int:
        """Position of the last row shown."""
        return self.start_index + len(self.objects) - 1

    @cached_property
    def headings(self) -> list[Heading]:
        """The heads of the columns."""
        return [
            Heading(
                column.verbose_name, name if column.sort else "", column.kind in ("number", "euro")
            )
            for name, column in self.shown.items()
        ]

    @cached_property
    def cells(self) -> list[list[Cell]]:
        """The cells, row by row; the first of a row is its head."""
        return [list(self._cells(row)) for row in self.objects]

    @property
    def drawn(self) -> list[SafeString]:
        """The rows of this page, each with all its cells."""
        return [format_html_join("", "{}", ((one.drawn,) for one in row)) for row in self.cells]

    def _cells(self, row: Any) -> Iterator[Cell]:
        for position, (label, column) in enumerate(self._labelled):
            url = column.link(row) if column.link else ""
            yield Cell(column.value_of(row), column.kind, url, label, position == 0)

    @cached_property
    def _labelled(self) -> list[tuple[str, Column]]:
        return [(str(column.verbose_name), column) for column in self.shown.values()]

    @property
    def is_filtered(self) -> bool:
        """Whether a filter is chosen (then an empty list has another reason)."""
        is_wrong = self.filter is not None and not self.filter.form.is_valid()
        return is_wrong or bool(self.chosen) or "s" in self.request.GET

    @cached_property
    def chosen(self) -> list[tuple[str, str, str]]:
        """The chosen filters: parameter, label, value in words."""
        if self.filter is None or not self.filter.form.is_valid():
            return []
        words = []
        for name, value in self.filter.form.cleaned_data.items():
            if value not in (None, "", [], ()):
                declared = self.filter.form.fields[name]
                words.append((name, str(declared.label), _in_words(declared, value)))
        return words

    @cached_property
    def said(self) -> list[tuple[str, str]]:
        """What was asked for, in words: the filters, what stands beside them, the order."""
        words = [(label, value) for _name, label, value in self.chosen]
        words += self.declared.said(self.request) if self.declared.said else []
        if self.sort:
            column = str(self.columns[self.sort.removeprefix("-")].verbose_name)
            falls = self.sort.startswith("-")
            words.append(
                (
                    _("Ordine"),
                    _("%(column)s, al contrario") % {"column": column} if falls else column,
                )
            )
        return words

    @property
    def is_cut(self) -> bool:
        """Whether the paper holds less than the list."""
        return self.count > BOUND

    @property
    def is_wide(self) -> bool:
        """Whether the paper lies on its long side."""
        return len(self.shown) > WIDEST

    @property
    def sheet_holds(self) -> str:
        """How many rows the sheet holds at most, where the list is or may be longer.

        Where the count has stopped before that, only the sheet itself knows.
        """
        most = self.declared.exported
        return say_number(most) if self.count > min(most, BOUND) else ""

    def export(self) -> HttpResponse:
        """The sheet of the list with the columns of the page; where it is cut, it says so first."""
        most = self.declared.exported
        keys = self._keys_of(slice(most + 1))
        shown = self._fetch(keys[:most])
        if self.declared.log is not None:
            self.declared.log(self.request, shown, "export")
        return workbook_response(
            f"{self.declared.file_name}.xlsx",
            title=str(self.declared.title),
            first=sentence_of_the_cut(most) if len(keys) > most else "",
            headings=[str(heading.label) for heading in self.headings],
            rows=([_plain(cell.value) for cell in self._cells(row)] for row in shown),
        )


def sentence_of_the_cut(most: int) -> str:
    """What a sheet that is cut says above everything else."""
    return _(
        "Qui stanno le prime %(most)s righe, e non tutte: restringi l’elenco con i filtri e"
        " scaricalo di nuovo."
    ) % {"most": say_number(most)}


def _plain(value: Any) -> Any:
    if isinstance(value, Noted):
        return str(value)
    return str(value.label) if isinstance(value, TextChoices) else value


def _in_words(declared: Any, value: Any) -> str:
    if isinstance(value, date):
        return say_day_short(value)
    choices = dict(getattr(declared, "choices", ()) or ())
    return str(choices.get(value, value))
