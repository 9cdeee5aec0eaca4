"""The fifth law: every decision says why, and all that is shown keeps its conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tend.core import conditions, facts, levels, proof_meets
from tend.core import gate as gates
from tend.core.gate import Gate
from tend.core.proof_classes import WELL
from tend.core.proof_found import found
from tend.core.proof_scenes import STATES, few, kinds, states
from tend.core.proof_survey import listed, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tend.core.known import Situation
    from tend.core.pack import Pack, Step
    from tend.core.proof_found import Counterexample
    from tend.core.proof_survey import Scene, Survey

RULES = tuple(f"P{number}" for number in range(1, 10))


def law_5(all_: Survey) -> Iterator[Counterexample]:
    """What may be offered meets the conditions written anew; so does all that is shown."""
    yield from _allowed_meets(all_)
    for scene in all_.scenes:
        yield from _says_why(scene)
        yield from _keeps(scene, all_.pack)
        yield from _helps(scene, all_.pack)
    if not all_.scenes:
        yield found("5", "nothing can be decided: no anchor")


def _allowed_meets(all_: Survey) -> Iterator[Counterexample]:
    steps = [*kinds(all_.pack.steps), *kinds(few())]
    for situation in [*states(), *_one_off(steps), *(c.situation for c in all_.seen)]:
        at, level = gates.gate(situation), levels.level(situation)
        for step in steps:
            if conditions.allowed(step, situation, at):
                names = proof_meets.broken(step, situation, level)
                if names:
                    yield found("5", f"offered against {', '.join(names)}", situation, step)


def _one_off(steps: Iterable[Step]) -> Iterator[Situation]:
    """All well but for one fact that a step names, at each of its answers."""
    named = dict.fromkeys(fact for step in steps for fact in (*step.needs, *step.never))
    for fact in named:
        for answer in facts.BY_ID[fact].order[1:]:
            yield msgspec.structs.replace(STATES["well"], facts={**WELL, fact: answer})


def _says_why(scene: Scene) -> Iterator[Counterexample]:
    decision = scene.decision
    unknown = [fact for fact in decision.facts_used if fact not in facts.BY_ID]
    if decision.rule not in RULES or not decision.why or not decision.facts_used or unknown:
        yield found("5", "a decision without its rule, reason or facts", scene.situation)
    if decision.gate != Gate(int(scene.level)).word:
        yield found("5", f"the gate is said to be {decision.gate}", scene.situation)
    yes = {f for f in facts.SAFETY if levels.said(scene.situation, f) == "yes"}
    if not yes <= set(decision.facts_used):
        yield found("5", "a fact that decided is not named", scene.situation)


def _keeps(scene: Scene, pack: Pack) -> Iterator[Counterexample]:
    situation = scene.situation
    for step in shown(scene.decision, pack):
        names = proof_meets.broken(step, situation, scene.level)
        names += proof_meets.misplaced(step, situation)
        if names:
            yield found("5", f"shown against {', '.join(names)}", situation, step)
    one = pack.step(scene.decision.step)
    if one and not {*one.needs, *one.never} <= set(scene.decision.facts_used):
        yield found("5", "a fact the step names is not said to be used", situation, one)


def _helps(scene: Scene, pack: Pack) -> Iterator[Counterexample]:
    """The help that belongs there stands there, and where it comes first it comes first."""
    due = proof_meets.help_due(scene.situation, scene.level)
    have = {line.kind for line in scene.decision.help}
    missing = (due & listed(scene.situation, pack)) - have
    if pack.country(scene.situation.country) is None and due:
        missing = {"emergency", "dv"} - have
    if missing or (due and not have):
        yield found("5", f"no {', '.join(sorted(missing or due))} line", scene.situation)
    if not due and have:
        yield found("5", "help where none belongs", scene.situation)
    refers = proof_meets.must_refer(scene.situation, scene.level)
    if refers != (scene.decision.kind == "refer"):
        yield found("5", f"the decision is {scene.decision.kind}", scene.situation)
