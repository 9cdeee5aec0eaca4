"""The way out by keyboard, and by ear."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.leaving import Copy, Leaver, leaver

TWICE, ONCE = "Shift twice more to leave this page", "Shift once more to leave this page"


@pytest.fixture
def person(remembering: Browser, copies: dict[str, Copy]) -> Iterator[Leaver]:
    """Somebody in the middle of writing."""
    with leaver(remembering, copies["loopback"], script=True) as found:
        found.arrive()
        found.open("/begin/words")
        found.page.locator("textarea").first.focus()
        yield found


def press(person: Leaver, *keys: str) -> None:
    for key in keys:
        person.page.keyboard.press(key)


def said(person: Leaver) -> str:
    """What the live region says."""
    return person.page.get_by_role("status").first.inner_text()


def test_shift_three_times_leaves(person: Leaver) -> None:
    press(person, "Shift")
    assert said(person) == TWICE
    press(person, "Shift")
    assert said(person) == ONCE
    press(person, "Shift")
    person.away()


def test_any_other_key_begins_anew(person: Leaver) -> None:
    for other in ("a", "Shift+a", "Enter", "Control", "Tab", "Shift+Tab"):
        press(person, "Shift", "Shift", other)
        assert said(person) == "", other
        press(person, "Shift")
        assert said(person) == TWICE, other
        press(person, "Escape")


def test_shift_with_another_key_does_not_count(person: Leaver) -> None:
    for chord in ("Shift+a", "Control+Shift", "Alt+Shift", "Shift+Tab"):
        press(person, chord, chord, chord, chord)
        assert said(person) == "", chord
    assert person.page.url.startswith(person.copy.address)


def test_fast_fingers_do_not_count(person: Leaver) -> None:
    """Capitals typed so fast that Shift is let go before the letter is."""
    keyboard = person.page.keyboard
    for letter in "ABC":
        keyboard.down("Shift")
        keyboard.down(letter)
        keyboard.up("Shift")
        keyboard.up(letter)
    assert said(person) == ""
    assert person.page.url.startswith(person.copy.address)


def test_shift_held_down_counts_once(person: Leaver) -> None:
    for _ in range(5):
        person.page.keyboard.down("Shift")
    person.page.keyboard.up("Shift")
    assert said(person) == TWICE


def test_shift_and_a_click_does_not_count(person: Leaver) -> None:
    for _ in range(3):
        person.page.locator("h1").click(modifiers=["Shift"])
    assert said(person) == ""
    assert person.page.url.startswith(person.copy.address)


def test_five_seconds_between_two_presses(person: Leaver) -> None:
    clock = person.page.clock
    clock.install()
    person.page.reload()
    clock.pause_at(time.time() + 3600)
    for wait, words in ((4_999, ONCE), (5_001, TWICE)):
        press(person, "Escape", "Shift")
        clock.run_for(wait)
        assert said(person) == (TWICE if words == ONCE else ""), wait
        press(person, "Shift")
        assert said(person) == words, wait


def test_from_the_heading_it_is_one_key_back(person: Leaver) -> None:
    """The page begins at its heading, for a keyboard and for those who listen."""
    page = person.page
    page.reload()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    press(person, "Shift+Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Leave this page"
    assert link.evaluate("at => getComputedStyle(at).clipPath") == "none"
    box, first = link.bounding_box(), page.locator(".x").first.bounding_box()
    assert box == first
    press(person, "Enter")
    person.away()


def test_from_the_top_it_is_the_first_stop(person: Leaver) -> None:
    person.page.evaluate("document.body.tabIndex = -1, document.body.focus()")
    press(person, "Tab", "Enter")
    person.away()


def test_those_who_listen_hear_that_something_comes(person: Leaver) -> None:
    """The neutral site does not answer, so that what is said meanwhile can be read."""
    person.page.evaluate("document.documentElement.dataset.x = 'javascript:void 0'")
    person.page.locator(".x").first.click(no_wait_after=True)
    alert = person.page.get_by_role("alert")
    assert alert.inner_text() == "Loading"
    assert person.page.title() == "Notes"
    assert person.page.locator("body *").count() == 1
