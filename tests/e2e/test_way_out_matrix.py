"""Nothing private comes back: every browser, script, profile of cookies and mood of the server."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.e2e.fox.firefox import Firefox
from tests.e2e.fox.leaving import fox_leaver
from tests.e2e.leaving import Copy, Leaver, leaver

HUNG = 2.0  # seconds somebody without script waits for a server that hangs
SERVERS = ("answers", "hangs")
Somebody = Callable[[Copy], Leaver]
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


@pytest.fixture
def somebody(request: pytest.FixtureRequest, window: str) -> Iterator[Somebody]:
    """Somebody at that browser, with an empty cookie jar, before a copy."""
    script = "no-script" not in window
    with ExitStack() as stack:

        def at(copy: Copy) -> Leaver:
            if "firefox" in window:
                fox: Firefox = request.getfixturevalue("foxes")(window)
                return stack.enter_context(fox_leaver(fox, copy, script=script))
            driven: Browser = request.getfixturevalue("remembering")
            return stack.enter_context(leaver(driven, copy, script=script))

        yield at


@pytest.mark.parametrize("window", ["chromium", "firefox"], indirect=True)
def test_this_browser_remembers(somebody: Somebody, copies: dict[str, Copy]) -> None:
    """The way of a public office's page, an ordinary link away, shows everything again on Back."""
    copy = copies["loopback"]
    with copy.between.lying():
        person = somebody(copy)
        person.begin()
        person.page.evaluate("() => { window.kept = 'in memory' }")
        # As such a page does it, without anything of ours in the way.
        person.page.evaluate("to => { setTimeout(() => { location.href = to }, 0) }", copy.neutral)
        person.away()
        person.go(-1)
        person.look("back")
        assert person.page.evaluate("() => window.kept") == "in memory"
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
    person.look("away")
    with held():
        person.pry_in_vain()
    return away


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("profile", ["loopback", "public"])
def test_nothing_comes_back(
    somebody: Somebody, copies: dict[str, Copy], window: str, profile: str, server: str
) -> None:
    copy = copies[profile]
    person = somebody(copy)
    person.begin()
    away = hung(person) if server == "hangs" else person.leave()
    person.look("away")
    person.pry()
    browser, _, without = window.partition("-")
    script = "off" if without else "on"
    ROWS.append((browser, script, profile, server, f"{away:.2f}", str(len(person.leaks))))
    assert person.leaks == []
    assert not {str(each.get("name")) for each in person.context.cookies()} & {"k", "__Host-k"}


@pytest.mark.parametrize("window", ["chromium", "firefox"], indirect=True)
def test_nothing_comes_back_from_pages_that_were_kept(
    somebody: Somebody, copies: dict[str, Copy], window: str
) -> None:
    """Somebody between took the `no-store` away, so that the browser keeps every page whole."""
    copy = copies["loopback"]
    with copy.between.lying():
        person = somebody(copy)
        person.begin()
        away = person.leave()
        person.look("away")
        person.pry()
    ROWS.append((window, "on", "loopback", "lets keep", f"{away:.2f}", str(len(person.leaks))))
    assert person.leaks == []


@pytest.mark.parametrize("window", ["chromium-no-script", "firefox-no-script"], indirect=True)
def test_without_script_it_is_no_store_that_leaves_nothing(
    somebody: Somebody, copies: dict[str, Copy]
) -> None:
    """So every answer has to say it, and this test can see a leak where no script runs."""
    copy = copies["loopback"]
    with copy.between.lying():
        person = somebody(copy)
        person.begin()
        person.leave()
        person.pry()
    assert person.private[-1] in [words for _, words in person.leaks]
