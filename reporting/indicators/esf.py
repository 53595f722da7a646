"""Output indicators of 2014-2020: Reg. (UE) 1304/2013, annex I; definitions of the guidance.

CO20-CO23 count projects and bodies, not participants: they are not declared here.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.reference.enums import EsfStatus
from reporting.indicators.declaration import Indicator

ANNEX = "Reg. (UE) 1304/2013, allegato I"
OMNIBUS = f"{ANNEX}, tolto dal Reg. (UE, Euratom) 2018/1046"

UNEMPLOYED = Q(esf_status=EsfStatus.UNEMPLOYED)
INACTIVE = Q(esf_status=EsfStatus.INACTIVE)
EMPLOYED = Q(esf_status=EsfStatus.EMPLOYED)
IDLE = INACTIVE & Q(is_in_training=False)
FROM_55 = Q(age__gte=55)
# In Italy primary school ends at eleven: until then nobody is late in completing it.
WITHOUT_PRIMARY_SCHOOL_AGE = 12
WITHOUT_PRIMARY_SCHOOL = Q(isced=0, age__gte=WITHOUT_PRIMARY_SCHOOL_AGE)
NOT_ANSWERED = ~Q(vulnerability_answer="GIVEN")
WHY_NOT_ANSWERED = _("Non noto: sulla vulnerabilità %(vulnerability_silence)s.")
WHY_NO_SINCE = _("Non noto: all’ingresso non è stato scritto da quando cerca lavoro.")
WHY_NO_COURSE = _("Non noto: all’ingresso non è stato scritto se seguiva corsi.")
WHY_NO_HOUSING = _("Non noto: sulla condizione abitativa %(housing_silence)s.")
WHY_NO_RURAL_CLASS = _("Non noto: %(rural_silence)s.")

INDICATORS = (
    Indicator(
        "CO01",
        _("Disoccupati, anche di lunga durata"),
        counts=UNEMPLOYED,
        why=_("Condizione all’ingresso: “%(employment)s”, cioè in cerca di lavoro."),
        source=ANNEX,
    ),
    Indicator(
        "CO02",
        _("di cui di lunga durata"),
        counts=UNEMPLOYED & Q(is_long_term=True),
        why=_("Cerca lavoro dal %(since)s: all’ingresso da più di %(limit)s."),
        source=f"{ANNEX}; più di 6 mesi sotto i 25 anni, più di 12 dai 25 in su",
        part_of="CO01",
        unknown=UNEMPLOYED & Q(is_long_term=None),
        unknown_why=WHY_NO_SINCE,
    ),
    Indicator(
        "CO03",
        _("Inattivi"),
        counts=INACTIVE,
        why=_("Condizione all’ingresso: “%(employment)s”, né occupata né in cerca di lavoro."),
        source=ANNEX,
    ),
    Indicator(
        "CO04",
        _("di cui fuori da istruzione e formazione"),
        counts=IDLE,
        why=_("Condizione all’ingresso: “%(employment)s”; non segue corsi."),
        source=ANNEX,
        part_of="CO03",
        unknown=INACTIVE & Q(is_in_training=None),
        unknown_why=WHY_NO_COURSE,
    ),
    Indicator(
        "CO05",
        _("Lavoratori, anche autonomi"),
        counts=EMPLOYED,
        why=_("Condizione all’ingresso: “%(employment)s”."),
        source=ANNEX,
    ),
    Indicator(
        "CO06",
        _("Meno di 25 anni"),
        counts=Q(age__lt=25),
        why=_("Ha %(years)s compiuti il giorno di ingresso: meno di 25."),
        source=ANNEX,
    ),
    Indicator(
        "CO07",
        _("Oltre 54 anni"),
        counts=FROM_55,
        why=_("Ha %(years)s compiuti il giorno di ingresso: 55 o più."),
        source=ANNEX,
    ),
    Indicator(
        "CO08",
        _("di cui disoccupati, o inattivi fuori da istruzione e formazione"),
        counts=FROM_55 & (UNEMPLOYED | IDLE),
        why=_("Ha %(years)s compiuti il giorno di ingresso, e la condizione è “%(employment)s”."),
        source=f"{ANNEX}: CO07 e (CO01 o CO04)",
        part_of="CO07",
        unknown=FROM_55 & INACTIVE & Q(is_in_training=None),
        unknown_why=WHY_NO_COURSE,
    ),
    Indicator(
        "CO09",
        _("Istruzione primaria o secondaria inferiore"),
        counts=Q(isced__in=(1, 2)),
        why=_("Titolo più alto: “%(education)s” (ISCED %(isced)s)."),
        source=f"{ANNEX}: ISCED 1 e 2",
    ),
    Indicator(
        "CO10",
        _("Istruzione secondaria superiore o post-secondaria"),
        counts=Q(isced__in=(3, 4)),
        why=_("Titolo più alto: “%(education)s” (ISCED %(isced)s)."),
        source=f"{ANNEX}: ISCED 3 e 4",
    ),
    Indicator(
        "CO11",
        _("Istruzione terziaria"),
        counts=Q(isced__gte=5),
        why=_("Titolo più alto: “%(education)s” (ISCED %(isced)s)."),
        source=f"{ANNEX}: ISCED da 5 a 8",
    ),
    Indicator(
        "CO12",
        _("In famiglie senza lavoro"),
        counts=Q(is_jobless_household=True),
        why=_("Condizione familiare all’ingresso: “%(household)s”."),
        source=OMNIBUS,
        removed=True,
    ),
    Indicator(
        "CO13",
        _("di cui con figli a carico"),
        counts=Q(is_jobless_household=True, has_dependent_children=True),
        why=_("Condizione familiare all’ingresso: “%(household)s”."),
        source=OMNIBUS,
        part_of="CO12",
        removed=True,
    ),
    Indicator(
        "CO14",
        _("In famiglie di un solo adulto con figli a carico"),
        counts=Q(is_single_adult=True, has_dependent_children=True),
        why=_("Condizione familiare all’ingresso: “%(household)s”."),
        source=OMNIBUS,
        removed=True,
    ),
    Indicator(
        "CO15",
        _("Migranti, di origine straniera, minoranze"),
        counts=Q(is_migrant_or_minority=True),
        why=_("Ha dichiarato un’origine straniera o l’appartenenza a una minoranza."),
        source=ANNEX,
        unknown=NOT_ANSWERED,
        unknown_why=WHY_NOT_ANSWERED,
    ),
    Indicator(
        "CO16",
        _("Persone con disabilità"),
        counts=Q(is_disabled=True),
        why=_("Ha dichiarato una disabilità."),
        source=ANNEX,
        unknown=NOT_ANSWERED,
        unknown_why=WHY_NOT_ANSWERED,
    ),
    Indicator(
        "CO17",
        _("Altre persone svantaggiate"),
        counts=Q(is_other_disadvantaged=True) | WITHOUT_PRIMARY_SCHOOL,
        why=_("Altro svantaggio: %(disadvantage)s."),
        source=f"{ANNEX}; anche ISCED 0 oltre l’età della scuola primaria",
        widened={"housing_is_disadvantage": Q(is_housing_excluded=True)},
        unknown=NOT_ANSWERED,
        unknown_why=WHY_NOT_ANSWERED,
    ),
    Indicator(
        "CO18",
        _("Senza dimora o colpiti da esclusione abitativa"),
        counts=Q(is_housing_excluded=True),
        why=_("Condizione abitativa all’ingresso: %(housing)s."),
        source=f"{ANNEX}: su un campione rappresentativo",
        unknown=Q(is_housing_excluded=None),
        unknown_why=WHY_NO_HOUSING,
        sample=True,
    ),
    Indicator(
        "CO19",
        _("Provenienti da zone rurali"),
        counts=Q(rural_class=3),
        why=_("Residenza a %(residence)s: comune rurale (grado di urbanizzazione 3)."),
        source=f"{ANNEX}: su un campione rappresentativo",
        unknown=Q(rural_class=None),
        unknown_why=WHY_NO_RURAL_CLASS,
        sample=True,
    ),
    Indicator(
        "ISCED0",
        _("Nessun titolo"),
        counts=Q(isced=0),
        why=_("Nessun titolo (ISCED 0)."),
        source="per la quadratura di CO09, CO10 e CO11",
        aside=True,
    ),
)
