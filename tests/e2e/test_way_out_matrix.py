"""Nothing private comes back: every browser, script, profile of cookies and mood of the server."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import product

import pytest
from playwright.sync_api import Browser

from tests.e2e.leaving import Copy, Leaver, leaver

HUNG = 2.0  # seconds somebody without script waits for a server that hangs
SERVERS = ("answers", "hangs", "may be kept")
"""`may be kept`: somebody between took the `no-store` away, so that the browser keeps each page."""
ROWS: list[tuple[str, ...]] = []
HEAD = ("browser", "script", "cookies", "server", "away s", "leaks")


@pytest.fixture(scope="module", autouse=True)
def table(request: pytest.FixtureRequest) -> Iterator[None]:
    """When all is done, what was found, on the terminal whatever runs this."""
    yield
    capture = request.config.pluginmanager.getplugin("capturemanager")
    widths = [max(len(row[at]) for row in [HEAD, *ROWS]) for at in range(len(HEAD))]
    with capture.global_and_fixture_disabled():
        for row in [HEAD, *ROWS]:
            print("  ".join(map(str.ljust, row, widths)), file=sys.__stderr__)


def test_this_browser_remembers(remembering: Browser, copies: dict[str, Copy]) -> None:
    """The way of a public office's page, an ordinary link away, shows everything again on Back."""
    copy = copies["loopback"]
    with leaver(remembering, copy, script=True) as person, copy.between.lying():
        person.begin()
        person.page.evaluate("window.kept = 'in memory'")
        # As such a page does it, without anything of ours in the way.
        person.page.evaluate("to => { setTimeout(() => { location.href = to }, 0) }", copy.neutral)
        person.away()
        person.go(-1)
        person.look("back")
        assert person.page.evaluate("window.kept") == "in memory"
        assert person.private[-1] in [words for _, words in person.leaks]


def hung(person: Leaver) -> float:
    """Leave while the server hangs; the seconds it took. Without script nobody gets away then."""
    held = person.copy.between.held
    if person.script:
        with held():
            away = person.leave()
            person.look("away")
            person.pry_in_vain()
        return away
    with held():
        start = time.monotonic()
        person.page.locator(".x").first.click(no_wait_after=True)
        time.sleep(HUNG)
    person.away()
    away = time.monotonic() - start
    with held():
        person.pry_in_vain()
    return away


@pytest.mark.parametrize(
    ("script", "server"), [*product([True], SERVERS), *product([False], SERVERS[:2])]
)
@pytest.mark.parametrize("profile", ["loopback", "public"])
def test_nothing_comes_back(
    remembering: Browser, copies: dict[str, Copy], profile: str, server: str, *, script: bool
) -> None:
    copy = copies[profile]
    kept = copy.between.lying() if server == "may be kept" else nullcontext()
    with leaver(remembering, copy, script=script) as person, kept:
        person.begin()
        away = hung(person) if server == "hangs" else person.leave()
        person.look("away")
        person.pry()
        names = {str(cookie.get("name")) for cookie in person.context.cookies()}
    ROWS.append(
        (
            "Chromium",
            "on" if script else "off",
            profile,
            server,
            f"{away:.2f}",
            str(len(person.leaks)),
        )
    )
    assert person.leaks == []
    assert "k" not in "".join(names)


def test_without_script_it_is_no_store_that_leaves_nothing(
    remembering: Browser, copies: dict[str, Copy]
) -> None:
    """So every answer has to say it, and this test can see a leak where no script runs."""
    copy = copies["loopback"]
    with leaver(remembering, copy, script=False) as person, copy.between.lying():
        person.begin()
        person.leave()
        person.pry()
    assert person.private[-1] in [words for _, words in person.leaks]
