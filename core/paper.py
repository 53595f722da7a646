"""What the PDF engine may read: our style sheets and our fonts, by name, and nothing else.

A name typed as `file:///etc/passwd`, an address in a note, a path with dots: all are refused,
because the only addresses that exist here are the keys of one table.
"""

from functools import cache
from pathlib import Path
from typing import Any

import bootstrap_italia_template
from weasyprint.urls import URLFetcher, URLFetcherResponse

# Nobody answers at this address: it only gives names a place to stand.
BASE = "https://percorsi.invalid/"
# Declares the fonts below; every printed document links it first.
STYLE = "paper.css"
# How documents look that are signed: each links it next, and its own sheet after it.
DOCUMENT = "paper_document.css"
CSS = "text/css"
# TrueType files of the design system's package: a page is laid out with these and no others.
FONTS = {
    "titillium-400.ttf": "Titillium_Web/titillium-web-v10-latin-ext_latin-regular.ttf",
    "titillium-400i.ttf": "Titillium_Web/titillium-web-v10-latin-ext_latin-italic.ttf",
    "titillium-600.ttf": "Titillium_Web/titillium-web-v10-latin-ext_latin-600.ttf",
    "titillium-700.ttf": "Titillium_Web/titillium-web-v10-latin-ext_latin-700.ttf",
    "roboto-mono-400.ttf": "Roboto_Mono/roboto-mono-v13-latin-ext_latin-regular.ttf",
}


@cache
def shared_papers() -> dict[str, tuple[Path, str]]:
    """Every address all documents may ask for: the file behind it and its type."""
    fonts = Path(bootstrap_italia_template.__file__).parent / "static" / "fonts"
    known = {f"{BASE}{name}": (fonts / file, "font/ttf") for name, file in FONTS.items()}
    here = Path(__file__)
    return known | {f"{BASE}{name}": (here.with_name(name), CSS) for name in (STYLE, DOCUMENT)}


class Papers(URLFetcher):
    """Answers with the shared files and those of one document; stops at any other address."""

    def __init__(self, own: dict[str, tuple[Path, str]]) -> None:
        super().__init__(allowed_protocols=["https"], allow_redirects=False, fail_on_errors=True)
        self.known = {**shared_papers(), **{f"{BASE}{name}": one for name, one in own.items()}}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """One of our files, or a refusal that ends the rendering."""
        if url not in self.known:
            raise ValueError("A document reads only its own style sheet and fonts.")
        path, kind = self.known[url]
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
