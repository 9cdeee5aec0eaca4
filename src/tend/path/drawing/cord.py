"""The cord: three strands of closeness over time, each as wide as it is close to what is wished.

Where all are near what the person wants they are braided; where not they lie apart. Fewer than
four readings are too little to tell, and the drawing says so instead of showing noise.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tend.path.drawing import laid
from tend.path.drawing.braid import braid, knot
from tend.path.drawing.laid import END, LEFT, NOW, Laid, Scale, Told
from tend.path.drawing.spoken import says
from tend.path.drawing.svg import Markup, join, mark, num
from tend.path.drawing.values import KINDS, Cord, Drawing, Kind, Moment, Reading, listed

ENOUGH = 4
"""Weeks with a reading before strands are drawn: fewer cannot be told from chance."""

TOP, TALL = -60, 138
DOTS, WORDS = 56, 74
TITLE = "How close you were each week, and as close as you want, from 0 to 10"
UNSAID = "not said"


class Seen(msgspec.Struct, frozen=True):
    """A cord made ready to be drawn and spoken of."""

    cord: Cord
    told: tuple[tuple[Told, ...], ...]
    weeks: tuple[int, ...]
    scale: Scale
    laid: Laid

    @property
    def enough(self) -> bool:
        """Whether there is enough to tell."""
        return len(self.weeks) >= ENOUGH


def drawing(cord: Cord) -> Drawing:
    """The cord as a picture, in words, and as a table."""
    seen = look(cord)
    said = says(seen)
    head = ("Week", *(name.capitalize() for name in cord.names()), "Moment")
    return Drawing(picture(seen, said), said, TITLE, head, tuple(rows(cord)))


def look(cord: Cord) -> Seen:
    """Lay a cord out."""
    told = tuple(tuple(_told(strand)) for strand in cord.strands())
    weeks = tuple(sorted({week for strand in told for week, _, _ in strand}))
    first = min([*weeks, *(moment.week for moment in cord.moments), cord.now - laid.SPAN])
    scale = Scale(first, cord.now)
    moments = [(moment.week, _who(moment)) for moment in cord.moments]
    enough = len(weeks) >= ENOUGH
    return Seen(cord, told, weeks, scale, laid.lay(told, moments, scale, enough=enough))


def _told(readings: Iterable[Reading]) -> Iterable[Told]:
    """The readings that can be compared: how close is known, and by then a wish was said."""
    wish: int | None = None
    for reading in readings:
        wish = wish if reading.wish is None else reading.wish
        if reading.now is not None and wish is not None:
            yield reading.week, laid.full(reading.now, wish), laid.near(reading.now, wish)


def _who(moment: Moment) -> list[int]:
    return [KINDS.index(kind) for kind in moment.met]


def picture(seen: Seen, said: str) -> Markup:
    """The SVG: 320 units wide, whatever it shows."""
    strands = seen.laid.strands
    knots = [
        knot([s for s in strands if s.yarn in _who(moment)], round(seen.scale.x(moment.week)))
        for moment in seen.cord.moments
    ]
    parts = [braid(seen.laid), *knots, _foot(seen), _names(seen)]
    box = f"0 {TOP} 320 {TALL}"
    return mark("svg", *parts, class_="cord", viewBox=box, role="img", aria_label=said)


def _foot(seen: Seen) -> Markup:
    """A dot for every week with a reading, and how far back the picture goes."""
    dots = "".join(f"M{num(seen.scale.x(week))} {DOTS}h0" for week in seen.weeks)
    ago = f"{seen.scale.now - seen.scale.first} weeks ago"
    parts = [
        mark("path", class_="said", d=dots) if dots else Markup(),
        mark("text", ago, x=LEFT - 3, y=WORDS),
        mark("text", "now", x=NOW, y=WORDS, text_anchor="middle"),
    ]
    if not seen.enough:
        parts.append(mark("text", "Too little to tell yet", x=LEFT - 3, y=-47))
    return join(parts)


def _names(seen: Seen) -> Markup:
    names = seen.cord.names()
    strands = seen.laid.strands
    return join(mark("text", names[s.yarn], x=END + 8, y=s.middle[-1] + 4) for s in strands)


def rows(cord: Cord) -> Iterable[tuple[str, ...]]:
    """The table, newest week first: every week with a reading or a moment."""
    by_week = [{reading.week: reading for reading in strand} for strand in cord.strands()]
    weeks = {week for strand in by_week for week in strand} | {m.week for m in cord.moments}
    for week in sorted(weeks, reverse=True):
        cells = [_cell(strand.get(week)) for strand in by_week]
        moments = [_met(cord, m.met) for m in cord.moments if m.week == week]
        yield _ago(cord.now - week), *cells, "; ".join(moments)


def _cell(reading: Reading | None) -> str:
    if reading is None or reading.now is None:
        return UNSAID
    return str(reading.now) if reading.wish is None else f"{reading.now}, wanted {reading.wish}"


def _met(cord: Cord, met: Iterable[Kind]) -> str:
    return listed(cord.names()[KINDS.index(kind)] for kind in KINDS if kind in tuple(met))


def _ago(weeks: int) -> str:
    return {0: "this week", 1: "last week"}.get(weeks, f"{weeks} weeks ago")
