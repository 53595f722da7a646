"""Who may do what with people and their files.

Python hides rows and refuses verbs; the rows below say the same to the database, so that a
view that forgets to filter shows nothing.
"""

import rules
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.enums import Role
from agencies.models import User
from agencies.policy import (
    holds,
    is_agency_admin,
    is_caseworker,
    is_coordinator,
    same_agency,
)
from agencies.workers import workers_now
from beneficiaries.enums import ShareSection
from beneficiaries.models import (
    Beneficiary,
    CaseFile,
    CaseNote,
    PrivacyNotice,
    RosterEntry,
    SamePerson,
    SearchTicket,
    SearchToken,
    Share,
    Situation,
)
from beneficiaries.querysets import BeneficiaryQuerySet, CaseNoteQuerySet, RosterQuerySet
from core.arming import define, helper
from core.policy import grant
from core.tenancy import AGENCY, ROLE, TODAY, USER, Rows, admit, history_of, protect


class Can(models.TextChoices):
    """What can be done on this floor."""

    SEE_PEOPLE = "beneficiaries.see_people", _("Vedere le persone in carico")
    REGISTER = "beneficiaries.register", _("Registrare una persona")
    CORRECT = "beneficiaries.correct", _("Correggere i dati di una persona")
    READ_DIARY = "beneficiaries.read_diary", _("Leggere il diario")
    WRITE_NOTE = "beneficiaries.write_note", _("Scrivere una nota")
    CORRECT_NOTE = "beneficiaries.correct_note", _("Correggere una nota")
    CHOOSE_READERS = "beneficiaries.choose_readers", _("Scegliere chi legge una nota")
    MOVE_CASE = "beneficiaries.move_case", _("Far avanzare la cartella")
    CLOSE_CASE = "beneficiaries.close_case", _("Chiudere o riaprire la cartella")
    SEE_READERS = "beneficiaries.see_readers", _("Vedere chi ha letto la scheda")
    SEE_UNFOLLOWED = "beneficiaries.see_unfollowed", _("Vedere chi è senza operatore")
    ENTRUST = "beneficiaries.entrust", _("Affidare una persona a un operatore")


caseworkers = _("gli operatori e i coordinatori dell’ente che segue la persona")
in_charge = is_caseworker & same_agency


@rules.predicate
def is_author(user: User, note: CaseNote | None) -> bool:
    """The user has written the note."""
    return note is not None and note.author_id == user.pk


grant(Can.SEE_PEOPLE, is_caseworker, who=caseworkers)
grant(Can.REGISTER, is_caseworker, who=_("operatori e coordinatori"))
grant(Can.CORRECT, in_charge, who=caseworkers)
grant(Can.READ_DIARY, in_charge, who=caseworkers)
grant(Can.WRITE_NOTE, in_charge, who=caseworkers)
grant(Can.CORRECT_NOTE, in_charge, who=caseworkers)
grant(Can.CHOOSE_READERS, in_charge & is_author, who=_("chi ha scritto la nota"))
grant(Can.MOVE_CASE, in_charge, who=caseworkers)
grant(Can.CLOSE_CASE, in_charge, who=caseworkers)
grant(
    Can.SEE_READERS,
    holds(Role.SOCIAL_WORKER, Role.COORDINATOR, Role.AGENCY_ADMIN) & same_agency,
    who=_("operatori, coordinatori e amministratori dell’ente che segue la persona"),
)
grant(Can.SEE_UNFOLLOWED, is_agency_admin, who=_("gli amministratori dell’ente"))
grant(
    Can.ENTRUST,
    is_coordinator & same_agency,
    who=_("i coordinatori dell’ente che segue la persona"),
)


def visible_people(user: User) -> BeneficiaryQuerySet:
    """People in the charge of the agency the user acts for, or shared with it today."""
    if not is_caseworker.test(user) or user.acting is None:
        return Beneficiary.objects.none()
    shared = Share.objects.filter(
        to_agency_id=user.acting.agency_id, sections__contains=[ShareSection.IDENTITY]
    ).current(timezone.localdate())
    mine = Q(agency_id=user.acting.agency_id)
    return Beneficiary.objects.filter(mine | Q(pk__in=shared.values("beneficiary_id")))


def visible_roster(user: User) -> RosterQuerySet:
    """The maintained rows of the agency the user acts for."""
    if not is_caseworker.test(user) or user.acting is None:
        return RosterEntry.objects.none()
    return RosterEntry.objects.of_agency(user.acting.agency_id)


def visible_names(user: User) -> BeneficiaryQuerySet:
    """People whose name an administrator needs: those of the agency's own records."""
    if user.acting is None or user.acting.role not in (
        Role.AGENCY_ADMIN,
        Role.SOCIAL_WORKER,
        Role.COORDINATOR,
    ):
        return Beneficiary.objects.none()
    return Beneficiary.objects.filter(agency_id=user.acting.agency_id)


def visible_unfollowed(user: User) -> RosterQuerySet:
    """Open files of the agency that no worker of today follows, for who administers it."""
    if not is_agency_admin.test(user) or user.acting is None:
        return RosterEntry.objects.none()
    own = RosterEntry.objects.of_agency(user.acting.agency_id)
    return own.open().of_nobody(workers_now(user))


def visible_notes(user: User) -> CaseNoteQuerySet:
    """The diary of the agency's own people; reserved notes for those who may read them."""
    if not is_caseworker.test(user) or user.acting is None:
        return CaseNote.objects.none()
    return CaseNote.objects.filter(agency_id=user.acting.agency_id).read_by(user.pk)


# --- the same, for the database -----------------------------------------------------------
CASEWORKER = f"{ROLE} in ('SOCIAL_WORKER', 'COORDINATOR')"
OWN = f"{CASEWORKER} and agency_id = {AGENCY}"
# A function, so that two tables may check each other without an endless policy; it runs with
# the writer's own rights, because foreign keys ignore row security and this must not.
SEES_PERSON = "sees_person(beneficiary_id)"
helper(
    "create or replace function sees_person(person bigint) returns boolean language plpgsql"
    " stable as $$ begin return exists (select 1 from beneficiaries_beneficiary"
    " where id = person); end $$"
)


def shared_section(section: ShareSection) -> str:
    """Shared with the agency that asks, today, with this section."""
    return (
        f"{CASEWORKER} and {{id}} in (select s.beneficiary_id from beneficiaries_share s"
        f" where s.to_agency_id = {AGENCY} and {TODAY} between s.valid_from and s.valid_to"
        f" and '{section}' = any(s.sections))"
    )


protect(
    Beneficiary,
    Rows("caseworkers", using=OWN),
    Rows(
        "administrators",
        using=f"{ROLE} = 'AGENCY_ADMIN' and agency_id = {AGENCY}",
        command="SELECT",
        history=False,
    ),
    Rows(
        "shared",
        using=shared_section(ShareSection.IDENTITY),
        command="SELECT",
        history=False,
    ),
)
protect(
    Situation, Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}", history_check=OWN)
)
admit(
    Situation,
    Rows(
        "shared",
        using=shared_section(ShareSection.SITUATION),
        command="SELECT",
        history=False,
    ),
)
for kept in (CaseFile, PrivacyNotice):
    protect(
        kept,
        Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}", history_check=OWN),
    )
# A reserved note is there for its author and for those it names; who coordinates is no exception.
READS = f"{OWN} and (visibility = 'AGENCY' or author_id = {USER} or {USER} = any(readers))"
protect(
    CaseNote, Rows("caseworkers", using=READS, check=f"{READS} and {SEES_PERSON}", history=False)
)
# A version follows the note as it is now, and who could read that version: a note that is
# reserved later takes its earlier text with it, one that is opened leaves its reserved text behind.
helper(
    "create or replace function sees_note(note bigint) returns boolean language plpgsql"
    " stable as $$ begin return exists (select 1 from beneficiaries_casenote"
    " where id = note); end $$"
)
admit(
    history_of(CaseNote),
    Rows("caseworkers", using=f"{READS} and sees_note(pgh_obj_id)", check=OWN),
)
protect(
    Share,
    Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}", history_check=OWN),
    Rows("receivers", using=f"to_agency_id = {AGENCY}", command="SELECT", history=False),
)
protect(SamePerson, grants="SELECT")
# Who administers sees a row only while nobody who works here today follows the person.
FOLLOWED = (
    "exists (select 1 from agencies_membership m join agencies_user u on u.id = m.user_id"
    f" where m.user_id = case_manager_id and m.agency_id = {AGENCY}"
    " and m.role in ('SOCIAL_WORKER', 'COORDINATOR') and u.is_active"
    f" and {TODAY} between m.valid_from and coalesce(m.valid_to, 'infinity'))"
)
protect(
    RosterEntry,
    Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}"),
    Rows(
        "administrators",
        using=(
            f"{ROLE} = 'AGENCY_ADMIN' and agency_id = {AGENCY} and phase <> 'CLOSED'"
            f" and not {FOLLOWED}"
        ),
        command="SELECT",
    ),
)
protect(
    SearchToken,
    Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}"),
    grants="SELECT, INSERT, UPDATE, DELETE",
)
protect(
    SearchTicket,
    Rows("author", using=f"user_id = {USER} and agency_id = {AGENCY}"),
    grants="SELECT, INSERT, DELETE",
)

# The writer of a record must not learn that another agency has one with the same code, so the
# link is made by the definer, in silence, and no error can tell of it.
define(
    "link_same_person()",
    """
    create or replace function link_same_person() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare known uuid; other bigint;
    begin
      delete from beneficiaries_sameperson where beneficiary_id = new.id;
      if new.identifier <> '' then
        for other in select id from beneficiaries_beneficiary
          where identifier = new.identifier and id <> new.id order by id
        loop
          select "group" into known from beneficiaries_sameperson where beneficiary_id = other;
          if known is null then
            known := gen_random_uuid();
            insert into beneficiaries_sameperson ("group", beneficiary_id) values (known, other);
          end if;
          insert into beneficiaries_sameperson ("group", beneficiary_id) values (known, new.id)
            on conflict (beneficiary_id) do nothing;
        end loop;
      end if;
      return null;
    end $$
    """,
    reads=("beneficiaries_beneficiary",),
    writes=("beneficiaries_sameperson",),
    after=(
        "create or replace trigger same_person after insert or update of identifier"
        " on beneficiaries_beneficiary for each row execute function link_same_person()"
    ),
)
