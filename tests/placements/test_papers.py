"""Signatures, notices, the two documents, and the reminder to who still has to collect."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from core.workflow import WrongStep
from placements.actions import decisions, papers, proposals
from placements.actions.refusals import NotPossible
from placements.enums import NoticeKind, Paper, Party, PlacementKind
from placements.models import MandatoryNotice, Placement, Signature
from placements.printing import print_paper
from placements.signing import late_words, papers_of, required
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_placement

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"placements:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


def make_submitted(placement=None, **fields):
    placement = placement or make_placement(**fields)
    with as_user(player("ines")) as user:
        return proposals.submit_placement(placement, by=user, at=timezone.now())


def make_approved(placement=None, **fields):
    """A proposal that was sent and approved: its papers can be signed."""
    placement = make_submitted(placement, **fields)
    with as_user(player("marco")) as user:
        return decisions.approve_placement(placement, by=user, at=timezone.now())


def all_signed(kind=PlacementKind.INCLUSION, *, on=None):
    """What a day on which everybody signed would tell."""
    day = on or timezone.localdate()
    return [papers.Signed(paper, party, "Chi firma", day) for paper, party in required(kind)]


def sign(placement, signed=None, *, by=None):
    with as_user(by or player("ines")) as user:
        return papers.record_signatures(
            placement, all_signed() if signed is None else signed, by=user, at=timezone.now()
        )


def notify(placement, *, kind=NoticeKind.START, protocol="COB-1", sent_on=None, by=None):
    with as_user(by or player("ines")) as user:
        return papers.record_notice(
            placement, kind=kind, protocol=protocol, sent_on=sent_on or timezone.localdate(),
            by=user, at=timezone.now(),
        )  # fmt: skip


def fresh(placement):
    with as_user(player("ines")):
        return Placement.objects.get(pk=placement.pk)


# --- signatures ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "count"), [("INCLUSION", 6), ("EXTRACURRICULAR", 5), ("WORK_GRANT", 5)]
)
def test_the_service_signs_where_it_has_the_person_in_charge(kind, count):
    lines = required(kind)

    assert len(lines) == count
    assert ((Paper.TRAINING_PROJECT, Party.SERVICE) in lines) == (kind == "INCLUSION")
    assert (Paper.AGREEMENT, Party.TRAINEE) not in lines


def test_the_last_signature_makes_it_signed():
    placement, everybody = make_approved(), all_signed()

    sign(placement, everybody[:-1])
    before = fresh(placement).state
    sign(placement, everybody[-1:])

    assert (before, fresh(placement).state) == ("APPROVED", "SIGNED")


def test_a_signature_is_bound_to_the_text_it_stands_under():
    placement = make_approved()

    sign(placement, all_signed()[:1])

    with as_user(player("ines")):
        row = Signature.objects.get()
        assert row.sha256 == row.version.sha256
        assert papers_of(placement).given == 1


TOMORROW, LONG_AGO = timedelta(days=1), timedelta(days=400)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"signer": "  "}, "chi ha firmato"),
        ({"shift": TOMORROW}, "nel futuro"),
        ({"shift": -LONG_AGO}, "non può essere di prima"),
        ({"party": Party.TRAINEE}, "non è richiesta"),
    ],
)
def test_a_signature_that_does_not_fit_is_refused_with_all_the_others(changed, sentence):
    placement = make_approved()
    day = timezone.localdate() + changed.get("shift", timedelta())
    odd = papers.Signed(
        Paper.AGREEMENT, changed.get("party", Party.HOST), changed.get("signer", "Carlo"), day
    )

    with pytest.raises(NotPossible, match=sentence):
        sign(placement, [*all_signed()[2:4], odd])

    with as_user(player("ines")):
        assert Signature.objects.count() == 0


def test_a_signature_is_recorded_once():
    placement = make_approved()
    sign(placement, all_signed()[:1])

    with pytest.raises(NotPossible, match="già registrata"):
        sign(placement, all_signed()[:1])


def test_nothing_is_signed_before_the_approval():
    with pytest.raises(WrongStep):
        sign(make_submitted())


@pytest.mark.parametrize("name", ["olga", "sara", "nora", "rita"])
def test_who_does_not_follow_the_person_records_nothing(name):
    placement = make_approved()

    with pytest.raises(PermissionDenied):
        sign(placement, by=player(name))
    with pytest.raises(PermissionDenied):
        notify(placement, by=player(name))


def test_a_new_version_makes_the_signatures_fall_and_the_page_says_which(client_of, ines):
    placement = make_approved()
    sign(placement, all_signed()[:2])
    with as_user(ines) as user:
        again = proposals.reopen_placement(placement, by=user, at=timezone.now())
        again.aims = "Altri obiettivi"
        again.save()
    make_approved(again)

    page = text_of(client_of(ines).get(url("papers", placement.pk)))

    with as_user(ines):
        found = papers_of(fresh(placement))
    assert (found.given, len(found.fallen)) == (0, 2)
    assert "Firme cadute con la nuova versione" in page
    assert "(versione 1)" in page


# --- notices ------------------------------------------------------------------------------------


def test_a_notice_of_the_eve_is_in_time_and_one_of_the_day_is_late():
    placement = make_approved(starts_on=date(2021, 3, 1))

    for day, is_late in ((date(2021, 2, 28), False), (date(2021, 3, 1), True)):
        told = late_words(placement, MandatoryNotice(kind=NoticeKind.START, sent_on=day))
        assert bool(told) == is_late

    assert told == "Inviata il 1 mar 2021: il termine era le 24 del 28 feb 2021."


def test_an_early_end_is_notified_within_five_days():
    placement = Placement(ended_on=date(2021, 5, 10))

    for day, is_late in ((date(2021, 5, 15), False), (date(2021, 5, 16), True)):
        told = late_words(placement, MandatoryNotice(kind=NoticeKind.EARLY_END, sent_on=day))
        assert bool(told) == is_late


def test_a_late_notice_is_recorded_and_said_to_be_late(client_of, ines):
    placement = make_approved()

    page = client_of(ines).post(
        url("papers", placement.pk), {"verb": "notice", "protocol": "COB-9", "sent_on": "oggi"},
        follow=True,
    )  # fmt: skip

    with as_user(ines):
        assert MandatoryNotice.objects.get().protocol == "COB-9"
    assert "In ritardo" in text_of(page)
    assert "il termine era le 24 del 28 feb 2021" in text_of(page)


def test_the_notice_of_the_beginning_is_recorded_once():
    placement = make_approved()
    notify(placement)

    with pytest.raises(NotPossible, match="già registrata"):
        notify(placement)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"protocol": " "}, "numero di protocollo"),
        ({"sent_on": date(2100, 1, 1)}, "nel futuro"),
        ({"kind": NoticeKind.EARLY_END}, "non si registra ora"),
        ({"kind": NoticeKind.EXTENSION}, "non si registra ora"),
    ],
)
def test_a_notice_that_does_not_fit_is_refused(told, sentence):
    placement = make_approved()

    with pytest.raises(NotPossible, match=sentence):
        notify(placement, **told)


# --- the page -----------------------------------------------------------------------------------


def test_the_page_records_several_signatures_at_once(client_of, ines):
    placement = make_approved()
    client = client_of(ines)
    page = text_of(client.get(url("papers", placement.pk)))
    told = {"verb": "sign"}
    for paper, party in required(placement.kind):
        key = f"{paper}-{party}".lower()
        told |= {f"{key}-by": "Chi firma", f"{key}-on": "oggi"}

    after = client.post(url("papers", placement.pk), told, follow=True)

    assert 'value="Carlo Ostinelli"' in page
    assert "Firme complete" in text_of(after)
    assert fresh(placement).state == "SIGNED"


def test_days_that_went_by_before_the_last_signature_are_told(june, client_of, ines):
    placement = make_approved(starts_on=date(2021, 6, 14))
    client = client_of(ines)

    before = text_of(client.get(url("papers", placement.pk)))
    sign(placement)
    after = text_of(client.get(url("papers", placement.pk)))

    assert "Inizia prima di oggi, il 14 giu 2021: sono già passati 2 giorni previsti" in before
    assert "Inizia prima di oggi" not in after


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"agreement-host-by": "Carlo Rossi"}, "Scrivi il giorno di almeno una firma"),
        ({"agreement-host-on": "oggi"}, "Scrivi chi ha firmato"),
        ({"agreement-host-by": "Carlo Rossi", "agreement-host-on": "1/1/2100"}, "nel futuro"),
    ],
)
def test_what_is_wrong_on_the_page_is_said_and_kept(client_of, ines, told, sentence):
    placement = make_approved()

    page = text_of(client_of(ines).post(url("papers", placement.pk), {"verb": "sign"} | told))

    assert sentence in page
    assert 'value="Carlo Rossi"' in page or "agreement-host-by" not in told
    assert fresh(placement).state == "APPROVED"


# --- who has not signed -------------------------------------------------------------------------


def test_the_list_says_whose_signature_lacks(client_of, marco):
    placement = make_approved()
    sign(placement, all_signed()[:2])

    page = text_of(client_of(marco).get(url("unsigned")))

    assert "Progetto formativo: soggetto promotore, soggetto ospitante" in page
    assert "Convenzione" not in page
    assert url("papers", placement.pk) in page


def test_a_reminder_goes_out_without_a_name_and_is_written_down(
    client_of, marco, django_capture_on_commit_callbacks
):
    placement = make_approved()
    client = client_of(marco)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("remind", placement.pk))
    again = client.post(url("remind", placement.pk), follow=True)

    (message,) = mail.outbox
    person = placement.beneficiary
    assert message.to == ["ines@example.org"]
    assert url("papers", placement.pk) in message.body
    assert "mancano ancora 6 firme" in message.body
    for word in (person.last_name, person.first_name, placement.host.name):
        assert word not in message.subject + message.body
    assert fresh(placement).reminded_at is not None
    assert "di oggi è già partito" in text_of(again)


def test_nobody_is_reminded_of_what_is_signed(client_of, marco):
    placement = make_approved()
    sign(placement)

    page = client_of(marco).post(url("remind", placement.pk), follow=True)

    assert "non è possibile" in text_of(page)
    assert mail.outbox == []


# --- the two documents --------------------------------------------------------------------------


def printed(placement, paper):
    with as_user(player("ines")):
        row = Placement.objects.for_page().get(pk=placement.pk)
        return PdfReader(BytesIO(print_paper(row, paper)))


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.parametrize("paper", Paper)
def test_a_document_says_what_was_agreed_and_is_tagged(paper):
    placement = make_approved()

    pdf = printed(placement, paper)

    words = words_of(pdf)
    with as_user(player("ines")):
        version = placement.versions.get()
    for said in (
        placement.beneficiary.full_name, "Legno e Forma srl", "Carlo Ostinelli", "1 mar 2021",
        "RC-4471", "12345678/90", version.sha256[:12], "versione 1",
    ):  # fmt: skip
        assert said in words
    assert "BOZZA" not in words
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    archival = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert 'pdfaid:part="3"' in archival or "<pdfaid:part>3</pdfaid:part>" in archival
    assert pdf.trailer["/Root"]["/Lang"] == "it"
    assert [round(float(one)) for one in pdf.pages[0].mediabox[2:]] == [595, 842]


def test_a_document_is_a_draft_until_it_is_approved():
    assert "BOZZA" in words_of(printed(make_submitted(), Paper.AGREEMENT))


def test_a_document_keeps_the_words_of_its_version():
    placement = make_approved()
    with as_user(player("ines")):
        Placement.objects.filter(pk=placement.pk).update(aims="Cambiati di nascosto")

    words = words_of(printed(placement, Paper.TRAINING_PROJECT))

    assert "Riprendere un orario di lavoro" in words
    assert "Cambiati di nascosto" not in words


def test_what_is_typed_stays_text_on_paper():
    placement = make_approved(aims='<img src="file:///etc/passwd"><b>grassetto</b>')

    assert "<b>grassetto</b>" in words_of(printed(placement, Paper.TRAINING_PROJECT))


def test_a_document_is_downloaded_under_a_name_without_names(client_of, ines):
    placement = make_approved()
    client = client_of(ines)

    answer = client.get(url("paper", placement.pk, "convenzione"))

    assert answer["Content-Type"] == "application/pdf"
    assert f"convenzione-{placement.pk}-v1.pdf" in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF-")
    assert client.get(url("paper", placement.pk, "altro")).status_code == 404
