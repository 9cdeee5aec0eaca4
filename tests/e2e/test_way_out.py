"""The way out: a plain link that ends everything, tells nobody where from, and leaves no words."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.e2e.conftest import Begin
from tests.e2e.serving import House

WORDS = "These words are for nobody."
SOON = 5  # seconds


def soon(so: Callable[[], bool]) -> None:
    """It is so, or gets so."""
    until = time.monotonic() + SOON
    while not so():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.parametrize("at", ["/begin/words", "/today", "/near", "/check", "/you"])
def test_it_leaves_at_once_and_back_shows_nothing_typed(
    begin: Begin, house: House, neighbour: tuple[str, list[str | None]], at: str
) -> None:
    walker = begin().open("/begin").tap("Yes").open(at)
    assert walker.cookies() == {"s", "k"}
    fields = walker.page.locator("textarea")
    for number in range(fields.count()):
        fields.nth(number).fill(WORDS, force=True)
    sessions = house.rows("session")
    walker.tap("Leave this page")
    left = [each for each in walker.answers if each.url.endswith("/x")]
    ways = [(each.status, each.headers["location"]) for each in left]
    # With script the page is gone before our server has heard of it.
    assert ways == ([] if walker.script else [(303, house.neutral)])
    assert walker.page.url == house.neutral
    assert "k" not in walker.cookies()
    soon(lambda: walker.cookies() == set() and house.rows("session") == sessions - 1)
    assert neighbour[1][-1] is None

    walker.page.go_back()
    walker.lacks(WORDS)
    assert walker.page.locator("textarea").evaluate_all("all => all.map(a => a.value)") in (
        [],
        [""],
    )
    walker.open("/today").on("/begin")
    walker.tap("I have been here before").on("/in", "Good that you are back")


def test_somebody_with_a_name_meets_the_sign_in_page_after_it(begin: Begin) -> None:
    walker = begin().open("/begin").tap("Yes").open("/keep")
    name = f"out-{int(walker.script)}"
    walker.write("A name", name).write("Your words", "harbor mitten clover drum").tap("Keep it")
    walker.tap("Go on without it").on("/today").tap("Leave this page")
    soon(lambda: walker.cookies() == set())
    walker.open("/in").write("Your name here", name)
    walker.write("Your words", "harbor mitten clover drum").tap("Open it").tap("Yes").on("/today")
