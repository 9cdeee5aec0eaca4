"""The same somebody, at a Firefox."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tests.e2e.walker import PHONE, Walker

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Response

    from tests.e2e.fox.firefox import Firefox
    from tests.e2e.serving import House


class FoxWalker(Walker):
    """One person at one window of Firefox."""

    engine = "firefox"

    def __init__(self, firefox: Firefox, house: House, *, script: bool) -> None:
        # A window of ours answers the calls that a journey makes of Playwright's.
        super().__init__(cast("Browser", firefox), house, script=script)

    def _window(self, browser: Browser) -> BrowserContext:
        window = cast("Firefox", browser).window(PHONE)
        self.asked, self.noise = window.asked, window.noise
        self.answers = cast("list[Response]", window.answers)
        return cast("BrowserContext", window)
