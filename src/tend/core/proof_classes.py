"""Every situation there is, in classes: the gate's own table folded fact by fact, exactly counted.

The gate is the worst of parts: one for each safety fact (its answer, what it ever was, the
worseners), one for the check's age, one for the history. So it is enough to know, for each
fact, which answers give which part; the fold carries the worst part so far, the level read
beside it, and how many situations that is. Each class keeps the smallest situation in it.
`gate` itself is then asked about every class, so the fold proves the function that runs.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tend.core import facts, levels
from tend.core import gate as gates
from tend.core.known import Event, History, Situation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EVERS = (None, "past", "yes")
"""What a fact ever was."""

WELL: dict[str, str] = {fact.id: fact.order[0] for fact in facts.FACTS}
"""Every fact at its mildest."""

BESIDE = ("none", "i_hurt", "other")
"""Which safety facts are `yes`: none, what I do alone, or at least one other."""

CHECK_DAYS = (0.0, 1.0, 6.0, 7.0, 8.0, 29.0, 30.0, 31.0, None)
LINES_DAYS = (0.0, 89.0, 90.0, 91.0, None)
BACK_DAYS = (2.0, 3.0, 4.0, 16.0, 17.0, 18.0, 30.0, 31.0, 32.0, 89.0, 90.0, 91.0)
"""Days that hold n-1, n, n+1 of every number the gate and the conditions count by."""


LIFTED = History(asked_back_days_ago=100.0, clear_checks_days_ago=(90.0, 76.0, 10.0))
"""A way back that is finished."""


class Key(NamedTuple):
    """What a situation's safety facts come to: worst rank, level, and which are `yes`."""

    rank: int
    level: int
    beside: int


class Held(NamedTuple):
    """How many situations, and the smallest of them: its answers off the mildest, and evers."""

    many: int
    size: int
    said: tuple[tuple[str, str, str | None], ...]


Table = dict[Key, Held]
EMPTY: Table = {Key(0, 0, 0): Held(1, 0, ())}


class Class(msgspec.Struct, frozen=True):
    """One class: the rank and level of its parts, what it counts, its smallest situation."""

    rank: gates.Gate
    level: levels.Level
    beside: str
    count: int
    situation: Situation


def well(**changes: object) -> Situation:
    """A situation in which all is as good as it can be, with some of it changed."""
    good = Situation(facts=WELL, checked_days_ago=0.0, lines_days_ago=0.0)
    return msgspec.structs.replace(good, **changes)


# The history and the check, by days


def histories() -> Iterator[History]:
    """Histories by days around every number of the way back."""
    for worst in ("none", "closed", "urgent"):
        yield History(worst=worst)
        yield History(worst, None, 100.0, (90.0,))
        for clear in ways():
            for last_yes in (100.0, 101.0):
                yield History(worst, last_yes, 100.0, clear)


def ways() -> Iterator[tuple[float, ...]]:
    """The clear checks of a way asked for 100 days ago: up to three of the days that count."""
    yield ()
    for first in (2.0, 3.0, 4.0):
        yield (100 - first,)
        for apart, further in product((13.0, 14.0, 15.0), repeat=2):
            second = first + apart
            yield (100 - first, 100 - second)
            yield (100 - first, 100 - second, 100 - second - further)
            for whole in (89.0, 90.0, 91.0):
                yield (100 - first, 100 - second, 100 - whole)
    for second in (75.0, 76.0, 77.0):
        yield (97.0, 100 - second, 10.0)


def history_fronts() -> list[History]:
    """One history, the smallest, for each way in which gate or level can be moved by it."""
    kept: dict[object, History] = {}
    for history in histories():
        here = (gates.way_back(history), levels.walked(history))
        key = (gates.floor(history), levels.of_history(history), *here)
        kept.setdefault(key, history)
    return list(kept.values())


def checks() -> Iterator[Situation]:
    """Every age of the check with no event, one before it, one with it, one after it."""
    for checked in CHECK_DAYS:
        yield well(checked_days_ago=checked)
        for days, name in product((1.0, 0.0, -1.0), facts.EVENTS):
            if checked is not None and checked + days >= 0:
                event = Event(name, checked + days)  # type: ignore[arg-type]
                yield well(checked_days_ago=checked, events=(event,))


def check_fronts() -> list[Situation]:
    """One check, the smallest, for each way in which gate, level or a condition sees it."""
    kept: dict[object, Situation] = {}
    for one in checks():
        checked = one.checked_days_ago
        recent = checked is not None and checked <= 7  # noqa: PLR2004 - together asks for a week
        kept.setdefault((gates.stale(one), levels.of_check(one), recent), one)
    return list(kept.values())


# The facts


def ranks(history: History, worse: tuple[str, ...]) -> dict[tuple[str, str, str | None], Key]:
    """For each safety fact, answer and what it ever was: its rank, level and `yes`."""
    table: dict[tuple[str, str, str | None], Key] = {}
    worseners = dict(zip(facts.WORSENERS, worse, strict=True))
    for answer, ever in product(facts.BY_ID["fear"].order, EVERS):
        before = dict.fromkeys(facts.SAFETY, ever) if ever else {}
        past = msgspec.structs.replace(history, ever=before)
        asked = Situation(facts=dict.fromkeys(facts.SAFETY, answer) | worseners, history=past)
        for fact in facts.SAFETY:
            key = Key(gates.of_fact(asked, fact), levels.of_fact(asked, fact), _yes(fact, answer))
            table[fact, answer, ever] = key
    return table


def _yes(fact: str, answer: str) -> int:
    return 0 if answer != "yes" else 1 if fact == "i_hurt" else 2


def worsener_classes(history: History) -> Iterator[tuple[int, dict[str, str], Table]]:
    """Worseners that move nothing differently, counted together; with them, the facts folded."""
    kept: dict[object, tuple[int, tuple[str, ...], dict[tuple[str, str, str | None], Key]]] = {}
    for worse in product(*(facts.BY_ID[w].order for w in facts.WORSENERS)):
        table = ranks(history, worse)
        count, first, _ = kept.get(tuple(table.values()), (0, worse, table))
        kept[tuple(table.values())] = (count + 1, first, table)
    for count, worse, table in kept.values():
        yield count, dict(zip(facts.WORSENERS, worse, strict=True)), fold(table)


def fold(table: dict[tuple[str, str, str | None], Key]) -> Table:
    """All the answers to all the safety facts, fact by fact."""
    whole = EMPTY
    for fact in facts.SAFETY:
        own = _gathered(((k, Held(1, *_shown(o))) for o, k in table.items() if o[0] == fact))
        whole = _gathered(
            (_worst(k, q), Held(h.many * g.many, h.size + g.size, h.said + g.said))
            for (k, h), (q, g) in product(whole.items(), own.items())
        )
    return whole


def _shown(
    option: tuple[str, str, str | None],
) -> tuple[int, tuple[tuple[str, str, str | None], ...]]:
    """How far one answer is from the mildest, and itself when it is."""
    _, answer, ever = option
    size = (answer != "no") + (ever is not None)
    return size, ((option,) if size else ())


def _worst(one: Key, other: Key) -> Key:
    return Key(*map(max, one, other))


def _gathered(pairs: Iterable[tuple[Key, Held]]) -> Table:
    """Counts added up by key; of the situations the smallest is kept."""
    table: Table = {}
    for key, held in pairs:
        was = table.get(key)
        best = held if was is None or held.size < was.size else was
        table[key] = best._replace(many=held.many + (was.many if was else 0))
    return table


def classes() -> list[Class]:
    """Every class of situations, by facts, worseners, history and check."""
    fronts = check_fronts()
    return [
        _class(key, held, count, _facts(held, worse), front, history)
        for history in history_fronts()
        for count, worse, table in worsener_classes(history)
        for key, held in table.items()
        for front in fronts
    ]


def _facts(held: Held, worse: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    answers = {fact: answer for fact, answer, _ in held.said}
    evers = {fact: ever for fact, _, ever in held.said if ever}
    return {**WELL, **worse, **answers}, evers


def _class(
    key: Key,
    held: Held,
    count: int,
    answers: tuple[dict[str, str], dict[str, str]],
    front: Situation,
    history: History,
) -> Class:
    given, evers = answers
    past = msgspec.structs.replace(history, ever=evers)
    situation = msgspec.structs.replace(front, facts=given, history=past)
    stale = gates.Gate.UNASKED if gates.stale(front) else gates.Gate.OPEN
    rank = max(gates.Gate(key.rank), stale, gates.floor(history))
    old = levels.of_check(front), levels.of_history(history)
    level = max(levels.Level(key.level), *old)
    return Class(rank, level, BESIDE[key.beside], held.many * count, situation)


# How many


FRESH = 4 * 3
"""Check: within 7 days, within 30, older, never; each line answered: within 90, older, never."""

HAPPENED = 3 ** len(facts.EVENTS)
"""Each event: none, older than the check, not older than it."""

HISTORIES = 3 * 3
"""The worst (none, closed, urgent), and the way back (not begun, begun, finished)."""


def answers_counted() -> int:
    """How many answers the folded facts have, worseners and what each ever was included."""
    return sum(
        count * held.many
        for count, _, table in worsener_classes(History())
        for held in table.values()
    )


def situations() -> int:
    """How many situations there are, from the counts of the fold itself."""
    folded = (*facts.SAFETY, *facts.WORSENERS)
    rest = prod(len(fact.order) for fact in facts.FACTS if fact.id not in folded)
    whole: int = answers_counted() * rest * FRESH * HAPPENED * HISTORIES
    return whole
