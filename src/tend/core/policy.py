"""What to offer now: one situation and one pack -> one decision with its rule and reason.

The rules stand in order; the first that gives a decision wins. Deterministic: ties are
broken by the order of the pack.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import msgspec

from tend.core import conditions, facts, helplines, numbers, roads
from tend.core.gate import Gate, gate, rung
from tend.core.pack import HelpLine

if TYPE_CHECKING:
    from tend.core.known import Situation
    from tend.core.pack import Pack, Step

Kind = Literal["offer", "ask", "refer", "rest"]


class LeftOut(msgspec.Struct, frozen=True):
    """A kind of step left out for now, and what would change that: check, needs or later."""

    what: str
    because: str


class Decision(msgspec.Struct, frozen=True):
    """What Tend says next. At most one step; ids, not words, but for `why` and `help`."""

    gate: str
    kind: Kind
    step: str | None
    paused: str | None
    question: str | None
    help: tuple[HelpLine, ...]
    why: tuple[str, ...]
    rule: str
    facts_used: tuple[str, ...]
    others: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    layer: str | None


class Found(msgspec.Struct, frozen=True):
    """What a rule found: the step, its rule, and the fact a better step waits for."""

    step: Step
    rule: str
    waits: str | None = None


def decide(situation: Situation, pack: Pack) -> Decision:
    """The decision for this situation; there is always one."""
    road = roads.Road(situation, pack)
    found, kind = _step(road)
    left = left_out(road)
    question = _question(road, found, left)
    if question and _asks(road, found, question):
        kind = "ask"
    return _decision(road, found, kind, question, left)


def _step(road: roads.Road) -> tuple[Found, Kind]:
    """The step and the kind, before any question is considered."""
    if road.refers:
        return _refer(road), "refer"
    standing = road.standing()
    if standing:
        return Found(standing, "P4"), "offer"
    if road.done_today:
        return Found(road.anchor(), "P9"), "rest"
    tired = road.after_too_much()
    if tired:
        return Found(tired, "P5"), "offer"
    for rule in road.rules:
        walked = road.best(rule.steps)
        if walked.step:
            return Found(walked.step, rule.id, walked.waits), "offer"
    return Found(road.anchor(), "P9", road.waits_anywhere()), "rest"


def _refer(road: roads.Road) -> Found:
    """P1-P3: what stands, rest after a step done, what makes others safe, less, then by turns."""
    rule = road.refers or "P1"
    standing = road.standing()
    if standing:
        return Found(standing, rule)
    if road.done_today:
        return Found(road.anchor(), rule)
    own = road.own_harm() if rule == "P3" else None
    tired = None if own else road.after_too_much()
    return Found(own or tired or road.by_turns() or road.anchor(), rule)


def _question(road: roads.Road, found: Found, left: tuple[LeftOut, ...]) -> str | None:
    """The fact a better step waits for, else `begin`, else a check; none while not private.

    Who wants what is left out, and a check would open it, is asked that and nothing else.
    """
    situation = road.situation
    if situation.answer("private") != "yes" or conditions.dark(situation):
        return None
    if situation.asked.wants and any(one.because == "check" for one in left):
        return "short-check" if _short(situation) else "check"
    if found.waits:
        return found.waits
    return _check(road) if situation.starts or road.refers else "begin"


def _check(road: roads.Road) -> str | None:
    """The check that would open more, unless the person said later or never."""
    situation = road.situation
    if road.at != Gate.UNASKED or _hidden(situation):
        return None
    return "short-check" if _short(situation) else "check"


def _short(situation: Situation) -> bool:
    """A short check renews a full one of the last 90 days when nothing happened since."""
    lines = situation.lines_days_ago
    known = all(situation.answer(fact) != "unknown" for fact in facts.SAFETY)
    return (
        lines is not None
        and lines <= numbers.LINES_DAYS
        and known
        and all(event.days_ago > lines for event in situation.events)
    )


def _hidden(situation: Situation) -> bool:
    asked = situation.asked
    if asked.never:
        return True
    days = numbers.LATER_WEEK_DAYS if asked.later >= numbers.LATER_TIMES else numbers.LATER_DAYS
    return asked.later > 0 and (asked.last_days_ago or 0) < days


def _asks(road: roads.Road, found: Found, question: str | None) -> bool:
    """Only when the person wants what is left out, or nothing else is left; never first."""
    situation = road.situation
    first = not situation.done and situation.open_step is None
    if first or road.refers or question is None:
        return False
    nothing_left = found.rule == "P9" and not road.done_today
    wanted = situation.asked.wants and question != "begin"
    return wanted or nothing_left


def _decision(
    road: roads.Road, found: Found, kind: Kind, question: str | None, left: tuple[LeftOut, ...]
) -> Decision:
    situation, pack = road.situation, road.pack
    step = None if kind == "ask" else found.step
    reason = pack.about.reasons.get(found.rule, "")
    why = (reason, step.why if step else "")
    return Decision(
        gate=road.at.word,
        kind=kind,
        step=step.id if step else None,
        paused=road.paused(),
        question=question,
        help=helplines.lines(situation, pack, road.at),
        why=tuple(filter(None, why)) or ("One small step.",),
        rule=found.rule,
        facts_used=_used(situation, step, question),
        others=tuple(other.id for other in road.others(step, found.rule)),
        left_out=left,
        layer=step.layer if step else None,
    )


def _used(situation: Situation, step: Step | None, question: str | None) -> tuple[str, ...]:
    """The facts this decision rests on: private, what sets the gate, what the step reads."""
    used = ["private"]
    used += [f for f in facts.SAFETY if situation.answer(f) in ("past", "yes")]
    if any(f in facts.SAFETY for f in used):
        used += [f for f in facts.WORSENERS if situation.answer(f) != "no"]
    used += [f for f in ("self_harm",) if conditions.dark(situation)]
    used += ["minor"] if situation.answer("minor") == "yes" else []
    used += conditions.used(step) if step else ()
    used += [question] if question in facts.BY_ID else []
    return tuple(dict.fromkeys(used))


def left_out(road: roads.Road) -> tuple[LeftOut, ...]:
    """The kinds of step of which nothing is allowed now, and what would change that."""
    found = []
    better: _Better | None = None
    for what, steps in road.pack.kinds.items():
        if steps and not any(road.may(step) for step in steps):
            better = better or _Better(road)
            found.append(LeftOut(what, better.because(steps)))
    return tuple(found)


class _Better:
    """The same person after a clear check, and with every enabler and caution good as well."""

    def __init__(self, road: roads.Road) -> None:
        self.road = road
        situation = road.situation
        clear = {fact: "no" for fact in facts.SAFETY if situation.answer(fact) == "unknown"}
        self.checked = msgspec.structs.replace(
            situation,
            facts={**situation.facts, **clear},
            checked_days_ago=0.0,
            lines_days_ago=0.0,
            events=(),
        )
        good = {f: facts.BY_ID[f].order[0] for f in (*facts.CAUTIONS, *facts.ENABLERS)}
        self.hoped = msgspec.structs.replace(self.checked, facts={**self.checked.facts, **good})
        self.gate = gate(self.checked)

    def because(self, steps: Iterable[Step]) -> str:
        """`check` if a check would allow one, `needs` if more would, else `later`."""
        free = [step for step in steps if not self.road.excluded(step)]
        shut = all(self.road.at > rung(step) for step in free)
        if shut and any(rung(step) >= self.gate for step in free):
            return "check"
        near = [step for step in free if rung(step) >= self.gate]
        if any(conditions.allowed(step, self.checked, self.gate) for step in near):
            return "check"
        would = any(conditions.allowed(step, self.hoped, self.gate) for step in near)
        return "needs" if would else "later"
