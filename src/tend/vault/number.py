"""The second step: six digits that an app on one's phone makes anew every half minute (TOTP).

The secret lies in the keyring, under the root key: whoever copies the database cannot read it, and
it can be checked as soon as the passphrase has opened its slot, before any session row is made. It
is asked on the same form as name and words, from everybody alike, so that nobody learns which of
the three was wrong or whether an account has one.
"""

from __future__ import annotations

import base64
import secrets
from urllib.parse import quote, urlencode

import msgspec
from django_otp.oath import TOTP  # type: ignore[import-untyped]

from tend.vault import clock
from tend.vault.ring import Ring

SIZE = 20  # bytes of the secret, as RFC 4226 advises
DIGITS = 6
DRIFT = 1  # steps of half a minute that a clock may be wrong
NAME = "Notes"  # what the app shows: as little as the title of our pages


class Wrong(Exception):
    """The number is not the one the app shows now, or it was used before."""


def new() -> bytes:
    """A secret."""
    return secrets.token_bytes(SIZE)


def passed(ring: Ring, typed: str) -> Ring:
    """The ring after the number was taken, which then counts no second time. Raises `Wrong`.

    A ring without a second step takes anything.
    """
    if not ring.number:
        return ring
    at = step(ring.number, typed, ring.number_at)
    return msgspec.structs.replace(ring, number_at=at)


def step(secret: bytes, typed: str, after: int = -1) -> int:
    """The time step of a number that is right and later than `after`. Raises `Wrong`."""
    digits = "".join(typed.split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()):
        raise Wrong
    totp = TOTP(secret, digits=DIGITS)
    totp.time = clock.now()
    if not totp.verify(int(digits), tolerance=DRIFT, min_t=after + 1):
        raise Wrong
    return int(totp.t())


def groups(secret: bytes) -> list[str]:
    """The secret as an app takes it by hand: base 32, in groups of four."""
    text = base64.b32encode(secret).decode()
    return [text[at : at + 4] for at in range(0, len(text), 4)]


def link(secret: bytes) -> str:
    """The secret as an app on the same phone takes it by a tap."""
    asked = urlencode({"secret": "".join(groups(secret)), "issuer": NAME})
    return f"otpauth://totp/{quote(NAME)}?{asked}"
