"""The people of the tests: who they are, where they sit, and the projects they work in.

Ines and Marco follow people at Ascl, which leads the project Como; Olga accounts for it with
Elena, her second person, and Dario administers Ascl. Sara and Piero work for a partner of that
project. Nora and Franco belong to Tecum, which has a project of its own and nothing in common
with the others. Rita audits for the funder.
"""

from copy import deepcopy
from datetime import date

from django.db import transaction
from django.utils import timezone

from agencies.context import seats_of
from agencies.enums import AgencyKind, Role
from agencies.models import Agency, Membership, User
from core.tenancy import current_context, set_context
from projects.models import Call, Partner, Programme, Project

PASSWORD = "tre corvi sul tetto rosso"
AGENCIES = {
    "ascl": ("Azienda sociale comasca e lariana", "Ascl", AgencyKind.MUNICIPAL_COMPANY),
    "quadrifoglio": ("Cooperativa Il Quadrifoglio", "Il Quadrifoglio", AgencyKind.COOPERATIVE_B),
    "tecum": ("Tecum Servizi alla persona", "Tecum", AgencyKind.MUNICIPAL_COMPANY),
    "regione": ("Regione Lombardia", "Regione", AgencyKind.FUNDER),
}
PLAYERS = {
    "ines": ("Ines", "Molteni", "ascl", Role.SOCIAL_WORKER),
    "marco": ("Marco", "Bianchi", "ascl", Role.COORDINATOR),
    "olga": ("Olga", "Ferrari", "ascl", Role.REPORTING_OFFICER),
    "elena": ("Elena", "Ricci", "ascl", Role.REPORTING_OFFICER),
    "dario": ("Dario", "Conti", "ascl", Role.AGENCY_ADMIN),
    "sara": ("Sara", "Gatti", "quadrifoglio", Role.SOCIAL_WORKER),
    "piero": ("Piero", "Sala", "quadrifoglio", Role.REPORTING_OFFICER),
    "nora": ("Nora", "Villa", "tecum", Role.COORDINATOR),
    "franco": ("Franco", "Riva", "tecum", Role.REPORTING_OFFICER),
    "rita": ("Rita", "Colombo", "regione", Role.AUDITOR),
}
COMO, ELSEWHERE = "EL-COMO", "TE-ALTRO"
PARTNERSHIPS = {COMO: ("ascl", "quadrifoglio"), ELSEWHERE: ("tecum",)}


# The players as the stage holds them, each asked for once per stage.
_seated: dict[str, User] = {}


def player(name: str) -> User:
    """The user, acting in their seat."""
    if name not in _seated:
        user = User.objects.get(email=f"{name}@example.org")
        with transaction.atomic():
            before = current_context()
            user.acting = seats_of(user, timezone.localdate())[0]
            set_context(before)
        _seated[name] = user
    # Whatever a test does to its player, the next one gets another.
    return deepcopy(_seated[name])


def take_places(alias: str) -> None:
    """Bring agencies, users and projects on the stage, as the owner under a purpose."""
    _seated.clear()
    agencies = {
        code: Agency.objects.using(alias).create(code=code, name=name, short_name=short, kind=kind)
        for code, (name, short, kind) in AGENCIES.items()
    }
    for name, (first, last, code, role) in PLAYERS.items():
        user = User(email=f"{name}@example.org", first_name=first, last_name=last)
        user.set_password(PASSWORD)
        user.save(using=alias)
        Membership.objects.using(alias).create(
            user=user, agency=agencies[code], role=role, valid_from=date(2020, 1, 1)
        )
    _sit_behind(alias, agencies["tecum"])
    for code, partners in PARTNERSHIPS.items():
        _project(alias, code, [agencies[partner] for partner in partners])


def _sit_behind(alias: str, tecum: Agency) -> None:
    """Who administers Tecum, and plays no part: what Nora does in an emergency has a reviewer."""
    user = User(email="gino@example.org", first_name="Gino", last_name="Greco")
    user.set_unusable_password()
    user.save(using=alias)
    seat = {"agency": tecum, "role": Role.AGENCY_ADMIN}
    Membership.objects.using(alias).create(user=user, valid_from=date(2020, 1, 1), **seat)


def _project(alias: str, code: str, partners: list[Agency]) -> Project:
    lead = partners[0]
    call, _ = Call.objects.using(alias).get_or_create(
        code="emergenza-lavoro",
        defaults={
            "title": "Emergenza lavoro",
            "programme": "POR FSE 2014-2020",
            "period": "2014-2020",
            "contribution_rate": "0.8",
        },
    )
    programme = Programme.objects.using(alias).create(
        call=call, name=f"Programma {lead.short_name}", area="Como", promoter=lead
    )
    project = Project.objects.using(alias).create(
        programme=programme,
        code=code,
        title=f"Percorsi {code}",
        cup_code=code.ljust(15, "X"),
        lead=lead,
        starts_on=date(2020, 10, 1),
        ends_on=date(2022, 3, 31),
        total_cost="100000.00",
        contribution="80000.00",
        people_target=30,
    )
    for agency in partners:
        role = "LEAD" if agency == lead else "PARTNER"
        Partner.objects.using(alias).create(project=project, agency=agency, role=role)
    return project
