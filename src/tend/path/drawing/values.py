"""What goes into the drawings and what comes out of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

import msgspec

from tend.path.drawing.svg import Markup

Kind = Literal["emotional", "spiritual", "sexual"]
KINDS: tuple[Kind, ...] = get_args(Kind)
State = Literal["opened", "open", "again", "ahead"]
STATES: tuple[State, ...] = get_args(State)

POINTS = 10
"""The most a reading can say; the least is 0."""

MOST_WEEKS = 1040
"""Weeks a cord can reach back: twenty years."""

MOST_LAYERS = 12
"""Layers a start can have: more rings than this could not be told apart on a phone."""


def _must(holds: bool, what: str) -> None:  # noqa: FBT001 - a claim, and what to say if not
    if not holds:
        raise ValueError(what)


def _whole(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


class Reading(msgspec.Struct, frozen=True):
    """One strand in one week: how close it was, and as close as I want, both 0-10.

    None: not said. A wish that was not said is the last one said before. A value that cannot be is
    refused (ValueError), never bent into one that nobody gave.
    """

    week: int
    now: int | None = None
    wish: int | None = None

    def __post_init__(self) -> None:
        _must(_whole(self.week, 0, MOST_WEEKS), f"week: {self.week!r} is not 0 to {MOST_WEEKS}")
        for name, said in (("now", self.now), ("wish", self.wish)):
            fits = said is None or _whole(said, 0, POINTS)
            _must(fits, f"{name}: {said!r} is not 0 to {POINTS}, nor None")


class Moment(msgspec.Struct, frozen=True):
    """A moment that was kept: the week, and which strands met in it."""

    week: int
    met: tuple[Kind, ...] = KINDS

    def __post_init__(self) -> None:
        _must(_whole(self.week, 0, MOST_WEEKS), f"week: {self.week!r} is not 0 to {MOST_WEEKS}")
        known = bool(self.met) and set(self.met) <= set(KINDS)
        _must(known and len(set(self.met)) == len(self.met), f"met: {self.met!r}")


class Cord(msgspec.Struct, frozen=True):
    """Three strands of closeness, week by week, up to the week that is now.

    The weeks of a strand rise: whoever has two readings of a week passes the later one. Without
    `faith` the second strand is called *meaning*.
    """

    emotional: tuple[Reading, ...] = ()
    spiritual: tuple[Reading, ...] = ()
    sexual: tuple[Reading, ...] = ()
    moments: tuple[Moment, ...] = ()
    now: int = 0
    faith: bool = True

    def __post_init__(self) -> None:
        _must(_whole(self.now, 0, MOST_WEEKS), f"now: {self.now!r} is not 0 to {MOST_WEEKS}")
        for kind, strand in zip(KINDS, self.strands(), strict=True):
            weeks = [reading.week for reading in strand]
            _must(weeks == sorted(set(weeks)), f"{kind}: the weeks do not rise")
        last = max((kept.week for kept in self._kept()), default=0)
        _must(last <= self.now, f"now: {self.now} is before the last week, {last}")

    def strands(self) -> tuple[tuple[Reading, ...], ...]:
        """The readings of each strand, in the order of `KINDS`."""
        return self.emotional, self.spiritual, self.sexual

    def names(self) -> tuple[str, ...]:
        """What each strand is called on the page."""
        return "emotional", "spiritual" if self.faith else "meaning", "sexual"

    def _kept(self) -> Iterable[Reading | Moment]:
        return [*self.emotional, *self.spiritual, *self.sexual, *self.moments]


class Layer(msgspec.Struct, frozen=True):
    """One layer of a start: its name on the page, and how it stands.

    `opened`: it was worked in and rests. `open`: it is worked in now. `again`: it was opened before
    and is open once more. `ahead`: still to come.
    """

    name: str
    state: State = "ahead"

    def __post_init__(self) -> None:
        _must(bool(self.name.strip()), "name: empty")
        _must(self.state in STATES, f"state: {self.state!r}")


class Rings(msgspec.Struct, frozen=True):
    """The layers of one start, in the order in which they are walked: the first is the heart."""

    start: str
    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        count = len(self.layers)
        _must(1 <= count <= MOST_LAYERS, f"layers: {count} is not 1 to {MOST_LAYERS}")


class Drawing(msgspec.Struct, frozen=True):
    """A drawing as a page needs it: the picture, the same in words, the same as a table.

    `key` names what is only numbered in the picture: pairs of a class and words, in order.
    """

    svg: Markup
    says: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    key: tuple[tuple[str, str], ...] = ()


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def count(number: int, one: str, many: str) -> str:
    """So many of a thing, small numbers in words."""
    said = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{said} {one if number == 1 else many}"


def listed(words: Iterable[str]) -> str:
    """Words in a row as they are spoken: one, two and three."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def begun(sentence: str) -> str:
    """A sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]
