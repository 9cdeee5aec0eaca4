"""Keep this: a name and a passphrase, out, in again, and the words are still there."""

from __future__ import annotations

from tests.e2e.conftest import Begin
from tests.e2e.looking import look
from tests.e2e.serving import House
from tests.e2e.walker import Walker

WORDS = "He drinks, and I pour it away at night and then I cannot sleep."
PASSPHRASE = "pebble thimble orchard kite"


def test_words_are_there_again_after_signing_in(begin: Begin, house: House) -> None:
    walker = begin().open("/begin").tap("Yes").write("In your own words", WORDS).tap("Go on")
    walker.on("/begin/starts").open("/keep")
    walker.write("A name", "x").write("Your words", "short").tap("Keep it").on("/keep")
    walker.says("Please take at least 12 letters.")
    look(walker, "keep-too-short")
    name = f"blue-door-{int(walker.script)}"
    before = walker.context.cookies()
    walker.write("A name", name).write("Your words", PASSPHRASE).tap("Keep it")
    look(walker.on("/keep", "Your recovery key"), "key")
    walker.tap("Go on without it").on("/today")
    after = walker.context.cookies()
    assert {c.get("value") for c in before} & {c.get("value") for c in after} == set()
    walker.tap("About you").tap("Sign out").on("/")
    assert walker.cookies() <= {"s"}
    walker.open("/today").on("/begin")

    walker.open("/").tap("I have been here before").on("/in")
    wrong = _come(walker, name, "not these words at all").says("do not open anything here")
    look(wrong, "sign-in-slip")
    said = _plain_words(walker)
    _come(walker, f"nobody-{name}", PASSPHRASE)
    assert _plain_words(walker) == said.replace(name, f"nobody-{name}")
    # A yes was about the screen it was said on: whoever comes back is asked once more.
    _come(walker, name, PASSPHRASE).on("/begin").tap("Yes").on("/today")
    walker.open("/begin/starts").says("Because you wrote “drinks”")
    walker.open("/").tap("Go on").on("/today")
    for words in (WORDS, PASSPHRASE, "drinks"):
        assert house.holds(words) == []


def test_a_name_in_use_is_told_and_the_words_stay(begin: Begin) -> None:
    first, second = (begin().open("/begin").tap("Yes").open("/keep") for _ in range(2))
    for walker in (first, second):
        name = f"red-cup-{int(walker.script)}"
        walker.write("A name", name).write("Your words", PASSPHRASE).tap("Keep it")
    first.on("/keep", "Your recovery key")
    second.on("/keep", "Keep this").says("That name is in use here.")


def _come(walker: Walker, name: str, passphrase: str) -> Walker:
    walker.write("Your name here", name).write("Your words", passphrase)
    return walker.tap("Open it")


def _plain_words(walker: Walker) -> str:
    """The page as it reads, the typed name in it too, but for what is new in every form."""
    name = walker.page.get_by_label("Your name here").input_value()
    return f"{walker.status()} {name} {walker.text()}"
