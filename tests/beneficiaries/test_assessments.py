"""Assessments: written area by area, compared over time, corrected by two without a loss."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.actions import AlreadyAssessed
from beneficiaries.actions.assessments import sheet_of
from beneficiaries.areas import AREAS, BY_CODE, LEVELS, Area, note_of
from beneficiaries.assessing import Line, versions_of
from beneficiaries.models import AreaScore, Assessment
from beneficiaries.policy import Can, visible_assessments
from core.merge import EditClash
from core.policy import may
from tests.acting import as_user
from tests.cast import player
from tests.makers import answers_by_area, make_assessment, make_person

pytestmark = pytest.mark.django_db
MARCH, JUNE = date(2021, 3, 3), date(2021, 6, 15)


def fresh(assessment: Assessment) -> Assessment:
    """The assessment as the database holds it now."""
    return Assessment.objects.prefetch_related("scores").get(pk=assessment.pk)


def correct(assessment: Assessment, by: str, seen: dict, **answers) -> Assessment:
    """Correct it as somebody whose form showed `seen`."""
    with as_user(player(by)) as user:
        return actions.correct_assessment(
            assessment, {**seen, **answers}, seen=seen, by=user, at=timezone.now()
        )


# --- the areas ------------------------------------------------------------------------------------


def test_every_area_is_declared_once_with_words_for_five_levels_and_a_source():
    assert [one.area for one in AREAS] == list(Area)
    for one in AREAS:
        assert len({str(one.words(level)) for level in LEVELS}) == 5
        assert one.source
        assert len(str(one.short)) <= 10, "it stands in the narrow chart"
        assert all(len(str(words)) <= 30 for words in one.levels)


def test_all_areas_of_the_law_are_looked_at():
    letters = {one.source.rpartition(", ")[2] for one in AREAS if "147/2017" in one.source}

    assert letters == {"a)", "b)", "c)", "d)", "e)", "f)"}


def test_health_asks_for_limits_and_no_diagnosis():
    assert [one.area for one in AREAS if one.limits_only] == [Area.HEALTH]
    assert "Nessuna diagnosi" in str(BY_CODE["HEALTH"].asks)


def test_an_area_without_all_its_words_is_refused_at_once():
    first = AREAS[0]

    with pytest.raises(ValueError, match="has 4 levels of 5"):
        type(first)(first.area, first.source, first.short, first.asks, first.levels[:4])


# --- written --------------------------------------------------------------------------------------


def test_an_assessment_keeps_what_was_answered_and_no_row_for_the_rest(ines):
    made = make_assessment(on=MARCH, WORK=2, HEALTH_note="Non solleva pesi.", remark="Inizio.")

    with as_user(ines):
        sheet = sheet_of(fresh(made))
        rows = list(AreaScore.objects.order_by("area").values_list("area", "level", "note"))

    assert rows == [("HEALTH", None, "Non solleva pesi."), ("WORK", 2, "")]
    told = answers_by_area(WORK=2, HEALTH_note="Non solleva pesi.")
    assert sheet == {"assessed_on": MARCH, "remark": "Inizio.", **told}


def test_a_day_has_one_assessment(ines):
    person = make_person()
    make_assessment(person, on=MARCH)

    with pytest.raises(AlreadyAssessed, match="C’è già una valutazione del 3 mar 2021"):
        make_assessment(person, on=MARCH, WORK=5)

    with as_user(ines):
        assert Assessment.objects.count() == 1


def test_the_database_refuses_a_level_beyond_five(ines):
    made = make_assessment()

    beyond = pytest.raises(IntegrityError, match="from_one_to_five")
    with as_user(ines), beyond, transaction.atomic():
        AreaScore.objects.update(level=6)

    with as_user(ines):
        assert sheet_of(fresh(made))["WORK"] == 2


@pytest.mark.parametrize("who", ["olga", "dario", "nora", "rita", "franco", "piero", "sara"])
def test_nobody_else_reads_or_writes_one(who, ines):
    made = make_assessment()

    with as_user(player(who)) as user:
        assert not visible_assessments(user).exists()
        assert not Assessment.objects.exists()
        assert not AreaScore.objects.exists()
        assert not may(user, Can.READ_ASSESSMENTS, made)
        with pytest.raises(PermissionDenied):
            actions.write_assessment(made.beneficiary, {}, by=user, at=timezone.now())


# --- corrected ------------------------------------------------------------------------------------


def test_two_who_correct_different_areas_are_both_kept(ines):
    made = make_assessment(on=MARCH, WORK=2, HOUSING=4)
    with as_user(ines):
        seen = sheet_of(fresh(made))

    correct(made, "ines", seen, WORK=3)
    correct(made, "marco", seen, HOUSING=5, HOUSING_note="Nuovo contratto.", DIGITAL=1)

    with as_user(ines):
        sheet = sheet_of(fresh(made))
        assert Assessment.objects.get().is_corrected
    assert (sheet["WORK"], sheet["HOUSING"], sheet["DIGITAL"]) == (3, 5, 1)
    assert sheet["HOUSING_note"] == "Nuovo contratto."


def test_two_who_correct_the_same_area_are_told_and_nothing_is_saved(ines):
    made = make_assessment(on=MARCH, WORK=2)
    with as_user(ines):
        seen = sheet_of(fresh(made))
    correct(made, "ines", seen, WORK=3)

    with pytest.raises(EditClash) as caught:
        correct(made, "marco", seen, WORK=4, remark="Da Marco")

    clash = caught.value.clashes[0]
    assert (clash.field, clash.theirs, clash.yours) == ("WORK", 3, 4)
    with as_user(ines):
        assert sheet_of(fresh(made)) == {**seen, "WORK": 3}


def test_a_correction_that_changes_nothing_leaves_no_mark(ines):
    made = make_assessment(on=MARCH)
    with as_user(ines):
        seen = sheet_of(fresh(made))

    correct(made, "ines", seen)

    with as_user(ines):
        assert not Assessment.objects.get().is_corrected
        assert versions_of(made) == []


def test_a_correction_to_a_day_that_has_one_is_refused(ines):
    person = make_person()
    make_assessment(person, on=MARCH)
    made = make_assessment(person, on=JUNE)
    with as_user(ines):
        seen = sheet_of(fresh(made))

    with pytest.raises(AlreadyAssessed):
        correct(made, "ines", seen, assessed_on=MARCH, WORK=5)

    with as_user(ines):
        assert sheet_of(fresh(made)) == seen


@pytest.mark.django_db(transaction=True)
def test_what_was_corrected_is_told_in_words_with_who_and_when(ines):
    made = make_assessment(on=MARCH, WORK=2, HOUSING=4, remark="Prima.")
    with as_user(ines):
        seen = sheet_of(fresh(made))
    correct(made, "marco", seen, WORK=3, remark="Dopo.", DIGITAL=1)

    with as_user(ines):
        [version] = versions_of(made)
    said = {(one.label, one.before, one.after) for one in version.changes}

    assert version.by == player("marco").get_full_name()
    assert said == {
        ("Osservazione generale", "Prima.", "Dopo."),
        ("Lavoro: livello", "2", "3"),
        ("Competenze digitali: livello", "", "1"),
    }


# --- compared -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (2, 3, "+1 migliora"),
        (4, 2, "−2 peggiora"),
        (3, 3, "invariata"),
        (None, 3, "valutata solo ora"),
        (3, None, "non rivalutata"),
        (None, None, "–"),
    ],
)
def test_a_change_is_said_in_words(before, after, words):
    assert Line(BY_CODE["WORK"], before, after).change_words == words


def test_notes_have_names_that_no_area_has():
    assert not {note_of(code) for code in BY_CODE} & set(BY_CODE)
