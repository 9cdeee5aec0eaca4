"""The least that is needed to write SVG: marks, paths, short stable numbers.

Nothing here asks for a style: what a mark looks like is said by its class, in `door/look.css`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

Point = tuple[float, float]
Turn = tuple[float, float, float, float]
"""A place, and the way a curve goes there: x, y, then how far right and down it is heading."""

PLACES = 1
"""Decimals of a coordinate: a tenth of a unit is less than a dot of any screen or printer."""


class Markup(str):
    """Text that is markup already: a template writes it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """The same text: what `format_html` and templates ask of markup."""
        return self


def mark(name: str, *inside: str, **attributes: object) -> Markup:
    """One element; text inside is escaped unless it is markup; None leaves an attribute out.

    A trailing underscore falls away and the others become dashes: `class_`, `stroke_width`.
    """
    pairs = [(k.rstrip("_").replace("_", "-"), v) for k, v in attributes.items() if v is not None]
    opened = "".join(f' {k}="{_value(v)}"' for k, v in pairs)
    body = "".join(part if isinstance(part, Markup) else escape(part) for part in inside)
    return Markup(f"<{name}{opened}>{body}</{name}>" if body else f"<{name}{opened}/>")


def join(parts: Iterable[str]) -> Markup:
    """Marks one after the other."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def _value(value: object) -> str:
    return num(value) if isinstance(value, int | float) else escape(str(value))


def num(value: float) -> str:
    """A number as short as it can be: one decimal, no needless zero, no minus zero."""
    text = f"{round(value, PLACES):.{PLACES}f}".rstrip("0").rstrip(".")
    text = re.sub(r"^(-?)0\.", r"\1.", text)
    return "0" if text in {"", "-0", "-", "-."} else text


def curve(points: Sequence[Turn]) -> str:
    """A smooth path through places, each with the way it is going there (of any length)."""
    placed = [(round(t[0], PLACES), round(t[1], PLACES)) for t in points]
    bends = [
        _bend((b[0] - a[0], b[1] - a[1]), going[2:], coming[2:])
        for (a, b), (going, coming) in zip(pairwise(placed), pairwise(points), strict=True)
    ]
    # After the first bend only how each one arrives: it leaves as the one before arrived.
    first, rest = "".join(bends[0]).strip(), "".join(part for _, part in bends[1:]).strip()
    return f"M{_pair(*placed[0])}c{first}" + (f"s{rest}" if rest else "")


def _bend(to: Point, going: Point, coming: Point) -> tuple[str, str]:
    """One cubic curve from nought to a place, by the ways it leaves and arrives."""
    third = math.hypot(*to) / 3
    out, back = third / math.hypot(*going), third / math.hypot(*coming)
    arrives = _way(to[0] - coming[0] * back, to[1] - coming[1] * back)
    return _way(going[0] * out, going[1] * out), arrives + _way(*to)


def _way(x: float, y: float) -> str:
    pair = _pair(x, y)
    return pair if pair.startswith("-") else f" {pair}"


def _pair(x: float, y: float) -> str:
    """Two numbers with as little between them as can be read."""
    left, right = num(x), num(y)
    return f"{left}{right}" if right.startswith("-") else f"{left} {right}"
