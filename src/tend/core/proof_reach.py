"""How far a person can walk alone: the minutes of all that can be offered on one start.

A step can be offered when some day brings it: when what goes before it is done and all the
rest was done yesterday, the policy has nothing else to say. So the union of what its rules
list, with all that goes before done long enough ago, is exactly what day after day can bring;
`tests/core/test_proof.py` walks some of these roads day by day and finds the same steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tend.core import conditions, facts, numbers, roads
from tend.core.known import Chosen, Done, Prefer, Situation
from tend.core.proof_classes import WELL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tend.core.pack import Pack, Start, Step

MINUTES = 60
HOUR = 60
VOICES = ("none", "christian")
GATES: dict[str, dict[str, str]] = {
    "open": {},
    "unasked": {},
    "closed": {"degraded": "yes"},
    "urgent": {"forced": "yes"},
}
"""How each gate comes about; at `unasked` nothing was checked, all else is `no`."""

WATCHED = {"watched": "yes"}
HARM_ONLY = ("afraid",)
"""Starts that count at `closed` and worse only."""


class Reach(msgspec.Struct, frozen=True):
    """How far one road goes: hours of steps, each counted once, and how many they are."""

    start: str
    voice: str
    gate: str
    hours: float
    steps: int


def reach(pack: Pack) -> list[Reach]:
    """Every start in every voice at every gate that counts for it."""
    return [
        _reach(pack, start, voice, gate)
        for start in pack.starts
        for voice in VOICES
        for gate in GATES
        if start.id not in HARM_ONLY or gate in ("closed", "urgent")
    ]


def short(pack: Pack, walked: list[Reach]) -> Iterator[str]:
    """Where a road is shorter than promised, and by how much: one line each."""
    for road in walked:
        hours = wanted(road.gate) / HOUR
        if road.hours < hours:
            yield f"{road.start}, {road.voice}, {road.gate}: {road.hours:g} h of {hours:g} h"
    for start in pack.starts:
        for voice in VOICES:
            steps = len(_counted(offered(standing(start, voice, WATCHED), pack)))
            if steps < numbers.REACH_WATCHED_STEPS:
                words = f"{steps} of {numbers.REACH_WATCHED_STEPS} steps"
                yield f"{start.id}, {voice}, watched: {words}"


def wanted(gate: str) -> int:
    """The minutes promised at a gate."""
    return numbers.REACH_OPEN_MINUTES if gate == "open" else numbers.REACH_MINUTES


def _reach(pack: Pack, start: Start, voice: str, gate: str) -> Reach:
    checked = None if gate == "unasked" else 0.0
    situation = standing(start, voice, GATES[gate], checked)
    steps = _counted(offered(situation, pack))
    minutes = sum(step.minutes for step in steps)
    return Reach(start.id, voice, gate, round(minutes / HOUR, 2), len(steps))


def standing(
    start: Start, voice: str, answers: dict[str, str], checked: float | None = 0.0
) -> Situation:
    """On this start alone and in private, with all the strength there is and no help in place."""
    enablers = {**dict.fromkeys(facts.ENABLERS, "no"), "private": "yes"}
    return Situation(
        facts={**WELL, **enablers, **answers},
        checked_days_ago=checked,
        lines_days_ago=checked,
        starts=(Chosen(start.id),),
        prefer=Prefer(voice, MINUTES),  # type: ignore[arg-type]
        strength="more",
    )


def offered(situation: Situation, pack: Pack) -> list[Step]:
    """Every solo step some day can bring, once what goes before it is done."""
    first = {id for step in pack.steps for id in step.after}
    found: dict[str, Step] = {}
    before: set[str] = set()
    while True:
        done = tuple(Done(id, float(numbers.REPEAT_DAYS), "good") for id in sorted(before))
        road = roads.Road(msgspec.structs.replace(situation, done=done), pack)
        found |= {step.id: step for step in _listed(road) if step.with_ == "alone"}
        if first & found.keys() <= before:
            return list(found.values())
        before = first & found.keys()


def _listed(road: roads.Road) -> Iterator[Step]:
    """What the rules can offer here: beside help by turns; else as P6-P8 list; grounding (P5)."""
    if road.refers:
        ways = (s for s in road.pack.steps if s.serves(road.thread) and road.due(s))
        yield from (s for s in ways if roads.turn(s) and road.may(s))
    else:
        yield from (s for rule in road.rules for s in rule.steps if road.may(s))
    ways = (s for s in road.pack.steps if "grounding" in s.flags and road.due(s))
    yield from (s for s in ways if road.fits(s) and road.may(s))
    yield from (s for s in road.pack.steps if conditions.anchor(s))


def _counted(steps: list[Step]) -> list[Step]:
    """Twins are two voices of one step: the first of them counts."""
    kept: dict[frozenset[str], Step] = {}
    for step in steps:
        kept.setdefault(frozenset({step.id, step.twin or step.id}), step)
    return list(kept.values())
