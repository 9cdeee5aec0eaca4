"""The rings: the layers of one start, like a tree's.

The first layer is the heart of the tree, the last lies at the bark. Opened layers are grown wood,
an open one is warm, one that is open again is grown wood with warm grain, one ahead is a pale line.
A layer that opens again stays where it is and loses nothing: a tree keeps every ring.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from tend.path.drawing.svg import Markup, Turn, curve, join, mark
from tend.path.drawing.values import Drawing, Layer, Rings, State, begun, count, listed

HEART, BARK = 12, 140
"""Units from the middle to the first ring, and to the last edge."""

BOX = "-160 -148 320 296"

GRAIN = 6.5
"""Units between the fine lines of one ring, at least."""

BENDS = 12
"""Points of one ring."""

HEAD = ("Ring", "Layer", "How it stands")

SLOPE = 0.66
"""Where the numbers stand, in radians below the horizontal."""

STATES: dict[State, str] = {
    "opened": "opened",
    "open": "open now",
    "again": "open again",
    "ahead": "still to come",
}


def drawing(rings: Rings) -> Drawing:
    """The rings as a picture, in words, as a table, and what each number is."""
    said = says(rings)
    numbered = list(enumerate(rings.layers, 1))
    rows = tuple((str(n), layer.name, STATES[layer.state]) for n, layer in numbered)
    key = tuple((layer.state, f"{layer.name}: {STATES[layer.state]}") for layer in rings.layers)
    caption = f"The layers of “{rings.start}”, from the first to the last"
    return Drawing(picture(rings, said), said, caption, HEAD, rows, key)


def says(rings: Rings) -> str:
    """One or two plain sentences."""
    many = count(len(rings.layers), "layer", "layers")
    counted = [
        f"{count(len(found), 'is', 'are')} {word}"
        for state, word in STATES.items()
        if (found := _names(rings, state))
    ]
    first = f"Like the rings of a tree, {many}: {listed(counted)}."
    warm = [
        begun(f"{STATES[state]}: {listed(found)}.")
        for state in ("open", "again")
        if (found := _names(rings, state))
    ]
    return " ".join([first, *warm])


def _names(rings: Rings, state: str) -> list[str]:
    return [layer.name for layer in rings.layers if layer.state == state]


def picture(rings: Rings, said: str) -> Markup:
    """The SVG: from the bark inward, so that each ring lies on the one around it."""
    band = (BARK - HEART) / len(rings.layers)
    numbered = list(enumerate(rings.layers, 1))
    parts = [part for n, layer in reversed(numbered) for part in _ring(n, layer, band)]
    numbers = [_number(n, layer, band) for n, layer in numbered]
    heart = mark("path", class_="heart", d=ring(HEART, 0, 6))
    inside = join([*parts, heart, *numbers])
    return mark("svg", inside, class_="rings", viewBox=BOX, role="img", aria_label=said)


def _ring(n: int, layer: Layer, band: float) -> Iterator[Markup]:
    outer = HEART + band * n
    yield mark("path", class_=f"ring {layer.state}", d=ring(outer, n))
    if layer.state != "ahead":
        yield mark("path", class_=f"grain {layer.state}", d=_grain(n, outer, band))


def _grain(n: int, outer: float, band: float) -> str:
    """The fine lines inside a ring, evenly apart."""
    lines = max(1, int(band / GRAIN))
    parts = [(i + 1) / (lines + 1) for i in range(lines)]
    return "".join(ring(outer - band * part, n - part) for part in parts)


def ring(radius: float, age: float, bends: int = BENDS) -> str:
    """A line all around, uneven as wood is; lines of nearly one age are uneven in one way."""
    return curve([place(radius, age, 2 * math.pi * i / bends) for i in range(bends + 1)]) + "z"


def place(radius: float, age: float, turned: float) -> Turn:
    """A place on a ring and the way the ring goes there; `turned` in radians from the right."""
    x, y = _at(radius, age, turned)
    then = _at(radius, age, turned + 0.01)
    return x, y, then[0] - x, then[1] - y


def _at(radius: float, age: float, turned: float) -> tuple[float, float]:
    uneven = 0.022 * math.sin(2 * turned + 0.6) + 0.02 * math.sin(3 * turned + age / 4)
    out = radius * (1 + uneven + 0.01 * math.sin(5 * turned + 1 + age / 2))
    return 1.06 * out * math.cos(turned) + radius / 20, out * math.sin(turned) - radius / 33


def _number(n: int, layer: Layer, band: float) -> Markup:
    x, y, _, _ = place(HEART + band * (n - 0.5), n - 0.5, SLOPE)
    return mark("text", str(n), class_=layer.state, x=x, y=y, text_anchor="middle")
