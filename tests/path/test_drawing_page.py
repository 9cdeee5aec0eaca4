"""The drawings on a page: the part of the template, and what the look says of their marks."""

from __future__ import annotations

import re

from django.template.loader import render_to_string

from docs.lives import AWAY, LITTLE, REOPENED, SLOW, YEAR
from tend.door import look
from tend.path.drawing import cord, rings
from tend.path.drawing.values import Drawing, Layer, Rings
from tests.house import words

DRAWN = [*(cord.drawing(c) for c in (SLOW, LITTLE, AWAY, YEAR)), rings.drawing(REOPENED)]


def part(drawing: Drawing) -> str:
    return render_to_string("door/parts/drawing.html", {"drawing": drawing})


def test_the_picture_its_words_and_its_table_stand_together() -> None:
    shown = cord.drawing(AWAY)
    html = part(shown)
    assert shown.svg in html
    assert html.count("<tr>") == len(shown.rows) + 1
    assert html.count('<th scope="row">') == len(shown.rows)
    assert html.count('<th scope="col">') == len(shown.head)
    assert f"<caption>{shown.caption}</caption>" in html
    assert "<details><summary>As a table</summary>" in html
    assert "<ol" not in html
    assert part(rings.drawing(REOPENED)).count("<li class=") == 8


def test_two_drawings_can_stand_on_one_page() -> None:
    html = part(cord.drawing(SLOW)) + part(cord.drawing(SLOW)) + part(rings.drawing(REOPENED))
    assert not re.search(r"\b(?:id|style|aria-labelledby)=", html)


def test_names_of_a_pack_are_escaped() -> None:
    html = part(rings.drawing(Rings("<b>", (Layer("<i>", "open"),))))
    assert "<b>" not in html
    assert "<i>" not in html


def test_every_mark_is_known_to_the_look() -> None:
    """A mark without a rule would be drawn as nothing: `fill: none` stands on the whole."""
    for drawn in DRAWN:
        for kind, names in re.findall(r'<(\w+) class="([^"]*)"', drawn.svg):
            if kind == "path":
                assert any(re.search(rf"\.{n}\b", look.DRAWN) for n in names.split()), names
    assert not re.search(r"\.nothing\b", look.DRAWN)


def test_none_of_the_words_that_are_never_said_are_said() -> None:
    banned = (*words.NEVER_SHOWN, *words.NEVER_SAID, *words.NEVER_OF_A_PERSON)
    for drawn in DRAWN:
        cells = [*drawn.head, *(cell for row in drawn.rows for cell in row)]
        told = "\n".join([drawn.says, drawn.caption, *cells, *(w for _, w in drawn.key)])
        assert words.found(banned, told) == []
