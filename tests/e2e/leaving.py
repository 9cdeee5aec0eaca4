"""Somebody who leaves, and somebody else who then goes Back and Forward: what can be seen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page

from tests.e2e.between import Between

ACTIVE = 5  # seconds until a tab that has no active page has failed

WORDS = "heron under the bridge"
PATIENCE = 20_000  # milliseconds
SETTLE = 0.25  # seconds in which a page comes into view
LOOK = 0.03  # seconds between two looks
MOST = 10  # places of a history that somebody tries

# Everything somebody could read on the screen, words typed and not sent among it.
SCREEN = """(() => {
  const root = document.documentElement
  if (!document.body || getComputedStyle(root).visibility === 'hidden') return ''
  const typed = [...document.querySelectorAll('textarea, input:not([type=hidden])')]
  return [document.title, document.body.innerText, ...typed.map(at => at.value)].join(' | ')
})()"""


@dataclass
class Copy:
    """A copy as a browser reaches it: its address, who stands before it, its neutral site."""

    address: str
    between: Between
    neutral: str


@dataclass
class Leaver:
    """One tab of a browser that keeps the pages it left; `private` is what must not show then."""

    copy: Copy
    context: BrowserContext
    page: Page
    script: bool
    private: list[str] = field(default_factory=lambda: [WORDS])
    leaks: list[tuple[str, str]] = field(default_factory=list)

    @cached_property
    def line(self) -> CDPSession:
        """The browser's own way to be asked, also while a page is on its way."""
        return self.context.new_cdp_session(self.page)

    def turn_to(self, page: Page) -> None:
        """Look at another tab from now on."""
        self.page = page
        self.__dict__.pop("line", None)

    def open(self, at: str) -> None:
        """Go to a page of ours."""
        self.page.goto(self.copy.address + at)

    def begin(self) -> None:
        """Become a guest, and type private words on two pages without sending them."""
        self.arrive()
        for at in ("/begin/words", "/you"):
            self.open(at)
            self.private.append(self.page.locator("h1").inner_text())
            fields = self.page.locator("textarea, input[type=text]")
            for number in range(fields.count()):
                fields.nth(number).fill(WORDS, force=True)

    def arrive(self) -> None:
        """Become a guest."""
        self.open("/begin")
        self.page.get_by_role("button", name="Yes").first.click()
        self.page.wait_for_url(lambda url: not url.endswith("/begin"))

    def leave(self) -> float:
        """Tap the way out; the seconds until the neutral site was there."""
        start = time.monotonic()
        self.page.locator(".x").first.click(no_wait_after=True)
        self.away()
        return time.monotonic() - start

    def away(self) -> None:
        """Wait for the neutral site."""
        self.page.wait_for_url(self.copy.neutral, wait_until="commit")

    def screen(self) -> str:
        """What can be read just now; nothing while one page gives way to another."""
        try:
            return str(self.page.evaluate(SCREEN))
        except Error as gone:
            if "context" in str(gone) or "navigat" in str(gone):
                return ""
            raise

    def look(self, when: str) -> str:
        """Look at the screen for as long as a page takes to come into view; note what leaks."""
        until, seen = time.monotonic() + SETTLE, ""
        while time.monotonic() < until:
            seen = self.screen()
            self.leaks += [(when, words) for words in self.private if words in seen]
            time.sleep(LOOK)
        return seen

    def go(self, by: int) -> None:
        """As the buttons of the browser do: -1 is Back."""
        # Not waited for: a page may come from memory, from the server, or not at all. Where
        # scripts are off no timer runs either, and the answer may get lost on the way out.
        later = f"setTimeout(() => history.go({by}), 0)" if self.script else f"history.go({by})"
        try:
            self.line.send("Runtime.evaluate", {"expression": later})
        except Error as gone:
            if "navigated" not in str(gone):
                raise

    def halt(self) -> None:
        """Stop waiting for a page that does not come."""
        self.line.send("Page.stopLoading")

    def places(self) -> int:
        """How many places lie behind this one in the history of the tab.

        While one page takes the place of another, none is the active one: asked again then.
        """
        until = time.monotonic() + ACTIVE
        while True:
            try:
                found: dict[str, Any] = self.line.send("Page.getNavigationHistory")
                return int(found["currentIndex"])
            except Error as error:
                if "Not attached" not in error.message or time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def pry(self) -> None:
        """Back to the very first place, then Forward as often, with a look at each."""
        steps = min(self.places(), MOST)
        for by, name in ((-1, "back"), (1, "forward")):
            for number in range(steps):
                self.go(by)
                self.look(f"{name} {number + 1}")

    def pry_in_vain(self) -> None:
        """The same while the server says nothing: every place is tried from where one is."""
        for back in range(1, min(self.places(), MOST) + 1):
            self.go(-back)
            time.sleep(SETTLE)
            self.halt()
            self.look(f"back by {back}")


@contextmanager
def leaver(browser: Browser, copy: Copy, *, script: bool) -> Iterator[Leaver]:
    """Somebody at a window with an empty cookie jar."""
    context = browser.new_context(java_script_enabled=script, ignore_https_errors=True)
    context.set_default_timeout(PATIENCE)
    yield Leaver(copy, context, context.new_page(), script)
    context.close()
