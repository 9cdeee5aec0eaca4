"""The designs of the cord and the rings that were not chosen: see `explanation/drawings.md`."""

import math

from tend.path.drawing import cord, laid
from tend.path.drawing.svg import Markup, Turn, curve, join, mark, num
from tend.path.drawing.values import Cord, Layer, Rings

YARN = "abc"
NAMED = (250, 4)
Place = tuple[float, float]


def _svg(kind: str, box: str, *parts: str) -> Markup:
    return mark("svg", *parts, class_=kind, viewBox=box)


def _column(seen: cord.Seen, week: int) -> list[Place | None]:
    """Fullness and nearness of each strand in a week, where it was told."""
    found = [{week: (full, near) for week, full, near in told} for told in seen.told]
    return [strand.get(week) for strand in found]


def _together(column: list[Place | None]) -> float:
    """How far the strands of a week meet, 0-1."""
    known = [near for _, near in filter(None, column)]
    part = (min(known, default=0) - laid.MEETS) / (laid.MET - laid.MEETS)
    return min(1.0, max(0.0, part)) if len(known) > 1 else 0.0


# The cord as cloth: three bands, and one thread across for every week


def cloth(value: Cord) -> Markup:
    """A ribbon on the loom: where the strands meet the thread of the week holds all three."""
    seen = cord.look(value)
    bands = [_band(seen, n) for n in range(3)]
    threads = [_thread(seen, week) for week in seen.weeks]
    names = [mark("text", name, x=226, y=30 * n - 25) for n, name in enumerate(value.names())]
    return _svg("cloth", "0 -54 320 112", *bands, *threads, *names)


def _band(seen: cord.Seen, n: int) -> Markup:
    parts = [mark("path", class_="bed", d=f"M6 {30 * n - 30}H214")]
    for week, full, _ in seen.told[n]:
        x = seen.scale.x(week)
        wide = 208 / (seen.scale.now - seen.scale.first)
        d = f"M{num(x - wide / 2)} {30 * n - 30}h{num(wide)}"
        parts.append(mark("path", class_=f"{YARN[n]}w", stroke_width=2 + 20 * full, d=d))
    return join(parts)


def _thread(seen: cord.Seen, week: int) -> Markup:
    """The thread of a week: from edge to edge where all meet, in pieces where they do not."""
    column, x = _column(seen, week), num(seen.scale.x(week))
    met = _together(column)
    reach = [13 + 5 * met if cell else 0.0 for cell in column]
    d = "".join(f"M{x} {num(30 * n - 30 - r)}v{num(2 * r)}" for n, r in enumerate(reach) if r)
    kept = any(moment.week == week for moment in seen.cord.moments)
    return mark("path", class_="kept" if kept else "weft", d=d)


# The cord cut across: one cut for every week, like phases of the moon


def cuts(value: Cord) -> Markup:
    """Row by row, left to right: the ends of the three strands, touching where they meet."""
    seen = cord.look(value)
    first, last = seen.scale.first, seen.scale.now
    parts = [_cut(seen, week, week - first) for week in range(max(0, first), last + 1)]
    rows = (last - first) // 13 + 1
    return _svg("cuts", f"0 -6 320 {30 * rows + 12}", *parts)


def _cut(seen: cord.Seen, week: int, i: int) -> Markup:
    x, y = 16 + 24 * (i % 13), 12 + 30 * (i // 13)
    column = _column(seen, week)
    if not any(column):
        return mark("path", class_="said", d=f"M{x} {y}h0")
    out = 9.5 - 4.5 * _together(column)
    parts = [_end(n, cell, (x, y), out) for n, cell in enumerate(column)]
    if any(moment.week == week for moment in seen.cord.moments):
        parts.append(mark("circle", class_="kept", cx=x, cy=y, r=11.5))
    return join(parts)


def _end(n: int, cell: Place | None, middle: Place, out: float) -> Markup:
    if cell is None:
        return Markup()
    turned = 2 * math.pi * n / 3 - math.pi / 2
    x, y = middle[0] + out * math.cos(turned), middle[1] + out * math.sin(turned)
    return mark("circle", class_=f"{YARN[n]}w", cx=x, cy=y, r=1 + 4 * cell[0])


# The rings from close by: a tree so large that its rings are nearly straight

BAND, ROUND, WIDE = 27, 1120, 160


def near(rings: Rings) -> Markup:
    """Each layer with its name in it; the first lies at the bottom."""
    numbered = list(enumerate(rings.layers, 1))
    parts = [_layer(n, layer) for n, layer in reversed(numbered)]
    tall = BAND * len(numbered)
    return _svg("near", f"-160 {-tall - 8} 320 {tall + 30}", *parts)


def _layer(n: int, layer: Layer) -> Markup:
    upper, lower = _arc(BAND * n, n), _arc(BAND * (n - 1), n - 1)
    back = curve([(x, y, -right, -down) for x, y, right, down in reversed(lower)])
    grain = curve(_arc(BAND * n - 4, n)) + curve(_arc(BAND * (n - 1) + 4, n - 1))
    return join(
        [
            mark("path", class_=f"wood {layer.state}", d=f"{curve(upper)}L{back[1:]}z"),
            mark("path", class_=f"grain {layer.state}", d=grain),
            mark("path", class_=f"ring {layer.state}", d=curve(upper)),
            mark("text", layer.name, x=0, y=5 - BAND * (n - 0.5), text_anchor="middle"),
        ]
    )


def _arc(height: float, age: float) -> list[Turn]:
    def y(x: float) -> float:
        uneven = 1.6 * math.sin(x / 31 + 1.3 * age) + 1.1 * math.sin(x / 57 + age)
        return x * x / ROUND + uneven - height

    return [(x, y(x), 1, y(x + 0.5) - y(x - 0.5)) for x in range(-WIDE, WIDE + 1, 40)]


# The rings as one thread that winds outward


def spiral(rings: Rings) -> Markup:
    """Each turn is a layer; one thread, so that nothing is ever begun from nothing."""
    band = 124 / len(rings.layers)
    turns = [
        mark("path", class_=f"turn {layer.state}", d=curve(_winding(n, band)))
        for n, layer in enumerate(rings.layers)
    ]
    numbers = [_number(n, band) for n in range(len(rings.layers))]
    return _svg("spiral", "-160 -148 320 296", *turns, *numbers)


def _winding(n: int, band: float) -> list[Turn]:
    return [_wound(n + i / 14, band) for i in range(15)]


def _wound(turns: float, band: float) -> Turn:
    turned, out, grows = 2 * math.pi * turns - 1.9, 8 + band * turns, band / (2 * math.pi)
    x, y = math.cos(turned), math.sin(turned)
    return out * x, out * y, grows * x - out * y, grows * y + out * x


def _number(n: int, band: float) -> Markup:
    x, y, _, _ = _wound(n, band)
    room = mark("circle", class_="bare", cx=x, cy=y, r=8.5)
    return join([room, mark("text", str(n + 1), x=x, y=y + 5, text_anchor="middle")])
