"""A small pack with one step of every kind, so that a law can be broken quickly and seen broken."""

import datetime as dt
from typing import Any, get_args

from tend.core.pack import About, Country, Kind, Pack, Phrase, Phrases, Review, Start, Step
from tend.core.proof_scenes import AREAS, FLAGS, SIGNS, THREADS, make
from tests.core import given

LAYERS = {"roommates": ("L1", "L6", "L9"), "one-sided": ("L1", "L3", "L6")}
DAY = dt.date(2026, 11, 22)
AREA_LAYER = {"tend-emotional": "L6", "tend-sexual": "L8", "tend-spiritual": "L5", "joy": "L9"}


def _start(id: str) -> Start:
    layers: Any = LAYERS.get(id, ("L0", "L2"))
    return Start(id=id, title=id, group="ours", layers=layers)


def _steps() -> list[Step]:
    anchors = [make("heal-physical", flags=("grounding",), minutes=m) for m in (3, 4, 5, 6)]
    areas = [make(area, layer=AREA_LAYER.get(area, "L1")) for area in AREAS]
    signed = [make("boundary", flags=(f,), signed=(f,), layer="L3") for f in SIGNS]
    flagged = [make("boundary", flags=(f,), layer="L3") for f in FLAGS if f not in SIGNS]
    together = [make(area, with_="together", layer="L6") for area in ("joy", "tend-emotional")]
    needs = [make("support", needs=(fact,), layer="L2") for fact in ("helper", "private")]
    never = [make("heal-emotional", never=(f,)) for f in ("flashbacks", "fear", "self_harm")]
    strict = [make("tend-sexual", never=("deceit",), layer="L8")]
    writes = [make("heal-emotional", writes=True), make("support", minutes=10, layer="L2")]
    urgent = [make("support", flags=("urgent",), layer="L0")]
    late = [make("heal-spiritual", at_worst=word) for word in ("unasked", "mending", "open")]
    closer = [make("heal-emotional", flags=(f,)) for f in ("toward-spouse", "forgive")]
    return [
        *(*anchors, *areas, *signed, *flagged, *together, *needs, *never),
        *(*strict, *writes, *urgent, *late, *closer),
    ]


def _country(code: str) -> Country:
    kinds = get_args(Kind)
    lines = tuple(given.line(f"{code.lower()}-{kind}", kind, code) for kind in kinds)
    return Country(code=code, name=code, lines=lines)


def small() -> Pack:
    """The pack; its limits are signed as if a review had read them."""
    steps = tuple(_steps())
    signed = [step for step in steps if step.signed]
    reviews = tuple(Review(s.id, {"en": "read"}, DAY, "author") for s in signed)
    return Pack(
        about=About(id="small", title="Small", language="en"),
        steps=steps,
        starts=tuple(_start(id) for id in (*LAYERS, *(t for t in THREADS if t not in LAYERS))),
        countries=(given.ANYWHERE, _country("US")),
        phrases=Phrases(danger=(Phrase("he hits me", "hit"),)),
        reviews=reviews,
    )


SMALL = small()
