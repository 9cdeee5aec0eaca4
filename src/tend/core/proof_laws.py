"""The laws, one by one: each yields every break of it that it finds, and nothing when it holds.

The fifth stands in `proof_decided`, the fourth and the seventh in `proof_log`.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

import msgspec

from tend.core import conditions, facts, levels, proof_order, proof_tables
from tend.core import gate as gates
from tend.core.gate import Gate, rung
from tend.core.levels import Level
from tend.core.proof_found import found
from tend.core.proof_scenes import AREAS, AT_WORST, FLAGS, SIGNS, WITH, few, kinds, make
from tend.core.proof_survey import listed, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tend.core.known import Situation
    from tend.core.pack import Pack, Step
    from tend.core.proof_classes import Class
    from tend.core.proof_found import Counterexample
    from tend.core.proof_survey import Scene, Survey


# 1: by level, what is never offered


def law_1(all_: Survey) -> Iterator[Counterexample]:
    """No step at a level worse than it bears, and danger exactly where the gate is urgent."""
    for one in all_.classes:
        yield from _gate_and_level(one)
    for one in all_.seen:
        at = gates.gate(one.situation)
        for step in all_.steps:
            too_much = one.level > levels.bears(step)
            if too_much and conditions.allowed(step, one.situation, at):
                what = f"offered where the level is {one.level.name.lower()}"
                yield found("1", what, one.situation, step)
    for scene in all_.scenes:
        yield from _shown_at_level(scene, all_.pack)
    if not all_.scenes:
        yield found("1", "nothing can be decided: no anchor")


def _gate_and_level(one: Class) -> Iterator[Counterexample]:
    """The gate as it runs is its table folded, and reads danger where the second reading does."""
    at = gates.gate(one.situation)
    if at != one.rank:
        yield found("1", f"the gate is {at.word}, its table says {one.rank.word}", one.situation)
    if (at == Gate.URGENT) != (one.level == Level.DANGER):
        words = f"the gate is {at.word}, the level {one.level.name.lower()}"
        yield found("1", words, one.situation)


def _shown_at_level(scene: Scene, pack: Pack) -> Iterator[Counterexample]:
    for step in shown(scene.decision, pack):
        if scene.level > levels.bears(step):
            what = f"shown where the level is {scene.level.name.lower()}"
            yield found("1", what, scene.situation, step)
    if scene.level == Level.DANGER:
        yield from _danger_refers(scene, pack)


def _danger_refers(scene: Scene, pack: Pack) -> Iterator[Counterexample]:
    if scene.decision.kind != "refer":
        yield found("1", f"danger, and the decision is {scene.decision.kind}", scene.situation)
    have = {line.kind for line in scene.decision.help}
    known = listed(scene.situation, pack)
    for kind in ("emergency", "dv"):
        if kind not in have and (kind in known or not have):
            yield found("1", f"danger, and no {kind} line", scene.situation)


# 2: worse never allows more


def law_2(all_: Survey) -> Iterator[Counterexample]:
    """The parts of the gate, and the conditions of every step, along every order."""
    yield from proof_order.of_gate()
    yield from proof_tables.of_steps([*kinds(all_.pack.steps), *kinds(few())])


# 3: always something that can be done


def law_3(all_: Survey) -> Iterator[Counterexample]:
    """Three anchors that nothing takes away, and a step or a question in every decision."""
    anchors = [step for step in all_.pack.steps if conditions.anchor(step)]
    if len(anchors) < 3:  # noqa: PLR2004 - the promise itself
        yield found("3", f"{len(anchors)} anchors, and three are promised")
    for step in kinds(anchors):
        if not _is_anchor(step):
            yield found("3", "counts as an anchor and is none", step=step)
        yield from _taken_away(step, all_)
    for scene in all_.scenes:
        decision = scene.decision
        if decision.step is None and (decision.kind != "ask" or decision.question is None):
            yield found("3", "nothing that can be done now", scene.situation)


def _is_anchor(step: Step) -> bool:
    short = step.minutes <= 5 and step.with_ == "alone"  # noqa: PLR2004 - the promise itself
    free = not (step.needs or step.never or step.writes)
    return "grounding" in step.flags and short and free


def _taken_away(step: Step, all_: Survey) -> Iterator[Counterexample]:
    """Every situation in which this anchor may not stand: all conditions, all they read."""
    for name in conditions.CONDITIONS:
        held = proof_tables.table(step, name).holds.values()
        if not all(all(at) for at in held):
            yield found("3", f"an anchor is taken away: {name}", step=step)
    for one in all_.seen:
        worst = _worst_beside(one.situation)
        if not conditions.allowed(step, worst):
            yield found("3", "an anchor is taken away", worst, step)


def _worst_beside(situation: Situation) -> Situation:
    """The same with everything that is no part of the gate at its worst."""
    rest = {f.id: f.order[-1] for f in facts.FACTS if f.group not in ("safety", "worsener")}
    return msgspec.structs.replace(situation, facts={**situation.facts, **rest})


# 6: nothing a pack writes raises a rung


def law_6(all_: Survey) -> Iterator[Counterexample]:
    """Flags and words only lower a rung; what widens a limit is signed for its very text."""
    for step in all_.pack.steps:
        yield from _signed_for(step, all_.pack)
    for step in [*all_.pack.steps, *_written()]:
        bare = rung(make(step.area))
        widened = step.area == "boundary" and any(flag in SIGNS for flag in step.signed)
        if rung(step) > bare and not widened:
            yield found("6", f"written so that its rung rises to {step.rung}", step=step)
        if step.at_worst and rung(step) > Gate[step.at_worst.upper()]:
            yield found("6", f"at-worst {step.at_worst}, and its rung is {step.rung}", step=step)


def _written() -> Iterator[Step]:
    """Front matter with up to two flags, and all of them, alone and together."""
    pairs = [(), *((flag,) for flag in FLAGS), *combinations(FLAGS, 2), tuple(FLAGS)]
    for area, with_, flags in product(AREAS, WITH, pairs):
        yield make(area, with_=with_, flags=flags)
    for area, worst in product(AREAS, AT_WORST[1:]):
        yield make(area, at_worst=worst, writes=True)
        yield make(area, at_worst=worst, flags=("quiet",), signed=("quiet",))


def _signed_for(step: Step, pack: Pack) -> Iterator[Counterexample]:
    language = pack.about.language
    read = any(r.id == step.id and r.hash.get(language) for r in pack.reviews)
    stray = [flag for flag in step.signed if flag not in step.flags or flag not in SIGNS]
    if step.signed and (not read or stray):
        yield found("6", "a flag counts that no review has signed", step=step)
