"""Permissions, cut one at a time: each cut lets an attack through; hidden rows hold without."""

import pytest

from core.policy import grants
from tests.acting import client_of
from tests.cast import COMO, player
from tests.nets.cutting import forced

pytestmark = [pytest.mark.attack, pytest.mark.django_db, pytest.mark.slow]


def verbs(world):
    """One attack per permission: who asks, how, where; refused with 403 while the net holds."""
    own = world.people["own"].pk
    sent = world.reports["same"].pk
    placement, register = world.placements["own"].pk, world.registers["own"].pk
    theirs, ours = world.participations["own"].pk, world.people["shared"].pk
    return {
        "agencies.see_team": ("ines", "get", "/enti/utenti/"),
        "agencies.see_accesses": ("ines", "get", "/enti/accessi/"),
        "agencies.see_leaves": ("dario", "get", "/enti/assenze/"),
        "agencies.write_leave": ("ines", "get", f"/enti/assenze/{world.leaves['same'].pk}/"),
        "beneficiaries.see_unfollowed": ("ines", "get", "/persone/senza-operatore/"),
        "beneficiaries.entrust": ("ines", "get", f"/persone/{own}/affida/"),
        "beneficiaries.close_case": ("ines", "get", f"/persone/{ours}/chiusura/"),
        "beneficiaries.hand_over": ("ines", "get", "/persone/passaggi/nuovo/"),
        "beneficiaries.judge_duplicates": ("dario", "get", "/persone/doppioni/"),
        "beneficiaries.merge": ("ines", "get", f"/persone/unioni/{world.merges['own'].pk}/"),
        "beneficiaries.see_agenda": ("dario", "get", "/agenda/"),
        "beneficiaries.keep_appointments": ("ines", "get", f"/persone/{ours}/appuntamenti/nuovo/"),
        "beneficiaries.keep_deadlines": ("ines", "get", f"/persone/{ours}/scadenze/nuova/"),
        "beneficiaries.keep_household": ("ines", "get", f"/persone/{ours}/nucleo/"),
        "beneficiaries.read_documents": ("ines", "get", f"/persone/{ours}/documenti/"),
        "beneficiaries.keep_documents": ("ines", "get", f"/persone/{ours}/documenti/nuovo/"),
        "beneficiaries.read_plan": ("ines", "get", f"/persone/{ours}/progetto/"),
        "beneficiaries.write_plan": ("ines", "post", f"/persone/{ours}/progetto/inizia/"),
        "beneficiaries.review_plans": ("ines", "get", "/persone/progetti-da-approvare/"),
        "beneficiaries.decide_plan": ("ines", "get", f"/persone/{own}/progetto/esame/"),
        "beneficiaries.share": ("ines", "get", f"/persone/{ours}/condivisione/"),
        "beneficiaries.see_received": ("dario", "get", "/persone/condivise-con-noi/"),
        "beneficiaries.refer": ("ines", "get", f"/persone/{ours}/invii/nuovo/"),
        "beneficiaries.see_referrals": ("dario", "get", "/persone/invii/"),
        "beneficiaries.answer_referral": (
            "ines", "post", f"/persone/invii/{world.referrals['shared'].pk}/accogli/",
        ),
        "beneficiaries.export_readers": ("ines", "get", f"/persone/{own}/visto/?formato=xlsx"),
        "beneficiaries.see_emergencies": ("olga", "get", "/persone/emergenze/"),
        "beneficiaries.open_emergency": ("ines", "get", f"/persone/{ours}/emergenza/"),
        "beneficiaries.end_emergency": (
            "ines", "post", f"/persone/emergenze/{world.emergencies['same'].pk}/fine/",
        ),
        "beneficiaries.review_emergency": (
            "ines", "post", f"/persone/emergenze/{world.emergencies['own'].pk}/esame/",
        ),
        "beneficiaries.see_people": ("dario", "get", "/persone/"),
        "beneficiaries.see_drafts": ("rita", "get", "/persone/bozze/"),
        "beneficiaries.register": ("dario", "get", "/persone/nuova/"),
        "beneficiaries.correct": ("ines", "get", f"/persone/{ours}/anagrafica/modifica/"),
        "beneficiaries.read_assessments": ("ines", "get", f"/persone/{ours}/valutazioni/"),
        "beneficiaries.assess": ("ines", "get", f"/persone/{ours}/valutazioni/nuova/"),
        "beneficiaries.write_note": ("ines", "post", f"/persone/{ours}/note/"),
        "beneficiaries.choose_readers": (
            "marco", "get", f"/persone/note/{world.notes['own'].pk}/lettori/",
        ),
        "projects.see_projects": ("dario", "get", "/progetti/"),
        "projects.see_figures": ("ines", "get", f"/progetti/{COMO}/indicatori/come-si-contano/"),
        "projects.enter": ("ines", "get", f"/persone/{ours}/partecipazioni/nuova/"),
        "projects.leave": ("olga", "get", f"/partecipazioni/{theirs}/uscita/"),
        "projects.come_back": ("olga", "get", f"/partecipazioni/{theirs}/rientro/"),
        "projects.record_result": ("olga", "get", f"/partecipazioni/{theirs}/esito/"),
        "projects.follow_up": ("olga", "get", f"/partecipazioni/{theirs}/follow-up/"),
        "projects.see_same_people": ("ines", "get", f"/progetti/{COMO}/stessa-persona/"),
        "projects.see_spending": ("ines", "get", f"/progetti/{COMO}/spesa/"),
        "projects.see_own_month": ("dario", "get", "/il-mio-mese/"),
        "projects.record_hours": ("ines", "get", f"/progetti/{COMO}/personale/nuovo/"),
        "projects.set_budget": ("piero", "get", f"/progetti/{COMO}/budget/"),
        "projects.complete_entry": ("olga", "get", f"/partecipazioni/{theirs}/risposte/"),
        "placements.see_placements": ("dario", "get", "/tirocini/"),
        "placements.see_hosts": ("olga", "get", "/ospitanti/"),
        "placements.edit_host": ("olga", "get", "/ospitanti/nuovo/"),
        "placements.propose": ("olga", "get", f"/partecipazioni/{theirs}/tirocini/nuovo/"),
        "placements.withdraw": ("olga", "get", f"/tirocini/{placement}/ritira/"),
        "placements.see_registers": ("dario", "get", "/presenze/"),
        "placements.fill": ("olga", "get", "/presenze/mancanti/"),
        "placements.validate": ("ines", "get", "/presenze/da-validare/"),
        "placements.rectify": ("ines", "get", f"/presenze/{register}/rettifica/"),
        "placements.see_payments": ("ines", "get", "/pagamenti/"),
        "placements.pay": ("ines", "get", f"/progetti/{COMO}/pagamenti/nuovo/"),
        "placements.review": ("ines", "get", "/tirocini/da-esaminare/"),
        "placements.decide": ("ines", "post", f"/tirocini/{placement}/esame/"),
        "placements.sign": ("olga", "get", f"/tirocini/{placement}/firme/"),
        "placements.start": ("olga", "get", f"/tirocini/{placement}/avvio/"),
        "placements.suspend": ("olga", "get", f"/tirocini/{placement}/sospensione/"),
        "placements.finish": ("olga", "get", f"/tirocini/{placement}/fine/"),
        "reporting.see_reports": ("ines", "get", "/rendiconti/"),
        "reporting.confirm": ("olga", "get", f"/rendiconti/{sent}/conferma/"),
        "reporting.send": ("rita", "get", f"/rendiconti/{sent}/invio/"),
        "reporting.reopen": ("rita", "get", f"/rendiconti/{sent}/riapertura/"),
        "reporting.ask": ("ines", "get", f"/progetti/{COMO}/rendiconti/"),
        "": ("ines", "get", f"/persone/{own}/"),
    }  # fmt: skip


# Permissions whose door hides the row first (404), so that only the verb itself can be attacked.
BEHIND_ROWS = {
    "beneficiaries.read_diary", "beneficiaries.correct_note", "beneficiaries.move_case",
    "beneficiaries.see_readers", "projects.begin",
    "agencies.see_workload",
    "reporting.prepare", "reporting.download", "reporting.read_figures", "reporting.audit",
}  # fmt: skip


def test_every_permission_holds_an_attack(standing_world):
    attacks = verbs(standing_world)
    attacks.pop("")

    def answers() -> dict[str, int]:
        found = {}
        for name, (who, method, url) in attacks.items():
            client = client_of(player(who))
            client.raise_request_exception = False
            found[name] = getattr(client, method)(url).status_code
        return found

    held = answers()
    cut = {}
    for name, (who, method, url) in attacks.items():
        declared = next(one.permission for one in grants() if one.permission.value == name)
        with forced(declared):
            client = client_of(player(who))
            client.raise_request_exception = False
            cut[name] = getattr(client, method)(url).status_code

    assert {one.permission.value for one in grants()} == set(attacks) | BEHIND_ROWS
    assert set(held.values()) == {403}
    assert {name for name, status in cut.items() if status == 403} == set()


@pytest.mark.parametrize("name", sorted(BEHIND_ROWS))
def test_every_verb_behind_a_hidden_row_is_refused_to_strangers(name, standing_world):
    from core.policy import may

    declared = next(one.permission for one in grants() if one.permission.value == name)
    targets = {
        "reporting.prepare": (standing_world.reports["own"], "olga"),
        "reporting.download": (standing_world.reports["own"], "olga"),
        "reporting.read_figures": (standing_world.reports["own"], "olga"),
        "reporting.audit": (None, "rita"),
        "projects.begin": (standing_world.participations["own"], "ines"),
        # No door of its own: it widens what a list may be asked for.
        "agencies.see_workload": (None, "nora"),
    }
    target, rightful = targets.get(name, (standing_world.people["own"], "ines"))

    assert may(player(rightful), declared, target)
    strangers = ("nora", "franco", "rita", "sara", "piero")
    assert {one for one in strangers if may(player(one), declared, target)} <= {rightful}
