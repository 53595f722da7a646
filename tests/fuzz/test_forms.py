"""Whatever is typed into a form, nothing breaks, and what is accepted is shown unchanged."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beneficiaries.models import PlanAction
from core.drafting import key_of
from core.drafts import open_draft, write
from core.text import clean_line, clean_text
from core.ui.fields import DateField
from placements.models import Placement
from projects.models import Participation
from tests.acting import as_user, client_of
from tests.cast import COMO, player
from tests.fuzz.hostile import (
    Undone,
    beside,
    few,
    forms_of,
    hostile,
    received,
    send,
    spoil,
    spoiling,
)  # fmt: skip
from tests.makers import (
    make_appointment,
    make_approved,
    make_assessment,
    make_closed,
    make_deadline,
    make_document,
    make_emergency,
    make_exit,
    make_leave,
    make_member_of_household,
    make_note,
    make_pair,
    make_participation,
    make_person,
    make_plan,
    make_proposed,
    make_referral,
    make_running,
    make_share,
    make_view,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# A page with forms: whose it is, its name, and what its address points at.
PAGES = [
    ("ines", "beneficiaries:register", None),
    ("ines", "beneficiaries:register_step", "draft"),
    ("ines", "beneficiaries:show", "planned"),
    ("ines", "beneficiaries:edit", "person"),
    ("ines", "beneficiaries:edit_situation", "person"),
    ("ines", "beneficiaries:record_notice", "person"),
    ("ines", "beneficiaries:correct_note", "note"),
    ("ines", "beneficiaries:assess", "person"),
    ("ines", "beneficiaries:correct_assessment", "assessment"),
    ("ines", "beneficiaries:choose_readers", "note"),
    ("ines", "beneficiaries:drafts", "drafted"),
    ("ines", "beneficiaries:quick_note", None),
    ("ines", "beneficiaries:group_note", None),
    ("ines", "beneficiaries:my_day", None),
    ("marco", "agencies:write_leave", None),
    ("ines", "agencies:leave", "leave"),
    ("ines", "beneficiaries:pair", None),
    ("ines", "beneficiaries:fix_appointment", "person"),
    ("ines", "beneficiaries:move_appointment", "appointment"),
    ("ines", "beneficiaries:appointment", "appointment"),
    ("ines", "beneficiaries:add_deadline", "person"),
    ("ines", "beneficiaries:deadline", "deadline"),
    ("ines", "beneficiaries:household", "person"),
    ("ines", "beneficiaries:household_add", "person"),
    ("ines", "beneficiaries:household_edit", "at_home"),
    ("ines", "beneficiaries:household_member", "relative"),
    ("ines", "beneficiaries:household_leave", "relative"),
    ("ines", "beneficiaries:add_document", "person"),
    ("ines", "beneficiaries:correct_document", "document"),
    ("ines", "beneficiaries:replace_document", "document"),
    ("ines", "beneficiaries:cancel_document", "document"),
    ("ines", "beneficiaries:plan", "planned"),
    ("ines", "beneficiaries:plan_edit", "planning"),
    ("marco", "beneficiaries:plan_review", "proposed"),
    ("marco", "beneficiaries:compare", "doubled"),
    ("ines", "beneficiaries:plan_end", "planned"),
    ("ines", "beneficiaries:plan_sign", "planned"),
    ("ines", "beneficiaries:plan_declare", "acted"),
    ("ines", "beneficiaries:share", "person"),
    ("ines", "beneficiaries:end_share", "share"),
    ("ines", "beneficiaries:refer", "person"),
    ("marco", "beneficiaries:referral", "referral"),
    ("ines", "beneficiaries:open_emergency", "person"),
    ("marco", "beneficiaries:emergency", "emergency"),
    ("marco", "beneficiaries:hand_over", "worker"),
    ("ines", "beneficiaries:close", "person"),
    ("ines", "beneficiaries:reopen", "closed"),
    ("ines", "placements:serve", "placed"),
    ("olga", "projects:new_member", "project"),
    ("ines", "projects:enter", "person"),
    ("ines", "projects:complete", "participation"),
    ("ines", "projects:leave", "participation"),
    ("ines", "projects:come_back", "left"),
    ("olga", "reporting:ask", "project"),
    ("ines", "saved:edit", "view"),
    (None, "account_login", None),
    (None, "account_reset_password", None),
    ("ines", "account_change_password", None),
]
# Addresses that scripts and the header post to, with the fields they send.
ADDRESSES = [
    ("beneficiaries:search", None, "q once"),
    ("beneficiaries:suggest", None, "q"),
    ("beneficiaries:quick_note", None, "person q text kind minutes cerca"),
    ("beneficiaries:keep_quick_note", None, "person text kind minutes"),
    ("beneficiaries:quick_people", None, "q people offered many"),
    ("beneficiaries:keep", "key", "note reason seen sheet"),
    ("beneficiaries:group_note", None, "people q text kind minutes happened_on readers cerca"),
    ("beneficiaries:keep_group_note", None, "people text kind visibility readers"),
    ("beneficiaries:my_day", None, "verb"),
    ("beneficiaries:wait", None, "due days verb back"),
    ("beneficiaries:places", "kind", "residence birth_place"),
    ("beneficiaries:register_keep", None, "identifier first_name birth_date step draft"),
    ("beneficiaries:register_code", None, "identifier first_name birth_date birth_place gender"),
    ("beneficiaries:plan_keep", "person", "aim g0-title g0a0-what number seen"),
    ("beneficiaries:keep_assessment", "person", "assessed_on WORK WORK_note remark seen"),
    (
        "beneficiaries:keep_corrected_assessment",
        "assessment",
        "assessed_on WORK WORK_note remark seen sheet",
    ),
    (
        "beneficiaries:write_note",
        "person",
        "kind text happened_on minutes appointment deadline_on deadline_text",
    ),
    ("beneficiaries:tick_deadline", "deadline", "verb back"),
    ("beneficiaries:put_off_deadline", "deadline", "days back"),
    (
        "beneficiaries:keep_note",
        "person",
        "text kind minutes happened_on hour present visibility readers sheet",
    ),
    ("beneficiaries:household_answer", "at_home", "answer once"),
    (
        "beneficiaries:keep_correction",
        "note",
        "text kind minutes happened_on hour present seen sheet",
    ),
    ("beneficiaries:scan_document", "document", "once"),
    ("beneficiaries:filter_notes", "person", "words since until tipo azione"),
    ("saved:keep", None, "told name is_default"),
    ("beneficiaries:keep_referral", "person", "to_agency asked why months sections basis"),
    ("agencies:switch", None, "seat"),
    ("set_language", None, "language next"),
]
LISTS = [
    ("ines", "beneficiaries:list", None),
    ("ines", "beneficiaries:add_document", "person"),
    ("ines", "beneficiaries:document_file", "document"),
    ("marco", "agencies:leaves", None),
    ("marco", "agenda", None),
    ("marco", "dues", None),
    ("ines", "beneficiaries:referrals", None),
    ("ines", "projects:participations", "project"),
    ("ines", "projects:incomplete", None),
    ("olga", "reporting:list", None),
    ("olga", "reporting:incomplete", "project"),
    ("olga", "reporting:at_risk", "project"),
]


def address_of(name: str, points_at: str | None) -> str:
    """The address of a page, with the record it points at made for it."""
    makers = {
        "person": lambda: [make_person().pk],
        "closed": lambda: [make_closed().pk],
        "assessment": lambda: [make_assessment().pk],
        "note": lambda: [make_note().pk],
        "appointment": lambda: [make_appointment().pk],
        "deadline": lambda: [make_deadline().pk],
        "leave": lambda: [make_leave(first=2).pk],
        "at_home": lambda: at_home()[:1],
        "relative": at_home,
        "document": lambda: [make_document(days=30).pk],
        "share": lambda: [make_share(make_person(), to=player("nora")).pk],
        "emergency": lambda: [make_emergency(make_person(), by=player("ines"), is_ended=True).pk],
        "referral": lambda: [make_referral(to=player("ines"), by=player("nora")).pk],
        "participation": lambda: [make_participation().pk],
        "unasked": lambda: [unasked().pk],
        "left": lambda: [make_exit().pk],
        "placed": lambda: [placed().pk],
        "project": lambda: [COMO],
        "view": lambda: [make_view().pk],
        "kind": lambda: ["birth"],
        "key": lambda: [key_of("closing:1")],
        "draft": lambda: [begun(), 2],
        "planning": lambda: [make_plan().beneficiary_id],
        "proposed": lambda: [make_proposed().beneficiary_id],
        "doubled": lambda: [make_pair().pk],
        "planned": lambda: [make_approved().beneficiary_id],
        "acted": acted,
        "drafted": lambda: [begun()][1:],
    }
    if points_at == "worker":
        # Whose people pass on stands in the question.
        make_person()
        return f"{reverse(name)}?da={player('ines').pk}"
    return reverse(name, args=makers[points_at]() if points_at else [])


def acted() -> list[int]:
    """A person with a plan that holds, and one of its actions."""
    plan = make_approved()
    with as_user(player("ines")):
        return [plan.beneficiary_id, PlanAction.objects.filter(goal__plan=plan).first().pk]


def at_home() -> list[int]:
    """Somebody with a child of eight: the person, and the line of the child."""
    person = make_person()
    return [person.pk, make_member_of_household(person).pk]


def placed() -> Placement:
    """A placement of somebody whose plan holds."""
    return make_running(make_participation(make_approved().beneficiary))


def begun() -> int:
    """A registration that was begun."""
    with as_user(player("ines")) as user:
        return write(open_draft("register", by=user), {"1": {"first_name": ["Ada"]}}).pk


def unasked() -> Participation:
    """A participation of somebody nobody asked since when they look for work."""
    return make_participation(make_person(answers={"unemployed_since": None}))


@pytest.mark.parametrize(("name", "page", "points_at"), PAGES)
def test_no_form_breaks(name, page, points_at):
    address = address_of(page, points_at)
    client = client_of(player(name) if name else None)
    forms = forms_of(client.get(address), every_name=True)
    assert forms, f"no form on {page}"

    @few
    @given(spoiling, beside, st.integers(0, 9))
    def breaks_never(changes, extra, which):
        action, pairs = forms[which % len(forms)]
        with Undone(client):
            answer = send(client, action, spoil(pairs, changes, extra))
            assert answer.status_code < 500

    breaks_never()


@pytest.mark.parametrize(("page", "points_at", "fields"), ADDRESSES)
def test_no_address_that_is_posted_to_breaks(page, points_at, fields):
    address = address_of(page, points_at)
    client = client_of(player("ines"))

    @few
    @given(spoiling, beside)
    @example({0: "²"}, {"once": "\x00"})
    @example({0: "9" * 5_000}, {})
    def breaks_never(changes, extra):
        pairs = spoil([(field, "1") for field in fields.split()], changes, extra)
        with Undone(client):
            assert send(client, address, pairs).status_code < 500

    breaks_never()


@pytest.mark.parametrize(("name", "page", "points_at"), LISTS)
def test_no_question_in_the_address_of_a_list_breaks(name, page, points_at):
    address = address_of(page, points_at)
    client = client_of(player(name))
    asked = [
        "page",
        "sort",
        "s",
        "formato",
        "phase",
        "state",
        "project",
        "residence",
        "mine",
        "giorno",
        "vista",
        "di",
        "quando",
        "appuntamento",
        "apri",
        "colonne",
        "tipo",
        "versione",
        "anteprima",
        "stato",
        "azione",
    ]

    @few
    @given(st.dictionaries(st.sampled_from(asked), hostile, min_size=1, max_size=3))
    @example({"s": "\x00"})
    @example({"page": "9" * 5_000})
    @example({"page": "²"})
    def breaks_never(question):
        text = urlencode(question, errors="surrogatepass")
        with Undone(client):
            assert client.get(f"{address}?{text[:8_000]}").status_code < 500

    breaks_never()


def day(text: str) -> str:
    """A day as our pages write it in a field."""
    cleaned = DateField(required=False).clean(text)
    return f"{cleaned:%d/%m/%Y}" if cleaned else ""


SHOWN = [
    ("beneficiaries:edit", "person", "first_name", clean_line),
    ("beneficiaries:edit", "person", "residence_address", clean_line),
    ("beneficiaries:edit", "person", "birth_date", day),
    ("beneficiaries:edit", "person", "phone", clean_line),
    ("beneficiaries:edit_situation", "person", "unemployed_since", day),
    ("beneficiaries:register_step", "draft", "unemployed_since", str),
    ("beneficiaries:correct_note", "note", "text", clean_text),
    ("beneficiaries:correct_assessment", "assessment", "WORK_note", clean_text),
    ("beneficiaries:correct_assessment", "assessment", "remark", clean_text),
    ("beneficiaries:correct_assessment", "assessment", "assessed_on", day),
    ("beneficiaries:deadline", "deadline", "text", clean_line),
    ("agencies:leave", "leave", "note", clean_line),
    ("beneficiaries:household_member", "relative", "first_name", clean_line),
    ("beneficiaries:household_edit", "at_home", "address", clean_line),
    ("beneficiaries:household_edit", "at_home", "note", clean_text),
    ("beneficiaries:correct_document", "document", "note", clean_line),
    ("beneficiaries:correct_document", "document", "number", clean_line),
    ("beneficiaries:correct_document", "document", "expires_on", day),
    ("beneficiaries:plan_edit", "planning", "aim", clean_text),
    ("beneficiaries:plan_edit", "planning", "g0-title", clean_line),
    ("beneficiaries:plan_edit", "planning", "g0a0-due_by", day),
    ("projects:complete", "unasked", "unemployed_since", day),
]
TYPED = hostile | st.dates(min_value=date(1850, 1, 1)).map("{:%d/%m/%Y}".format)


@pytest.mark.parametrize(("page", "points_at", "field", "cleaned"), SHOWN)
def test_what_is_accepted_is_shown_again_unchanged(page, points_at, field, cleaned):
    address = address_of(page, points_at)
    client = client_of(player("ines"))
    pairs = shown(client, address, field)
    accepted = []

    @settings(few, max_examples=5)
    @given(TYPED)
    @example("29/02/2020")
    @example("Mαρία D’Agostino-Œuvre 👩‍👩‍👧‍👦 عبد")
    @example("+39 031/55.66-77")
    def comes_back(text):
        with Undone(client):
            if send(client, address, [*(pairs | {field: text}).items()]).status_code == 302:
                accepted.append(text)
                first = shown(client, address, field)
                assert first[field] == cleaned(received(text))
                assert send(client, address, [*first.items()]).status_code == 302
                assert shown(client, address, field)[field] == first[field]

    comes_back()
    assert accepted


def shown(client, address: str, field: str) -> dict[str, str]:
    """The form with this field as its page shows it, every box of ours that confirms ticked."""
    forms = [dict(pairs) for _action, pairs in forms_of(client.get(address))]
    return next(form for form in forms if field in form) | {"confirm_code": "on"}
