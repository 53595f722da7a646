"""The output indicators as declarations: what counts, why, and by which source.

`declaration` says what an indicator is, `esf` and `esf_plus` declare those of 2014-2020 and
2021-2027, `sets` says which of them a call counts, `why` fills the sentences, `checks`
declares the relations between figures that must hold. Entities (CO20-CO23, EECO18-EECO19)
count bodies and not participants, so they are not here.
"""

from reporting.indicators.declaration import Indicator
from reporting.indicators.sets import COMPLETE, TOTAL, figure_named, figures_of, indicators_of
from reporting.indicators.why import explain, fill

__all__ = [
    "COMPLETE",
    "TOTAL",
    "Indicator",
    "explain",
    "figure_named",
    "figures_of",
    "fill",
    "indicators_of",
]
