"""Last time's wish: said back first on a later day, and what there is that may be near it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from tend.core.entries import Tomorrow, Tried
from tend.core.pack import Step
from tend.path.walk import HOUR, Here

LOOKED_AT = 64  # entries back from the newest in which last time's wish is looked for
MORNING = 4  # o'clock, when a day begins
DAY = 24  # hours
SHORTEST = 4  # letters of a word that may tell what is wished for
EMPTY = frozenset(
    re.findall(
        r"\w+",
        """
        about again also been begin being could does every feel find from have help here husband
        into just know less like little long make maybe more much need only partner please really
        some someth step still that them then there they this time today tomorrow very want what
        when where which wife wish with without would your
        """,
    )
)
"""Words that tell nothing of it, as `_telling` leaves them."""

_ENDING = re.compile(r"(?<=\w{4})(?:ings?|ers?|ed|es|s)$")


def told(found: Here) -> dict[str, object]:
    """For the page: the wish (text or ""), another step near it or None, whether to look on."""
    text = _text(found) if found.writes else ""
    if not text or (found.step and near(text, [found.step])):
        return {"wish": text}
    others = [step for id in found.decision.others if (step := found.pack.step(id))]
    return {"wish": text, "wish_near": near(text, others), "wish_else": found.step and others}


def near(wish: str, steps: Iterable[Step]) -> Step | None:
    """The first step in whose title or reason a word of the wish stands."""
    wished = _telling(wish)
    return next((step for step in steps if wished & _telling(f"{step.title} {step.why}")), None)


def _telling(text: str) -> set[str]:
    """The words that tell something, small and without their endings."""
    words = re.findall(rf"\w{{{SHORTEST},}}", text.casefold())
    return {_ENDING.sub("", word) for word in words} - EMPTY


def _text(found: Here) -> str:
    """What was wished for last time, on a later day and until the next step is tried."""
    if not found.state.tomorrow or found.state.count - found.state.tomorrow >= LOOKED_AT:
        return ""
    for _, entry in islice(found.vault.entries(), LOOKED_AT):
        if isinstance(entry, Tried):
            return ""
        if isinstance(entry, Tomorrow):
            return entry.text if _day(found, entry.at) < _day(found, found.now) else ""
    return ""


def _day(found: Here, at: float) -> int:
    """The number of the day a moment lies in, where the person is."""
    return int((at / HOUR + found.offset - MORNING) // DAY)
