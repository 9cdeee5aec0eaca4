"""The pages no journey led to: help by choice, one question, the short check, a shared screen."""

from __future__ import annotations

from tests.e2e.conftest import Begin
from tests.e2e.looking import look
from tests.e2e.serving import House
from tests.e2e.walker import Walker

PASSPHRASE = "violet ladder biscuit pond"


def test_help_by_choice_in_any_place(begin: Begin) -> None:
    walker = begin().open("/begin").tap("Yes").tap("Skip").tap("People to call")
    look(walker.on("/near", "People to call"), "near")
    look(walker.tap("Somewhere else").on("/near"), "near-elsewhere")
    look(walker.tap("Canada").on("/near"), "near-country")
    walker.says("911").tap("Back to my step").on("/today")


def test_everything_that_unfolds_on_today(begin: Begin) -> None:
    walker = begin().open("/begin").tap("Yes").tap("Skip")
    folds = walker.page.locator("summary").all_inner_texts()
    assert len(folds) >= 4
    for words in folds:
        walker.tap(words)
    look(walker, "today-unfolded")
    walker.write("A line, if you like", "The kettle is on.").tap("Keep this line")
    walker.says("Your line is kept.").tap("What Tend leaves out").tap("I want what is left out")
    look(walker.on("/today"), "today-wants")
    walker.tap("A small step instead").on("/else").tap("Take this one").on("/today")
    assert walker.offers("I did it")


def test_four_are_too_many_and_told_so(begin: Begin) -> None:
    walker = begin().open("/begin").tap("Yes").open("/begin/list/theirs")
    for words in ("An affair", "A betrayal", "Cutting words", "Pornography"):
        walker.tap(words)
    walker.tap("Go on").on("/begin/list/theirs").says("Three are enough to begin with.")
    look(walker, "begin-group-four")


def test_one_fact_may_be_answered_anew(begin: Begin) -> None:
    walker = begin().open("/begin").tap("Yes").tap("Skip").open("/changed")
    walker.tap("A baby is coming").tap("To my step").tap("Something has changed")
    look(walker.tap("Something I answered"), "changed-unfolded")
    walker.tap("Is a baby on the way")
    look(walker, "ask")
    walker.tap("No").on("/today")


def test_a_screen_that_is_shared_all_at_once(begin: Begin) -> None:
    walker = begin().open("/begin").tap("Yes").tap("Skip")
    walker.tap("This screen is not only mine").says("Then nothing is asked here now")
    walker.open("/today")
    fields = walker.page.locator("textarea")
    assert not any(fields.evaluate_all("all => all.map(at => at.checkVisibility())"))
    assert not walker.offers("A few questions")
    look(walker, "today-shared")


def test_a_month_later_one_page_is_enough(begin: Begin, later: House) -> None:
    later.turn(0)
    walker = begin(later).open("/begin").tap("Yes").tap("Pick from a list")
    walker.tap("Something we both make").tap("We live like roommates").tap("Go on").open("/check")
    walker.tap("Begin", within="main")
    while walker.at != "/check/review":
        if walker.offers("Show me the page"):
            walker.tap("Show me the page")
        _no_to_each(walker)
    name = f"month-{int(walker.script)}"
    walker.tap("This is right").on("/today").open("/keep").write("A name", name)
    walker.write("Your words", PASSPHRASE).tap("Keep it")

    later.turn(24 * 29 + 20)
    walker.open("/in").write("Your name here", name).write("Your words", PASSPHRASE)
    walker.tap("Open it").tap("Yes").on("/today")
    later.turn(24 * 31)
    walker.open("/in").write("Your name here", name).write("Your words", PASSPHRASE)
    walker.tap("Open it").tap("Yes").on("/today").says("One short page this time.")
    look(walker.tap("Now", within="main section").on("/check/short"), "check-short")
    walker.tap("No, nothing").on("/today").lacks("One short page this time.")


def _no_to_each(walker: Walker) -> None:
    """No to every line of a page, one by one."""
    lines = walker.page.locator("fieldset input[value=no]").all()
    assert len(lines) == 4
    for line in lines:
        line.check()
    walker.tap("Send")
