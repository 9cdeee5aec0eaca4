"""Somebody who leaves, at a Firefox."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from tests.e2e.leaving import SCREEN, Leaver
from tests.e2e.walker import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext
    from playwright.sync_api import Page as Played

    from tests.e2e.fox.firefox import Firefox
    from tests.e2e.fox.window import Window
    from tests.e2e.leaving import Copy

PATIENCE = 20  # seconds


class FoxLeaver(Leaver):
    """One tab of Firefox, asked in its own way."""

    def __init__(self, copy: Copy, window: Window, *, script: bool) -> None:
        self.fox = window.new_page()
        # A page of ours answers most calls that are made of Playwright's.
        context, page = cast("BrowserContext", window), cast("Played", self.fox)
        super().__init__(copy, context, page, script)

    def arrive(self) -> None:
        """Become a guest."""
        self.open("/begin")
        self.fox.get_by_role("button", name="Yes").first.click()
        _until(lambda: not self.fox.url.endswith("/begin"))

    def away(self) -> None:
        """Wait for the neutral site."""
        _until(lambda: self.fox.url == self.copy.neutral)

    def screen(self) -> str:
        """What can be read just now; nothing while one page gives way to another."""
        try:
            return str(self.fox.evaluate(SCREEN))
        except RuntimeError:  # between two pages there is none to ask
            return ""

    def go(self, by: int) -> None:
        """As the buttons of the browser do: -1 is Back."""
        self.fox.evaluate(f"(history.go({by}), 1)")

    def halt(self) -> None:
        """Stop waiting for a page that does not come."""
        self.fox.evaluate("(window.stop(), 1)")

    def places(self) -> int:
        """How many places lie behind this one: all but this, for nobody went back yet."""
        return int(self.fox.evaluate("history.length")) - 1


@contextmanager
def fox_leaver(firefox: Firefox, copy: Copy, *, script: bool) -> Iterator[Leaver]:
    """Somebody at a window with an empty cookie jar."""
    window = firefox.window(PHONE)
    yield FoxLeaver(copy, window, script=script)
    window.close()


def _until(so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < end
        time.sleep(0.02)
