"""What of two records is compared and chosen, part by part."""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import Question
from beneficiaries.models import Beneficiary, Situation


@dataclass(frozen=True)
class Part:
    """Columns that are taken together, from one record or the other."""

    name: str
    label: str | Promise
    model: type[Model]
    columns: tuple[str, ...]
    # The question of the form it answers: that it was refused goes with the answer.
    question: Question | None = None


PARTS = (
    Part("name", _("Nome e cognome"), Beneficiary, ("first_name", "last_name")),
    Part("alias", _("Detto anche"), Beneficiary, ("alias",)),
    Part("code", _("Codice"), Beneficiary, ("identifier_kind", "identifier")),
    Part("gender", _("Genere"), Beneficiary, ("gender",)),
    Part("birth_date", _("Data di nascita"), Beneficiary, ("birth_date",)),
    Part(
        "birth_place",
        _("Luogo di nascita"),
        Beneficiary,
        ("birth_municipality_id", "birth_country_id"),
    ),
    Part("citizenship", _("Cittadinanza"), Beneficiary, ("citizenship_id",)),
    Part("residence", _("Residenza"), Beneficiary, ("residence_id", "residence_address")),
    Part("domicile", _("Domicilio"), Beneficiary, ("domicile_id", "domicile_address")),
    Part("phone", _("Telefono"), Beneficiary, ("phone",)),
    Part("email", _("E-mail"), Beneficiary, ("email",)),
    Part("education", _("Titolo di studio"), Situation, ("education_id",), Question.EDUCATION),
    Part(
        "employment",
        _("Condizione occupazionale"),
        Situation,
        ("employment_id",),
        Question.EMPLOYMENT,
    ),
    Part("training", _("Segue un corso"), Situation, ("is_in_training",)),
    Part(
        "unemployed_since",
        _("Cerca lavoro dal"),
        Situation,
        ("unemployed_since",),
        Question.UNEMPLOYED_SINCE,
    ),
    Part("household", _("Condizione familiare"), Situation, ("household_id",), Question.HOUSEHOLD),
    Part("housing", _("Condizione abitativa"), Situation, ("housing_id",), Question.HOUSING),
    Part(
        "vulnerabilities",
        _("Vulnerabilità"),
        Situation,
        ("vulnerabilities",),
        Question.VULNERABILITY,
    ),
)
