"""Situations, steps and packs to test with, said in few words."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tend.core import contract, facts
from tend.core.known import Situation
from tend.core.pack import About, Basis, Country, HelpLine, Pack, Start, Step
from tend.core.parse import parse
from tend.core.policy import Decision, decide

ROOT = Path(__file__).parents[2]
NO = dict.fromkeys(facts.SAFETY, "no")
CLEAR = {**NO, "self_harm": "no", **dict.fromkeys(facts.WORSENERS, "no"), "private": "yes"}
"""Every safety fact, the dark night and the worseners answered no; this screen is mine."""
SOBER = {"minor": "no", "court": "no", "intoxicated": "no"}
FREE = {**CLEAR, **dict.fromkeys(facts.CAUTIONS, "no"), **dict.fromkeys(facts.ENABLERS, "yes")}
"""Nothing stands in the way of anything."""


@cache
def texts() -> Mapping[str, str]:
    """Every file of the pack that comes with Tend, by its path."""
    root = ROOT / "packs" / "tend"
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files}


@cache
def pack() -> Pack:
    """The pack that comes with Tend."""
    return parse(texts())


def told(data: Mapping[str, Any], of: Pack | None = None) -> Situation:
    """The situation of the JSON of `tend next`, strictly read."""
    return contract.situation(dict(data), of or pack())


def known(
    answers: Mapping[str, str] | None = None, of: Pack | None = None, **more: Any
) -> Situation:
    """All no and checked today, but for these answers and whatever else is given."""
    base = {"facts": {**CLEAR, **(answers or {})}, "checked_days_ago": 0, "lines_days_ago": 0}
    return told({**base, **more}, of)


def free(
    answers: Mapping[str, str] | None = None, of: Pack | None = None, **more: Any
) -> Situation:
    """Everything well, both free, checked today, but for these answers."""
    return known({**FREE, **(answers or {})}, of, **more)


def next_step(data: Mapping[str, Any]) -> Decision:
    """What Tend says next, with its own pack."""
    return decide(told(data), pack())


BASIS = Basis("lived", "Lived experience", "One road.")


def step(id: str = "a-step", **fields: Any) -> Step:
    """A step alone, three minutes, healing the heart, unless said otherwise."""
    plain: dict[str, Any] = {"area": "heal-emotional", "layer": "L1", "minutes": 3, "basis": BASIS}
    return Step(**{"id": id, "title": id, **plain, **fields})


def anchor(id: str, **fields: Any) -> Step:
    """A grounding step that nothing takes away."""
    return step(id, **{"area": "heal-physical", "flags": ("grounding",), **fields})


ANCHORS = (anchor("one"), anchor("two"), anchor("three"))


def line(id: str, kind: Any, country: str = "") -> HelpLine:
    """A help line."""
    return HelpLine(id=id, kind=kind, name=id, country=country)


ANYWHERE = Country(code="", name="Any", lines=(line("sos", "emergency"), line("countries", "dv")))


def small(
    *steps: Step, starts: Sequence[Start] = (), countries: Sequence[Country] = (), **more: Any
) -> Pack:
    """A pack of three anchors and these steps."""
    return Pack(
        about=About(id="small", title="Small", language="en"),
        steps=(*ANCHORS, *steps),
        starts=tuple(starts),
        countries=(ANYWHERE, *countries),
        **more,
    )


def start(id: str, *layers: Any) -> Start:
    """A start with its layers."""
    return Start(id=id, title=id, group="ours", layers=layers or ("L1",))
