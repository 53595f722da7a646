"""Who counts for what, kept on disk until the transaction that commits the report."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType

from reporting.models import FundingReport, MoneyMember, PlacementMember, ReportMember
from reporting.reports.participants import Member

BATCH = 5000


class MemberSpool:
    """A file of lines, written while the workbook is, read when the rows are saved."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file)

    def keep(self, member: Member) -> None:
        """Remember one."""
        # The column is that long; a sentence of ours never is, an answer in it might be.
        self._writer.writerow((member.indicator.code, member.participation_id, member.why[:300]))

    def __enter__(self) -> "MemberSpool":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def _rows(self, report: FundingReport) -> Iterator[ReportMember]:
        with self.path.open(encoding="utf-8", newline="") as file:
            for figure, participation, why in csv.reader(file):
                yield ReportMember(
                    report=report,
                    agency_id=report.agency_id,
                    figure=figure,
                    participation_id=int(participation),
                    why=why,
                )

    def save(self, report: FundingReport) -> None:
        """Replace the report's members by these, then forget the file."""
        report.members.all().delete()
        rows = self._rows(report)
        while batch := list(islice(rows, BATCH)):
            ReportMember.objects.bulk_create(batch)
        self.path.unlink()


@dataclass(frozen=True)
class Behind:
    """The amounts and placements of a package, until they are saved with it."""

    euros: list[MoneyMember]
    placed: list[PlacementMember]

    def save(self, report: FundingReport) -> None:
        """Replace those of the report by these."""
        report.euros.all().delete()
        report.placed.all().delete()
        rows: list[MoneyMember | PlacementMember] = [*self.euros, *self.placed]
        for row in rows:
            row.report, row.agency_id = report, report.agency_id
        MoneyMember.objects.bulk_create(self.euros, BATCH)
        PlacementMember.objects.bulk_create(self.placed, BATCH)
