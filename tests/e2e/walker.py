"""Somebody at a browser: taps, ticks and words; everything the browser asks for is seen."""

from __future__ import annotations

import re
import time
from contextlib import nullcontext
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import (
    APIResponse,
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    ViewportSize,
)

from tests.e2e.serving import House

PHONE = ViewportSize(width=390, height=844)
FIRST_VISIT = 14_600  # bytes of body as sent (DESIGN 8)
OK = 200
FOCUS = 2  # seconds until a heading without the focus has failed
PATIENCE = 15_000  # milliseconds until a page that does not come has failed
TAPPED = "a, button, summary, label.pick"
NEVER = re.compile(
    r"\b(gates?|closed|urgent|unasked|held back|facts?|screening|refer(red|ral)?|scores?|"
    r"low risk|safe risk|refuser|gate-keeper|duty|submit|deprive|withhold|frigid)\b",
    re.IGNORECASE,
)
NAMED = "Men's Referral Service"  # a help line is called what it is called

_READ = """() => ({
  titles: document.title,
  h1: [...document.querySelectorAll('h1')].map(h => h.innerText.trim()),
  first: ['href', 'rel'].map(name => document.querySelector('a')?.getAttribute(name)),
  foot: [...document.querySelectorAll('footer a')].map(a => a.textContent.trim()),
  text: document.body.textContent,
  focused: document.activeElement?.tagName,
})"""


class Walker:
    """One person at one window; `taps` counts what a finger does, typing does not count."""

    engine = "chromium"

    def __init__(self, browser: Browser, house: House, *, script: bool = True) -> None:
        self.house, self.script, self.taps = house, script, 0
        self.asked: list[str] = []
        self.noise: list[str] = []
        self.answers: list[Response] = []
        self.headings: dict[str, str] = {}
        self.context = self._window(browser)
        self.page = self.tab()

    def _window(self, browser: Browser) -> BrowserContext:
        context = browser.new_context(
            viewport=PHONE,
            java_script_enabled=self.script,
            color_scheme="light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("response", self._heard)
        context.on("console", self._said)
        return context

    def tab(self) -> Page:
        """One more page in the same window."""
        return self.context.new_page()

    def _heard(self, response: Response) -> None:
        if response.request.resource_type == "document":
            self.answers.append(response)

    def _said(self, message: ConsoleMessage) -> None:
        # An answer of 4xx is said on the console too; whether it was meant, the journey knows.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.noise.append(message.text)

    # Moving about

    def open(self, address: str = "/") -> Walker:
        """Type an address, or come back to one; begin counting taps at the first page."""
        self.page.goto(self.house.address + address)
        return self._arrived()

    def tap(self, words: str, *, within: str = "body") -> Walker:
        """Tap the first thing that begins with these words."""
        self.taps += 1
        found = self.find(words, within=within)
        leads = found.evaluate("at => at.matches('a, button')")
        with self.page.expect_navigation() if leads else nullcontext():
            found.click()
        return self._arrived() if leads else self

    def tick(self, line: str, answer: str, *, within: str = "body") -> Walker:
        """On a page of lines: one answer to the line that begins with these words."""
        self.taps += 1
        legend = self.page.locator(within).locator("fieldset").filter(has_text=_begins(line))
        legend.locator("label").filter(has_text=_whole(answer)).click()
        return self

    def write(self, label: str, words: str) -> Walker:
        """Type into the field of that label."""
        self.page.get_by_label(label).fill(words)
        return self

    def find(self, words: str, *, within: str = "body") -> Locator:
        """The first thing to tap that begins with these words."""
        inside = self.page.locator(within).locator(TAPPED)
        return inside.filter(has_text=_begins(words)).first

    def _arrived(self) -> Walker:
        self.page.wait_for_load_state()
        if self.page.url.startswith(self.house.address):
            self._plain()
        return self

    def _plain(self) -> None:
        """What holds on every page of ours, in every state of things."""
        read = self._read()
        assert read["titles"] == "Notes" or self.at.startswith("/read"), self.at
        assert read["first"] == ["/x", "noreferrer"], self.at
        assert {"Help", "Steady me"} <= set(read["foot"]), self.at
        assert NEVER.findall(read["text"].replace(NAMED, "")) == [], self.at
        assert len(read["h1"]) == 1, self.at
        assert read["focused"] == "H1", self.at
        room = self.at if self.status() == OK else "error"
        assert self.headings.setdefault(read["h1"][0], room) == room, (self.at, read["h1"])

    def _read(self) -> dict[str, Any]:
        """The page as it stands, once its heading has the focus: it comes with the first paint."""
        until = time.monotonic() + FOCUS
        while True:
            read: dict[str, Any] = self.page.evaluate(_READ)
            if read["focused"] == "H1" or time.monotonic() > until:
                return read

    # What is there

    @property
    def h1(self) -> str:
        """The heading of the page."""
        return self.page.locator("h1").inner_text().strip()

    @property
    def at(self) -> str:
        """The path of the page."""
        return self.page.url.removeprefix(self.house.address)

    def text(self) -> str:
        """Every word of the page, in one line, folded-away words too."""
        return " ".join((self.page.locator("body").text_content() or "").split())

    def says(self, *words: str) -> Walker:
        """The page holds all of these words."""
        text = self.text()
        assert [each for each in words if each not in text] == [], (self.at, text[:1500])
        return self

    def lacks(self, *words: str) -> Walker:
        """The page holds none of these words."""
        text = self.text().lower()
        assert [each for each in words if each.lower() in text] == [], (self.at, text[:1500])
        return self

    def on(self, at: str, h1: str | None = None) -> Walker:
        """The person stands on that page."""
        assert self.at == at, (self.at, self.h1)
        assert h1 is None or self.h1 == h1, (self.at, self.h1)
        return self

    def offers(self, words: str) -> bool:
        """Whether something to tap begins with these words."""
        return self.page.locator(TAPPED).filter(has_text=_begins(words)).count() > 0

    def cookies(self) -> set[str]:
        """The names of the cookies in the jar."""
        return {str(cookie.get("name")) for cookie in self.context.cookies()}

    def status(self) -> int:
        """What the last page was answered with."""
        return self.answers[-1].status

    def form(self, button: str) -> tuple[str, dict[str, str]]:
        """Where the form of a button goes, and what it would send."""
        found = self.find(button, within="main")
        read: Any = found.evaluate(
            """button => {
              const sent = Object.fromEntries(new FormData(button.form))
              sent[button.name] = button.value
              return [button.form.action, sent]
            }"""
        )
        return read[0], read[1]

    def post(self, address: str, fields: dict[str, str]) -> APIResponse:
        """Send a form as this window would, without following where it leads."""
        return self.post_raw(address, urlencode(fields).encode())

    def post_raw(self, address: str, body: bytes) -> APIResponse:
        """Send these very bytes as a form."""
        kind = "application/x-www-form-urlencoded"
        headers = {"Origin": self.house.address, "Content-Type": kind}
        return self.context.request.post(address, headers=headers, data=body, max_redirects=0)

    # The end

    def leave(self) -> None:
        """Shut the window, and see that nobody else was asked for anything, and no rule broken."""
        self.context.close()
        ours = (self.house.address, self.house.neutral)
        others = [url for url in self.asked if not url.startswith(ours)]
        assert others == [], others
        assert self.noise == [], self.noise


def _begins(words: str) -> re.Pattern[str]:
    return re.compile(r"^\s*" + re.escape(words))


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(r"^\s*" + re.escape(words) + r"\s*$")
