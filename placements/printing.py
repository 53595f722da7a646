"""The documents that are signed, as PDFs: set from a version's own words, in Italian."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from core.ui.words import say_day_short
from placements.enums import ExtensionState, Paper, PlacementState
from placements.models import Extension, Placement, PlacementVersion
from placements.signing import required, required_to_extend
from placements.wording import fingerprint, terms_of

STYLE = Path(__file__).with_name("paper.css")
TEMPLATES = {
    Paper.AGREEMENT: "agreement",
    Paper.TRAINING_PROJECT: "training_project",
    Paper.EXTENSION: "extension",
}
TITLES = {
    Paper.AGREEMENT: "Convenzione di tirocinio",
    Paper.TRAINING_PROJECT: "Progetto formativo",
    Paper.EXTENSION: "Atto di proroga del tirocinio",
}
# Before the decision, and where there will be none, what is printed binds nobody.
NOT_APPROVED = (
    PlacementState.DRAFT,
    PlacementState.SUBMITTED,
    PlacementState.CHANGES,
    PlacementState.REFUSED,
    PlacementState.WITHDRAWN,
)
EXTENDED = (ExtensionState.APPROVED, ExtensionState.IN_FORCE)


@dataclass(frozen=True)
class Text:
    """What is printed: the terms, and which version they are (0: not sent yet)."""

    terms: Mapping[str, str]
    number: int
    day: str
    sha256: str


def text_of(placement: Placement) -> Text:
    """The version in force; of a proposal that was never sent, its terms as they stand."""
    version = PlacementVersion.objects.filter(
        placement_id=placement.pk, number=placement.version
    ).first()
    if version is None:
        terms = terms_of(placement)
        return Text(terms, 0, "", fingerprint(terms))
    return _text_of(version)


def _text_of(version: PlacementVersion) -> Text:
    return Text(version.content, version.number, say_day_short(version.made_at), version.sha256)


def print_paper(placement: Placement, paper: Paper) -> bytes:
    """One of the two first documents; a draft says so on every page."""
    return _print(placement, paper, text_of(placement), placement.state in NOT_APPROVED)


def print_extension(extension: Extension) -> bytes:
    """The act of an extension; until it is approved, and where it fell, it says so."""
    is_draft = extension.state not in EXTENDED
    return _print(extension.placement, Paper.EXTENSION, _text_of(extension.version), is_draft)


def _print(placement: Placement, paper: Paper, text: Text, is_draft: bool) -> bytes:
    """A tagged PDF/A-3a on A4."""
    # Here and not above: loading the engine costs a second that no other page should pay.
    from weasyprint import HTML

    from core.paper import BASE, CSS, Papers

    with override("it"):
        words = _words(placement, paper, text) | {"is_draft": is_draft}
        html = render_to_string(f"placements/print/{TEMPLATES[paper]}.html", words)
        fetcher = Papers({"placement.css": (STYLE, CSS)})
        document = HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        return bytes(document.write_pdf(pdf_variant="pdf/a-3a"))


def _words(placement: Placement, paper: Paper, text: Text) -> dict[str, Any]:
    return {
        "title": TITLES[paper],
        "terms": text.terms,
        "text": text,
        "short": text.sha256[:12],
        "is_inclusion": any(party == "SERVICE" for _paper, party in required(placement.kind)),
        "signatures": _lines(placement, paper, text.terms),
        "agency": placement.agency,
        "project": placement.project,
        "person": placement.beneficiary,
    }


def _lines(placement: Placement, paper: Paper, terms: Mapping[str, str]) -> list[tuple[str, str]]:
    """Who signs this paper, and the name that is known."""
    names = {
        "PROMOTER": placement.agency.name,
        "HOST": terms.get("signatory", ""),
        "TRAINEE": terms.get("person", ""),
        "SERVICE": terms.get("service", ""),
    }
    return [
        (str(party.label), names[party])
        for each, party in (*required(placement.kind), *required_to_extend(placement.kind))
        if each == paper
    ]
