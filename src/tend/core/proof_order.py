"""The second law, the gate: nothing that makes a situation worse makes its gate better.

The gate is the worst of parts, so it can only rise if each part does: a worse answer, an older
check, one more event and a worse history are each tried along their order. The conditions of
the steps stand in `proof_tables`.
"""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import msgspec

from tend.core import facts
from tend.core import gate as gates
from tend.core.known import Event, History
from tend.core.proof_classes import CHECK_DAYS, EVERS, LIFTED, WELL, histories, ranks, well
from tend.core.proof_found import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tend.core.proof_found import Counterexample

LAW = "2"


# The gate


def of_gate() -> Iterator[Counterexample]:
    """Every part of the gate along every order that makes things worse."""
    yield from _facts_rise()
    yield from _checks_rise()
    yield from _histories_rise()


def _facts_rise() -> Iterator[Counterexample]:
    order = facts.BY_ID["escalating"].order
    every = list(product(order, repeat=len(facts.WORSENERS)))
    lifted = {worse: ranks(LIFTED, worse) for worse in every}
    plain = {worse: ranks(History(), worse) for worse in every}
    for history, tables in ((LIFTED, lifted), (History(), plain)):
        for worse, table in tables.items():
            yield from _answers_rise(history, worse, table)
            for worst in _worse_worseners(worse, order):
                yield from _tables_rise(history, worst, table, tables[worst])
    for worse in every:
        yield from _tables_rise(History(), worse, lifted[worse], plain[worse])


def _worse_worseners(worse: tuple[str, ...], order: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for i, (mild, bad) in product(range(len(worse)), pairwise(order)):
        if worse[i] == mild:
            yield (*worse[:i], bad, *worse[i + 1 :])


def _answers_rise(history: History, worse: tuple[str, ...], table: Any) -> Iterator[Counterexample]:
    for fact, ever in product(facts.SAFETY, EVERS):
        for mild, bad in pairwise(facts.BY_ID[fact].order):
            if table[fact, bad, ever].rank < table[fact, mild, ever].rank:
                yield _fell(history, worse, (fact, bad, ever))
    for fact, (before, after) in product(facts.SAFETY, pairwise(EVERS)):
        for answer in facts.BY_ID[fact].order:
            if table[fact, answer, after].rank < table[fact, answer, before].rank:
                yield _fell(history, worse, (fact, answer, after))


def _tables_rise(
    history: History, worse: tuple[str, ...], mild: Any, bad: Any
) -> Iterator[Counterexample]:
    for option, key in mild.items():
        if bad[option].rank < key.rank:
            yield _fell(history, worse, option)


def _fell(
    history: History, worse: tuple[str, ...], option: tuple[str, str, str | None]
) -> Counterexample:
    fact, answer, ever = option
    past = msgspec.structs.replace(history, ever={fact: ever} if ever else {})
    worseners = dict(zip(facts.WORSENERS, worse, strict=True))
    situation = well(facts={**WELL, **worseners, fact: answer}, history=past)
    return found(LAW, f"{fact} {answer} ranks better than a milder answer", situation)


def _checks_rise() -> Iterator[Counterexample]:
    known = (0.0, 1.0, 7.0, 29.0, 30.0, 31.0, 40.0)
    for events in [(), *((Event("birth", days),) for days in known)]:
        ages = [well(checked_days_ago=days, events=events) for days in CHECK_DAYS]
        for newer, older in pairwise(ages):
            if gates.stale(older) < gates.stale(newer):
                yield found(LAW, "an older check counts where a newer one does not", older)
        for situation, name in product(ages, facts.EVENTS):
            more = msgspec.structs.replace(situation, events=(*events, Event(name, 7.0)))  # type: ignore[arg-type]
            if gates.stale(more) < gates.stale(situation):
                yield found(LAW, f"one more event, {name}, makes a check count", more)


def _histories_rise() -> Iterator[Counterexample]:
    for history in histories():
        for worse in _worse_histories(history):
            lower = gates.floor(worse) < gates.floor(history)
            if lower or gates.way_back(worse) > gates.way_back(history):
                yield found(LAW, "a worse history leaves a better gate", well(history=worse))


def _worse_histories(history: History) -> Iterator[History]:
    """Not asked; one clear check fewer; a newer yes; a worse worst."""
    change = msgspec.structs.replace
    yield change(history, asked_back_days_ago=None)
    clear = history.clear_checks_days_ago
    for i in range(len(clear)):
        yield change(history, clear_checks_days_ago=(*clear[:i], *clear[i + 1 :]))
    if history.worst != "none":
        yield change(history, worst="urgent")
        yield change(history, worst_days_ago=0.0)
        yield change(history, worst_days_ago=None)
