"""The roads a person can be walked along: which steps come next, in which order, and which not.

`policy` decides which road; here stands what is on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from tend.core import conditions, numbers
from tend.core.ground import Ground
from tend.core.pack import LAYERS

if TYPE_CHECKING:
    from tend.core.known import Done
    from tend.core.pack import Step

STILL = ("L0", "L1", "L2", "L9")
"""Layers that follow the thread's own, on every thread."""

ONE_SIDED = ("L1", "L3", "L6")
TURNS = ("urgent", "support", "boundary", "heal", "joy")
"""P2's kinds, one a day."""

OTHERS = 2
"""How many other steps stand beside the one."""


class Rule(msgspec.Struct, frozen=True):
    """One rule of the policy and its steps, best first, before conditions are asked."""

    id: str
    steps: tuple[Step, ...]


class Best(msgspec.Struct, frozen=True):
    """The first step that may be offered, and the fact a better one waits for."""

    step: Step | None
    waits: str | None


def turn(step: Step) -> str | None:
    """The kind of P2 a step counts as; grounding is beside all of them."""
    if "grounding" in step.flags:
        return None
    if "urgent" in step.flags:
        return "urgent"
    head = step.area.split("-")[0]
    return head if head in TURNS else None


class Road(Ground):
    """The roads that lead from there: what stands already, the rules P5-P8, help by turns."""

    # What stands already

    def standing(self) -> Step | None:
        """The open step, else the one to do again, when it may still stand."""
        for id in (self.situation.open_step, self.situation.again):
            step = self.pack.step(id)
            if step and self.may(step) and not self._soothes_first(step):
                return step
        return None

    def _soothes_first(self, step: Step) -> bool:
        """Under P3 nothing that soothes stands before the steps that make others safe."""
        return self.refers == "P3" and "own-harm" not in step.flags and self.own_harm() is not None

    def paused(self) -> str | None:
        """The open step that only waits for a newer check."""
        situation = self.situation
        step = self.pack.step(situation.open_step)
        checked = situation.checked_days_ago
        if step is None or self.may(step) or checked is None or self.excluded(step):
            return None
        if any(event.days_ago <= checked for event in situation.events):
            return None
        lines = None if situation.lines_days_ago is None else 0.0
        fresh = msgspec.structs.replace(situation, checked_days_ago=0.0, lines_days_ago=lines)
        return step.id if conditions.allowed(step, fresh) else None

    def after_too_much(self) -> Step | None:
        """P5: after two "too much" in a row grounding, else fewer minutes than the last."""
        last = self.tries[: numbers.TOO_MUCH_TIMES]
        if len(last) < numbers.TOO_MUCH_TIMES or any(d.how != "too-much" for d in last):
            return None
        step = self.pack.step(last[0].step)
        steady = self.grounding()
        heavy = step is None or "grounding" not in step.flags
        if step is None or (heavy and steady.id not in self.put_off):
            return steady
        ways = (s for rule in self.rules for s in rule.steps)
        fewer = (s for s in ways if s.minutes < step.minutes and self.may(s))
        return next(fewer, None) or self.anchor()

    # The rules P6-P8

    @property
    def rules(self) -> Iterator[Rule]:
        """The rules that hold now, in order; each is made when it is first asked for."""
        if self.one_sided:
            yield self._p6
        yield self._p7
        yield self._p8

    def _ready(self, steps: Iterable[Step]) -> list[Step]:
        """Due and fitting; what is only for danger stands on the thread of fear alone."""
        afraid = self.thread == "afraid"
        ready = (s for s in steps if self.fits(s) and self.due(s))
        return [s for s in ready if afraid or "urgent" not in s.flags]

    @cached_property
    def _p6(self) -> Rule:
        return Rule("P6", tuple(self._less_and_more(self._ready(self.pack.serving("one-sided")))))

    @cached_property
    def _own(self) -> list[Step]:
        return self._ready(self.pack.serving(self.thread))

    @cached_property
    def _p7(self) -> Rule:
        ways = self._layers(self._own) if self.thread else self._begin(self._own)
        return Rule("P7", tuple(ways))

    @cached_property
    def _p8(self) -> Rule:
        tending = [s for s in self._own if s.area == "joy" or s.area.startswith("tend")]
        return Rule("P8", tuple(self._in_order(tending, LAYERS, self.thread)))

    def _less_and_more(self, steps: list[Step]) -> Iterator[Step]:
        """P6: what I need, limits, talk; then a kind no; then more of the same layers."""
        start = self.pack.start("one-sided")
        layers = start.layers if start else ONE_SIDED
        no = [s for s in steps if "kind-no" in s.flags]
        ways = self._in_order([s for s in steps if s not in no], layers, "one-sided")
        over = self._layers_done(layers)
        yield from (s for s in ways if s.layer not in over)
        yield from no
        yield from (s for s in ways if s.layer in over)

    def _layers(self, steps: list[Step]) -> Iterator[Step]:
        """P7: the thread's layers not done, then L0 L1 L2 L9, then those done, again."""
        start = self.pack.start(self.thread)
        own = start.layers if start else ()
        rest = tuple(layer for layer in STILL if layer not in own)
        ways = self._in_order(steps, (*own, *rest), self.thread)
        over = self._layers_done(own)
        yield from (s for s in ways if s.layer not in over)
        yield from (s for s in ways if s.layer in over)

    def _begin(self, steps: list[Step]) -> Iterator[Step]:
        """P7 without a start: grounding, then naming."""
        naming = [s for s in steps if s.layer == "L1" or "grounding" in s.flags]
        yield from sorted(naming, key=lambda s: (s.id in self.known, "grounding" not in s.flags))

    def _in_order(
        self, steps: Iterable[Step], layers: tuple[str, ...], start: str | None
    ) -> list[Step]:
        """New steps first; by layer, within it those that name the start; in the person's voice."""
        found = self._voiced([s for s in steps if s.layer in layers])
        place = {layer: i for i, layer in enumerate(layers)}

        def key(step: Step) -> tuple[bool, int, bool]:
            return step.id in self.known, place[step.layer], start not in step.starts

        return sorted(found, key=key)

    def _voiced(self, steps: list[Step]) -> list[Step]:
        """For `christian` each faith step stands just before its twin."""
        if self.situation.prefer.faith != "christian":
            return steps
        place = {s.id: i for i, s in enumerate(steps)}

        def key(step: Step) -> tuple[int, bool]:
            mine = place[step.id]
            return min(mine, place.get(step.twin or "", mine)), step.faith != "christian"

        return sorted(steps, key=key)

    def _layers_done(self, layers: tuple[str, ...]) -> set[str]:
        """Two steps done well in it, or left behind by the person's own word."""
        good = {d.step for d in self.tries if d.how == "good"}
        walked: list[str] = [step.layer for step in self.pack.steps if step.id in good]
        over = {layer for layer in LAYERS if walked.count(layer) >= numbers.LAYER_STEPS}
        word = self.situation.layers.get(self.thread or "")
        left = layers[: layers.index(word)] if word in layers else ()
        return over | set(left)

    def best(self, steps: Iterable[Step]) -> Best:
        """The first that may stand; when one before it waits only for a fact, that fact."""
        waits: str | None = None
        for step in steps:
            if self.may(step):
                return Best(step, waits)
            if waits is None and not self.excluded(step):
                facts = conditions.waits_for(step, self.situation, self.at)
                waits = facts[0] if facts else None
        return Best(None, waits)

    def waits_anywhere(self) -> str | None:
        """A fact that would open a step when nothing else is left."""
        found = (self.best(rule.steps).waits for rule in self.rules)
        return next((fact for fact in found if fact), None)

    # P1-P3

    @cached_property
    def _referred(self) -> tuple[Step, ...]:
        """What may be on the road beside help: steps that fit first, then the others."""
        ways = self._voiced([s for s in self._served() if self.due(s)])
        start = self.pack.start(self.thread)
        order = (*(start.layers if start else ()), *LAYERS)

        def key(step: Step) -> tuple[bool, bool, bool, int]:
            named = self.thread in step.starts
            first = "advocate" in step.flags
            return first, not self.fits(step), not named, order.index(step.layer)

        return tuple(sorted(ways, key=key))

    def _served(self) -> tuple[Step, ...]:
        """For this start; what makes others safe from oneself is for every start under P3."""
        if self.refers != "P3":
            return self.pack.serving(self.thread)
        steps = self.pack.steps
        return tuple(s for s in steps if "own-harm" in s.flags or s.serves(self.thread))

    def own_harm(self) -> Step | None:
        """The next step that makes others safe from oneself."""
        own = (s for s in self._referred if "own-harm" in s.flags)
        return next(filter(self.may, own), None)

    def by_turns(self) -> Step | None:
        """P1: steadying and support. P2: one kind a day, by turns. P3: own harm before all."""
        if self.refers == "P1":
            steady = [s for s in self._referred if "grounding" in s.flags]
            return next(filter(self.may, (*steady, *self._referred)), None)
        own = self.own_harm() if self.refers == "P3" else None
        return own or next(filter(self.may, self._turns()), None)

    def _turns(self) -> Iterator[Step]:
        """The steps by kind, beginning with the kind after the last one done; new ones first."""
        kinds = (self._kind(done) for done in self.tries)
        last = next((kind for kind in kinds if kind), TURNS[-1])
        at = TURNS.index(last) + 1
        order = (*TURNS[at:], *TURNS[:at])
        for again in (False, True):
            ways = [s for s in self._referred if (s.id in self.known) == again]
            for kind in order:
                yield from (s for s in ways if turn(s) == kind)

    def _kind(self, done: Done) -> str | None:
        step = self.pack.step(done.step)
        return turn(step) if step else None

    # Something else

    def others(self, step: Step | None, rule: str) -> tuple[Step, ...]:
        """Up to two others: the twin in the other voice first; beside help, grounding first."""
        both = self.situation.prefer.faith == "sometimes"
        mine = {step.id, *([] if both else [step.twin])} if step else set()
        found: list[Step] = []
        for other in self._others(step, rule):
            put_off = other.id in self.put_off and bool(found or not self.refers)
            if other.id not in mine and other not in found and not put_off and self.may(other):
                found.append(other)
            if len(found) == OTHERS:
                break
        return tuple(found)

    def _others(self, step: Step | None, rule: str) -> Iterator[Step]:
        if self.refers:
            grounding = self.grounding()
            yield from [grounding] if grounding != step else self.anchors()[:OTHERS]
            yield from self._turns()
        elif rule != "P9" or not self.done_today:
            yield from self._twin(step)
            for each in self.rules:
                yield from each.steps
        yield from self.anchors()

    def _twin(self, step: Step | None) -> list[Step]:
        twin = self.pack.step(step.twin) if step and step.twin else None
        wanted = self.situation.prefer.faith == "sometimes"
        return [twin] if twin and wanted else []
