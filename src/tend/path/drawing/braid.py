"""How the strands of the cord are drawn: three yarns, what crosses over what, knots, loose ends.

The yarns are told apart without colour: `a` is twisted, `b` is open with a line along it, `c` has
beads. Each kind of mark has one class; `door/look.css` says what it looks like.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

import msgspec

from tend.path.drawing.laid import END, LEFT, WIDTH, Laid, Run, Strand, angle
from tend.path.drawing.svg import Markup, curve, join, mark, num

YARN = "abc"
OPEN = 1
"""The yarn that is drawn by its edges."""

STEP = 7
"""Units from one point of a curve to the next: short enough to be smooth, long enough to be few."""

ROOM = 3.2
"""Units of paper kept free around a strand that passes over another, both sides together."""

ROOMY = 0.6
"""How far strands may be braided for the room around each to be drawn still."""


class Crossing(msgspec.Struct, frozen=True):
    """Where one strand passes over another: which (from the top), and the piece to draw."""

    over: int
    under: int
    run: Run


def braid(laid: Laid) -> Markup:
    """All strands; each lies above those before it, so only the other crossings are redrawn."""
    strands = laid.strands
    again = [c for c in crossings(laid) if c.over < c.under]
    parts = [_bed(laid, s) for s in strands]
    parts += [_gaps(s) for s in strands]
    for n, strand in enumerate(strands):
        skip = {x for c in again if c.over == n for x in range(c.run[0], c.run[1] + 1)}
        parts += [_strand(strand, skip)]
    parts += [_over(strands[c.over], c.run) for c in again]
    return join(parts)


def crossings(laid: Laid) -> list[Crossing]:
    """Where strands cross that were both told of, from left to right; a knot hides its own."""
    strands = laid.strands
    asked = sum(any(strand.told) for strand in strands)
    found: list[Crossing] = []
    for a, b in combinations(range(asked), 2):
        apart = [u - v for u, v in zip(strands[a].middle, strands[b].middle, strict=True)]
        for i in WIDTH[1:]:
            if apart[i - 1] * apart[i] <= 0 and apart[i - 1] != apart[i] and _free(laid, i):
                over, under = (a, b) if _above(a, i, asked) else (b, a)
                found.append(Crossing(over, under, _reach(strands[a], strands[b], i)))
    return sorted((c for c in found if _seen(strands, c)), key=lambda c: c.run)


def _free(laid: Laid, i: int, near: int = 8) -> bool:
    return all(abs(LEFT + i - knot) > near for knot in laid.knots)


def _above(n: int, i: int, asked: int) -> bool:
    """Three are plaited, over and under by turns; two are twisted around each other."""
    turned = angle(n, i, asked)
    return (math.cos(turned) if asked == 2 else math.sin(2 * turned)) > 0  # noqa: PLR2004


def _reach(a: Strand, b: Strand, i: int, most: int = 12) -> Run:
    """How far the two touch, to the left and to the right of where they cross."""

    def touch(j: int) -> bool:
        return abs(a.middle[j] - b.middle[j]) <= a.half[j] + b.half[j] + 1

    left, right = i, i
    while left > max(0, i - most) and touch(left):
        left -= 1
    while right < min(WIDTH[-1], i + most) and touch(right):
        right += 1
    return LEFT + left, LEFT + right


def _seen(strands: Sequence[Strand], crossing: Crossing) -> bool:
    here = slice(crossing.run[0] - LEFT, crossing.run[1] - LEFT + 1)
    return all(strands[crossing.over].told[here]) and any(strands[crossing.under].told[here])


def _runs(xs: Iterable[int], least: int = 3) -> list[Run]:
    """Units in a row, as pieces of at least so many."""
    found: list[Run] = []
    for x in xs:
        if found and found[-1][1] == x - 1:
            found[-1] = (found[-1][0], x)
        else:
            found.append((x, x))
    return [run for run in found if run[1] - run[0] >= least - 1]


def _points(run: Run) -> list[int]:
    steps = max(1, round((run[1] - run[0]) / STEP))
    return [run[0] + (run[1] - run[0]) * i // steps for i in range(steps + 1)]


def _edge(strand: Strand, run: Run, part: float) -> str:
    return curve([strand.side(x, part) for x in _points(run)])


def _outline(strand: Strand, run: Run) -> str:
    back = [strand.side(x, 1) for x in reversed(_points(run))]
    lower = curve([(x, y, -right, -down) for x, y, right, down in back])
    return f"{_edge(strand, run, -1)}L{lower[1:]}z"


def _bed(laid: Laid, strand: Strand) -> Markup:
    """The room a strand has: as wide as it would be if it were as close as wished."""
    runs = _runs(LEFT + i for i in WIDTH if laid.met[i] < ROOMY)
    d = "".join(_edge(strand, run, 0) for run in runs)
    return mark("path", class_="bed", d=d) if d else Markup()


def _gaps(strand: Strand) -> Markup:
    """The way of a strand where nobody said: its place is kept."""
    runs = _runs(x for x in range(LEFT, END + 1) if not strand.told[x - LEFT])
    d = "".join(_edge(strand, run, 0) for run in runs)
    return mark("path", class_="gap", d=d) if d else Markup()


def _strand(strand: Strand, skip: Collection[int]) -> Markup:
    runs = _runs(x for x in range(LEFT, END + 1) if strand.told[x - LEFT])
    d = "".join(_outline(strand, run) for run in runs)
    twists = [_twist(strand, run, skip) for run in runs]
    loose = _loose(strand) if strand.told[-1] else Markup()
    return join([mark("path", class_=YARN[strand.yarn], d=d), *twists, loose]) if d else Markup()


def _over(strand: Strand, run: Run) -> Markup:
    """A piece once more, with paper kept free around it; never `c`, which lies above the others."""
    widest = max(strand.half[run[0] - LEFT : run[1] - LEFT + 1])
    room = mark("path", class_="room", stroke_width=2 * widest + ROOM, d=_edge(strand, run, 0))
    if strand.yarn == OPEN:
        edges = _edge(strand, run, -1) + _edge(strand, run, 1)
        return join([room, mark("path", class_="bt", d=edges), _twist(strand, run, ())])
    body = mark("path", class_="ao", d=_outline(strand, run))
    return join([room, body, _twist(strand, run, ())])


def _twist(strand: Strand, run: Run, skip: Collection[int]) -> Markup:
    """What tells a yarn from the others where it is wide enough to show it."""
    wide = [x for x in range(run[0], run[1] + 1) if strand.half[x - LEFT] > 1.5]  # noqa: PLR2004
    xs = [x for x in wide if x not in skip]
    d = (_slants, _line, _beads)[strand.yarn](strand, xs)
    return mark("path", class_=f"{YARN[strand.yarn]}t", d=d) if d else Markup()


def _slants(strand: Strand, xs: Iterable[int]) -> str:
    return "".join(_slant(strand, x) for x in xs if x % 5 == 0 and LEFT < x < END - 3)


def _slant(strand: Strand, x: int) -> str:
    """A short line across, leaning the way the yarn is twisted."""
    low, high = strand.side(x, 0.7), strand.side(x, -0.7)
    lean = strand.half[x - LEFT] / 2 / math.hypot(*low[2:])
    right, down = lean * low[2], lean * low[3]
    across = high[0] - low[0] + 2 * right, high[1] - low[1] + 2 * down
    return f"M{num(low[0] - right)} {num(low[1] - down)}l{num(across[0])} {num(across[1])}"


def _line(strand: Strand, xs: Iterable[int]) -> str:
    return "".join(_edge(strand, run, 0) for run in _runs(xs, 4))


def _beads(strand: Strand, xs: Iterable[int]) -> str:
    return "".join(f"M{x} {num(strand.middle[x - LEFT])}h0" for x in xs if x % 5 == 0)


def _loose(strand: Strand) -> Markup:
    """The end that is not bound: three hairs."""
    hairs = ((-0.7, -1.5), (0, 0), (0.7, 1.5))
    ends = [(strand.side(END, part), out) for part, out in hairs]
    d = "".join(f"M{num(x - 1)} {num(y)}l5 {num(out + 3 * down)}" for (x, y, _, down), out in ends)
    return mark("path", class_=f"{YARN[strand.yarn]}e", d=d)


def knot(strands: Sequence[Strand], x: int) -> Markup:
    """A moment: the strands that met in it, bound once each, in their own yarn."""
    i = x - LEFT
    y = sum(strand.middle[i] for strand in strands) / len(strands)
    tall = max(5.5, *(strand.half[i] + 2.5 for strand in strands))
    parts: list[Markup] = []
    for k, strand in enumerate(strands):
        left = x + (k - (len(strands) - 1) / 2) * 4.6 - 1.3
        d = f"M{num(left)} {num(y - tall)}q4 {num(tall)} 0 {num(2 * tall)}"
        parts += [mark("path", class_="tie", d=d)]
        parts += [mark("path", class_=f"tie {YARN[strand.yarn]}k", d=d)]
    return join(parts)
