"""Where the three strands of the cord run: from readings to places on the paper.

Everything is laid out on one row of whole units from LEFT (the first week) over NOW (this week) to
END: beyond now are the loose ends, which are still in somebody's hands. Pure arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

import msgspec

from tend.path.drawing.svg import Turn

LEFT, NOW, END = 6, 214, 242
LANE = 32
"""Units between strands that lie apart."""

SWING = 10
"""Units a strand swings to either side where they are braided."""

TURN = 47
"""Units until a braided strand is where it was."""

THICK, THIN = 5.2, 0.7
"""Half the width of a strand, in units: as close as wished, and not close at all."""

GAP = 4
"""More weeks than this between two readings are not bridged: nobody said what was there."""

SPAN = 8
"""The fewest weeks a picture shows, so that two readings never look like a long road."""

MEETS, MET = 0.5, 0.8
"""Nearness at which strands begin to turn toward each other, and at which they are braided."""

Told = tuple[int, float, float]
"""One reading as it is drawn: week, fullness 0-1 (the width), nearness 0-1 (the meeting)."""

Known = tuple[float, float] | None
"""Fullness and nearness at one unit; None where nobody said."""

Run = tuple[int, int]
"""The first and the last unit of a piece."""

_T = TypeVar("_T")
WIDTH = range(END - LEFT + 1)


class Scale(msgspec.Struct, frozen=True):
    """Weeks to units and back."""

    first: int
    now: int

    def x(self, week: float) -> float:
        """Where a week lies."""
        return LEFT + (NOW - LEFT) * (week - self.first) / (self.now - self.first)

    def week(self, x: float) -> float:
        """Which week lies there; beyond now it is now."""
        part = (x - LEFT) / (NOW - LEFT)
        return min(self.now, self.first + part * (self.now - self.first))


class Strand(msgspec.Struct, frozen=True):
    """One strand, unit by unit: its middle, half its width, whether it was told of there."""

    yarn: int
    middle: tuple[float, ...]
    half: tuple[float, ...]
    told: tuple[bool, ...]

    def side(self, x: int, part: float) -> Turn:
        """A place across it (-1 the upper edge, 0 the middle, 1 the lower) and the way it goes."""
        i = x - LEFT
        before, after = max(0, i - 1), min(WIDTH[-1], i + 1)
        slope = (self.middle[after] - self.middle[before]) / (after - before)
        out = part * self.half[i] / math.hypot(1, slope)
        return x - slope * out, self.middle[i] + out, 1, slope


class Laid(msgspec.Struct, frozen=True):
    """All strands from the top; how far they are braided, 0-1, unit by unit; where knots lie."""

    strands: tuple[Strand, ...]
    met: tuple[float, ...]
    knots: tuple[int, ...]


def full(now: int, wish: int) -> float:
    """How much of the wished closeness is there, 0-1; more than wished is full.

    One is added to both, so that a wish for nothing can be met and one point is never a cliff.
    """
    return min(1.0, (now + 1) / (wish + 1))


def near(now: int, wish: int) -> float:
    """How near it is to what is wished, 0-1; too much is as far away as too little."""
    small, large = sorted((now + 1, wish + 1))
    return small / large


def stretches(told: Sequence[Told]) -> list[list[Told]]:
    """Readings that belong together: no gap between them."""
    found: list[list[Told]] = []
    for reading in told:
        if found and reading[0] - found[-1][-1][0] <= GAP:
            found[-1].append(reading)
        else:
            found.append([reading])
    return found


def steadied(stretch: Sequence[Told]) -> list[Told]:
    """Each reading with half its weight from its neighbours: one bad week is not a new life."""
    around = [stretch[0], *stretch, stretch[-1]]
    return [
        (b[0], (a[1] + 2 * b[1] + c[1]) / 4, (a[2] + 2 * b[2] + c[2]) / 4)
        for a, b, c in zip(around, around[1:], around[2:], strict=False)
    ]


def along(told: Sequence[Told], scale: Scale) -> list[Known]:
    """What is known of one strand, unit by unit."""
    found = [steadied(stretch) for stretch in stretches(told)]
    return [_known(found, scale.week(LEFT + i), scale.now) for i in WIDTH]


def _known(found: Sequence[Sequence[Told]], week: float, now: int) -> Known:
    for stretch in found:
        # A reading speaks for half a week to either side; last week's still holds now.
        last = now if now - stretch[-1][0] <= 1 else stretch[-1][0] + 0.5
        if stretch[0][0] - 0.5 <= week <= last:
            return _inside(stretch, week)
    return None


def _inside(stretch: Sequence[Told], week: float) -> Known:
    for a, b in pairwise(stretch):
        if a[0] <= week <= b[0]:
            part = (week - a[0]) / (b[0] - a[0])
            return a[1] + part * (b[1] - a[1]), a[2] + part * (b[2] - a[2])
    _, fullness, nearness = stretch[0] if week < stretch[0][0] else stretch[-1]
    return fullness, nearness


def lay(
    told: Sequence[Sequence[Told]],
    moments: Sequence[tuple[int, Sequence[int]]],
    scale: Scale,
    *,
    enough: bool,
) -> Laid:
    """Lay the strands; a moment (week, strands) pulls those that met in it together.

    A strand that was never told of keeps its lane at the bottom, and the others meet without it.
    With too little to tell, nothing is braided and no strand is wider than another.
    """
    order = sorted(range(len(told)), key=lambda n: (not told[n], n))
    rows = [along(told[n], scale) for n in order]
    asked = [row for row, n in zip(rows, order, strict=True) if told[n]]
    met = eased(opened([_meeting([row[i] for row in asked], i) for i in WIDTH], asked))
    met = met if enough else [0.0 for _ in WIDTH]
    middles = [[_middle(n, i, met[i], len(asked)) for i in WIDTH] for n in range(len(rows))]
    for week, who in moments:
        at = round(scale.x(week)) - LEFT
        _pull([middles[order.index(n)] for n in who], at, 11 - 5 * met[at])
    strands = zip(order, middles, rows, strict=True)
    return Laid(
        tuple(Strand(n, tuple(m), halves(row, enough), _told(row)) for n, m, row in strands),
        tuple(met),
        tuple(round(scale.x(week)) for week, _ in moments),
    )


def _told(row: Sequence[Known]) -> tuple[bool, ...]:
    return tuple(known is not None for known in row)


def _meeting(there: Sequence[Known], i: int) -> float:
    """How far the strands are braided at a unit: as far as the one that is furthest off."""
    known = [value for value in there if value is not None]
    if len(known) < max(2, len(there)) or i > NOW - LEFT - 3:
        return 0.0
    part = (min(nearness for _, nearness in known) - MEETS) / (MET - MEETS)
    part = min(1.0, max(0.0, part))
    return part * part * (3 - 2 * part)


def opened(met: Sequence[float], asked: Sequence[Sequence[Known]], reach: int = 9) -> list[float]:
    """The same, but a braid opens a little before a place where something was not said."""
    unsaid = [any(row[i] is None for row in asked) for i in WIDTH]
    return [0.0 if any(_around(unsaid, i, reach)) else value for i, value in enumerate(met)]


def eased(values: Sequence[float], reach: int = 6) -> list[float]:
    """The same row without sudden steps."""
    for _ in range(3):
        parts = [_around(values, i, reach) for i in range(len(values))]
        values = [sum(part) / len(part) for part in parts]
    return list(values)


def _around(row: Sequence[_T], i: int, reach: int) -> Sequence[_T]:
    return row[max(0, i - reach) : i + reach + 1]


def _middle(n: int, i: int, met: float, asked: int) -> float:
    """Where the nth strand from the top runs: in its lane, in the braid, or on the way."""
    lane = LANE * (n - 1) + 2.2 * math.sin(i / 29 + 2 * n)  # laid by hand, not by a ruler
    if n >= asked:
        return lane
    together = LANE * (asked - 3) / 2 + SWING * math.sin(angle(n, i, asked))
    return lane + (together - lane) * met


def angle(n: int, i: int, asked: int) -> float:
    """How far the nth of so many strands has turned in the braid, in radians."""
    return 2 * math.pi * (i / TURN + n / asked)


def _pull(middles: Sequence[list[float]], at: int, reach: float) -> None:
    meet = sum(middle[at] for middle in middles) / len(middles)
    for middle in middles:
        for i, y in enumerate(middle):
            middle[i] = y + (meet - y) * math.exp(-(((i - at) / reach) ** 2))


def halves(row: Sequence[Known], enough: bool) -> tuple[float, ...]:  # noqa: FBT001
    """Half the width, unit by unit; thin where a stretch begins or ends, and at the loose end."""
    told = _told(row)
    wide: Callable[[float], float] = (lambda full: full) if enough else (lambda _: 0.25)
    return tuple(
        0.0 if known is None else THIN + (THICK - THIN) * wide(known[0]) * _taper(told, i)
        for i, known in enumerate(row)
    )


def _taper(told: Sequence[bool], i: int, reach: int = 6) -> float:
    near_by = [d for d in range(reach) if not all(told[max(0, i - d) : i + d + 1])]
    loose = max(0.0, (LEFT + i - NOW) / (END - NOW))
    return min(near_by, default=reach) / reach * (1 - loose * loose / 2)
