"""The second step: the number counts once, is asked before anybody is let in, and tells nothing."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django_otp.oath import TOTP  # type: ignore[import-untyped]

from tend.vault import number, sessions
from tend.vault.models import Session
from tend.vault.ring import Ring
from tests.vault import doing
from tests.vault.conftest import Clock

RFC = b"12345678901234567890"
"""The key of the test values of RFC 6238, appendix B (its numbers have eight digits there)."""


WIDE = "\uff11\uff12\uff13\uff14\uff15\uff16"
"""Digits of another script: `int` would read them."""


def shown(secret: bytes, at: float) -> str:
    """What the app shows at a moment."""
    totp = TOTP(secret)
    totp.time = at
    return f"{totp.token():06d}"


def set_up(browser: Client, time: Clock, words: str = doing.PASSPHRASE) -> tuple[bytes, Any]:
    """Set the second step up; its secret and the answer."""
    page = browser.get("/keys/number").content.decode()
    link = re.search(r'href="(otpauth:[^"]+)"', page)
    assert link
    typed = parse_qs(urlsplit(link[1].replace("&amp;", "&")).query)["secret"][0]
    import base64

    secret = base64.b32decode(typed)
    sealed = page.split('name="secret" value="')[1].split('"')[0]
    form = {"secret": sealed, "number": shown(secret, time.at), "now": words}
    return secret, doing.send(browser, "/keys/number", "/keys", **form)


def come(browser: Client, digits: str) -> bool:
    doing.send(browser, "/in", name="green-kettle-42", passphrase=doing.PASSPHRASE, number=digits)
    return bool(doing.here(browser)["here"])


@pytest.mark.parametrize(
    ("at", "digits"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")]
)
def test_the_numbers_are_those_of_the_standard(time: Clock, at: int, digits: str) -> None:
    time.at = float(at)
    assert number.step(RFC, digits) == at // 30
    assert number.step(RFC, f" {digits[:3]} {digits[3:]} ") == at // 30


@pytest.mark.parametrize(
    "typed",
    ["", "12345", "1234567", "abcdef", WIDE, "-12345", "1e1234"],
)
def test_what_is_no_number_is_wrong(time: Clock, typed: str) -> None:
    with pytest.raises(number.Wrong):
        number.step(RFC, typed)


def test_a_number_is_asked_before_anybody_is_let_in(browser: Client, time: Clock) -> None:
    doing.kept(browser)
    secret, answer = set_up(browser, time)
    assert answer["Location"] == "/keys"
    assert b"the number is asked too" in browser.get("/keys").content
    doing.send(browser, "/out")
    time.forward(1)
    for wrong in ("", "000000", shown(secret, time.at - 600)):
        assert not come(browser, wrong)
        assert Session.objects.count() == 0
    assert come(browser, shown(secret, time.at))


def test_a_number_counts_once(browser: Client, time: Clock) -> None:
    doing.kept(browser)
    secret, _ = set_up(browser, time)
    doing.send(browser, "/out")
    assert not come(browser, shown(secret, time.at))  # taken when it was set up
    time.forward(1)
    digits = shown(secret, time.at)
    assert come(browser, digits)
    doing.send(browser, "/out")
    assert not come(browser, digits)


def test_s25_a_wrong_number_looks_like_wrong_words(browser: Client, time: Clock) -> None:
    doing.kept(browser)
    set_up(browser, time)
    doing.send(browser, "/out")
    form = {"name": "green-kettle-42", "number": "000000"}
    numbers = doing.send(browser, "/in", passphrase=doing.PASSPHRASE, **form)
    words = doing.send(browser, "/in", passphrase="no no no no", **form)
    assert numbers.status_code == words.status_code
    assert len(numbers.content) == len(words.content)


def test_without_a_second_step_a_number_changes_nothing(browser: Client, time: Clock) -> None:
    doing.kept(browser)
    doing.send(browser, "/out")
    assert come(browser, "123456")


def test_the_secret_is_not_shown_again_and_is_nowhere_clear(
    browser: Client, time: Clock, disk: Any
) -> None:
    doing.kept(browser)
    secret, _ = set_up(browser, time)
    group = number.groups(secret)[2]
    assert group.encode() not in browser.get("/keys/number").content
    assert doing.rings(browser).number == secret
    for file in disk.parent.iterdir():
        raw = file.read_bytes()
        assert secret not in raw
        assert secret.hex().encode() not in raw
        assert "".join(number.groups(secret)).encode() not in raw


def test_setting_it_up_asks_for_a_number_of_it_and_for_the_words(
    browser: Client, time: Clock
) -> None:
    doing.kept(browser)
    _, answer = set_up(browser, time, "not the words")
    assert b"not your words" in answer.content
    sealed = answer.content.decode().split('name="secret" value="')[1].split('"')[0]
    form = {"secret": sealed, "number": "000000", "now": doing.PASSPHRASE}
    answer = doing.send(browser, "/keys/number", "/keys", **form)
    assert b"not the number for this key" in answer.content
    assert doing.rings(browser).number == b""


@pytest.mark.parametrize("sealed", ["", "x", "AAAA"])
def test_a_secret_that_was_not_ours_is_not_taken(browser: Client, time: Clock, sealed: str) -> None:
    doing.kept(browser)
    form = {"secret": sealed, "number": shown(RFC, time.at), "now": doing.PASSPHRASE}
    doing.send(browser, "/keys/number", "/keys", **form)
    assert doing.rings(browser).number == b""


def test_it_is_taken_away_for_the_words(browser: Client, time: Clock) -> None:
    doing.kept(browser)
    set_up(browser, time)
    assert b"not your words" in doing.prove(browser, "/keys/number", "no no no").content
    assert doing.rings(browser).number
    doing.prove(browser, "/keys/number")
    doing.send(browser, "/out")
    assert come(browser, "")


def test_the_recovery_key_opens_it_without_the_number(browser: Client, time: Clock) -> None:
    groups = doing.kept(browser)
    set_up(browser, time)
    doing.send(browser, "/out")
    doing.recover(browser, "-".join(groups))
    assert doing.here(browser)["here"]
    assert doing.rings(browser).number == b""


def test_a_ring_that_was_its_keys_alone_is_still_read() -> None:
    import msgspec

    from tend.vault import ring
    from tend.vault.envelope import Unreadable, seal

    root, keys = bytes(range(32)), {1: bytes(32)}
    old = seal(root, msgspec.msgpack.encode(keys), ("ring", "me"))
    assert ring.opened(root, old, "me") == Ring(keys)
    with pytest.raises(Unreadable):
        ring.opened(root, seal(root, b"\xc1", ("ring", "me")), "me")
    assert Ring(keys).idle == sessions.IDLE
