"""Own words about drinking: a start with its quote, a step, "I did it", a wish, the next day."""

from __future__ import annotations

from tests.e2e.conftest import Begin
from tests.e2e.looking import look
from tests.e2e.serving import House
from tests.e2e.walker import Walker

WORDS = "My husband drinks every night and the house turns around it. I count the bottles."
WISH = "Something for my sleep."
LINE = "I know the bus."
PASSPHRASE = "acorn lantern river mint"


def test_from_own_words_to_a_step_and_to_the_next_day(begin: Begin, later: House) -> None:
    later.turn(0)
    walker = begin(later).open("/")
    _tell(walker)
    walker.on("/today", "One small thing for today")
    assert walker.taps <= 12
    look(walker, "today-first")
    first = _step(walker)
    _do(walker)
    walker.on("/today", "That is enough for today").lacks(first, WISH)
    look(walker, "today-rest")
    name = f"grey-kettle-{int(walker.script)}"
    _keep(walker, name)

    later.turn(26)
    walker.open("/today").on("/in", "Good that you are back")
    look(walker, "sign-in")
    walker.write("Your name here", name).write("Your words", PASSPHRASE).tap("Open it")
    look(walker.on("/begin"), "begin-again")
    walker.tap("Yes").on("/today", "One small thing for today")
    walker.says(f"You wanted to find here: “{WISH}”")
    assert _step(walker) != first
    look(walker, "today-next-day")
    for words in (WORDS, WISH, LINE, PASSPHRASE):
        assert later.holds(words) == []


def _tell(walker: Walker) -> None:
    """From the first page to the first step."""
    look(walker.tap("Begin"), "begin")
    look(walker.tap("Yes").on("/begin/words"), "begin-words")
    walker.write("In your own words", WORDS).tap("Go on").on("/begin/starts")
    walker.says("Drink or drugs at home", "Because you wrote “drinks”")
    look(walker, "begin-starts")
    walker.tap("Drink or drugs").tap("Go on").on("/begin/more")
    look(walker, "begin-more-one")
    walker.tick("Is it still going on?", "Still going on")
    walker.tick("Has the one who did it owned it?", "No").tap("Send").on("/begin/faith")
    look(walker, "begin-faith")
    walker.tap("No")


def _do(walker: Walker) -> None:
    """It was done, it was good, something changed, and there is a wish."""
    first = _step(walker)
    look(walker.tap("I did it").on("/after", "How was it?").says(first), "after")
    look(walker.tap("Good").on("/after/line"), "after-line")
    walker.write("A line, if you like", LINE).tap("In me")
    walker.write("What would you like to find here tomorrow?", WISH).tap("Go on")


def _keep(walker: Walker, name: str) -> None:
    walker.tap("This stays here")
    look(walker.tap("Keep this").on("/keep"), "keep")
    walker.write("A name", name).write("Your words", PASSPHRASE).tap("Keep it")
    walker.tap("Go on without it").on("/today")
    look(walker, "today-kept")


def _step(walker: Walker) -> str:
    return walker.page.locator(".step h2").inner_text()
