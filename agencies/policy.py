"""Who may do what with agencies and users."""

import rules
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.enums import CASEWORKERS, Role
from agencies.models import Agency, Membership, User
from agencies.querysets import MembershipQuerySet
from core.policy import grant
from core.tenancy import AGENCY, ROLE, USER, Rows, exempt, protect


def holds(*roles: Role) -> rules.Predicate:
    """A predicate: the user acts in one of these roles now."""
    names = ", ".join(role.value for role in roles)

    @rules.predicate(name=f"holds({names})")
    def holds_role(user: User) -> bool:
        return user.acting is not None and user.acting.role in roles

    return holds_role


@rules.predicate
def same_agency(user: User, obj: object) -> bool:
    """The object belongs to the agency the user acts for (`agency_id`)."""
    return obj is None or (
        user.acting is not None and getattr(obj, "agency_id", None) == user.acting.agency_id
    )


is_caseworker = holds(*CASEWORKERS)
is_coordinator = holds(Role.COORDINATOR)
is_reporting_officer = holds(Role.REPORTING_OFFICER)
is_agency_admin = holds(Role.AGENCY_ADMIN)
is_auditor = holds(Role.AUDITOR)


class Can(models.TextChoices):
    """What can be done on this floor."""

    SEE_TEAM = "agencies.see_team", _("Vedere gli utenti dell’ente")
    SEE_ACCESSES = "agencies.see_accesses", _("Vedere chi ha letto")
    SEE_WORKLOAD = "agencies.see_workload", _("Vedere il lavoro degli operatori")


grant(Can.SEE_TEAM, is_agency_admin | is_coordinator, who=_("amministratori e coordinatori"))
grant(Can.SEE_ACCESSES, is_agency_admin, who=_("gli amministratori dell’ente"))
grant(Can.SEE_WORKLOAD, is_coordinator, who=_("i coordinatori"))


def visible_memberships(user: User) -> MembershipQuerySet:
    """The seats of the agency the user acts for."""
    if user.acting is None:
        return Membership.objects.none()
    return Membership.objects.filter(agency_id=user.acting.agency_id)


exempt(Agency, reason="A register of bodies; it holds no personal data.")
exempt(
    User,
    reason="Read before anyone is known; changes carry the actor `sign-in`.",
    grants="SELECT, UPDATE",
)
exempt(
    User._meta.apps.get_model("agencies", "UserEvent"),
    reason="History of the table of users.",
    grants="SELECT, INSERT",
)
protect(
    Membership,
    Rows("own", using=f"user_id = {USER}", command="SELECT"),
    Rows("agency", using=f"agency_id = {AGENCY}", command="SELECT"),
    Rows(
        "administrators",
        using=f"agency_id = {AGENCY} and {ROLE} = 'AGENCY_ADMIN'",
    ),
)
for framework in (Group, Permission, ContentType):
    exempt(framework, reason="Tables of the framework; no personal data.")
exempt(
    Session,
    reason="Read before anyone is known; holds a key and no personal data.",
    grants="SELECT, INSERT, UPDATE, DELETE",
)
