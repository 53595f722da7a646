"""Output indicators of 2021-2027: Reg. (UE) 2021/1057, annex I, point 1.1 and 1.2.

EECO18 and EECO19 count bodies, not participants: they are not declared here.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reporting.indicators.declaration import EVERYBODY, Indicator
from reporting.indicators.esf import (
    EMPLOYED,
    FROM_55,
    INACTIVE,
    NOT_ANSWERED,
    UNEMPLOYED,
    WHY_NO_HOUSING,
    WHY_NO_RURAL_CLASS,
    WHY_NO_SINCE,
    WHY_NOT_ANSWERED,
)

ANNEX = "Reg. (UE) 2021/1057, allegato I"

INDICATORS = (
    Indicator(
        "EECO01",
        _("Numero totale di partecipanti"),
        counts=EVERYBODY,
        why=_("La scheda è completa: %(required)s."),
        source=f"{ANNEX}: calcolato in automatico",
    ),
    Indicator(
        "EECO02",
        _("Disoccupati, anche di lunga durata"),
        counts=UNEMPLOYED,
        why=_("Condizione all’ingresso: “%(employment)s”, cioè in cerca di lavoro."),
        source=ANNEX,
    ),
    Indicator(
        "EECO03",
        _("di cui di lunga durata"),
        counts=UNEMPLOYED & Q(is_long_term=True),
        why=_("Cerca lavoro dal %(since)s: all’ingresso da più di %(limit)s."),
        source=f"{ANNEX}; più di 6 mesi sotto i 25 anni, più di 12 dai 25 in su",
        part_of="EECO02",
        unknown=UNEMPLOYED & Q(is_long_term=None),
        unknown_why=WHY_NO_SINCE,
    ),
    Indicator(
        "EECO04",
        _("Inattivi"),
        counts=INACTIVE,
        why=_("Condizione all’ingresso: “%(employment)s”, né occupata né in cerca di lavoro."),
        source=ANNEX,
    ),
    Indicator(
        "EECO05",
        _("Lavoratori, anche autonomi"),
        counts=EMPLOYED,
        why=_("Condizione all’ingresso: “%(employment)s”."),
        source=ANNEX,
    ),
    Indicator(
        "EECO06",
        _("Minori di 18 anni"),
        counts=Q(age__lt=18),
        why=_("Ha %(years)s compiuti il giorno di ingresso: meno di 18."),
        source=ANNEX,
    ),
    Indicator(
        "EECO07",
        _("Giovani da 18 a 29 anni"),
        counts=Q(age__range=(18, 29)),
        why=_("Ha %(years)s compiuti il giorno di ingresso: da 18 a 29."),
        source=ANNEX,
    ),
    Indicator(
        "EECO08",
        _("55 anni e oltre"),
        counts=FROM_55,
        why=_("Ha %(years)s compiuti il giorno di ingresso: 55 o più."),
        source=ANNEX,
    ),
    Indicator(
        "EECO09",
        _("Istruzione secondaria inferiore o più bassa"),
        counts=Q(isced__lte=2),
        why=_("Titolo più alto: “%(education)s” (ISCED %(isced)s)."),
        source=f"{ANNEX}: ISCED da 0 a 2",
    ),
    Indicator(
        "EECO10",
        _("Istruzione secondaria superiore o post-secondaria"),
        counts=Q(isced__in=(3, 4)),
        why=_("Titolo più alto: “%(education)s” (ISCED %(isced)s)."),
        source=f"{ANNEX}: ISCED 3 e 4",
    ),
    Indicator(
        "EECO11",
        _("Istruzione terziaria"),
        counts=Q(isced__gte=5),
        why=_("Titolo più alto: “%(education)s” (ISCED %(isced)s)."),
        source=f"{ANNEX}: ISCED da 5 a 8",
    ),
    Indicator(
        "EECO12",
        _("Persone con disabilità"),
        counts=Q(is_disabled=True),
        why=_("Ha dichiarato una disabilità."),
        source=ANNEX,
        unknown=NOT_ANSWERED,
        unknown_why=WHY_NOT_ANSWERED,
    ),
    Indicator(
        "EECO13",
        _("Cittadini di paesi terzi"),
        counts=Q(citizenship_group__in=("EXTRA_UE", "STATELESS")),
        why=_("Cittadinanza all’ingresso: %(citizenship)s."),
        source=f"{ANNEX}; apolidi compresi (articolo 2)",
        unknown=Q(citizenship_group=""),
        unknown_why=_("Non noto: la cittadinanza non è stata scritta."),
    ),
    Indicator(
        "EECO14",
        _("Persone di origine straniera"),
        counts=Q(has_foreign_background=True),
        why=_("Ha dichiarato di essere migrante o di origine straniera."),
        source=ANNEX,
        unknown=NOT_ANSWERED,
        unknown_why=WHY_NOT_ANSWERED,
    ),
    Indicator(
        "EECO15",
        _("Minoranze, comprese le comunità emarginate"),
        counts=Q(is_minority=True),
        why=_("Ha dichiarato di appartenere a una minoranza."),
        source=ANNEX,
        unknown=NOT_ANSWERED,
        unknown_why=WHY_NOT_ANSWERED,
    ),
    Indicator(
        "EECO16",
        _("Senza dimora o colpiti da esclusione abitativa"),
        counts=Q(is_housing_excluded=True),
        why=_("Condizione abitativa all’ingresso: %(housing)s."),
        source=ANNEX,
        unknown=Q(is_housing_excluded=None),
        unknown_why=WHY_NO_HOUSING,
    ),
    Indicator(
        "EECO17",
        _("Provenienti da zone rurali"),
        counts=Q(rural_class=3),
        why=_("Residenza a %(residence)s: comune rurale (grado di urbanizzazione 3)."),
        source=ANNEX,
        unknown=Q(rural_class=None),
        unknown_why=WHY_NO_RURAL_CLASS,
    ),
)
