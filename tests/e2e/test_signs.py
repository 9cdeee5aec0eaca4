"""Signs picked from the list, words of faith, and all the ways to say "not this one"."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Begin
from tests.e2e.looking import look
from tests.e2e.walker import Walker


def test_two_starts_faith_and_every_kind_of_no(begin: Begin) -> None:
    walker = begin().open("/")
    _pick(walker)
    walker.on("/today")
    assert walker.taps <= 12 + 5  # two starts instead of one, and their one quiet question
    first, second = _step(walker), _take_another(walker)
    assert second != first
    walker.lacks("husband")

    walker.tap("Not today").on("/today").says("Put away for today. Nothing is late.")
    assert _step(walker) != second
    look(walker, "today-not-today")
    minutes = [_minutes(walker)]
    for _ in range(2):
        walker.tap("Too much").says("Then it was enough.")
        minutes.append(_minutes(walker))
    assert minutes[2] <= min(minutes[:2])
    look(walker, "today-lighter")


@pytest.mark.parametrize("answer", ["Not sure", "Skip"])
def test_no_answer_brings_a_step_all_the_same(begin: Begin, answer: str) -> None:
    walker = begin().open("/").tap("Begin").tap("Yes").tap(answer).on("/today")
    assert walker.taps == 3
    assert walker.offers("I did it")


def test_all_about_oneself_can_be_said_later(begin: Begin) -> None:
    walker = begin().open("/begin").tap("Yes").tap("Skip")
    look(walker, "today-no-start")
    look(walker.tap("About you"), "you-empty")
    walker.tap("What you call").tap("My partner").tap("Words of faith").tap("Sometimes")
    walker.tap("Save").on("/you").says("Saved.", "Words of faith: Sometimes")
    walker.tap("Pick from a list").tap("Being close is the hard part")
    walker.tap("Closeness itself scares me").tap("Go on").on("/begin/faith")
    walker.open("/you").says("Closeness itself scares me")
    look(walker, "you")


def _pick(walker: Walker) -> None:
    """Two starts, what goes with them, words of faith, a wife."""
    look(walker.tap("Begin").tap("Yes").tap("Pick from a list").on("/begin/list"), "begin-list")
    look(walker.tap("Something the one I married").on("/begin/list/theirs"), "begin-group")
    walker.tap("Drink or drugs at home").tap("Money hidden").tap("Go on")
    walker.on("/word").says("ask for my own wages").tap("I meant something else")
    look(walker.on("/begin/more"), "begin-more-two")
    drink, money = (f"[aria-labelledby=on-{start}]" for start in ("drink-drugs", "money"))
    walker.tap("Money hidden").tick("Is it still", "Still going on", within=drink)
    walker.tick("Is it still", "Still going on", within=money)
    walker.tick("Has the one", "In part", within=money).tap("Send")
    look(walker.tap("Yes").on("/begin/call"), "begin-call")
    walker.tap("My wife")


def _take_another(walker: Walker) -> str:
    """The first of the two others, taken; its title."""
    now = _step(walker)
    walker.tap("Something else").on("/else")
    others = walker.page.locator(".step h2").all_inner_texts()
    assert len(others) == 2
    assert now not in others
    look(walker, "else")
    walker.tap("Take this one").on("/today")
    assert _step(walker) == others[0]
    return others[0]


def _step(walker: Walker) -> str:
    return walker.page.locator(".step h2").inner_text()


def _minutes(walker: Walker) -> int:
    said = walker.page.locator(".step p.soft").first.inner_text()
    return int(said.split()[0])
