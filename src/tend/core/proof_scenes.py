"""The steps a pack could write, and situations that stand for all the others in decisions."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, get_args

import msgspec

from tend.core import facts
from tend.core.known import Asked, Chosen, Done, Event, History, Overlay, Prefer, Reading, Situation
from tend.core.pack import Area, Basis, Flag, Step
from tend.core.proof_classes import WELL, well

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tend.core.pack import Pack

AREAS = get_args(Area)
FLAGS = get_args(Flag)
WITH = ("alone", "together")
SIGNS = ("quiet", "advocate", "own-harm")
NARROW = ("toward-spouse", "forgive", "kind-no", "touch")
AT_WORST = (None, "unasked", "mending", "open")
FIVE, TEN = 5, 10

_NOTHING = Basis(kind="lived", source="made for the proof", limits="made for the proof")


def make(area: str, **front: object) -> Step:
    """A step of this area, with the front matter given; its id says what it is."""
    words = [
        w for value in front.values() for w in (value if isinstance(value, tuple) else [value])
    ]
    name = "-".join(str(word).lower().replace("_", "-") for word in [area, *words])
    data = {"minutes": FIVE, "layer": "L1", "title": name, "basis": _NOTHING, **front}
    return Step(id=name, area=area, **data)  # type: ignore[arg-type]


def shapes() -> Iterator[Step]:
    """Front matter of every kind: areas with each flag, signed or not, each lower rung."""
    for area, with_ in product(AREAS, WITH):
        yield make(area, with_=with_)
        for flag in FLAGS:
            yield make(area, with_=with_, flags=(flag,))
        for flag in SIGNS:
            yield make(area, with_=with_, flags=(flag,), signed=(flag,))
    for area, worst in product(AREAS, AT_WORST[1:]):
        yield make(area, at_worst=worst)
    for sign, flag in product(SIGNS, NARROW):
        yield make("boundary", flags=(sign, flag), signed=(sign,))
    yield from _conditioned()


def few() -> Iterator[Step]:
    """Of those, enough for what looks at each part of the front matter by itself."""
    yield from (make(area, with_=with_) for area, with_ in product(AREAS, WITH))
    yield from (make("boundary", flags=(flag,)) for flag in FLAGS)
    yield from _conditioned()


def _conditioned() -> Iterator[Step]:
    """Steps that name facts, write, or are long: what the conditions look at."""
    for area, minutes in product(("heal-emotional", "support", "tend-sexual"), (FIVE, TEN)):
        yield make(area, minutes=minutes)
        yield make(area, minutes=minutes, writes=True)
        yield make(area, minutes=minutes, flags=("grounding",))
    for area, fact in product(("heal-emotional", "tend-sexual"), facts.BY_ID):
        enabler = fact in facts.ENABLERS
        yield make(area, **{"needs" if enabler else "never": (fact,)})
    yield make("support", with_="together", flags=("grounding", "touch"))


def kinds(steps: Iterable[Step]) -> list[Step]:
    """The first step of each kind: those that differ in anything a condition or road looks at."""
    kept: dict[object, Step] = {}
    for step in steps:
        look = (step.area, step.with_, step.flags, step.signed, step.at_worst, step.writes)
        size = (step.minutes <= FIVE, step.faith)
        kept.setdefault((look, size, step.needs, step.never), step)
    return list(kept.values())


# Situations


def _said(**answers: str) -> Situation:
    return well(facts={**WELL, **answers})


def _reads(**values: object) -> tuple[Reading, ...]:
    return (Reading(days_ago=1.0, **values),)  # type: ignore[arg-type]


def _night(days: float | None, easier: float | None = None) -> Situation:
    return well(overlay=Overlay(days, easier))


_FREE = {"both_free": "yes", "helper": "yes", "no_is_safe": "yes"}

STATES: dict[str, Situation] = {
    "well": well(),
    "nothing said": Situation(),
    "only private": Situation(facts={"private": "yes"}),
    "guarded": _said(degraded="past"),
    "guarded, no helper": _said(degraded="past", helper="no"),
    "once said": well(history=History(ever={"hit": "yes"})),
    "floor guarded": well(history=History("closed", 200.0, 100.0, (90.0,))),
    "no check": well(checked_days_ago=None, lines_days_ago=None),
    "old check": well(checked_days_ago=31.0),
    "older than a week": well(checked_days_ago=8.0),
    "old lines": well(lines_days_ago=91.0),
    "an event": well(events=(Event("disclosure", 0.0),)),
    "one unknown": _said(money="unknown"),
    "harm": _said(degraded="yes"),
    "floor of harm": well(history=History("closed", 1.0)),
    "once grave": well(history=History(ever={"choked": "past"})),
    "read by them": _said(watched="yes"),
    "made to use it": _said(made_to_use="yes"),
    "pressed": _said(pressed="yes"),
    "danger": _said(forced="yes"),
    "danger to others": _said(others_hurt="yes"),
    "danger by a worsener": _said(hit="yes", parting="unknown"),
    "danger and a dark night": _said(weapon="yes", self_harm="yes"),
    "what I did": _said(i_hurt="yes"),
    "what I did, not all known": _said(i_hurt="yes", fear="unknown"),
    "what both did": _said(i_hurt="yes", fear="yes"),
    "what I did, dark": _said(i_hurt="yes", self_harm="yes"),
    "dark": _said(self_harm="yes"),
    "dark, easier too soon": _night(0.5, 0.25),
    "light": _night(1.0, 0.25),
    "light, last hours": _night(1.4, 0.5),
    "calm": _night(2.0, 1.0),
    "calm, last day": _night(6.5, 1.0),
    "calm again": _night(7.0, 1.0),
    "night never eased": _night(9.0),
    "not private": _said(private="no"),
    "perhaps private": _said(private="unknown"),
    "court": _said(court="yes"),
    "court unknown": _said(court="unknown"),
    "under age": _said(minor="yes"),
    "drunk": _said(intoxicated="yes"),
    "drunk unknown": _said(intoxicated="unknown"),
    "no was not safe": _said(no_is_safe="no"),
    "not both free": _said(both_free="unknown"),
    "not free": well(readings=_reads(free="no")),
    "not sure it was free": well(readings=_reads()),
    "far from even": well(readings=_reads(emotional=2, sexual=8, free="yes")),
    "even": well(readings=_reads(emotional=6, sexual=8, free="yes")),
    "all cautions": _said(**dict.fromkeys(facts.CAUTIONS, "yes")),
    "cautions unknown": _said(**dict.fromkeys(facts.CAUTIONS, "unknown")),
    "no enabler": _said(helper="no", no_is_safe="no", both_free="no"),
}
"""Situations by what they are, all else well; each turns on one thing a decision looks at."""

THREADS = ("afraid", "harm-i-did", "one-sided", "stay-or-go", "cutting-words")
"""The threads with a rule of their own, and one without."""


def threads(pack: Pack) -> list[str]:
    """Those threads that the pack has, else its first start."""
    have = [start.id for start in pack.starts]
    return [id for id in THREADS if id in have] or have[:1]


def states() -> Iterator[Situation]:
    """Every state on a start that is past; three of them on none, too."""
    yield from (STATES[name] for name in ("well", "guarded", "nothing said"))
    yield from (on(state, "one-sided", "past") for state in STATES.values())


def on(situation: Situation, thread: str, when: str = "now") -> Situation:
    """The situation on this thread, willing to walk together and with all the strength there is."""
    chosen = (Chosen(thread, when),)  # type: ignore[arg-type]
    return msgspec.structs.replace(
        situation,
        starts=chosen,
        thread=thread,
        strength="more",
        prefer=Prefer("sometimes", 60, "together"),
    )


def scenes(pack: Pack) -> Iterator[Situation]:
    """Situations to decide: each state on each thread, days of many kinds, open steps."""
    for state in STATES.values():
        yield state
        for thread in threads(pack):
            yield on(state, thread)
    for country in pack.countries:
        yield from (msgspec.structs.replace(s, country=country.code or None) for s in _helped())
    for state in _helped():
        yield from _days(state, pack)
    for step in _openable(pack):
        yield from _opened(step, pack)


def _openable(pack: Pack) -> list[Step]:
    """The first step of each kind that the road looks at; what it names is tried elsewhere."""
    kept: dict[object, Step] = {}
    for step in pack.steps:
        kept.setdefault((step.area, step.with_, step.flags, step.signed, step.at_worst), step)
    return list(kept.values())


def _helped() -> list[Situation]:
    """The states on which help stands, and one on which none does."""
    names = ("well", "harm", "danger", "pressed", "danger to others", "what I did", "dark")
    return [STATES[name] for name in names] + [STATES["under age"], STATES["what both did"]]


def _days(state: Situation, pack: Pack) -> Iterator[Situation]:
    """The same state after days of many kinds."""
    ids = [step.id for step in pack.steps]
    for how, days in (("good", 0.0), ("good", 1.0), ("too-much", 1.0), ("not-today", 0.0)):
        done = tuple(Done(id, days, how) for id in ids)  # type: ignore[arg-type]
        yield msgspec.structs.replace(state, done=done)
    yield msgspec.structs.replace(state, asked=Asked(wants=True), checked_days_ago=None)
    yield msgspec.structs.replace(state, prefer=Prefer("christian", 60, "together"))


def _opened(step: Step, pack: Pack) -> Iterator[Situation]:
    """A step of this kind taken up, or wanted again, before things were as they are now."""
    home = step.starts[0] if step.starts else None
    opened = msgspec.structs.replace(STATES["well"], open_step=step.id)
    for thread in filter(None, dict.fromkeys([home, "one-sided", "stay-or-go", "harm-i-did"])):
        if pack.start(thread):
            yield on(opened, thread, "past")
    for name in ("well", "guarded", "one unknown", "harm", "dark", "not free"):
        yield msgspec.structs.replace(STATES[name], open_step=step.id)
    yield msgspec.structs.replace(STATES["danger"], open_step=step.id, again=step.id)
