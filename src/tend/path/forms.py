"""What the forms of the path may hold, read kindly: what does not fit is left out, no error."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Literal, get_args

from tend.core.known import Chosen
from tend.core.pack import Pack, Start
from tend.vault.visit import Visit

When = Literal["now", "past"]
Owned = Literal["yes", "partly", "no"]

MOST = 3  # starts at once
OWN_WORD = 24  # letters of an own word for the spouse
SPOUSES = ("husband", "wife", "partner")

WHEN = (("now", "Still going on"), ("past", "It is over"))
OWNED = (("yes", "Yes"), ("partly", "In part"), ("no", "No"))
"""The answers of the two questions a start may ask: value and words."""


def text(request: Visit, name: str) -> str:
    """Typed words, whole; only the empty space around them goes."""
    return request.POST.get(name, "").strip()


def one(request: Visit, name: str, known: Collection[str]) -> str | None:
    """One of the known values, or None."""
    value = request.POST.get(name)
    return value if value in known else None


def ticked(request: Visit, known: Iterable[Start]) -> list[str]:
    """The ids of the starts ticked, of those that stood on the page, in the order of the pack."""
    given = set(request.POST.getlist("start"))
    return [start.id for start in known if start.id in given]


def chosen(request: Visit, before: Chosen, start: Start) -> Chosen:
    """A start with what was said of it; what was not answered stays as it was."""
    when: When = before.when
    owned: Owned = before.owned
    for value in get_args(When):
        if "when" in start.asks and request.POST.get(f"when-{start.id}") == value:
            when = value
    for value in get_args(Owned):
        if "owned" in start.asks and request.POST.get(f"owned-{start.id}") == value:
            owned = value
    return Chosen(start.id, when, owned)


def picked(ids: Iterable[str], before: Iterable[Chosen]) -> tuple[Chosen, ...]:
    """The starts of those ids; what was said of one before is kept."""
    known = {start.id: start for start in before}
    return tuple(known.get(id, Chosen(id)) for id in ids)


def asking(starts: Iterable[Chosen], pack: Pack) -> list[Start]:
    """The starts among these that have something to ask."""
    found = (pack.start(start.id) for start in starts)
    return [start for start in found if start and start.asks]


_MINE = re.compile(r"\bmy (husband|wife|partner)\b", re.IGNORECASE)


def called(words: str) -> str | None:
    """What the person calls the one they married, when their own words say it without doubt."""
    found = {match.lower() for match in _MINE.findall(words)}
    return found.pop() if len(found) == 1 else None


def own_word(request: Visit, before: str) -> str | None:
    """The word for the spouse: a new own one, else one of three; None leaves it as it was."""
    own = " ".join(text(request, "words_own").split())[:OWN_WORD]
    return own if own not in ("", before) else one(request, "spouse", SPOUSES)
