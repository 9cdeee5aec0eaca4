"""Keys: the floor, one at a time, and slots that open for one account only."""

from __future__ import annotations

import threading
import time as real
from typing import Any

import pytest
from nacl import pwhash

from tend.vault import keys, ring
from tend.vault.envelope import Unreadable
from tend.vault.keys import FLOOR, SMALL, USUAL, Busy, Profile

SALT = bytes(16)


@pytest.mark.parametrize("profile", [Profile(1, 128 << 20), Profile(3, 32 << 20), Profile(0, 0)])
def test_less_than_the_floor_is_refused(profile: Profile) -> None:
    with pytest.raises(Unreadable):
        keys.stretch("some words", SALT, profile)


@pytest.mark.parametrize("profile", [USUAL, SMALL])
def test_what_is_used_lies_above_the_floor(profile: Profile) -> None:
    assert profile.passes >= FLOOR.passes
    assert profile.memory >= FLOOR.memory


def test_the_usual_profile_is_three_passes_of_128_mib() -> None:
    assert Profile(3, 128 * 1024 * 1024) == USUAL


def test_a_known_passphrase_gives_the_known_key() -> None:
    made = keys.stretch("acorn lantern river", bytes(range(16)), SMALL)
    assert made.hex() == KNOWN


def test_one_spelling_whatever_the_keyboard() -> None:
    composed, apart = "caf\u00e9 caf\u00e9 caf\u00e9", "cafe\u0301 cafe\u0301 cafe\u0301"
    assert keys.stretch(composed, SALT, SMALL) == keys.stretch(apart, SALT, SMALL)


def test_a_second_one_waits_a_little_and_is_then_sent_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(*_: Any, **__: Any) -> bytes:
        begun.set()
        go.wait(10)
        return bytes(32)

    monkeypatch.setattr(pwhash.argon2id, "kdf", slow)
    first = threading.Thread(target=keys.stretch, args=("one", SALT, SMALL))
    first.start()
    begun.wait(10)
    before = real.monotonic()
    with pytest.raises(Busy):
        keys.stretch("two", SALT, SMALL)
    assert 0.25 < real.monotonic() - before < 2
    go.set()
    first.join()
    assert keys.stretch("two", SALT, SMALL) == bytes(32)


def test_a_slot_opens_for_its_account_and_kind_only() -> None:
    slot, root = keys.new_key(), keys.new_key()
    sealed = keys.wrap(slot, root, "me", "pass")
    assert keys.unwrap(slot, sealed, "me", "pass") == root
    for key, account, kind in ((slot, "you", "pass"), (slot, "me", "x"), (root, "me", "pass")):
        with pytest.raises(Unreadable):
            keys.unwrap(key, sealed, account, kind)


def test_a_keyring_opens_with_its_root_and_account_only() -> None:
    root, made = keys.new_key(), ring.new()
    sealed = ring.sealed(root, made, "me")
    assert ring.opened(root, sealed, "me") == made
    for key, account in ((root, "you"), (keys.new_key(), "me")):
        with pytest.raises(Unreadable):
            ring.opened(key, sealed, account)


def test_keys_of_different_purpose_differ() -> None:
    key = keys.new_key()
    assert (
        len({keys.subkey(key, "a"), keys.subkey(key, "b"), keys.subkey(key, "a", b"x"), key}) == 4
    )
    assert keys.item_keys({1: key}) != {1: key}


KNOWN = "2e7ef06cbb90048f1c695d0320c4a0bb611f90c12ab527f97ee8f841d66c811f"
