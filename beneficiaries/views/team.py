"""The team of who coordinates, whole: the home shows a part of the same table."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.policy import Can as Agencies
from agencies.workers import colleagues
from beneficiaries.tables import TeamTable
from beneficiaries.team_table import table_of
from core.at_hand import AtHand
from core.lists import Column, Empty, Listing, ListPage
from core.team import TeamColumn, TeamRow, team_columns, team_rows


def _columns(request: HttpRequest) -> dict[str, Column]:
    """The worker, and a number for each column that a floor brings."""
    numbers = {one.name: _number(one) for one in team_columns(request.user)}
    return {**TeamTable.base_columns, **numbers}


def _number(column: TeamColumn) -> Column:
    return Column(column.label, accessor=f"numbers__{column.name}", kind="number")


class Worker:
    """One row of the team, as a list takes it."""

    def __init__(self, row: TeamRow) -> None:
        self.row, self.pk = row, row.pk
        self.name = str(row.worker or gettext("Senza operatore"))
        self.numbers = {cell.name: cell.number for cell in row.cells}


def _rows(request: HttpRequest) -> AtHand:
    return AtHand.of(Worker(row) for row in team_rows(request, colleagues(request)))


def _context(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    """The rows of the page with their links, in the columns that are shown."""
    return table_of([one.row for one in listing.objects], listing.shown)


# Its people are numbers: nobody of them is shown, so no look is written down.
team_list = ListPage(
    title=_("Il gruppo"),
    one=_("riga"),
    noun=_("righe"),
    who=Agencies.SEE_WORKLOAD,
    table=TeamTable,
    columns=_columns,
    rows=_rows,
    fetch=None,
    order=(),
    empty=Empty(_("Ancora nessun operatore"), _("Qui compare chi segue le persone dell’ente.")),
    template="beneficiaries/team.html",
    file_name="gruppo",
    context=_context,
    # A team is looked at whole.
    shown=200,
)
team = require_safe(team_list)
