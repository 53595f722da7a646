"""What the figures of a package are called on its pages."""

from reporting.indicators import figure_named
from reporting.indicators.results import result_named
from reporting.models import FundingReport


def figure_words(report: FundingReport, code: str) -> str:
    """“CO01 Disoccupati”; a part stands after its whole, an unknown code for itself."""
    call = report.project.programme.call
    named = figure_named(call, code)
    known = named or result_named(call, report.cut_off, code)
    if known is None:
        return code
    whole = figure_named(call, named.part_of) if named and named.part_of else None
    label = f"{whole.label}, {known.label}" if whole else str(known.label)
    words = f"{code if code.isupper() else ''} {label}".strip()
    return words[:1].upper() + words[1:]
