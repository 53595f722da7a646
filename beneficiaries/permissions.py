"""The verbs of this floor and to whom they are granted; which rows one sees: `policy.py`."""

import rules
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.enums import Role
from agencies.models import User
from agencies.policy import holds, is_agency_admin, is_caseworker, is_coordinator, same_agency
from agencies.workers import coordinators_now
from beneficiaries.models import CaseNote, EmergencyAccess, Referral
from core.policy import grant


class Can(models.TextChoices):
    """What can be done on this floor."""

    SEE_PEOPLE = "beneficiaries.see_people", _("Vedere le persone in carico")
    REGISTER = "beneficiaries.register", _("Registrare una persona")
    SEE_DRAFTS = "beneficiaries.see_drafts", _("Ritrovare le proprie bozze")
    CORRECT = "beneficiaries.correct", _("Correggere i dati di una persona")
    READ_DIARY = "beneficiaries.read_diary", _("Leggere il diario")
    WRITE_NOTE = "beneficiaries.write_note", _("Scrivere una nota")
    CORRECT_NOTE = "beneficiaries.correct_note", _("Correggere una nota")
    READ_ASSESSMENTS = "beneficiaries.read_assessments", _("Leggere le valutazioni")
    ASSESS = "beneficiaries.assess", _("Scrivere o correggere una valutazione")
    CHOOSE_READERS = "beneficiaries.choose_readers", _("Scegliere chi legge una nota")
    MOVE_CASE = "beneficiaries.move_case", _("Far avanzare la cartella")
    CLOSE_CASE = "beneficiaries.close_case", _("Chiudere o riaprire la cartella")
    SEE_READERS = "beneficiaries.see_readers", _("Vedere chi ha letto la scheda")
    EXPORT_READERS = (
        "beneficiaries.export_readers",
        _("Stampare e scaricare chi ha letto la scheda"),
    )
    SEE_UNFOLLOWED = "beneficiaries.see_unfollowed", _("Vedere chi è senza operatore")
    ENTRUST = "beneficiaries.entrust", _("Affidare una persona a un operatore")
    HAND_OVER = "beneficiaries.hand_over", _("Passare le persone da un operatore all’altro")
    JUDGE_DUPLICATES = (
        "beneficiaries.judge_duplicates",
        _("Vedere i possibili doppioni e dire quali non lo sono"),
    )
    MERGE = "beneficiaries.merge", _("Unire due schede della stessa persona")
    SEE_AGENDA = "beneficiaries.see_agenda", _("Vedere l’agenda")
    KEEP_APPOINTMENTS = "beneficiaries.keep_appointments", _("Fissare e spostare appuntamenti")
    KEEP_DEADLINES = "beneficiaries.keep_deadlines", _("Scrivere e segnare scadenze")
    KEEP_HOUSEHOLD = (
        "beneficiaries.keep_household",
        _("Vedere e scrivere il nucleo di una persona"),
    )
    READ_PLAN = "beneficiaries.read_plan", _("Leggere il progetto di una persona")
    WRITE_PLAN = "beneficiaries.write_plan", _("Scrivere il progetto di una persona")
    REVIEW_PLANS = "beneficiaries.review_plans", _("Vedere i progetti da approvare")
    DECIDE_PLAN = "beneficiaries.decide_plan", _("Decidere sul progetto di una persona")
    READ_DOCUMENTS = "beneficiaries.read_documents", _("Vedere e scaricare i documenti")
    KEEP_DOCUMENTS = "beneficiaries.keep_documents", _("Caricare e sostituire documenti")
    SHARE = "beneficiaries.share", _("Condividere una persona con un altro ente")
    SEE_RECEIVED = "beneficiaries.see_received", _("Vedere le persone condivise con l’ente")
    REFER = "beneficiaries.refer", _("Inviare una persona a un altro ente")
    SEE_REFERRALS = "beneficiaries.see_referrals", _("Vedere gli invii fra enti")
    ANSWER_REFERRAL = "beneficiaries.answer_referral", _("Rispondere a un invio")
    SEE_EMERGENCIES = "beneficiaries.see_emergencies", _("Vedere gli accessi d’emergenza")
    OPEN_EMERGENCY = "beneficiaries.open_emergency", _("Aprire un accesso d’emergenza")
    END_EMERGENCY = "beneficiaries.end_emergency", _("Chiudere un accesso d’emergenza")
    REVIEW_EMERGENCY = "beneficiaries.review_emergency", _("Esaminare un accesso d’emergenza")


caseworkers = _("gli operatori e i coordinatori dell’ente che segue la persona")
coordinators = _("i coordinatori dell’ente che segue la persona")
in_charge = is_caseworker & same_agency


@rules.predicate
def is_author(user: User, note: CaseNote | None) -> bool:
    """The user has written the note."""
    return note is not None and note.author_id == user.pk


@rules.predicate
def receives(user: User, referral: Referral | None) -> bool:
    """The referral is addressed to the agency the user acts for."""
    return referral is None or (
        user.acting is not None and referral.to_agency_id == user.acting.agency_id
    )


@rules.predicate
def holds_access(user: User, access: EmergencyAccess | None) -> bool:
    """The user has opened the emergency access."""
    return access is not None and access.opened_by_id == user.pk


@rules.predicate
def reviews_access(user: User, access: EmergencyAccess | None) -> bool:
    """Who coordinates, of others; who administers, where nobody but the holder coordinates.

    Where nobody administers either: who coordinates a lead body of the programme.
    """
    if access is None:
        return is_coordinator.test(user) or is_agency_admin.test(user)
    if user.acting is None or access.opened_by_id == user.pk:
        return False
    if access.agency_id != user.acting.agency_id:
        seen = EmergencyAccess.objects.seen_by_coordinators(user.acting.agency_id, user.pk)
        return is_coordinator.test(user) and seen.filter(pk=access.pk).exists()
    others = coordinators_now(user).exclude(user_id=access.opened_by_id)
    return is_coordinator.test(user) or (is_agency_admin.test(user) and not others.exists())


grant(Can.SEE_PEOPLE, is_caseworker, who=caseworkers)
grant(Can.REGISTER, is_caseworker, who=_("operatori e coordinatori"))
grant(
    Can.SEE_DRAFTS,
    holds(Role.SOCIAL_WORKER, Role.COORDINATOR, Role.REPORTING_OFFICER, Role.AGENCY_ADMIN),
    who=_("chi scrive: operatori, coordinatori, chi rendiconta, chi amministra"),
)
grant(Can.CORRECT, in_charge, who=caseworkers)
grant(Can.READ_DIARY, in_charge, who=caseworkers)
grant(Can.WRITE_NOTE, in_charge, who=caseworkers)
grant(Can.CORRECT_NOTE, in_charge, who=caseworkers)
grant(Can.READ_ASSESSMENTS, in_charge, who=caseworkers)
grant(Can.ASSESS, in_charge, who=caseworkers)
grant(Can.CHOOSE_READERS, in_charge & is_author, who=_("chi ha scritto la nota"))
grant(Can.MOVE_CASE, in_charge, who=caseworkers)
grant(Can.CLOSE_CASE, in_charge, who=caseworkers)
grant(Can.SEE_AGENDA, is_caseworker, who=_("operatori e coordinatori"))
grant(Can.KEEP_APPOINTMENTS, in_charge, who=caseworkers)
grant(Can.KEEP_DEADLINES, in_charge, who=caseworkers)
grant(
    Can.SEE_READERS,
    holds(Role.SOCIAL_WORKER, Role.COORDINATOR, Role.AGENCY_ADMIN) & same_agency,
    who=_("operatori, coordinatori e amministratori dell’ente che segue la persona"),
)
grant(
    Can.EXPORT_READERS,
    (is_coordinator | is_agency_admin) & same_agency,
    who=_("i coordinatori e gli amministratori dell’ente"),
)
grant(Can.SEE_UNFOLLOWED, is_agency_admin, who=_("gli amministratori dell’ente"))
grant(Can.ENTRUST, is_coordinator & same_agency, who=coordinators)
grant(Can.HAND_OVER, is_coordinator & same_agency, who=_("i coordinatori dell’ente"))
grant(Can.JUDGE_DUPLICATES, in_charge, who=caseworkers)
grant(Can.MERGE, is_coordinator & same_agency, who=_("i coordinatori dell’ente"))
grant(Can.KEEP_HOUSEHOLD, in_charge, who=caseworkers)
grant(Can.READ_PLAN, in_charge, who=caseworkers)
grant(Can.WRITE_PLAN, in_charge, who=caseworkers)
grant(Can.REVIEW_PLANS, is_coordinator, who=_("i coordinatori"))
grant(Can.DECIDE_PLAN, is_coordinator & same_agency, who=coordinators)
grant(Can.READ_DOCUMENTS, in_charge, who=caseworkers)
grant(Can.KEEP_DOCUMENTS, in_charge, who=caseworkers)
grant(Can.SHARE, in_charge, who=caseworkers)
grant(Can.SEE_RECEIVED, is_caseworker, who=_("operatori e coordinatori"))
grant(Can.REFER, in_charge, who=caseworkers)
grant(Can.SEE_REFERRALS, is_caseworker, who=_("operatori e coordinatori"))
grant(
    Can.ANSWER_REFERRAL, is_coordinator & receives, who=_("i coordinatori dell’ente che lo riceve")
)
grant(
    Can.SEE_EMERGENCIES,
    is_caseworker | is_agency_admin,
    who=_("chi segue le persone, chi amministra"),
)
grant(Can.OPEN_EMERGENCY, in_charge, who=caseworkers)
REVIEWERS = _(
    "un altro coordinatore dell’ente; dove non c’è, gli amministratori; dove non ci sono, chi"
    " coordina un capofila del programma"
)
ENDERS = _("chi lo ha aperto, e chi lo esamina")
grant(Can.END_EMERGENCY, (same_agency & holds_access) | reviews_access, who=ENDERS)
grant(Can.REVIEW_EMERGENCY, reviews_access, who=REVIEWERS)
