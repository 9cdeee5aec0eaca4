from __future__ import annotations

import gzip
import math
import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from docs.lives import BEGUN, REOPENED
from tend.path.drawing.rings import drawing, place
from tend.path.drawing.values import Layer, Rings

MOST = Rings("All", tuple(Layer(f"Layer {n}", "opened") for n in range(12)))
ALL = [BEGUN, REOPENED, MOST, Rings("One", (Layer("Only", "again"),))]


def classes(rings: Rings, kind: str) -> list[str]:
    return re.findall(rf'class="{kind} (\w+)"', drawing(rings).svg)


def test_the_first_layer_is_the_heart() -> None:
    assert classes(REOPENED, "ring")[::-1] == [layer.state for layer in REOPENED.layers]
    for n in range(1, 12):
        for turned in (0, 1, 2.5, 4, 5.5):
            inner, outer = (
                place(12 + 10.6 * (n - 1), n - 1, turned),
                place(12 + 10.6 * n, n, turned),
            )
            assert math.hypot(*inner[:2]) < math.hypot(*outer[:2])


def test_what_is_ahead_has_no_grain_and_a_reopened_ring_keeps_its_own() -> None:
    assert classes(REOPENED, "grain") == ["open", "opened", "again", "opened"]


def test_grain_lies_evenly_inside_its_ring() -> None:
    svg = drawing(BEGUN).svg
    begins = [
        float(x) for x in re.findall(r"M([\d.]+)", re.findall(r'grain open" d="([^"]*)', svg)[0])
    ]
    edges = [*begins, place(12, 0, 0)[0]]
    steps = [outer - inner for outer, inner in pairwise(edges)]
    assert len(begins) > 2
    assert max(steps) - min(steps) < 1


def test_it_is_said_in_words() -> None:
    assert drawing(REOPENED).says == (
        "Like the rings of a tree, eight layers: two are opened, one is open now, one is open again"
        " and four are still to come. Open now: Grieving and making sense."
        " Open again: Naming it, steadying the body."
    )


def test_each_number_is_named_in_the_key_and_the_table() -> None:
    shown = drawing(REOPENED)
    assert [re.sub("<.*?>", "", t) for t in re.findall("<text.*?</text>", shown.svg)] == list(
        "12345678"
    )
    assert shown.key[1] == ("again", "Naming it, steadying the body: open again")
    assert shown.rows[1] == ("2", "Naming it, steadying the body", "open again")
    assert len(shown.rows) == len(shown.key) == 8
    assert (
        shown.caption
        == "The layers of “Something that was done to me before”, from the first to the last"
    )


@pytest.mark.parametrize("rings", ALL)
def test_the_picture_can_stand_under_the_policy_of_a_page(rings: Rings) -> None:
    root = ET.fromstring(drawing(rings).svg)  # noqa: S314 - our own
    assert root.get("aria-label") == drawing(rings).says
    for element in root.iter():
        assert not {"style", "id", "fill", "stroke", "href"} & set(element.attrib)
    assert drawing(rings) == drawing(rings)
    assert len(gzip.compress(drawing(rings).svg.encode(), 9)) <= 4096


@pytest.mark.parametrize("rings", ALL)
def test_every_ring_lies_on_the_paper(rings: Rings) -> None:
    for step in range(100):
        x, y, _, _ = place(140, len(rings.layers), step / 16)
        assert abs(x) <= 160
        assert abs(y) <= 148


def test_a_name_is_escaped() -> None:
    shown = drawing(Rings("<b>", (Layer("<i>&", "open"),)))
    assert "<i>" not in shown.svg
    assert "&lt;i&gt;&amp;" in shown.svg


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: Layer("  "), "name"),
        (lambda: Layer("x", "done"), "state"),  # type: ignore[arg-type]
        (lambda: Rings("x", ()), "layers: 0"),
        (lambda: Rings("x", (Layer("y"),) * 13), "layers: 13"),
    ],
)
def test_what_cannot_be_is_refused(make: Any, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        make()
