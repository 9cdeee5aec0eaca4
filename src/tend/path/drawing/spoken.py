"""The cord in words: what the picture shows, said to somebody who does not see it.

Words, never decimals; what the picture shows, never a verdict about anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from tend.path.drawing.laid import LEFT, NOW, Told, steadied, stretches
from tend.path.drawing.values import count, listed

if TYPE_CHECKING:
    from tend.path.drawing.cord import Seen

BRAIDED = 0.5
"""From here on strands look braided, 0-1."""

WAYS = (
    (0.9, "as close as you want"),
    (0.7, "nearly as close as you want"),
    (0.4, "partly as close as you want"),
    (0.0, "far from what you want"),
)
"""What a fullness is called, from the widest down."""

MORE, MUCH = "closer than you want", 0.7
"""What full is called when its nearness is below this: the person wants less of it."""

UNSAID = "not said lately"
EDGE = 20
"""Units beside a gap, and before the loose ends, that say nothing: there a braid opens anyhow."""


def says(seen: Seen) -> str:
    """One or two plain sentences."""
    if not seen.enough:
        so_far = count(len(seen.weeks), "week has", "weeks have")
        return f"Too little to tell yet: {so_far} a reading; with four the strands are drawn."
    over = f"Over {seen.scale.now - seen.scale.first} weeks: {course(seen)}"
    return f"{over}{_more(seen)}. Now: {'; '.join(_ways(seen))}."


def course(seen: Seen) -> str:
    """How the strands ran, from left to right."""
    strands = [strand for strand in seen.laid.strands if any(strand.told)]
    if len(strands) == 1:
        return f"the {seen.cord.names()[strands[0].yarn]} strand lies by itself"
    which = f"the {count(len(strands), '', '').strip()} strands"
    found = [state for state, _ in groupby(_states(seen))]
    if len(found) < 2:  # noqa: PLR2004 - one state, or nothing long enough to say
        return f"{which} {'are braided' if found == ['braided'] else 'lie apart'}"
    between = f", {found[1]} for a while," if found[0] == found[-1] else ""
    return f"{which} were {found[0]} at first{between} and are {found[-1]} now"


def _states(seen: Seen) -> Iterator[str]:
    asked = [strand.told for strand in seen.laid.strands if any(strand.told)]
    for i in range(NOW - LEFT - EDGE):
        around = slice(max(0, i - EDGE), i + EDGE)
        if all(all(told[around]) for told in asked):
            yield "braided" if seen.laid.met[i] >= BRAIDED else "apart"


def _more(seen: Seen) -> str:
    """What else is to be seen: knots, and places where nothing was said."""
    knots = len(seen.cord.moments)
    tied = f"; {count(knots, 'moment is a knot', 'moments are knots')} in them" if knots else ""
    gap = any(len(stretches(told)) > 1 for told in seen.told)
    return tied + ("; where nothing was said there are only dots" if gap else "")


def _ways(seen: Seen) -> Iterator[str]:
    """How close each strand is now; strands that are alike in one breath."""
    now = [_way(told, seen.scale.now) for told in seen.told]
    for way in dict.fromkeys(now):
        who = [name for name, own in zip(seen.cord.names(), now, strict=True) if own == way]
        yield f"{listed(who)} {way}"


def _way(told: tuple[Told, ...], now: int) -> str:
    if not told:
        return "not drawn, because nothing was said"
    week, fullness, nearness = steadied(stretches(told)[-1])[-1]
    if now - week > 1:
        return UNSAID
    if told[-1][1] == 1 and nearness < MUCH:
        return MORE
    return next(way for least, way in WAYS if fullness >= least)
