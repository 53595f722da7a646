"""What of a person goes along when two records become one, and what stands in the way."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beneficiaries.document_enums import DocumentState
from beneficiaries.models import (
    Appointment,
    AreaScore,
    Assessment,
    Beneficiary,
    CaseFile,
    CaseNote,
    Deadline,
    Document,
    DuplicatePair,
    EmergencyAccess,
    HandOverLine,
    HouseholdMember,
    Merge,
    PersonalPlan,
    PrivacyNotice,
    Referral,
    RosterEntry,
    SamePerson,
    SearchToken,
    Share,
    Situation,
)
from beneficiaries.sharing_enums import ReferralState
from core.moving import Block, Moves, Stays, declare, refuse
from core.ui.words import say_day_short

declare(
    Moves(CaseFile, 10, is_told=False),
    Moves(Assessment, 10),
    Moves(PrivacyNotice, 10),
    Moves(Deadline, 10),
    Moves(HouseholdMember, 10, is_told=False),
    Moves(AreaScore, 20, hangs_on=(("assessment", Assessment),), is_told=False),
    Moves(PersonalPlan, 20, hangs_on=(("case_file", CaseFile),)),
    Moves(HandOverLine, 20, hangs_on=(("case_file", CaseFile),), is_told=False),
    # After the plan whose actions they serve.
    Moves(
        CaseNote,
        25,
        hangs_on=(("appointment", Appointment), ("action__goal__plan", PersonalPlan)),
    ),
    Moves(
        Appointment,
        27,
        hangs_on=(("follows", Appointment), ("action__goal__plan", PersonalPlan)),
        chain="follows",
    ),
    Moves(
        Document,
        30,
        hangs_on=(("plan", PersonalPlan), ("replaces", Document)),
        chain="replaces",
    ),
    Stays(Situation, "One a person: its answers are chosen one by one."),
    Stays(Share, "What another agency was shown does not grow; a current one stands in the way."),
    Stays(
        Referral, "What another agency was asked, and answered; one that waits stands in the way."
    ),
    Stays(
        EmergencyAccess,
        "What was opened on a record, and why, stays said of it; an unreviewed one is in the way.",
    ),
    Stays(RosterEntry, "Made anew by list_person; that of the record that goes is taken off."),
    Stays(SearchToken, "As the entry of the list."),
    Stays(SamePerson, "Made by the database from the code of each record."),
    Stays(DuplicatePair, "What was said of two records stays said of them."),
    Stays(Merge, "The act itself."),
    Stays(Beneficiary, "Earlier merges lead on: who went into this record is found through it."),
)


@refuse
def shared(kept: int, gone: int) -> Iterator[Block]:
    """What another agency sees is not made wider, nor taken away, by the way."""
    today = timezone.localdate()
    for share in Share.objects.filter(beneficiary_id=gone).current(today).select_related("agency"):
        day = say_day_short(share.valid_to)
        yield Block(
            _(
                "La scheda che va unita è condivisa con un altro ente fino al %(day)s:"
                " tieni questa, o aspetta la fine della condivisione."
            )
            % {"day": day}
        )


@refuse
def sent(kept: int, gone: int) -> Iterator[Block]:
    """Another agency answers about the person it was told of."""
    if Referral.objects.filter(beneficiary_id=gone, state=ReferralState.SENT).exists():
        yield Block(
            _(
                "La scheda che va unita è stata inviata a un altro ente, che non ha ancora"
                " risposto: aspetta la risposta, o ritira l’invio."
            ),
            reverse("beneficiaries:sharing", args=[gone]),
            _("Apri la condivisione"),
        )


@refuse
def opened(kept: int, gone: int) -> Iterator[Block]:
    """Who opened what in an emergency is looked at first."""
    if EmergencyAccess.objects.to_review().filter(beneficiary_id=gone).exists():
        yield Block(
            _(
                "Sulla scheda che va unita c’è un accesso d’emergenza da esaminare:"
                " si unisce dopo l’esame."
            ),
            reverse("beneficiaries:emergencies"),
            _("Apri gli accessi d’emergenza"),
        )


@refuse
def brought(kept: int, gone: int) -> Iterator[Block]:
    """A file is among the documents of a person once."""
    valid = Document.objects.filter(state=DocumentState.VALID)
    files = valid.filter(beneficiary_id=kept).values("brought_sha256")
    if valid.filter(beneficiary_id=gone, brought_sha256__in=files).exists():
        yield Block(
            _("Lo stesso file è fra i documenti di tutte e due le schede: annullane uno."),
            reverse("beneficiaries:documents", args=[gone]),
            _("Apri i documenti"),
        )


@refuse
def at_home(kept: int, gone: int) -> Iterator[Block]:
    """A person lives in one household at a time."""
    lines = HouseholdMember.objects.true().filter(beneficiary_id__in=(kept, gone))
    days = {pk: [one for one in lines if one.beneficiary_id == pk] for pk in (kept, gone)}
    if any(one.meets(other) for one in days[kept] for other in days[gone]):
        yield Block(
            _(
                "Tutte e due le schede fanno parte di un nucleo negli stessi giorni:"
                " in quella che va unita, segna quando ne è uscita, o che era un errore."
            ),
            reverse("beneficiaries:household", args=[gone]),
            _("Apri il nucleo"),
        )


@refuse
def planned(kept: int, gone: int) -> Iterator[Block]:
    """Versions are numbered, and what was approved is signed with its number."""
    both = PersonalPlan.objects.filter(beneficiary_id__in=(kept, gone))
    if both.values("beneficiary_id").distinct().count() > 1:
        yield Block(
            _(
                "Tutte e due le schede hanno un progetto personalizzato: le versioni approvate"
                " e firmate non si possono mettere in fila."
            ),
            reverse("beneficiaries:plan", args=[gone]),
            _("Apri il progetto"),
        )


@refuse
def assessed(kept: int, gone: int) -> Iterator[Block]:
    """There is one assessment a day."""
    days = Assessment.objects.filter(beneficiary_id=kept).values("assessed_on")
    twice = Assessment.objects.filter(beneficiary_id=gone, assessed_on__in=days)
    same = [say_day_short(one) for one in twice.values_list("assessed_on", flat=True)]
    if same:
        yield Block(
            ngettext(
                "Tutte e due le schede hanno una valutazione del %(days)s:"
                " correggi la data di una delle due.",
                "Tutte e due le schede hanno valutazioni degli stessi giorni (%(days)s):"
                " correggi la data di una delle due.",
                len(same),
            )
            % {"days": ", ".join(same)},
            reverse("beneficiaries:assessments", args=[gone]),
            _("Apri le valutazioni"),
        )
