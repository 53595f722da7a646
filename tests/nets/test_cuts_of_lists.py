"""Functions that hide rows, cut one at a time without the database: each lets an attack through."""

import sys
from collections.abc import Iterator

import pytest
import rules

from agencies import policy as seats
from beneficiaries import policy as people
from core.policy import grants
from placements import policy as placed
from projects import policy as projects
from projects.models import Participation
from reporting import policy as reports
from tests.acting import as_user, client_of
from tests.cast import COMO, player
from tests.nets import records
from tests.nets.cutting import body

pytestmark = [pytest.mark.attack, pytest.mark.django_db, pytest.mark.slow]

FLOORS = (seats, people, projects, placed, reports)


# Pages show them through their participation, or not at all; their nets are asked beside them
# (tests/projects/test_results.py, tests/placements/test_payments.py, tests/beneficiaries); what is
# shared is behind its part of the share, too (tests/nets/test_shared_parts.py).
WITHOUT_A_DOOR = {
    "visible_results", "visible_follow_ups", "visible_payments", "visible_goals", "visible_actions",
    "visible_members",
    # tests/nets/test_emergencies.py
    "visible_emergency_notes",
    "visible_received_notes", "visible_received_plans", "visible_received_assessments",
}  # fmt: skip


# Every function that hides rows; one without an attack fails below.
NETS = sorted(
    name
    for policy in FLOORS
    for name in vars(policy)
    if name.startswith("visible_")
    and getattr(policy, name).__module__ == policy.__name__
    and name not in WITHOUT_A_DOOR
)


def everywhere(function, replacement) -> Iterator[tuple[object, str]]:
    """Replace a function in each module that holds it; say where, to put it back."""
    for module in list(sys.modules.values()):
        for name, value in list(getattr(module, "__dict__", {}).items()):
            if value is function:
                setattr(module, name, replacement)
                yield module, name


def doors_of_lists(world):
    """One attack per `visible_…`: who asks, where, and the canary a cut lets out."""
    own = {name: made["own"].pk for name, made in vars(world).items()
           if isinstance(made, dict) and name != "tokens"}  # fmt: skip
    report, artefact = own["reports"], own["artefacts"]
    name, text = records.name_canary("own"), records.text_canary("own")
    planned = records.agenda_canary("own")
    from agencies.models import Leave, Membership
    from beneficiaries.models import (
        Appointment,
        Assessment,
        Beneficiary,
        CaseNote,
        Deadline,
        Document,
        DuplicatePair,
        EmergencyAccess,
        HandOver,
        HandOverLine,
        Merge,
        PersonalPlan,
        Referral,
        RosterEntry,
        Share,
    )
    from placements.models import (
        Allowance,
        AttendanceRegister,
        Extension,
        HostOrganisation,
        PaymentBatch,
        Placement,
    )
    from projects.models import (
        BudgetLine,
        EntrySnapshot,
        Project,
        StaffHours,
        StaffMember,
    )
    from reporting.models import FundingReport

    return {
        "visible_memberships": (Membership, "dario", "/enti/utenti/", "nora@example.org"),
        "visible_leaves": (
            Leave, "nora", f"/enti/assenze/{own['leaves']}/", records.leave_canary("own"),
        ),
        "visible_people": (Beneficiary, "nora", f"/persone/{own['people']}/anagrafica/", name),
        "visible_names": (Beneficiary, "nora", f"/persone/{own['people']}/visto/", name),
        "visible_roster": (RosterEntry, "nora", "/persone/", name),
        "visible_unfollowed": (RosterEntry, "ines", "/persone/senza-operatore/", name),
        "visible_notes": (CaseNote, "nora", f"/persone/note/{own['notes']}/", text),
        "visible_assessments": (
            Assessment, "nora", f"/persone/valutazioni/{own['assessments']}/", "zqvalutaown",
        ),
        "visible_appointments": (
            Appointment, "nora", f"/persone/appuntamenti/{own['appointments']}/", planned,
        ),
        "visible_deadlines": (
            Deadline, "nora", f"/persone/scadenze/{own['deadlines']}/", planned,
        ),
        "visible_documents": (
            Document, "nora", f"/persone/documenti/{own['documents']}/",
            records.document_canary("own"),
        ),
        "visible_emergencies": (
            EmergencyAccess, "nora", f"/persone/emergenze/{own['emergencies']}/",
            records.urgent_canary("own"),
        ),
        "visible_hand_overs": (
            HandOver, "nora", "/persone/passaggi/", records.name_canary("own"),
        ),
        "visible_passings": (HandOverLine, "nora", "/", name),
        "visible_duplicates": (DuplicatePair, "nora", "/persone/doppioni/", name),
        "visible_merges": (Merge, "nora", f"/persone/unioni/{own['merges']}/", name),
        "visible_plans": (
            PersonalPlan, "nora", "/persone/progetti-da-approvare/", records.name_canary("same"),
        ),
        "visible_shares": (
            Share, "nora", f"/persone/condivisioni/{own['shares']}/", "zqmotivoown",
        ),
        "visible_received": (Share, "nora", "/persone/condivise-con-noi/", name),
        "visible_referrals": (
            Referral, "nora", f"/persone/invii/{own['referrals']}/", records.referral_canary("own"),
        ),
        "visible_projects": (Project, "franco", f"/progetti/{COMO}/", COMO),
        "visible_participations": (
            Participation, "franco", f"/partecipazioni/{own['participations']}/", name,
        ),
        "visible_entries": (EntrySnapshot, "piero", f"/progetti/{COMO}/indicatori/CO01/", name),
        "visible_hosts": (
            HostOrganisation, "nora", f"/ospitanti/{own['hosts']}/", "Zqospitanteown",
        ),
        "visible_extensions": (
            Extension, "nora", f"/tirocini/proroghe/{own['extensions']}/", "zqprorogaown",
        ),
        "visible_placements": (Placement, "nora", f"/tirocini/{own['placements']}/", name),
        "visible_budget": (BudgetLine, "piero", f"/progetti/{COMO}/spesa/", records.BUDGET),
        # What the hours of both people of Ascl cost.
        "visible_hours": (StaffHours, "piero", f"/progetti/{COMO}/spesa/", "3.200,00"),
        "visible_staff": (
            StaffMember, "piero", f"/progetti/{COMO}/spesa/ascl/?da=2021-01",
            records.staff_canary("own"),
        ),
        "visible_registers": (AttendanceRegister, "nora", f"/presenze/{own['registers']}/", name),
        "visible_allowances": (Allowance, "nora", "/pagamenti/indennita/", name),
        "visible_batches": (PaymentBatch, "nora", f"/pagamenti/{own['batches']}/", name),
        "visible_reports": (
            FundingReport, "franco", f"/rendiconti/{report}/file/{artefact}/", name,
        ),
    }  # fmt: skip


@pytest.mark.parametrize("net", NETS)
def test_every_visible_rows_function_holds_an_attack(net, standing_world, standing_bare):
    model, attacker, url, canary = doors_of_lists(standing_world)[net]
    module = next(one for one in FLOORS if hasattr(one, net))
    function = getattr(module, net)
    client = client_of(player(attacker))
    client.raise_request_exception = False

    held = body(client, url)
    every = grants()
    cut_at = list(everywhere(function, lambda user: model.objects.all()))
    former = {one.permission.value: one.predicate for one in every}
    for one in every:
        rules.set_perm(one.permission.value, rules.always_true)
    cut = body(client, url)
    for place, name in cut_at:
        setattr(place, name, function)
    still = body(client, url)
    for name, predicate in former.items():
        rules.set_perm(name, predicate)

    assert canary.encode() not in held
    assert canary.encode() not in still, "another net than the function held: the attack is void"
    assert canary.encode() in cut


def test_lines_of_households_are_those_of_one_s_own_agency(standing_world, standing_bare):
    # Their pages stand behind the person's: the function is asked without them.
    names = {}
    for name in ("ines", "nora", "olga", "dario"):
        with as_user(player(name)) as user:
            rows = people.visible_members(user).exclude(first_name="")
            names[name] = sorted(rows.values_list("first_name", flat=True))

    canary = records.home_canary
    assert names["ines"] == [canary("own"), canary("same")]
    assert names["nora"] == [canary("foreign"), canary("shared")]
    assert names["olga"] == names["dario"] == []


def test_who_passes_on_is_read_by_those_it_is_about(standing_world, standing_bare):
    # With the database's own rules off: the function alone.
    seen = {}
    for name in ("ines", "marco", "nora", "olga", "dario"):
        with as_user(player(name)) as user:
            lines = people.visible_passings(user).filter(summary__startswith="zqconsegne")
            seen[name] = sorted(lines.values_list("summary", flat=True))

    assert seen["ines"] == ["zqconsegneown"]
    assert seen["marco"] == ["zqconsegneown", "zqconsegnesame"]
    assert seen["nora"] == ["zqconsegneforeign", "zqconsegneshared"]
    assert seen["olga"] == seen["dario"] == []
