"""Who may do what with agencies and users."""

import rules
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.enums import CASEWORKERS, Role
from agencies.models import Agency, Leave, Membership, User
from agencies.querysets import LeaveQuerySet, MembershipQuerySet
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


@rules.predicate
def is_own_leave(user: User, leave: Leave | None) -> bool:
    """The absence is the user's own; none is one they are about to write."""
    return leave is None or leave.worker_id == user.pk


class Can(models.TextChoices):
    """What can be done on this floor."""

    SEE_TEAM = "agencies.see_team", _("Vedere gli utenti dell’ente")
    SEE_ACCESSES = "agencies.see_accesses", _("Vedere chi ha letto")
    SEE_WORKLOAD = "agencies.see_workload", _("Vedere il lavoro degli operatori")
    SEE_LEAVES = "agencies.see_leaves", _("Vedere le assenze dal lavoro")
    WRITE_LEAVE = "agencies.write_leave", _("Scrivere un’assenza dal lavoro e chi copre")


grant(Can.SEE_TEAM, is_agency_admin | is_coordinator, who=_("amministratori e coordinatori"))
grant(Can.SEE_ACCESSES, is_agency_admin, who=_("gli amministratori dell’ente"))
grant(Can.SEE_WORKLOAD, is_coordinator, who=_("i coordinatori"))
grant(Can.SEE_LEAVES, is_caseworker, who=_("operatori e coordinatori"))
grant(
    Can.WRITE_LEAVE,
    is_caseworker & same_agency & (is_own_leave | is_coordinator),
    who=_("chi è assente, e i coordinatori dell’ente"),
)


def visible_memberships(user: User) -> MembershipQuerySet:
    """The seats of the agency the user acts for."""
    if user.acting is None:
        return Membership.objects.none()
    return Membership.objects.filter(agency_id=user.acting.agency_id)


def visible_leaves(user: User) -> LeaveQuerySet:
    """The absences of who works with people for the agency the user acts for."""
    if not is_caseworker.test(user) or user.acting is None:
        return Leave.objects.none()
    return Leave.objects.filter(agency_id=user.acting.agency_id)


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
COLLEAGUE = f"{ROLE} in ('SOCIAL_WORKER', 'COORDINATOR') and agency_id = {AGENCY}"
COORDINATOR = f"{ROLE} = 'COORDINATOR' and agency_id = {AGENCY}"
# Who is away and who covers have a seat among who works with people there.
WORK_THERE = " and ".join(
    f"({{column}} is null or {{column}} in (select m.user_id from agencies_membership m"
    f" where m.agency_id = {AGENCY} and m.role in ('SOCIAL_WORKER', 'COORDINATOR')))".format(
        column=column
    )
    for column in ("worker_id", "cover_id")
)
protect(
    Leave,
    Rows("colleagues", using=COLLEAGUE, command="SELECT"),
    # Before the agency is known: whom one covers comes with the seat (agencies.context).
    Rows(
        "told",
        using=f"worker_id = {USER} or cover_id = {USER}",
        command="SELECT",
        history=False,
    ),
    Rows(
        "own",
        using=f"{COLLEAGUE} and worker_id = {USER}",
        check=f"{COLLEAGUE} and worker_id = {USER} and {WORK_THERE}",
        history_check=f"{COLLEAGUE} and worker_id = {USER}",
    ),
    Rows(
        "coordinators",
        using=COORDINATOR,
        check=f"{COORDINATOR} and {WORK_THERE}",
        history_check=COORDINATOR,
    ),
)
for framework in (Group, Permission, ContentType):
    exempt(framework, reason="Tables of the framework; no personal data.")
exempt(
    Session,
    reason="Read before anyone is known; holds a key and no personal data.",
    grants="SELECT, INSERT, UPDATE, DELETE",
)
