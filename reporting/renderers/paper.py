"""What the PDF engine may read for a report: its style sheet, and the workbook to attach."""

from pathlib import Path

from core.paper import BASE, CSS, Papers

__all__ = ["BASE", "OwnPapers"]
STYLE = "report.css"


class OwnPapers(Papers):
    """Answers with the report's own files and the workbook to attach; stops at any other."""

    def __init__(self, **attached: tuple[Path, str]) -> None:
        super().__init__({STYLE: (Path(__file__).with_name(STYLE), CSS), **attached})
