"""Django's password hasher, made so that one Argon2 run both checks a passphrase and opens a slot.

The stored text holds a check value. The slot key comes from the same run and is never stored:
whoever signs somebody in listens for it:

    with listening() as heard:
        account = authenticate(request, username=name, password=passphrase)
    slot_key = heard[-1]
"""

from __future__ import annotations

import base64
import contextlib
import logging
import secrets
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import BasePasswordHasher
from nacl.bindings import sodium_memcmp

from tend.vault import keys
from tend.vault.envelope import Unreadable

log = logging.getLogger("tend.vault")
_ear: ContextVar[list[bytes] | None] = ContextVar("heard slot keys", default=None)


@contextlib.contextmanager
def listening() -> Iterator[list[bytes]]:
    """Collect the slot keys of the passphrases that are checked or set inside this block."""
    heard: list[bytes] = []
    before = _ear.set(heard)
    try:
        yield heard
    finally:
        _ear.reset(before)


class Stored(NamedTuple):
    """The parts of a stored text; `pepper` is the mark of the one that was mixed in."""

    algorithm: str
    profile: keys.Profile
    pepper: str
    salt: str
    check: bytes


def mark(pepper: bytes) -> str:
    """What a pepper is known by: 8 hex digits that say nothing of it."""
    return keys.subkey(pepper, "tend-pepper-id-1").hex()[:8]


def now_used() -> keys.Profile:
    """What a passphrase costs on this copy."""
    return keys.SMALL if settings.TEND_SMALL else keys.USUAL


def outgrown(encoded: str) -> bool:
    """Whether a stored text is weaker than one made now would be: it is made anew at sign-in."""
    stored: Stored = _DECODERS[encoded.split("$", 1)[0]]().decode(encoded)
    profile = now_used()
    weaker = stored.profile.passes < profile.passes or stored.profile.memory < profile.memory
    return weaker or stored.algorithm != SlotHasher.algorithm


class SlotHasher(BasePasswordHasher):
    """Argon2id by libsodium, parameters in the stored text, never below the floor; and the pepper.

    The pepper is 32 bytes in a file beside the database and never in it: whoever has a copy of the
    database alone cannot even begin to guess passphrases.
    """

    algorithm = "tend2"

    def salt(self) -> str:
        """16 random bytes as text."""
        return base64.urlsafe_b64encode(secrets.token_bytes(keys.SALT)).decode()

    def encode(self, password: str, salt: str) -> str:
        """The text to store for a passphrase; tells its slot key to whoever listens."""
        profile = now_used()
        check = base64.urlsafe_b64encode(self._check(password, salt, profile)).decode()
        cost = f"{profile.passes}${profile.memory >> 10}"
        return f"{self.algorithm}${cost}${mark(settings.TEND_PEPPER)}${salt}${check}"

    def decode(self, encoded: str) -> Any:
        """The parts of a stored text; raises ValueError when it is not one of ours."""
        algorithm, passes, kibibytes, pepper, salt, check = encoded.split("$")
        profile = keys.Profile(int(passes), int(kibibytes) << 10)
        return Stored(algorithm, profile, pepper, salt, base64.urlsafe_b64decode(check))

    def verify(self, password: str, encoded: str) -> bool:
        """Whether it is this passphrase; parameters below the floor are never tried."""
        stored = self.decode(encoded)
        try:
            return sodium_memcmp(self._check(password, stored.salt, stored.profile), stored.check)
        except Unreadable:
            log.exception("A stored passphrase has parameters below the floor; it was not tried.")
            return False

    def must_update(self, encoded: str) -> bool:  # noqa: ARG002  (Django's own shape)
        """Never by itself: a second run would part the check from the slot it opens."""
        return False

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing to even out: every attempt costs exactly one run."""

    def safe_summary(self, encoded: str) -> Any:
        """What may be shown of a stored text."""
        stored = self.decode(encoded)
        return {"algorithm": stored.algorithm, "passes": stored.profile.passes}

    def _check(self, passphrase: str, salt: str, profile: keys.Profile) -> bytes:
        stretched = keys.stretch(passphrase, base64.urlsafe_b64decode(salt), profile)
        mixed = self._mixed(stretched)
        heard = _ear.get()
        if heard is not None:
            heard.append(keys.subkey(mixed, "tend-slot-1"))
        return keys.subkey(mixed, "tend-check-1")

    def _mixed(self, stretched: bytes) -> bytes:
        return keys.subkey(stretched, "tend-pepper-1", settings.TEND_PEPPER)


class PlainSlotHasher(SlotHasher):
    """As passphrases were stored before there was a pepper; read only, made anew at sign-in."""

    algorithm = "tend1"

    def decode(self, encoded: str) -> Any:
        """The parts of a stored text; raises ValueError when it is not one of ours."""
        algorithm, passes, kibibytes, salt, check = encoded.split("$")
        return super().decode(f"{algorithm}${passes}${kibibytes}$${salt}${check}")

    def _mixed(self, stretched: bytes) -> bytes:
        return stretched


_DECODERS = {kind.algorithm: kind for kind in (SlotHasher, PlainSlotHasher)}
