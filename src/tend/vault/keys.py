"""Keys: passphrase or recovery key -> slot key -> root key -> keyring (`ring`) -> item keys.

Only what is drawn here at random protects the log; the passphrase merely wraps it, so that a new
passphrase rewrites nothing. Sub-keys are keyed BLAKE2b-256 with a purpose each.
"""

from __future__ import annotations

import secrets
import threading
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from nacl import pwhash
from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from tend.vault.envelope import Unreadable, seal, unseal

SIZE = 32  # bytes of every key
SALT = 16  # bytes


class Profile(NamedTuple):
    """What one guess at a passphrase costs: passes over so many bytes of memory."""

    passes: int
    memory: int


USUAL = Profile(3, 128 << 20)  # about 0.2 s on the machine it was measured on
SMALL = Profile(3, 64 << 20)  # for a machine with little memory, chosen by its host
FLOOR = Profile(2, 64 << 20)  # less is refused, also when the database says so
WAIT = 0.3  # seconds the second one waits before it is asked to come back

_one_at_a_time = threading.Lock()


class Busy(Exception):
    """Somebody else's passphrase is being tried in this worker; memory allows one at a time."""


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(SIZE)


def subkey(key: bytes, purpose: str, data: bytes = b"") -> bytes:
    """A key for one purpose (at most 16 bytes of name), optionally bound to more data."""
    made = blake2b(data, digest_size=SIZE, key=key, person=purpose.encode(), encoder=RawEncoder)
    return bytes(made)


def stretch(passphrase: str, salt: bytes, profile: Profile) -> bytes:
    """Argon2id over the passphrase: slow on purpose, one run at a time in this process.

    Raises `Unreadable` below the floor and `Busy` when another run takes longer than `WAIT`.
    """
    if profile.passes < FLOOR.passes or profile.memory < FLOOR.memory:
        raise Unreadable
    same = unicodedata.normalize("NFKC", passphrase).encode()  # one text, whatever keyboard
    if not _one_at_a_time.acquire(timeout=WAIT):
        raise Busy
    try:
        made = pwhash.argon2id.kdf(
            SIZE, same, salt, opslimit=profile.passes, memlimit=profile.memory
        )
        return bytes(made)
    finally:
        _one_at_a_time.release()


def wrap(slot_key: bytes, root: bytes, account: str, kind: str) -> bytes:
    """The root key, sealed for one slot of one account."""
    return seal(slot_key, root, ("slot", account, kind))


def unwrap(slot_key: bytes, sealed: bytes, account: str, kind: str) -> bytes:
    """The root key out of its slot; raises `Unreadable`."""
    return unseal({1: slot_key}, sealed, ("slot", account, kind))


def noise() -> bytes:
    """What looks like a slot and opens for nobody: a key nobody has, sealed under another."""
    return wrap(new_key(), new_key(), "", "")


def item_keys(ring: Mapping[int, bytes]) -> dict[int, bytes]:
    """The keys that seal rows, by the same versions."""
    return {version: subkey(key, "tend-items-1") for version, key in ring.items()}
