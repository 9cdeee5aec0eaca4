"""The first minute, counted: how many taps, how many seconds of reading, and Back always works."""

from __future__ import annotations

import time

import pytest

from tests.e2e.conftest import Begin
from tests.e2e.walker import Walker

WORDS_A_MINUTE = 150  # slower than most read aloud: somebody in tears
MINUTE = 60  # seconds
NAME, PASSPHRASE = "soft-anchor", "cedar window pocket salt"
CHECK = ["Now", "Begin", *["None of these"] * 2, "Show me the page", *["None of these"] * 2]


def test_help_for_the_body_within_a_minute_and_two_taps(begin: Begin) -> None:
    start = time.monotonic()
    walker = begin().open("/")
    heading, lead = (walker.page.locator(part).first.inner_text() for part in ("h1", ".lead"))
    walker.tap("Steady me")
    assert walker.taps <= 2
    waited = time.monotonic() - start
    step = walker.page.locator(".how").inner_text()
    words = len(f"{heading} {lead} {walker.h1} {step}".split())
    assert waited + words / WORDS_A_MINUTE * MINUTE <= MINUTE
    assert walker.page.locator("input, textarea, select").count() == 0


def test_to_a_chosen_step_and_through_the_questions(begin: Begin) -> None:
    walker = _to_a_step(begin())
    assert walker.taps <= 12
    for words in CHECK:
        walker.tap(words, within="main")
    walker.on("/check/review").tap("This is right").on("/today")
    assert walker.taps <= 25


def test_two_taps_back_to_the_step_after_unlocking(begin: Begin) -> None:
    walker = _to_a_step(begin())
    name = f"{NAME}-{int(walker.script)}"
    walker.open("/keep").write("A name", name).write("Your words", PASSPHRASE).tap("Keep it")
    walker.tap("Go on without it").on("/today")
    step = walker.page.locator(".step h2").inner_text()
    walker.tap("About you").tap("Sign out").open("/in")
    walker.write("Your name here", name).write("Your words", PASSPHRASE).tap("Open it")
    before = walker.taps
    walker.tap("Yes").on("/today")
    assert walker.taps - before <= 2
    assert walker.page.locator(".step h2").inner_text() == step


@pytest.mark.parametrize("at", ["/", "/steady", "/begin/words", "/today", "/check", "/keep", "/no"])
def test_help_is_one_tap_from_everywhere(begin: Begin, at: str) -> None:
    walker = begin().open("/begin").tap("Yes").open(at)
    before = walker.taps
    walker.tap("Help", within="footer").on("/h", "Help, first of all")
    assert walker.taps == before + 1


def test_back_leads_through_every_page_and_nothing_typed_is_lost(begin: Begin) -> None:
    walker = begin().open("/").tap("Begin").tap("Yes")
    words = "We live like roommates, and I cry in the car."
    walker.write("In your own words", words).tap("Go on")
    while walker.at != "/today":
        if walker.at == "/begin/starts":
            walker.tap("We live like")
            walker.tap("Go on")
        else:
            walker.tap({"/begin/more": "Skip", "/begin/faith": "No"}.get(walker.at, "Skip"))
    seen = []
    while walker.at != "/":
        walker.page.go_back()
        walker.page.wait_for_load_state()
        seen.append(walker.at)
        assert walker.status() == 200, walker.at
        assert walker.page.locator("h1").count() == 1, walker.at
        if walker.at == "/begin/words":
            assert walker.page.get_by_label("In your own words").input_value() == words
    assert "/begin/words" in seen


def _to_a_step(walker: Walker) -> Walker:
    """From the first page to a step that was chosen, by the list."""
    walker.open("/").tap("Begin").tap("Yes").tap("Pick from a list")
    walker.tap("Something we both make").tap("We live like roommates").tap("Go on")
    while walker.at.startswith("/begin"):
        walker.tap("My wife" if walker.at == "/begin/call" else "Skip")
    return walker.on("/today")
