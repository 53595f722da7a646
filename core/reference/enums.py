"""The closed lists that reference rows are sorted into."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CountryGroup(TextChoices):
    """How the Region's form groups citizenships; a third country is any that is not UE or IT."""

    IT = "IT", _("Italia")
    UE = "UE", _("Unione europea")
    EXTRA_UE = "EXTRA_UE", _("Extra Unione europea")
    STATELESS = "STATELESS", _("Apolide")


class EsfStatus(TextChoices):
    """The employment status of ESF law: everybody has exactly one."""

    UNEMPLOYED = "UNEMPLOYED", _("Disoccupato")
    INACTIVE = "INACTIVE", _("Inattivo")
    EMPLOYED = "EMPLOYED", _("Occupato")


class VulnerabilityGroup(TextChoices):
    """Which sensitive indicator a vulnerability feeds."""

    DISABILITY = "DISABILITY", _("Disabilità")
    MIGRANT_MINORITY = "MIGRANT_MINORITY", _("Origine straniera o minoranza")
    OTHER_DISADVANTAGE = "OTHER_DISADVANTAGE", _("Altro svantaggio")
    HOUSING = "HOUSING", _("Esclusione abitativa")


class ProgrammingPeriod(TextChoices):
    """The programming period, which decides the set of indicators."""

    ESF = "2014-2020", "2014-2020"
    ESF_PLUS = "2021-2027", "2021-2027"


class IndicatorKind(TextChoices):
    """What an indicator says: who took part, or what came of it."""

    OUTPUT = "output", _("Output")
    RESULT = "result", _("Risultato immediato")
    LONGER_TERM_RESULT = "longer_term_result", _("Risultato a più lungo termine")


class MeasuredAt(TextChoices):
    """The moment that an indicator looks at."""

    ON_ENTRY = "on_entry", _("All'ingresso")
    ON_EXIT = "on_exit_within_4_weeks", _("All'uscita, entro quattro settimane")
    SIX_MONTHS_AFTER_EXIT = "six_months_after_exit", _("Sei mesi dopo l'uscita")
    OPERATION = "operation", _("Sull'operazione")
