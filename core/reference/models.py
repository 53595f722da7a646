"""Facts that everybody shares: places, codes of the Region's form, indicators, cost items.

The rows come from `data/*.csv` by `manage.py load_reference`; nobody edits them on a page.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.reference.enums import (
    CountryGroup,
    EsfStatus,
    IndicatorKind,
    MeasuredAt,
    ProgrammingPeriod,
    VulnerabilityGroup,
)
from core.reference.querysets import CountryQuerySet, MunicipalityQuerySet


class Municipality(models.Model):
    """One stretch of life of a municipality: a new name or a merger begins another row.

    `cap` is empty where a municipality has several or none is known; `rural_class` is
    Eurostat's DEGURBA (3 is rural), empty where nobody has loaded it.
    """

    id = models.IntegerField(primary_key=True)
    cadastral_code = models.CharField(_("codice catastale"), max_length=4)
    name = models.CharField(_("nome"), max_length=80)
    province = models.CharField(_("provincia"), max_length=2)
    istat_code = models.CharField(_("codice ISTAT"), max_length=6, null=True)
    cap = models.CharField(_("CAP"), max_length=5, blank=True)
    ambit = models.CharField(_("ambito territoriale"), max_length=60, blank=True)
    rural_class = models.PositiveSmallIntegerField(_("grado di urbanizzazione"), null=True)
    valid_from = models.DateField(_("dal"))
    valid_to = models.DateField(_("fino a (escluso)"), null=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("ora parte di")
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("comune")
        verbose_name_plural = _("comuni")
        constraints = [
            models.UniqueConstraint(
                fields=["cadastral_code", "valid_from"], name="municipality_once"
            ),
            models.UniqueConstraint(
                fields=["istat_code"],
                condition=models.Q(valid_to__isnull=True),
                name="municipality_istat_code_once",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__gt=models.F("valid_from")),
                name="municipality_valid_forwards",
            ),
            models.CheckConstraint(
                condition=models.Q(rural_class__range=(1, 3)), name="municipality_rural_class"
            ),
        ]
        indexes = [
            models.Index(fields=["name", "province"], name="municipality_name"),
            models.Index(fields=["province", "name"], name="municipality_province"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.province})"


class Country(models.Model):
    """A state or territory; Italy and statelessness have no cadastral code of a state."""

    id = models.IntegerField(primary_key=True)
    cadastral_code = models.CharField(_("codice"), max_length=4, null=True, unique=True)
    iso2 = models.CharField(_("codice ISO"), max_length=2, null=True)
    name = models.CharField(_("nome"), max_length=80)
    name_en = models.CharField(_("nome inglese"), max_length=80)
    group = models.CharField(_("gruppo"), max_length=10, choices=CountryGroup)
    valid_to = models.DateField(_("fino a (escluso)"), null=True)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("stato")
        verbose_name_plural = _("stati")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["iso2"], condition=models.Q(valid_to__isnull=True), name="country_iso2_once"
            ),
            models.CheckConstraint(
                condition=models.Q(group__in=CountryGroup.values), name="country_group_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Coded(models.Model):
    """A line of a short list: its code is its key, its place in the list is the form's."""

    code = models.CharField(_("codice"), max_length=30, primary_key=True)
    label = models.CharField(_("voce"), max_length=300)
    label_en = models.CharField(_("voce inglese"), max_length=300)
    position = models.PositiveSmallIntegerField(_("posizione"))

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return self.label


class EducationLevel(Coded):
    """A qualification of the Region's list and its level in ISCED 2011."""

    isced = models.PositiveSmallIntegerField(_("livello ISCED"))

    class Meta(Coded.Meta):
        verbose_name = _("titolo di studio")
        verbose_name_plural = _("titoli di studio")


class EmploymentCondition(Coded):
    """A condition of the Region's list and the one ESF status it stands for."""

    esf_status = models.CharField(_("stato FSE"), max_length=10, choices=EsfStatus)
    in_education = models.BooleanField(_("in istruzione o formazione"))

    class Meta(Coded.Meta):
        verbose_name = _("condizione occupazionale")
        verbose_name_plural = _("condizioni occupazionali")


class HouseholdCondition(Coded):
    """A condition of the household; its three facts are what CO12, CO13 and CO14 count."""

    is_jobless = models.BooleanField(_("senza lavoro"))
    has_dependent_children = models.BooleanField(_("con figli a carico"))
    single_adult = models.BooleanField(_("un solo adulto"))

    class Meta(Coded.Meta):
        verbose_name = _("condizione familiare")
        verbose_name_plural = _("condizioni familiari")


class HousingCondition(Coded):
    """A housing condition, and whether it is housing exclusion (ETHOS)."""

    is_excluded = models.BooleanField(_("esclusione abitativa"))

    class Meta(Coded.Meta):
        verbose_name = _("condizione abitativa")
        verbose_name_plural = _("condizioni abitative")


class Vulnerability(Coded):
    """A vulnerability of the Region's form; «none» and «refused» are answers, not rows."""

    group = models.CharField(_("gruppo"), max_length=20, choices=VulnerabilityGroup)

    class Meta(Coded.Meta):
        verbose_name = _("vulnerabilità")
        verbose_name_plural = _("vulnerabilità")


class IndicatorDefinition(models.Model):
    """A common indicator of Annex I (Reg. (EU) 1304/2013, Reg. (EU) 2021/1057)."""

    code = models.CharField(_("codice"), max_length=10, primary_key=True)
    period = models.CharField(_("programmazione"), max_length=9, choices=ProgrammingPeriod)
    kind = models.CharField(_("tipo"), max_length=20, choices=IndicatorKind)
    name_it = models.CharField(_("nome"), max_length=300)
    name_en = models.CharField(_("nome inglese"), max_length=300)
    measured_at = models.CharField(_("rilevato"), max_length=30, choices=MeasuredAt)
    sensitive = models.BooleanField(_("dato particolare"))
    group = models.CharField(_("gruppo"), max_length=20)
    definition = models.TextField(_("definizione"))
    position = models.PositiveSmallIntegerField(_("posizione"))

    class Meta:
        verbose_name = _("indicatore")
        verbose_name_plural = _("indicatori")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_it


class CostItem(Coded):
    """A kind of cost of a budget line."""

    class Meta(Coded.Meta):
        verbose_name = _("voce di costo")
        verbose_name_plural = _("voci di costo")


class ReferenceLoad(models.Model):
    """Which version of a data file a table was loaded from, so that loading again is quick."""

    table = models.CharField(_("tabella"), max_length=40, primary_key=True)
    sha256 = models.CharField(_("impronta"), max_length=64)
    row_count = models.PositiveIntegerField(_("righe"))
    loaded_at = models.DateTimeField(_("caricata il"), auto_now=True)

    class Meta:
        verbose_name = _("caricamento")
        verbose_name_plural = _("caricamenti")

    def __str__(self) -> str:
        return self.table
