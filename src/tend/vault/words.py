"""Names and passphrases to offer: short, plain words that are easy to keep in mind and to spell.

Each of the five words of a passphrase is one of more than 2,048, so the five together hold 55 bits;
with the slow key of `keys.stretch` trying them all is out of reach. Words are of the house, the
kitchen, the garden and the weather, and none of them says what Tend is about.
"""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path

COUNT = 5  # words of an offered passphrase
_FILE = Path(__file__).with_name("words.txt")


@cache
def listed() -> tuple[str, ...]:
    """Every word that may be offered, in order."""
    return tuple(_FILE.read_text(encoding="utf-8").split())


def name() -> str:
    """Two words and two digits: green-kettle-42."""
    return f"{_one()}-{_one()}-{secrets.randbelow(90) + 10}"


def passphrase() -> str:
    """Five words with a space between them."""
    return " ".join(_one() for _ in range(COUNT))


def again(offered: str) -> str:
    """The five words offered before, so that a slip does not change them; else five new ones."""
    before = offered.split()
    ours = len(before) == COUNT and set(before) <= set(listed())
    return " ".join(before) if ours else passphrase()


def _one() -> str:
    return secrets.choice(listed())
