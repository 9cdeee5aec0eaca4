"""A small pack, so that these pages are tested by what they do and not by today's words."""

from __future__ import annotations

import datetime as dt

from tend.core.pack import About, Basis, Country, HelpLine, Pack, Post, Start, Step

CHECKED = dt.date(2026, 11, 22)
BASIS = Basis(kind="trial", source="Somebody and others", year=2017, limits="Healthy adults only.")
BODY = """First words, with a [page](/read/near) and a [study](https://example.org/study).

## A heading

- one
- two

<script>alert(1)</script> <b onclick="x">bold</b> [bad](javascript:alert(1))
"""


def step(id: str, *, minutes: int = 3, writes: bool = False, flag: bool = True) -> Step:
    return Step(
        id=id,
        title=f"Title of {id}",
        area="heal-physical",
        layer="L1",
        minutes=minutes,
        basis=BASIS,
        flags=("grounding",) if flag else (),
        writes=writes,
        why="Why it helps.",
        how=("First, sit.", "Then think of your {spouse} or not."),
        smaller="Only sit.",
        words="- “I hear you.”\n- “Later.”",
        stop="Stop when you like.",
        after_note="How is it now?",
    )


def line(id: str, kind: str, **more: object) -> HelpLine:
    given = {"name": f"Line {id}", "phone": "0800 111 222", "checked": CHECKED} | more
    return HelpLine(id=id, kind=kind, **given)  # type: ignore[arg-type]


ANYWHERE = Country(
    code="",
    name="Any country",
    lines=(
        HelpLine(id="emergency", kind="emergency", name="Here", text="Land 99. Elsewhere 112."),
    ),
)
LAND = Country(
    code="LA",
    name="Land",
    title="Help in Land",
    nobody_answers="Try once more.",
    lines=(
        line("faith", "counselor", faith=True, phone="", url="https://example.org/faith"),
        line("plain", "counselor", phone="", url="https://example.org/plain"),
        line("dv", "dv", text="Text HI to 55 55.", hours="Day and night", cost="Not stated"),
        line("em", "emergency", phone="112 or 999", checked=None),
        line("word", "suicide", phone="1 800 123 (CARE)"),
    ),
)
EMPTY = Country(code="OT", name="Otherland", lines=(line("ot-em", "emergency", phone="77"),))
POSTS = (
    Post(
        id="one",
        title="Post one",
        summary="About one.",
        minutes=6,
        published=CHECKED,
        sources=("Somebody 2017",),
        related=("near", "gone"),
        body=BODY,
    ),
    Post(id="near", title="Post near", summary="Near.", starts=("far", "s"), safe_line=True),
)
PACK = Pack(
    about=About(
        id="t", title="T", language="en", safe_line={"text": "If you are afraid, this can wait."}
    ),
    steps=(
        step("not-grounding", flag=False),
        step("anchor-a"),
        step("anchor-b", minutes=5),
        step("too-long", minutes=6),
        step("writing", writes=True),
        step("anchor-c"),
    ),
    starts=(Start(id="s", title="S", group="closeness", layers=("L1",)),),
    countries=(ANYWHERE, LAND, EMPTY),
    posts=POSTS,
)
