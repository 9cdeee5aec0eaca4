"""The second law, the steps: what is worse never lets a step in that was left out.

Each condition, held together with the gate, is tried over everything it reads. What it reads
is watched while it runs, and tried out until nothing new is read, so that all else cannot
matter to it. The gate itself stands in `proof_order`.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import msgspec

from tend.core import conditions, facts
from tend.core import gate as gates
from tend.core.known import Chosen, Event, History, Overlay, Reading, Situation
from tend.core.proof_classes import CHECK_DAYS, LIFTED, LINES_DAYS, WELL, well
from tend.core.proof_found import found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tend.core.gate import Gate
    from tend.core.pack import Step
    from tend.core.proof_found import Counterexample

LAW = "2"

OVERLAYS = [
    *(Overlay(days, None) for days in (None, 0.0, 7.0, 9.0)),
    *(Overlay(days, days - 0.5) for days in (1.0, 1.25, 1.5, 1.75, 6.0, 6.75, 7.0, 7.25)),
    Overlay(1.0, 0.75),
    Overlay(None, 0.0),
]
READINGS = [(), *((Reading(1.0, free=free),) for free in ("yes", "unsure", "no"))]
STARTS = [
    (),
    *((Chosen("x", when, owned),) for when in ("now", "past") for owned in ("yes", "partly", "no")),
]
ENDS = 6
"""Up to this many facts are tried in every way together; more, two at a time."""

SEEN = {
    "checked_days_ago": "checked",
    "lines_days_ago": "lines",
    "overlay": "overlay",
    "newest_readings": "readings",
    "readings": "readings",
    "on": "starts",
    "starts": "starts",
    "thread": "starts",
    "events": "events",
    "history": "ever",
}
ORDERED = ("checked", "lines", "events", "ever")
"""Of these a later value is worse; facts have their own order; the rest has none."""

VALUES: dict[str, list[Any]] = {
    "checked": list(CHECK_DAYS),
    "lines": list(LINES_DAYS),
    "overlay": OVERLAYS,
    "readings": READINGS,
    "starts": STARTS,
    "events": [(), (Event("birth", 0.0),)],
    "ever": [{}, dict.fromkeys(facts.SAFETY, "past"), dict.fromkeys(facts.SAFETY, "yes")],
}


class _Facts(dict[str, str]):
    """Answers that note which of them were read."""

    def __init__(self, answers: dict[str, str], read: set[str]) -> None:
        super().__init__(answers)
        self.read = read

    def get(self, key: str, default: Any = None) -> Any:
        self.read.add(key)
        if key in facts.SAFETY:
            self.read.add("ever")
        return super().get(key, default)


class _Seen:
    """A situation that notes what of it was read."""

    def __init__(self, situation: Situation, read: set[str]) -> None:
        watched = _Facts(situation.facts, read)
        self._situation = msgspec.structs.replace(situation, facts=watched)
        self._read = read

    def __getattr__(self, name: str) -> Any:
        if name in SEEN:
            self._read.add(SEEN[name])
        return getattr(self._situation, name)


Point = tuple[tuple[str, Any], ...]
"""What a condition reads and what stands there."""


def _at(point: Point) -> Situation:
    values = dict(point)
    answers = {**WELL, **{name: v for name, v in values.items() if name in facts.BY_ID}}
    made = well(
        facts=answers,
        checked_days_ago=values.get("checked", 0.0),
        lines_days_ago=values.get("lines", 0.0),
        overlay=values.get("overlay", Overlay()),
        readings=values.get("readings", ()),
        starts=values.get("starts", (Chosen("x", "past", "yes"),)),
        events=values.get("events", ()),
    )
    return msgspec.structs.replace(made, history=History(ever=values.get("ever", {})))


def _points(names: list[str]) -> Iterator[Point]:
    """Every value of everything read; of many facts, two off their mildest at a time."""
    of_facts = [name for name in names if name in facts.BY_ID]
    rest = [name for name in names if name not in facts.BY_ID]
    given: Iterable[tuple[str, ...]] = product(*(facts.BY_ID[name].order for name in of_facts))
    if len(of_facts) > ENDS:
        given = _two_off(of_facts)
    for answers in given:
        for values in product(*(VALUES[name] for name in rest)):
            yield (*zip(of_facts, answers, strict=True), *_named(rest, values))


def _named(names: list[str], values: tuple[Any, ...]) -> tuple[tuple[str, Any], ...]:
    return tuple(zip(names, values, strict=True))


def _two_off(names: list[str]) -> Iterator[tuple[str, ...]]:
    orders = [facts.BY_ID[name].order for name in names]
    mild = [order[0] for order in orders]
    for i, j in combinations(range(len(names)), 2):
        for first, second in product(orders[i][bool(i) :], orders[j]):
            answers = list(mild)
            answers[i], answers[j] = first, second
            yield tuple(answers)


class _SeenStep:
    """A step that notes what of it was read."""

    def __init__(self, step: Step, read: dict[str, Any]) -> None:
        self._step = step
        self._read = read

    def __getattr__(self, name: str) -> Any:
        self._read[name] = getattr(self._step, name)
        return self._read[name]


class Table(msgspec.Struct, frozen=True):
    """What one condition says of a step.

    `front` is all it read of the step, `names` all it read of the situation; `holds` says for
    every value of these whether it holds at each gate, from best to worst.
    """

    front: dict[str, Any]
    names: tuple[str, ...]
    holds: dict[tuple[Any, ...], tuple[bool, ...]]

    def serves(self, step: Step) -> bool:
        """Whether the condition cannot tell this step from the one it was tried with."""
        return all(getattr(step, name) == value for name, value in self.front.items())


def table(step: Step, name: str, names: tuple[str, ...] = ()) -> Table:
    """The table of one condition for this step."""
    read: set[str] = set()
    front: dict[str, Any] = {}
    watched = _SeenStep(step, front)
    holds = {_values(p): _holds(watched, name, p, read) for p in _points(list(names))}
    more = _more(read | set(names))
    return Table(front, names, holds) if more == names else table(step, name, more)


def _more(read: set[str]) -> tuple[str, ...]:
    """All that was read, facts first; beside very many facts, what they ever were stays out."""
    many = len(read & set(facts.BY_ID)) > ENDS
    names = read - {"ever"} if many else read
    return tuple(sorted(names, key=lambda name: (name not in facts.BY_ID, name)))


def _holds(step: Any, name: str, point: Point, read: set[str]) -> tuple[bool, ...]:
    seen: Any = _Seen(_at(point), read)
    return tuple(conditions.CONDITIONS[name](step, seen, at) for at in gates.Gate)


def _values(point: Point) -> tuple[Any, ...]:
    return tuple(_key(value) for _, value in point)


def _key(value: Any) -> Any:
    return tuple(sorted(value.items())) if isinstance(value, dict) else value


def of_steps(steps: Iterable[Step]) -> Iterator[Counterexample]:
    """Each condition of each step, held together with its gate, along every order.

    A table serves every step the condition cannot tell apart; each is tried once per rung.
    """
    made: dict[str, list[Table]] = {name: [] for name in conditions.CONDITIONS}
    tried: set[tuple[int, Gate]] = set()
    for step, name in product(steps, made):
        one = next((t for t in made[name] if t.serves(step)), None)
        if one is None:
            one = table(step, name)
            made[name].append(one)
        rung = gates.rung(step)
        if (id(one), rung) not in tried:
            tried.add((id(one), rung))
            yield from _allows_less(step, rung, one)


def _allows_less(step: Step, rung: Gate, one: Table) -> Iterator[Counterexample]:
    names, made = one.names, one.holds
    if not names and len(set(made[()])) == 1:
        return
    lows = {values: _low(names, values) for values in made}
    for values, holds in made.items():
        moves = [values, *(v for v in _worse(names, values) if v in made)]
        for at, now in product(gates.Gate, moves):
            start = max(at, lows[values])
            end = max(start + (now == values), lows[now])
            if end <= rung and made[now][end] and not holds[start]:
                yield found(
                    LAW, "a worse situation allows this step again", _given(names, now), step
                )


def _worse(names: tuple[str, ...], values: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The same with one of the ordered things one worse."""
    for i, name in enumerate(names):
        if name in facts.BY_ID or name in ORDERED:
            order = [_key(v) for v in _order(name)]
            at = order.index(values[i]) + 1
            if at < len(order):
                yield (*values[:i], order[at], *values[i + 1 :])


def _order(name: str) -> list[Any]:
    return list(facts.BY_ID[name].order) if name in facts.BY_ID else VALUES[name]


def _given(names: tuple[str, ...], values: tuple[Any, ...]) -> Situation:
    point = dict(zip(names, values, strict=True))
    if "ever" in point:
        point["ever"] = dict(point["ever"])
    return _at(tuple(point.items()))


def _low(names: tuple[str, ...], values: tuple[Any, ...]) -> Gate:
    """The best gate these values leave possible: that of their own safety facts, all lifted."""
    own = [name for name in names if name in facts.SAFETY]
    if not own:
        return gates.Gate.OPEN
    given = _given(names, values)
    past = msgspec.structs.replace(LIFTED, ever=given.history.ever)
    lifted = msgspec.structs.replace(given, history=past)
    return max(gates.of_fact(lifted, fact) for fact in own)
