"""Words that name harm: one private page, help first, and a day that looks like any other day."""

from __future__ import annotations

from tests.e2e.conftest import Begin
from tests.e2e.looking import look
from tests.e2e.walker import Walker

WORDS = "Last week he choked me and I was afraid. He says sorry, but I cannot sleep."
CLOSENESS = ("touch him", "kiss", "hug", "cuddle", "in bed together", "make love", "forgive him")
PARTS = "main > :not(.quiet), .quiet > *"
# What is asked under the step stands there on some days and not on others, whatever was answered.
_PART = """all => all.map(at => at.querySelector('h2')?.textContent.match(/^(Say|A few|One)/)
  ? '' : `${at.tagName} ${at.className}`)"""


def test_help_fills_the_page_once_and_then_it_is_a_day_like_any_other(begin: Begin) -> None:
    plain = _day(begin().open("/begin").tap("Yes").tap("Skip"))

    walker = begin().open("/").tap("Begin").tap("Yes")
    walker.write("In your own words", WORDS).tap("Go on").on("/word", "One quiet question")
    walker.says("choked me")
    assert walker.page.locator(".step .how li").count() >= 2
    look(walker, "word")
    walker.tap("Now, or in the last year").on("/near", "First of all, people who can help")
    walker.says("Where are you?", "Somewhere else")
    look(walker, "near-first")
    walker.tap("Ireland").on("/near")
    assert walker.page.locator("a[href^='tel:']").count() >= 3
    look(walker, "near-first-country")
    walker.tap("Go on").on("/begin/list").tap("Skip").on("/today", "One small thing for today")
    look(walker, "today-after-harm")
    walker.lacks("choked", "neck", "last year", "afraid of", WORDS[:20])
    parts, words = _day(walker)
    assert parts == plain[0]
    assert 0.6 < words / plain[1] < 1.6

    for _ in range(4):
        walker.lacks(*CLOSENESS)
        walker.tap("Something else").on("/else").lacks(*CLOSENESS, "choked")
        walker.tap("Take this one").tap("Not today").on("/today")
    look(walker, "today-after-harm-later")


def test_i_meant_something_else_costs_nothing(begin: Begin) -> None:
    walker = begin().open("/begin").tap("Yes")
    walker.write("In your own words", "I am afraid of him when he drinks.").tap("Go on")
    walker.on("/word").tap("I meant something else").on("/begin/starts")
    walker.says("Drink or drugs at home")


def test_who_meant_a_dark_night_gets_the_crisis_line_first(begin: Begin) -> None:
    walker = begin().open("/begin").tap("Yes")
    walker.write("In your own words", "I do not want to live any more.").tap("Go on")
    walker.on("/word", "Before anything else")
    look(walker, "word-dark")
    walker.tap("Now").on("/near").tap("United Kingdom")
    walker.says("Samaritans")
    look(walker, "near-dark")


def test_who_did_the_harm_is_asked_honestly_and_led_to_help(begin: Begin) -> None:
    walker = begin().open("/begin").tap("Yes")
    walker.write("In your own words", "I hit my wife last night and I hate myself.").tap("Go on")
    walker.on("/word", "One honest question")
    look(walker, "word-own")
    walker.tap("Now, or in the last year").on("/near")
    look(walker, "near-own")


def _day(walker: Walker) -> tuple[list[str], int]:
    """What the day is made of, part by part, and how many words it has."""
    parts: list[str] = walker.page.locator(PARTS).evaluate_all(_PART)
    return [part for part in parts if part], len(walker.text().split())
