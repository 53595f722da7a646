"""Seasonal and summer traineeships, and the hours of the host's contract: asked, judged, signed."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from placements.enums import Paper, PlacementKind, PlacementShape
from placements.models import Placement, PlacementVersion
from placements.printing import print_paper
from placements.wording import fingerprint, terms_of
from tests.acting import as_user
from tests.makers import make_placement
from tests.placements.writing import fresh, submitted, terms_in, text_of, url

pytestmark = pytest.mark.django_db
EXTRA = {"kind": PlacementKind.EXTRACURRICULAR, "eqf_level": 3}
JULY = {"starts_on": date(2021, 7, 1), "ends_on": date(2021, 7, 31)}
FORTNIGHT = {"starts_on": date(2021, 7, 1), "ends_on": date(2021, 7, 14)}


def sent(client, placement, **changed):
    """The page after the proposal was sent with these changes."""
    terms = terms_in(client, placement, verb="send", **changed)
    return client.post(url("edit", placement.pk), terms, follow=True)


@pytest.mark.parametrize(
    ("days", "shape", "says"),
    [
        (JULY, "ORDINARY", "il minimo è 2 mesi, salvo stagionali ed estivi"),
        (JULY, "SEASONAL", ""),
        (FORTNIGHT, "SEASONAL", "il minimo è 1 mese"),
        (FORTNIGHT, "SUMMER", ""),
        (FORTNIGHT | {"ends_on": date(2021, 7, 13)}, "SUMMER", "il minimo è 14 giorni"),
    ],
)
def test_a_shorter_one_is_sent_when_it_says_what_it_is(client_of, ines, days, shape, says):
    placement = make_placement(**EXTRA, **days)

    page = text_of(sent(client_of(ines), placement, shape=shape)).replace("\u00a0", " ")

    row = fresh(placement, ines)
    assert (says in page, row.state) == (True, "DRAFT" if says else "SUBMITTED")
    assert says or row.shape == shape


def test_the_rules_answer_the_shape_while_one_writes(client_of, ines):
    placement = make_placement(**EXTRA, **JULY)
    client = client_of(ines)

    ordinary, seasonal = (
        text_of(client.post(url("rules", placement.pk), terms_in(client, placement, shape=shape)))
        for shape in ("ORDINARY", "SEASONAL")
    )

    assert ("salvo stagionali" in ordinary, "salvo stagionali" in seasonal) == (True, False)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (PlacementKind.EXTRACURRICULAR, {"shape", "contract_minutes"}),
        (PlacementKind.INCLUSION, {"contract_minutes"}),
        (PlacementKind.WORK_GRANT, set()),
    ],
)
def test_only_the_kinds_it_matters_for_ask(client_of, ines, kind, asked):
    form = client_of(ines).get(url("edit", make_placement(kind=kind).pk)).context["form"]

    assert {"shape", "contract_minutes"} & set(form.fields) == asked


def test_of_another_kind_the_shape_is_not_sent(ines):
    placement = make_placement(shape=PlacementShape.SUMMER)

    submitted(placement, ines)

    assert fresh(placement, ines).shape == PlacementShape.ORDINARY


def test_a_contract_of_fewer_hours_is_the_limit(client_of, ines):
    placement = make_placement(**EXTRA, schedule=[468, 468, 468, 468, 468, 0, 0])
    client = client_of(ines)

    refused = text_of(sent(client, placement, contract_minutes="38")).replace("\u00a0", " ")
    sent(client, placement, contract_minutes="39")

    row = fresh(placement, ines)
    assert "39 ore la settimana: il massimo è 38 ore." in refused
    assert (row.state, row.contract_minutes) == ("SUBMITTED", 39 * 60)


def version_of(placement, user):
    with as_user(user):
        return PlacementVersion.objects.get(placement=placement)


def test_both_stand_in_the_text_that_is_signed_and_on_paper(ines):
    placement = make_placement(
        **EXTRA, **JULY, shape=PlacementShape.SEASONAL, contract_minutes=38 * 60
    )

    submitted(placement, ines)

    content = version_of(placement, ines).content
    with as_user(ines):
        row = Placement.objects.for_page().get(pk=placement.pk)
        paper = PdfReader(BytesIO(print_paper(row, Paper.TRAINING_PROJECT)))
    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert content["shape"] == "Stagionale"
    assert content["contract_minutes"].startswith("38")
    assert "tirocinio stagionale" in words
    assert "il contratto collettivo dell’ospitante prevede 38" in words


def test_an_ordinary_one_keeps_the_fingerprint_it_had_before_it_was_asked(ines):
    placement = make_placement(**EXTRA)

    submitted(placement, ines)

    with as_user(ines):
        terms = terms_of(Placement.objects.for_page().get(pk=placement.pk))
    assert not {"shape", "contract_minutes"} & set(terms)
    assert fingerprint(terms) == version_of(placement, ines).sha256


def test_the_history_tells_the_change_in_words(client_of, ines):
    placement = make_placement(**EXTRA)
    client = client_of(ines)
    typed = terms_in(client, placement, shape="SUMMER", contract_minutes="38:30", verb="save")
    client.post(url("edit", placement.pk), typed)

    page = text_of(client.get(url("history", placement.pk))).replace("\u00a0", " ")

    assert ("Estivo" in page, "38 h 30" in page, "2310" in page) == (True, True, False)


def test_the_page_says_what_it_is(client_of, ines):
    placement = make_placement(
        **EXTRA, **JULY, shape=PlacementShape.SUMMER, contract_minutes=38 * 60
    )

    page = text_of(client_of(ines).get(url("show", placement.pk)))

    assert ", estivo" in page
    assert "il contratto collettivo ne ha 38" in page.replace("\u00a0", " ")
