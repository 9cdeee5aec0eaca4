"""The lines of a check page: words most of them begin with are said once, above them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise, takewhile

from tend.core.facts import Answer

Line = tuple[str, str, Answer | None, tuple[tuple[str, str], ...]]
"""A line of the check: fact, words, the answer given so far, the answers it can have."""

LEAST = 4  # words that are worth saying once


def spoken(lines: Iterable[Line]) -> dict[str, object]:
    """What a page of lines shows: `who` is said once, and stands cut off where `cut` is true."""
    lines = list(lines)
    who = opening(words for _, words, _, _ in lines)
    return {"who": who, "lines": [_cut(line, who) for line in lines]}


def opening(texts: Iterable[str]) -> str:
    """The words at least two texts in a row begin with; empty when they are too few."""
    shared = [_shared(one.split(), other.split()) for one, other in pairwise(texts)]
    worth = sorted((words for words in shared if len(words) >= LEAST), key=len)
    return " ".join(worth[0]) if worth else ""


def _shared(one: list[str], other: list[str]) -> list[str]:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return [word for word, _ in same]


def _cut(line: Line, who: str) -> tuple[bool, Line]:
    fact, words, answer, answers = line
    cut = bool(who) and words.startswith(who + " ")
    return cut, (fact, words[len(who) + 1 :] if cut else words, answer, answers)
