"""The pages on which two records are compared, made one, and made two again."""

from datetime import date

import pytest
from django.urls import reverse

from beneficiaries.models import Beneficiary, DuplicatePair, Merge
from core.audit.models import Reading
from tests.acting import as_user, client_of
from tests.makers import make_assessment, make_merge, make_note, make_pair, make_person

pytestmark = pytest.mark.django_db


def sent(client, pair, **fields):
    """The form of the page as it comes, with these choices, sent."""
    address = reverse("beneficiaries:compare", args=[pair.pk])
    form = client.get(address).context["form"]
    values = {name: form[name].initial for name in form.fields}
    return client.post(address, values | fields)


def test_the_list_names_both_and_says_what_is_equal(ines):
    pair = make_pair(second={"last_name": "Dialo"})

    page = client_of(ines).get(reverse("beneficiaries:duplicates")).content.decode()

    assert "Amina Diallo / Amina Dialo" in page
    assert "stessa data di nascita, nome e cognome simili" in page
    with as_user(ines):
        read = set(Reading.objects.filter(user_id=ines.pk).values_list("person_id", flat=True))
    assert read >= {pair.first_id, pair.second_id}


def test_a_pair_set_aside_is_taken_back_from_the_list(ines):
    pair = make_pair()
    client, pairs = client_of(ines), reverse("beneficiaries:duplicates")
    away, back = (
        reverse("beneficiaries:judge_duplicates", args=[pair.pk, step])
        for step in ("dismiss", "restore")
    )

    page = client.post(away, follow=True).content.decode()
    assert "Nessun possibile doppione" in page
    assert page.count(back) == 1
    client.post(back)

    assert reverse("beneficiaries:compare", args=[pair.pk]) in client.get(pairs).content.decode()


def test_a_social_worker_compares_and_reads_who_can_merge(ines):
    pair = make_pair()

    page = client_of(ines).get(reverse("beneficiaries:compare", args=[pair.pk])).content.decode()

    assert "i coordinatori dell’ente" in page
    assert 'type="radio"' not in page
    assert sent(client_of(ines), pair).status_code == 403


def test_a_merge_is_shown_first_and_done_when_confirmed(marco):
    pair = make_pair()
    make_note(pair.second)
    client = client_of(marco)

    page = sent(client, pair, part_phone=pair.second_id).content.decode()
    assert "1 nota" in page
    assert f"Telefono: {pair.second.phone}, al posto di {pair.first.phone}." in page
    with as_user(marco):
        assert Merge.objects.count() == 0
    answer = sent(client, pair, part_phone=pair.second_id, confirmed="1")

    with as_user(marco):
        merge = Merge.objects.get()
        assert Beneficiary.objects.get(pk=pair.first_id).phone == pair.second.phone
    assert answer["Location"] == reverse("beneficiaries:merge", args=[merge.pk])
    shown = client.get(answer["Location"]).content.decode()
    assert "Telefono" in shown
    client.post(reverse("beneficiaries:undo_merge", args=[merge.pk]))
    with as_user(marco):
        assert Beneficiary.objects.get(pk=pair.second_id).merged_into_id is None
        assert DuplicatePair.objects.get().state == "OPEN"


def test_what_stands_in_the_way_is_said_with_the_way_out(marco):
    pair = make_pair()
    make_assessment(pair.first)
    make_assessment(pair.second)

    page = sent(client_of(marco), pair).content.decode()

    assert reverse("beneficiaries:assessments", args=[pair.second_id]) in page
    assert "Unisci le schede" not in page


def test_an_empty_answer_keeps_the_page_and_names_the_field(marco):
    pair = make_pair()

    page = client_of(marco).post(reverse("beneficiaries:compare", args=[pair.pk]), {})

    assert "Scegli quale scheda resta" in page.content.decode()


def test_the_home_of_who_coordinates_counts_the_pairs(marco):
    make_pair()

    page = client_of(marco).get("/").content.decode()

    assert "Possibili doppioni" in page


def test_who_looked_at_the_record_that_went_is_told_with_the_one_that_stays(ines, dario):
    pair = make_pair()
    client_of(ines).get(reverse("beneficiaries:show", args=[pair.second_id]))
    make_merge(pair)

    page = client_of(dario).get(reverse("beneficiaries:readers", args=[pair.first_id]))

    assert "diario" in page.content.decode()


@pytest.mark.parametrize("count", [1, 9])
def test_the_pages_ask_at_most_twelve_times(count, marco, statements_of):
    pair = make_pair()
    for _ in range(count):
        make_note(pair.second)
    address = reverse("beneficiaries:compare", args=[pair.pk])

    asked = statements_of(client_of(marco), address)

    assert len(asked) <= 12, "\n".join(asked)
    merge = make_merge(pair)
    asked = statements_of(client_of(marco), reverse("beneficiaries:merge", args=[merge.pk]))
    assert len(asked) <= 12, "\n".join(asked)


def test_another_agency_finds_no_pair_and_no_merge(nora):
    pair = make_pair()
    client = client_of(nora)
    assert client.get(reverse("beneficiaries:compare", args=[pair.pk])).status_code == 404
    merge = make_merge(pair)

    assert client.get(reverse("beneficiaries:merge", args=[merge.pk])).status_code == 404
    assert client.post(reverse("beneficiaries:undo_merge", args=[merge.pk])).status_code == 404
    make_person(by=nora)
    assert "Amina" not in client.get(reverse("beneficiaries:duplicates")).content.decode()


def test_all_merges_of_ninety_days_are_reachable_and_the_oldest_is_undone(marco):
    merges = [make_merge(make_pair(birth_date=date(1984, 6, day))) for day in range(1, 13)]
    oldest = reverse("beneficiaries:merge", args=[merges[0].pk])
    client = client_of(marco)

    page = client.get(reverse("beneficiaries:duplicates")).content.decode()
    past = client.get(reverse("beneficiaries:history", args=[merges[0].kept_id]))
    undone = client.post(reverse("beneficiaries:undo_merge", args=[merges[0].pk]))

    links = [reverse("beneficiaries:merge", args=[one.pk]) for one in merges]
    assert [link for link in links if f'"{link}"' not in page] == []
    assert f'"{oldest}"' in past.content.decode()
    assert undone["Location"] == oldest
    with as_user(marco):
        assert Merge.objects.filter(undone_at=None).count() == 11


def test_the_link_to_a_merge_is_for_who_may_take_it_back(ines):
    merge = make_merge()

    page = client_of(ines).get(reverse("beneficiaries:history", args=[merge.kept_id]))

    assert "Unione di due schede" not in page.content.decode()
