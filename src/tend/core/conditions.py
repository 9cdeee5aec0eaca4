"""Whether a step may be offered: every condition by name, all of which must hold.

The gate is one of them. Nothing a pack writes can switch one off.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from tend.core import facts, numbers
from tend.core.gate import Gate, gate, rung
from tend.core.known import between

if TYPE_CHECKING:
    from tend.core.known import Overlay, Situation
    from tend.core.pack import Step

HOURS = 24
SOBER_AND_GROWN = ("minor", "court", "intoxicated")
"""Cautions that must be answered `no` before touch, sex or anything together."""


def anchor(step: Step) -> bool:
    """A grounding step nothing can take away: alone, short, no conditions, no writing."""
    return (
        step.flags == ("grounding",)
        and step.with_ == "alone"
        and step.minutes <= numbers.ANCHOR_MINUTES
        and step.faith == "any"
        and not (step.needs or step.never or step.writes or step.starts or step.after)
        and rung(step) == Gate.URGENT
    )


def strict(step: Step) -> bool:
    """Together, touch and sex: what is not known blocks as `yes` does."""
    return step.with_ == "together" or "touch" in step.flags or step.area == "tend-sexual"


def night(situation: Situation) -> Overlay:
    """The dark night that counts: self-harm said without a day was said today."""
    overlay = situation.overlay
    if overlay.yes_days_ago is None and situation.facts.get("self_harm") == "yes":
        return msgspec.structs.replace(overlay, yes_days_ago=0.0)
    return overlay


def dark(situation: Situation) -> bool:
    """From "yes" until "easier", which does not count in the first 12 hours."""
    overlay = night(situation)
    said, easier = overlay.yes_days_ago, overlay.easier_days_ago
    if said is None:
        return False
    return easier is None or between(said, easier) * HOURS < numbers.EASIER_HOURS


def _gate(step: Step, _: Situation, at: Gate) -> bool:
    return at <= rung(step)


def _needs(step: Step, situation: Situation, _: Gate) -> bool:
    return all(situation.answer(fact) == "yes" for fact in step.needs)


def _never(step: Step, situation: Situation, _: Gate) -> bool:
    blocks = ("yes", "unknown") if strict(step) else ("yes",)
    return all(situation.answer(fact) not in blocks for fact in step.never)


def _night(step: Step, situation: Situation, _: Gate) -> bool:
    if dark(situation):
        steady = "grounding" in step.flags or step.area == "support"
        return steady and not strict(step)
    said = night(situation).yes_days_ago
    if said is None:
        return True
    light = step.minutes <= numbers.LIGHT_MINUTES or "grounding" in step.flags
    if between(said, 0) * HOURS < numbers.LIGHT_HOURS and not light:
        return False
    return not (strict(step) and said < numbers.CALM_DAYS)


def _together(step: Step, situation: Situation, _: Gate) -> bool:
    checked, lines = situation.checked_days_ago, situation.lines_days_ago
    return step.with_ != "together" or (
        situation.answer("both_free") == "yes"
        and checked is not None
        and checked <= numbers.TOGETHER_CHECK_DAYS
        and lines is not None
        and lines <= numbers.LINES_DAYS
    )


def _sober_and_grown(step: Step, situation: Situation, _: Gate) -> bool:
    return not strict(step) or all(situation.answer(f) == "no" for f in SOBER_AND_GROWN)


def _free(step: Step, situation: Situation, _: Gate) -> bool:
    return not strict(step) or all(r.free == "yes" for r in situation.newest_readings())


def _forgive(step: Step, situation: Situation, at: Gate) -> bool:
    if "forgive" not in step.flags:
        return True
    start = situation.on()
    over = start is not None and (start.when == "past" or start.owned == "yes")
    helped = situation.answer("helper") == "yes" or at != Gate.MENDING
    return over and helped


def _court(step: Step, situation: Situation, _: Gate) -> bool:
    return "toward-spouse" not in step.flags or situation.answer("court") != "yes"


def _kind_no(step: Step, situation: Situation, _: Gate) -> bool:
    return "kind-no" not in step.flags or situation.answer("no_is_safe") == "yes"


def _own_harm(step: Step, situation: Situation, _: Gate) -> bool:
    others = (f for f in facts.SAFETY if f != "i_hurt")
    return "own-harm" not in step.flags or all(situation.answer(f) != "yes" for f in others)


def _writes(step: Step, situation: Situation, _: Gate) -> bool:
    read_by_them = any(situation.answer(fact) == "yes" for fact in ("watched", "made_to_use"))
    return not step.writes or (situation.answer("private") == "yes" and not read_by_them)


def _private(step: Step, situation: Situation, _: Gate) -> bool:
    return "grounding" in step.flags or situation.answer("private") == "yes"


Condition = Callable[["Step", "Situation", Gate], bool]
"""Holds for a step, in a situation, whose gate is given so that it is found only once."""

CONDITIONS: dict[str, Condition] = {
    "gate": _gate,
    "private": _private,
    "needs": _needs,
    "never": _never,
    "night": _night,
    "together": _together,
    "sober-and-grown": _sober_and_grown,
    "free": _free,
    "forgive": _forgive,
    "court": _court,
    "kind-no": _kind_no,
    "own-harm": _own_harm,
    "writes": _writes,
}


def allowed(step: Step, situation: Situation, at: Gate | None = None) -> bool:
    """Whether this step may be offered now: every condition holds.

    `at` is the gate of this situation when the caller has found it already.
    """
    now = gate(situation) if at is None else at
    return all(holds(step, situation, now) for holds in CONDITIONS.values())


def used(step: Step) -> tuple[str, ...]:
    """The facts a step's own conditions read, beside the gate's."""
    own = [*step.needs, *step.never]
    own += SOBER_AND_GROWN if strict(step) else ()
    own += ["both_free"] if step.with_ == "together" else []
    own += ["no_is_safe"] if "kind-no" in step.flags else []
    own += ["helper"] if "forgive" in step.flags else []
    own += ["court"] if "toward-spouse" in step.flags else []
    return tuple(dict.fromkeys(own))


ASKABLE = (*facts.CAUTIONS, "helper", "no_is_safe")
"""Facts a step may wait for; `private` and `both_free` are never asked this way."""


def waits_for(step: Step, situation: Situation, at: Gate | None = None) -> tuple[str, ...]:
    """The unknown cautions and enablers that alone keep this step back; empty when others do."""
    unknown = [f for f in used(step) if f in ASKABLE and situation.answer(f) == "unknown"]
    if not unknown or not _hoped(step, situation, unknown, at):
        return ()
    rest = {f: [other for other in unknown if other != f] for f in unknown}
    return tuple(f for f in unknown if not _hoped(step, situation, rest[f], at))


def _hoped(step: Step, situation: Situation, known: list[str], at: Gate | None) -> bool:
    """Whether the step may be offered once these facts have their best answers."""
    good = {f: facts.BY_ID[f].order[0] for f in known}
    hoped = msgspec.structs.replace(situation, facts={**situation.facts, **good})
    return allowed(step, hoped, at)
