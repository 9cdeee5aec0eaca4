"""What the laws stand on: the classes, the kinds of step, and what is decided, found once."""

from __future__ import annotations

import msgspec

from tend.core import conditions, levels, numbers, policy
from tend.core.known import Situation
from tend.core.levels import Level
from tend.core.pack import Pack, Step
from tend.core.policy import Decision
from tend.core.proof_classes import Class, classes
from tend.core.proof_scenes import kinds, scenes, shapes


class Scene(msgspec.Struct, frozen=True):
    """A situation, its level as read beside the gate, and what is decided in it."""

    situation: Situation
    level: Level
    decision: Decision


class Survey(msgspec.Struct, frozen=True):
    """What several laws stand on.

    `classes` is all of them, `seen` one for each way a step can be seen; `steps` the kinds of
    step, `scenes` the decisions. Without an anchor nothing can be decided: no scenes.
    """

    pack: Pack
    classes: list[Class]
    seen: list[Class]
    steps: list[Step]
    scenes: list[Scene]


def survey(pack: Pack) -> Survey:
    """All of it, found once."""
    every = classes()
    steps = [*kinds(pack.steps), *kinds(shapes())]
    return Survey(pack, every, seen(every), steps, decided(every, pack))


def decided(every: list[Class], pack: Pack) -> list[Scene]:
    """What is decided in every class of danger, and in the scenes."""
    if not any(conditions.anchor(step) for step in pack.steps):
        return []
    danger = {_look(one): one.situation for one in every if one.level == Level.DANGER}
    return [_scene(situation, pack) for situation in (*danger.values(), *scenes(pack))]


def _scene(situation: Situation, pack: Pack) -> Scene:
    return Scene(situation, levels.level(situation), policy.decide(situation, pack))


def _look(one: Class) -> tuple[object, ...]:
    checked = one.situation.checked_days_ago
    recent = checked is not None and checked <= numbers.TOGETHER_CHECK_DAYS
    return one.rank, one.level, one.beside, recent, bool(one.situation.history.ever)


def seen(every: list[Class]) -> list[Class]:
    """Of the classes that no condition can tell apart, the one with the smallest situation."""
    return list({_look(one): one for one in reversed(every)}.values())


def listed(situation: Situation, pack: Pack) -> set[str]:
    """The kinds of line there are where the person is; for no country, what no pack is without."""
    country = pack.country(situation.country)
    return {line.kind for line in country.lines} if country else {"emergency", "dv"}


def shown(decision: Decision, pack: Pack) -> list[Step]:
    """Every step the decision puts before the person."""
    ids = (decision.step, *decision.others)
    return [step for step in map(pack.step, ids) if step]
