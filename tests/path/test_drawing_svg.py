from __future__ import annotations

import re

import pytest

from tend.path.drawing.svg import Markup, curve, join, mark, num


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (-0.04, "0"), (0.5, ".5"), (-0.5, "-.5"), (12.04, "12"), (10, "10"), (100.0, "100")],
)
def test_a_number_is_as_short_as_it_can_be(number: float, text: str) -> None:
    assert num(number) == text


def test_words_are_escaped_and_marks_are_not() -> None:
    inner = mark("b", "<&>")
    assert inner == "<b>&lt;&amp;&gt;</b>"
    assert mark("a", inner, "<", title='"') == '<a title="&quot;"><b>&lt;&amp;&gt;</b>&lt;</a>'
    assert join([inner, "<"]).endswith("</b>&lt;")
    assert isinstance(join([]), Markup)


def test_a_mark_is_written_with_the_names_svg_knows() -> None:
    assert (
        mark("path", class_="a", stroke_width=2.0, x=None) == '<path class="a" stroke-width="2"/>'
    )


def test_a_curve_ends_where_it_was_told_however_long_it_is() -> None:
    points = [(i * 1.26, (i % 3) * 0.77, 1.0, 0.0) for i in range(200)]
    path = curve(points)
    assert path.count("M") == path.count("c") == path.count("s") == 1
    numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", path)]
    first, rest = numbers[2:8], numbers[8:]
    ways = [first[4:], *(rest[i + 2 : i + 4] for i in range(0, len(rest), 4))]
    x = numbers[0] + sum(way[0] for way in ways)
    y = numbers[1] + sum(way[1] for way in ways)
    assert (round(x, 1), round(y, 1)) == (round(points[-1][0], 1), round(points[-1][1], 1))
