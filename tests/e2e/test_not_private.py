"""A screen that is not only theirs: nothing asked, nothing typed. And what changes on the way."""

from __future__ import annotations

from tests.e2e.conftest import Begin
from tests.e2e.looking import look
from tests.e2e.serving import House


def test_nothing_is_asked_and_nothing_can_be_typed(begin: Begin, house: House) -> None:
    before = house.rows("account"), house.rows("entry")
    walker = begin()
    for answer in ("Not sure", "No"):
        walker.open("/begin").tap(answer).says("Then nothing is asked here now")
        assert walker.page.locator("textarea, input:not([type=hidden]), select").count() == 0
        for address in ("/today", "/check", "/near", "/changed", "/you", "/begin/words"):
            walker.open(address).on("/begin")
    assert (house.rows("account"), house.rows("entry")) == before
    walker.tap("No")
    look(walker, "quiet")
    walker.tap("Steady me", within="main")
    assert walker.page.locator("main .how li").count() >= 2


def test_a_dark_night_then_easier_later(begin: Begin, later: House) -> None:
    later.turn(0)
    walker = begin(later).open("/begin").tap("Yes").tap("Skip").open("/keep")
    name = f"night-{int(walker.script)}"
    walker.write("A name", name).write("Your words", "cellar plum anchor wheat").tap("Keep it")
    walker.tap("Something has changed").on("/changed")
    look(walker, "changed")
    walker.tap("I am not all right").on("/word", "Before anything else").tap("Now").on("/near")
    walker.says("First of all, people who can help")
    walker.tap("United States").says("988")
    walker.tap("Go on").on("/today").says("First of all, someone to talk to.")
    walker.lacks("Is it a little easier now?")
    look(walker, "today-dark")
    walker.open("/check").says("Not tonight")
    look(walker, "check-not-tonight")

    later.turn(13)
    walker.open("/today").on("/in").write("Your name here", name)
    walker.write("Your words", "cellar plum anchor wheat").tap("Open it")
    walker.on("/begin").tap("Yes").on("/today")
    walker.says("Is it a little easier now?")
    look(walker, "today-easier")
    walker.tap("Yes, a little").says("That is good. It may go slowly.")
    walker.lacks("First of all, someone to talk to.", "Is it a little easier now?")
    assert walker.offers("I did it")


def test_every_change_is_met_kindly(begin: Begin) -> None:
    walker = begin().open("/begin").tap("Yes").tap("Skip")
    changes = walker.open("/changed").page.locator("form.answers button").all_inner_texts()
    assert len(changes) >= 6
    for number, words in enumerate(changes[:-1]):
        walker.open("/changed").tap(words).on("/changed/noted")
        assert len(walker.text()) > 100
        look(walker, f"noted-{number + 1}")
        walker.tap("To my step").on("/today")
