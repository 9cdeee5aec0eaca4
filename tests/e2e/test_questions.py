"""The check: within 25 taps, stopped and gone on with, and ended by a yes with help."""

from __future__ import annotations

from tests.e2e.conftest import Begin
from tests.e2e.looking import look
from tests.e2e.walker import Walker

NONE = "None of these"


def test_by_none_of_these_and_today_opens_more(begin: Begin) -> None:
    walker = _step_done(begin().open("/").tap("Begin").tap("Yes"))
    closed = _left_out(walker)
    assert "Steps that speak to your wife" in closed
    walker.tap("What Tend leaves out").tap("I want what is left out").on("/today")
    walker.tap("Now", within="main section").on("/check")
    look(walker, "check")
    walker.tap("Begin", within="main").on("/check/room")
    look(walker, "check-room")
    walker.tap(NONE).on("/check/words")
    look(walker, "check-words")
    walker.tap(NONE).on("/check/body/ahead")
    look(walker, "check-ahead")
    walker.tap("Show me the page").on("/check/body")
    look(walker, "check-body")
    walker.tap(NONE).on("/check/me")
    look(walker, "check-me")
    walker.tap(NONE).on("/check/review")
    look(walker, "check-review")
    walker.tap("This is right").on("/today")
    assert walker.taps <= 25
    look(walker, "today-more")
    assert set(_left_out(walker)) < set(closed)


def test_stopped_in_the_middle_it_keeps_what_was_said(begin: Begin) -> None:
    walker = _step_done(begin().open("/begin").tap("Yes"))
    walker.open("/check").tap("Begin", within="main")
    for line in ("I am afraid of what", "My wife or someone at home … rules"):
        walker.tick(line, "No")
    walker.tick("My wife or someone at home … keeps watch", "Rather not say").tap("Send")
    walker.on("/check/words").tap("Stop").on("/today")
    walker.open("/check").tap("Go on where I was").on("/check/words").tap(NONE)
    walker.tap("Leave it out").on("/check/me").tap(NONE).on("/check/review")
    walker.says("One page is left out.", "Show me that page")
    look(walker, "check-review-open-lines")
    kept = dict(each.split("=") for each in _ticked(walker))
    assert [kept[line] for line in ("fear", "controlled", "watched")] == ["no", "no", "unknown"]
    assert kept["money"] == "unknown"
    assert "hit" not in kept


def test_a_yes_ends_it_with_help(begin: Begin) -> None:
    walker = _step_done(begin().open("/begin").tap("Yes"))
    walker.open("/check").tap("Begin", within="main")
    walker.tick("I am afraid of what", "Now").tap("Send").on("/check/enough")
    walker.says("Thank you. That is enough for today.", "First of all, people who can help")
    look(walker, "check-enough")
    walker.tap("Show me the lines").on("/check/first")
    look(walker, "check-first")
    walker.tap("Send")
    while walker.at == "/check/first":
        walker.tap("Send")
    walker.on("/check/enough").tap("Change it").on("/check/review").open("/check/enough")
    walker.tap("That is right").on("/today").lacks("I am afraid of what")
    look(walker, "today-after-check")
    walker.tap("Something has changed").on("/changed").tap("The way back").on("/back")
    look(walker, "back")
    walker.tap("I want this").says("A few words are enough.")
    look(walker, "back-empty")
    walker.write("Why I ask", "We live apart now and it is calm.").tap("I want this").on("/back")
    walker.says("You have asked.")
    look(walker, "back-asked")


def _step_done(walker: Walker) -> Walker:
    """Something was given before: a step for a start, done."""
    walker.tap("Pick from a list").tap("Something we both make")
    walker.tap("We live like roommates").tap("Go on")
    while walker.at.startswith("/begin"):
        walker.tap("My wife" if walker.at == "/begin/call" else "Skip")
    return walker.on("/today")


def _ticked(walker: Walker) -> list[str]:
    """Every line that has an answer, with the answer."""
    found: list[str] = walker.page.locator("fieldset input:checked").evaluate_all(
        "all => all.map(at => `${at.name}=${at.value}`)"
    )
    return found


def _left_out(walker: Walker) -> list[str]:
    fold = walker.page.locator("details").filter(has_text="What Tend leaves out for now")
    found: list[str] = fold.locator("li").all_text_contents()
    return found
