"""Somebody at the browser: what they press and load is counted, every fault is written down."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    Response,
)

from tests.acting import client_of
from tests.cast import PASSWORD, player

WIDE, NARROW = 1280, 360
HEIGHT = {WIDE: 800, NARROW: 740}
# Runs before any script of a page: violations of the policy are handed out as they happen.
LISTEN = """document.addEventListener("securitypolicyviolation", (event) =>
    window.reportFault(["CSP:", event.violatedDirective, event.blockedURI,
        event.sourceFile, event.lineNumber].join(" ")));"""
STORED = """async () => [localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, "caches" in window ? (await caches.keys()).length : 0]"""
SIDEWAYS = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
# A request given up because a newer one, a download or another page took its place.
GIVEN_UP = "net::ERR_ABORTED"
AXE = Axe().axe_script
IS_HERE = """() => "axe" in window"""
# The page is all here, and none of its forms waits to be sent.
IS_WHOLE = """() => document.readyState === "complete"
    && !document.querySelector("form[aria-busy=true]")"""
# Only what is told comes back: what passed would be most of a megabyte from each page. To compare
# colours takes as long as all other rules together, three times; they do not change with the width,
# and what a page shows once something was done on it stands in the gallery.
LOOK_FOR_BARRIERS = """async (colours) => (await axe.run({
        resultTypes: ["violations"], selectors: false, preload: false,
        rules: {"color-contrast": {enabled: colours}},
    })).violations.map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)])"""
# What another width changes: where things stand and how large, how tables are laid out, and all of
# what was not in sight before.
REMEMBER = """() => { window.unseen = [...document.body.querySelectorAll("*")]
    .filter((one) => !one.checkVisibility()); }"""
LOOK_AGAIN = """async () => {
    const told = async (context, runOnly) => (await axe.run(context, {
        resultTypes: ["violations"], selectors: false, preload: false, ...runOnly,
        rules: {"color-contrast": {enabled: false}},
    })).violations.map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)]);
    const shown = new Set(window.unseen.filter((one) => one.checkVisibility()));
    const roots = [...shown].filter((one) => !shown.has(one.parentElement));
    return [
        ...await told(document, {runOnly: {type: "rule", values: [%s]}}),
        ...roots.length ? await told({include: roots}, {}) : [],
    ];
}"""
OF_A_WIDTH = (
    "target-size",
    "scrollable-region-focusable",
    "css-orientation-lock",
    "td-headers-attr",
    "th-has-data-cells",
    "empty-table-header",
)
LOOK_AGAIN %= ", ".join(f'"{one}"' for one in OF_A_WIDTH)


def sign_in_on(page: Page, name: str) -> None:
    """Fill in the sign-in page, and wait to be inside."""
    page.get_by_label("Email").fill(f"{name}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Accedi", exact=True).click()
    page.wait_for_url(lambda address: "/accesso/" not in address)


class Walk:
    """One signed-in (or unknown) visitor in a browser context of their own."""

    def __init__(
        self,
        context: BrowserContext,
        base: str,
        pictures: Path | None,
        *,
        by_thumb: bool = False,
    ) -> None:
        self.context, self.base, self.pictures = context, base, pictures
        # With a finger on a telephone: clicks are taps, and pages are looked at as narrow as it is.
        self.by_thumb = by_thumb
        # Look at each page before one leaves it the first time.
        self.is_thorough = False
        self.faults: list[str] = []
        self.clicks = self._loads = 0
        self._expected: set[int | str] = set()
        self._compared: set[str] = set()
        self._left: set[str] = set()
        context.set_default_timeout(10_000)
        context.expose_function("reportFault", lambda fault: self.faults.append(fault))
        context.add_init_script(LISTEN)
        self.page: Page = context.new_page()
        self._listen(self.page)

    def _listen(self, page: Page) -> None:
        page.on("domcontentloaded", lambda _page: self._count_load())
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _count_load(self) -> None:
        self._loads += 1

    @property
    def loads(self) -> int:
        """How many pages were loaded; the one in sight, whole."""
        self.page.wait_for_load_state("domcontentloaded")
        return self._loads

    def _heard(self, message: ConsoleMessage) -> None:
        is_expected = any(str(one) in message.text for one in self._expected)
        # htmx calls it an error when a newer request takes the place of one under way.
        is_expected |= message.text.startswith(("htmx:afterRequest", "htmx:sendAbort"))
        if message.type == "error" and not is_expected:
            self.faults.append(f"console: {message.text} ({self.page.url})")

    def _failed(self, request: Request) -> None:
        if request.failure != GIVEN_UP and request.failure not in self._expected:
            self.faults.append(f"request: {request.failure} {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self.faults.append(f"answer: {response.status} {response.url}")

    @contextmanager
    def expecting(self, *told: int | str) -> Iterator[None]:
        """Answers of these statuses, and failures of these words, are no fault inside."""
        self._expected |= set(told)
        yield
        self._expected -= set(told)

    def go(self, address: str) -> Page:
        """Open an address, as by typing it."""
        self.leave()
        self.page.goto(self.base + address)
        return self.page

    def sign_in(self, name: str) -> "Walk":
        """Sign in through the form; counting begins at the home page."""
        self.go("/accesso/login/")
        self.sign_in_here(name)
        self.page.get_by_role("heading", name="Buongiorno").wait_for()
        self.count_from_here()
        return self

    def enter(self, name: str) -> "Walk":
        """Come in with a session one has already; counting begins at the home page."""
        key = client_of(player(name)).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.base}
        self.context.add_cookies([cookie])
        self.go("/")
        self.page.get_by_role("heading", name="Buongiorno").wait_for()
        self.count_from_here()
        return self

    def sign_in_here(self, name: str) -> None:
        """Fill in the sign-in page one has been sent to."""
        sign_in_on(self.page, name)

    def count_from_here(self) -> None:
        """Clicks and page loads begin at zero again."""
        self.page.wait_for_load_state("domcontentloaded")
        self.clicks = self._loads = 0

    def click(self, target: Locator) -> None:
        """A click that counts; a tap by thumb."""
        # The page before may still be shown: it was looked at already.
        target.wait_for()
        self.leave()
        self.clicks += 1
        if self.by_thumb:
            target.tap()
        else:
            target.click()

    def leave(self) -> None:
        """Look at the page one is about to leave, where it is a kind of page not seen yet."""
        kind = re.sub(r"\d+", "N", urlsplit(self.page.url).path)
        if self.is_thorough and kind not in self._left:
            self._left.add(kind)
            self.look(f"pollice-{kind.strip('/').replace('/', '-') or 'casa'}")

    def field(self, label: str) -> Locator:
        """The field with this label, whether it says that it may stay empty or not."""
        words = re.compile(rf"^\s*{re.escape(label)}(\s*\(facoltativo\))?\s*$")
        return self.page.get_by_role("main").get_by_label(words).first

    def choose(self, label: str, option: str) -> None:
        """Choose what begins with these words from a closed list: one click opens, one chooses."""
        self.clicks += 2
        choices = self.field(label)
        choices.select_option(
            value=choices.locator(
                "option", has_text=re.compile(rf"^{re.escape(option)}(?!\w)")
            ).get_attribute("value")
        )

    def type(self, label: str, text: str) -> None:
        """Write in a field one has to click into first."""
        field = self.field(label)
        self.click(field)
        field.fill(text)

    def tab_to(self, label: str, key: str = "Tab") -> None:
        """Go on (or back) until the field has the focus: the hands stay on the keyboard."""
        wanted = self.field(label)
        for _step in range(40):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} does not lead to “{label}”")

    def button(self, name: str) -> Locator:
        """The button with these words, in the page's main part."""
        return self.page.get_by_role("main").get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        """The link with these words, in the page's main part."""
        return self.page.get_by_role("main").get_by_role("link", name=name, exact=True).first

    def settled(self) -> None:
        """Wait until the page has nothing under way any more."""
        self.page.wait_for_load_state("networkidle")

    def _arrive(self) -> None:
        """A form asks whether it would be taken before it is sent: a next page may be coming."""
        with suppress(Error):
            if self.page.evaluate(IS_WHOLE):
                return
        self.page.wait_for_function(IS_WHOLE)

    def look(self, name: str, *widths: int, colours: bool = True) -> None:
        """No axe violation at both widths, no sideways scroll, nothing stored; draw it if asked.

        The colours are compared when one first sees the address, at the first width.
        """
        self._arrive()
        before, address = self.page.viewport_size, urlsplit(self.page.url).path
        colours = colours and address not in self._compared
        self._compared.add(address)
        shown = widths or ((NARROW,) if self.by_thumb else (WIDE, NARROW))
        for position, width in enumerate(shown):
            self.page.set_viewport_size({"width": width, "height": HEIGHT[width]})
            self._draw(f"{name}-{width}.jpg")
            look = "again" if position else "colours" if colours else ""
            self._has_no_barrier(f"{name} at {width}", look)
        self.page.set_viewport_size(before)
        assert self.page.evaluate(STORED) == [0, 0, 0, 0], f"{name} stores something"

    def _draw(self, name: str) -> None:
        if self.pictures:
            path = self.pictures / name
            # To hide the caret would leave a style on each field, which the policy then reports.
            self.page.screenshot(
                path=path, type="jpeg", quality=70, full_page=True, caret="initial"
            )

    def _has_no_barrier(self, where: str, look: str) -> None:
        if not self.page.evaluate(IS_HERE):
            self.page.evaluate(AXE)
        if look == "again":
            told = self.page.evaluate(LOOK_AGAIN)
        else:
            self.page.evaluate(REMEMBER)
            told = self.page.evaluate(LOOK_FOR_BARRIERS, look == "colours")
        assert not told, f"{where}: {json.dumps(told, ensure_ascii=False, indent=1)}"
        assert self.page.evaluate(SIDEWAYS) <= 0, f"{where} scrolls sideways"

    def close(self) -> list[str]:
        """Leave; what went wrong on the way."""
        self.context.close()
        return self.faults
