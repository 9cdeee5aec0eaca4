"""The recovery key: 160 random bits on paper, shown once, with which the words can be replaced.

Written in Crockford's base 32, which has no I, L, O or U to mistake: 32 characters and two that
check them, in groups of four. The check is the number modulo 1021, the largest prime below 32 * 32:
it catches every single wrong character and every two that were exchanged, before anything is tried.
It needs neither Argon2 nor the pepper: it cannot be guessed, and it must open when both are lost.
"""

from __future__ import annotations

import secrets

from tend.vault import keys

SIZE = 20  # bytes: 160 bits
LENGTH, CHECK, GROUP = 32, 2, 4  # characters
PRIME = 1021
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


class Slip(Exception):
    """Not a recovery key: a character is wrong, missing or too many."""


def new() -> bytes:
    """A recovery key."""
    return secrets.token_bytes(SIZE)


def slot_key(raw: bytes) -> bytes:
    """The key of the slot that a recovery key opens."""
    return keys.subkey(raw, "tend-paper-1")


def groups(raw: bytes) -> list[str]:
    """A recovery key as it is written: eight groups of four, and one of two."""
    number = int.from_bytes(raw, "big")
    text = _written(number, LENGTH) + _written(number % PRIME, CHECK)
    return [text[at : at + GROUP] for at in range(0, len(text), GROUP)]


def read(text: str) -> bytes:
    """The recovery key that was typed, whatever its case, spaces and dashes.

    Raises `Slip` for anything that is not one.
    """
    plain = folded(text)
    try:
        values = [ALPHABET.index(each) for each in plain]
    except ValueError as error:
        raise Slip from error
    if len(values) != LENGTH + CHECK:
        raise Slip
    number, check = _number(values[:LENGTH]), _number(values[LENGTH:])
    if number % PRIME != check:
        raise Slip
    return number.to_bytes(SIZE, "big")


def folded(text: str) -> str:
    """What was typed, in the one spelling: large letters, no spaces, O read as 0, I and L as 1."""
    return "".join(text.split()).upper().translate(_READ_AS)


def _written(number: int, length: int) -> str:
    return "".join(ALPHABET[(number >> 5 * at) & 31] for at in reversed(range(length)))


def _number(values: list[int]) -> int:
    number = 0
    for value in values:
        number = number << 5 | value
    return number
