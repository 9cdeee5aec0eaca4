"""The ways in, at a browser: the key on paper, lost words, a number, a file, the end."""

from __future__ import annotations

import base64
import io
import re
import time
import zipfile
from urllib.parse import parse_qs, urlsplit

import pyrage  # type: ignore[import-untyped]
import pytest
from django_otp.oath import TOTP  # type: ignore[import-untyped]

from tests.e2e.conftest import CHROMIUM, Begin
from tests.e2e.looking import look
from tests.e2e.serving import House
from tests.e2e.walker import Walker

LINE = "Nobody knows that I count the stairs."
OLD = "pebble thimble orchard kite"
NEW = "cellar plum anchor wheat"
FILE = "marble lantern ferry quilt"
WHICH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
# Print, downloads and a chosen file: what is asked of a browser here, Firefox is not driven to yet.
pytestmark = pytest.mark.parametrize("window", CHROMIUM, indirect=True)


def test_the_key_goes_on_paper_and_brings_lost_words_back(begin: Begin, house: House) -> None:
    walker, name, key = _kept(begin, "paper")
    walker.page.emulate_media(media="print")
    assert walker.page.get_by_text(key[0]).is_visible()
    assert not walker.page.get_by_role("button", name="It is on paper").is_visible()
    walker.page.emulate_media(media="screen")
    asked = [label.split()[1] for label in walker.page.locator("label").all_inner_texts()]
    for which in asked:
        walker.write(f"The {which} group", "0000")
    walker.tap("It is on paper").says("That is not what was shown.").lacks("-".join(key))
    look(walker, "key-back")
    for which in asked:
        walker.write(f"The {which} group", key[WHICH.index(which)].lower())
    walker.tap("It is on paper").on("/today")
    walker.tap("About you").tap("Your name and your keys").on("/keys").says(name)
    look(walker.says("kept for the first time", "Get another recovery key"), "keys")
    walker.open("/you").tap("Sign out").open("/in")

    look(walker.tap("My words are lost").on("/paper", "With your paper"), "recover")
    slip = "".join(key)
    slip = ("2" if slip[0] != "2" else "3") + slip[1:]
    walker.write("Your name here", name).write("What stands on your paper", slip)
    walker.write("Your new words", NEW).tap("Open it").says("There is a slip in it somewhere.")
    walker.write("What stands on your paper", " ".join(key).lower()).tap("Open it")
    look(walker.on("/paper", "Your new recovery key"), "key-new")
    walker.tap("Go on without it").tap("Yes").on("/today")
    walker.open("/keys").says("opened with the recovery key")
    for words in (OLD, NEW, LINE, "".join(key), "-".join(key)):
        assert house.holds(words) == []


def test_other_words_a_number_and_everything_new(begin: Begin, house: House) -> None:
    walker, name, _ = _kept(begin, "ways")
    look(walker.open("/keys/words").on("/keys/words", "Other words"), "words")
    walker.write("Your words as they are now", "not these at all")
    walker.write("Your new words", NEW).tap("Take the new words").says("not your words")
    walker.write("Your words as they are now", OLD).write("Your new words", NEW)
    walker.tap("Take the new words").on("/keys").says("Your new words hold from now on.")

    look(walker.tap("Ask for a number").on("/keys/number"), "number")
    secret = _secret(walker)
    walker.write("The number it shows now", _number(secret))
    walker.write("Your words as they are now", NEW).tap("Use the number from now on")
    walker.on("/keys").says("From now on the number is asked too.", "number set up")
    walker.open("/you").tap("Sign out").open("/in")
    walker.write("Your name here", name).write("Your words", NEW).tap("Open it").on("/in")
    walker.write("Your name here", name).write("Your words", NEW)
    walker.page.locator("summary").first.click()
    walker.write("The number it shows now", _number(secret, 1)).tap("Open it").tap("Yes")

    look(walker.open("/keys/anew").on("/keys/anew", "I think somebody got in"), "anew")
    walker.write("Your words as they are now", NEW).write("Your new words", FILE)
    look(walker.tap("Make everything new").on("/keys/anew", "Everything is new"), "anew-done")
    walker.says("sealed anew").open("/keys").says("everything made new")
    look(walker.open("/keys/paper").on("/keys/paper", "Another recovery key"), "another-key")
    walker.write("Your words as they are now", FILE).tap("I want none").on("/keys")
    walker.says("you have none")


def test_it_is_taken_along_brought_in_and_erased(begin: Begin, house: House) -> None:
    walker, _, _ = _kept(begin, "file")
    look(walker.open("/keys/file").on("/keys/file", "Take it all along"), "file")
    walker.write("Your words as they are now", OLD).write("Other words", FILE)
    with walker.page.expect_download(timeout=90_000) as taken:
        walker.page.get_by_role("button", name="Make the file").click()
    assert taken.value.suggested_filename == "notes.age"
    sealed = taken.value.path().read_bytes()
    files = zipfile.ZipFile(io.BytesIO(pyrage.passphrase.decrypt(sealed, FILE)))
    assert LINE in files.read("notes.html").decode()

    look(walker.open("/keys/bring").on("/keys/bring", "Bring a file in"), "bring")
    walker.page.set_input_files("#file", taken.value.path())
    walker.page.set_default_navigation_timeout(90_000)
    walker.write("The words of the file", FILE).tap("Bring it in").on("/keys")
    walker.says("came in with the file")
    assert house.holds(LINE) == []

    look(walker.tap("Erase everything").on("/keys/erase", "Erase everything"), "erase")
    walker.write("Your words as they are now", OLD).tap("Erase it all").on("/")
    walker.open("/keys").on("/in")


def _kept(begin: Begin, what: str) -> tuple[Walker, str, list[str]]:
    """Somebody who wrote a line and kept it; their name and recovery key."""
    walker = begin().open("/begin").tap("Yes").open("/begin/words")
    walker.write("In your own words", LINE).tap("Go on").open("/keep")
    name = f"{what}-{int(walker.script)}"
    walker.write("A name", name).write("Your words", OLD).tap("Keep it")
    key = walker.page.locator(".note .lead").inner_text().strip().split("-")
    assert [len(group) for group in key] == [4] * 8 + [2]
    return walker, name, key


def _secret(walker: Walker) -> bytes:
    link = walker.page.locator('a[href^="otpauth:"]').get_attribute("href")
    assert link
    return base64.b32decode(parse_qs(urlsplit(link).query)["secret"][0])


def _number(secret: bytes, ahead: int = 0) -> str:
    """What the app shows, or will show so many half minutes from now."""
    totp = TOTP(secret)
    totp.time = time.time() + 30 * ahead
    assert re.fullmatch(r"\d{1,6}", str(totp.token()))
    return f"{totp.token():06d}"
