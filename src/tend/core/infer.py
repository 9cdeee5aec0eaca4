"""The flags a step's wording asks for, whatever its front matter says (law 6).

Rules of thumb over plain sentences, on the strict side. `check-pack` refuses a step that
has the wording and lacks the flag; the author rewrites the line or adds the flag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tend.core.pack import Step

_SPOUSE = r"(?:(?:your|my|the)\s+)?(?:\{spouse\}|(?:husband|wife|spouse|partner)\b)"
_NOT = r"(?:not|never|nobody|without|n't|no need to|rather than|instead of|need not|nothing to)"
_SAY = (
    r"(?:tell|ask|say\s+[^.,;]{0,40}?\bto|show|send|give|write\s+to|text|message|call|phone|thank"
    r"|answer|invite|talk\s+(?:to|with)|speak\s+(?:to|with)|share\s+[^.,;]{0,30}?\bwith"
    r"|let|read\s+[^.,;]{0,30}?\bto|listen\s+to|greet|encourage|praise|apologi[sz]e\s+to"
    r"|hand\s+[^.,;]{0,30}?\bto|offer)"
)
_TOUCH = (
    r"(?:touch|hold|hug|kiss|stroke|embrace|massage|cuddle|caress|sit\s+close"
    r"|lie\s+(?:down\s+)?(?:close|beside|next))"
)
_EACH = r"(?:each\s+other|one\s+another)"

RULES: dict[str, re.Pattern[str]] = {
    "toward-spouse": re.compile(rf"\b{_SAY}\s+(?:to\s+|with\s+)?{_SPOUSE}", re.IGNORECASE),
    "touch": re.compile(
        rf"\b{_TOUCH}(?:ing|s)?\b[^.;]{{0,40}}(?:{_SPOUSE}|\b{_EACH})"
        rf"|\b{_SPOUSE}(?:'s|\u2019s)\s+(?:hand|arm|back|hair|skin|body)"
        rf"|\b(?:make\s+love|have\s+sex)\b",
        re.IGNORECASE,
    ),
    "forgive": re.compile(r"\b(?:forgiv|reconcil)\w*", re.IGNORECASE),
    "kind-no": re.compile(
        r"\bkind\s+no\b|\bsay(?:ing)?\s+no\s+to\s+(?:sex|closeness|touch|your\s+\{spouse\})",
        re.IGNORECASE,
    ),
}
_BEFORE = 40


def _lines(step: Step) -> Iterator[str]:
    yield from (step.title, *step.how, step.smaller)


IN_A_SCRIPT = ("toward-spouse", "forgive", "kind-no")
"""Flags a script can ask for; that a script names touch or sex makes nobody touch."""


def wording(step: Step) -> dict[str, str]:
    """Flag -> the words that ask for it."""
    found: dict[str, str] = {}
    for line in _lines(step):
        _look(line, tuple(RULES), found)
    for line in step.words.splitlines():
        _look(line, IN_A_SCRIPT, found)
    return found


def _look(line: str, flags: tuple[str, ...], found: dict[str, str]) -> None:
    for flag in flags:
        hit = RULES[flag].search(line)
        if hit and not _denied(line, hit.start()):
            found.setdefault(flag, hit.group())


def _denied(line: str, at: int) -> bool:
    """Whether the words just before say not to."""
    before = re.split(r"[.;:,]", line[max(0, at - _BEFORE) : at])[-1]
    return re.search(rf"\b{_NOT}\b|n[\u2019']t\b", before, re.IGNORECASE) is not None
