"""What is long and easy to guess all the same: asked before a passphrase is taken.

A short list of our own, in `easy.txt`, and three rules; nothing is looked up elsewhere. Digits and
signs around a guess do not make it a better one, so they are left out of the comparison.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

FEW = 5  # different letters; fewer are one letter again and again
ROUND = 6  # letters after which a text that repeats itself is known
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "01234567890123456789",
)
_FILE = Path(__file__).with_name("easy.txt")


@cache
def listed() -> frozenset[str]:
    """Every text that is known to be guessed, without spaces and signs."""
    return frozenset(map(core, _FILE.read_text(encoding="utf-8").splitlines()))


def guessed(passphrase: str, name: str = "") -> bool:
    """Whether somebody who tries what people usually take would try this."""
    text = bare(passphrase)
    return (
        len(set(text)) < FEW
        or _again(text)
        or any(text in row or text in row[::-1] for row in ROWS)
        or core(passphrase) in listed()
        or (bool(name) and text == bare(name))
    )


def bare(text: str) -> str:
    """Letters and digits alone, small."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def core(text: str) -> str:
    """The same without digits at its ends, and with 0 1 3 4 5 7 read as the letters they stand for.

    A text that is only digits stays as it is.
    """
    plain = bare(text)
    middle = re.sub(r"^\d+|\d+$", "", plain)
    return middle.translate(str.maketrans("013457", "oieast")) or plain


def _again(text: str) -> bool:
    """Whether it is a short piece, repeated."""
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, ROUND + 1))
