"""The proof is itself proven: every row, rung, number and guard is taken away or weakened in
turn, and each time a law or the second gate says so.

A mutant is a name and the attributes or rows it changes. Those that change nothing anybody
could ever see stand in `SAME`, each held to that.
"""

import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations, product
from typing import Any

import msgspec
import pytest

from tend.core import conditions, facts, ground, helplines, numbers, proof, proof_survey
from tend.core import gate as gates
from tend.core.gate import Gate
from tend.core.ground import Ground
from tend.core.known import History, Situation
from tend.core.numbers import Number
from tend.core.pack import Step
from tend.core.proof_classes import WELL, checks, classes, histories, well
from tests.core import second_gate
from tests.core.proof_pack import SMALL

Change = tuple[Any, str | tuple[str, ...], Any]
"""A module, class or table; the name or row in it; what stands there instead, or GONE."""

GONE = object()
READ = (*facts.SAFETY, *facts.WORSENERS)


# Who catches it


def _pool() -> Iterator[Situation]:
    """Up to two answers off each base, and histories and checks around every number."""
    for base in ("no", "past", "unknown", "yes"):
        whole = {f: base if base in facts.BY_ID[f].order else "no" for f in READ}
        for one, other in combinations(READ, 2):
            if one == "fear" or other in facts.WORSENERS:
                for answers in product(facts.BY_ID[one].order, facts.BY_ID[other].order):
                    told = {**whole, one: answers[0], other: answers[1]}
                    yield Situation(facts=told, checked_days_ago=1.0)
    lifted = History(asked_back_days_ago=100.0, clear_checks_days_ago=(90.0, 76.0, 10.0))
    for fact, answer, back in product(facts.SAFETY, ("no", "unknown"), (History(), lifted)):
        history = msgspec.structs.replace(back, ever={fact: "yes"})
        yield well(facts={**WELL, fact: answer}, history=history)
    yield from (well(facts={**WELL, fact: "past"}, history=lifted) for fact in facts.SAFETY)
    yield from (well(history=history) for history in histories())
    yield from checks()


@cache
def pool() -> list[tuple[Situation, str]]:
    return [(situation, second_gate.gate(situation)) for situation in _pool()]


def second_gate_differs() -> bool:
    return any(gates.gate(situation).word != word for situation, word in pool())


def first_law_breaks() -> bool:
    """Law 1 over every class, before anything is decided."""
    every = classes()
    changed = {"classes": every, "seen": proof_survey.seen(every), "scenes": []}
    return _breaks("1", msgspec.structs.replace(survey(), **changed))


def _breaks(law: str, still: proof_survey.Survey) -> bool:
    return any("no anchor" not in broken.what for broken in proof.breaks(law, still))


@cache
def survey() -> proof_survey.Survey:
    """Of the small pack as it stands: its classes and steps. None of `OTHERS` moves the gate."""
    return proof_survey.survey(SMALL)


def broken_law() -> str | None:
    """The first law the small pack breaks: without decisions, then with them, then in order."""
    still = msgspec.structs.replace(survey(), scenes=[])
    for law in ("6", "1", "5"):
        if _breaks(law, still):
            return law
    whole = msgspec.structs.replace(still, scenes=proof_survey.decided(survey().classes, SMALL))
    return next((law for law in proof.LAWS if any(proof.breaks(law, whole))), None)


def sentence_fails() -> bool:
    return not all(sentence() for sentence in second_gate.NUMBERS.values())


# The mutants


def _everywhere(real: object, other: object) -> list[Change]:
    """Put something else wherever the core has imported this."""
    core = [m for name, m in sys.modules.items() if name.startswith("tend.core.")]
    return [
        (module, name, other)
        for module in core
        for name, value in vars(module).items()
        if value is real
    ]


Mutants = dict[str, list[Change]]


def weakened(table: dict[Any, Gate], name: str) -> Mutants:
    """Every row of a table gone, and at every better rank."""
    made: Mutants = {}
    for row, rank in table.items():
        made[f"{name}{row} gone"] = [(table, row, GONE)]
        for better in range(rank):
            made[f"{name}{row} {Gate(better).word}"] = [(table, row, Gate(better))]
    return made


def _unlike(**changes: object) -> Callable[[History], int]:
    """A way back that reads the history with something left out."""

    def way_back(history: History) -> int:
        return _way_back(msgspec.structs.replace(history, **changes))

    return way_back


_way_back, _stale, _rung, _kinds = gates.way_back, gates.stale, gates.rung, helplines.kinds
_excluded, _may, _refers = Ground.excluded, Ground.may, Ground._refers
_night, _floor = conditions.CONDITIONS["night"], gates.floor


def _no_wait(history: History) -> int:
    return 2 if _way_back(history) else 0


def _days_before_count(history: History) -> int:
    asked = history.asked_back_days_ago or 0.0
    clear = tuple(min(day, asked - 3) for day in history.clear_checks_days_ago if asked >= 3)
    return _way_back(msgspec.structs.replace(history, clear_checks_days_ago=clear))


def ways() -> Mutants:
    others: dict[str, Callable[[History], int]] = {
        "always finished": lambda _: 2,
        "always begun": lambda history: max(1, _way_back(history)),
        "never finished": lambda history: min(1, _way_back(history)),
        "begun is finished": _no_wait,
        "asked before the last yes": _unlike(worst="none"),
        "a yes without a day is long ago": lambda history: _way_back(
            msgspec.structs.replace(history, worst_days_ago=history.worst_days_ago or 999.0)
        ),
        "days before asking count": _days_before_count,
    }
    made = {f"way back: {name}": _everywhere(_way_back, other) for name, other in others.items()}
    floors = [(1, 1, 0), (2, 1, 0), (0, 1, 0), (3, 0, 0), (0, 0, 0)]
    for marks in floors:
        made[f"floor {marks}"] = [(gates, "FLOOR", tuple(Gate(mark) for mark in marks))]
    made["floor left out"] = [(gates, "floor", lambda _: Gate.OPEN)]
    made["floor of closed only"] = [
        (gates, "floor", lambda h: Gate.OPEN if h.worst == "urgent" else _floor(h))
    ]
    return made


def checks_of_age() -> Mutants:
    def without(situation: Situation, name: str) -> bool:
        kept = tuple(event for event in situation.events if event.id != name)
        return _stale(msgspec.structs.replace(situation, events=kept))

    def tie(situation: Situation) -> bool:
        later = [msgspec.structs.replace(e, days_ago=e.days_ago + 0.5) for e in situation.events]
        return _stale(msgspec.structs.replace(situation, events=tuple(later)))

    others: dict[str, Callable[[Situation], bool]] = {
        "left out": lambda _: False,
        "never is fresh": lambda s: s.checked_days_ago is not None and _stale(s),
        "age left out": lambda s: (
            s.checked_days_ago is None or any(e.days_ago <= s.checked_days_ago for e in s.events)
        ),
        "a tie came before": tie,
        **{f"no {name}": lambda s, name=name: without(s, name) for name in facts.EVENTS},  # type: ignore[misc]
    }
    return {f"stale: {name}": [(gates, "stale", other)] for name, other in others.items()}


MORE = [
    "CHECK_DAYS",
    "TOGETHER_CHECK_DAYS",
    "LINES_DAYS",
    "AWAY_DAYS",
    "LIGHT_MINUTES",
    "ANCHOR_MINUTES",
]
"""Numbers that let more through when they are one more; the others when one less, or both."""


def one_off() -> Mutants:
    made: Mutants = {}
    for name, number in numbers.listed().items():
        for off in (1, -1):
            if (off == 1) != (name in MORE) and name in (*MORE, "BACK_WAIT_DAYS"):
                continue
            other = Number(number + off, number.unit)
            rows: list[Change] = [(numbers, name, other)]
            rows += [(ground.STRENGTH, k, other) for k, n in ground.STRENGTH.items() if n is number]
            made[f"{name} {off:+}"] = rows
    return made


def rungs() -> Mutants:
    made: Mutants = {}
    for table, name in (
        (gates.AREA, "area"),
        (gates.NARROWS, "narrows"),
        (gates.AT_WORST, "worst"),
    ):
        for row, rank in table.items():
            for worse in range(rank + 1, len(Gate)):
                made[f"{name} {row} {Gate(worse).word}"] = [(table, row, Gate(worse))]
    for flag in gates.NARROWS:
        made[f"narrows {flag} gone"] = [(gates.NARROWS, flag, GONE)]
    for worse in range(1, len(Gate)):
        made[f"together {Gate(worse).word}"] = [(gates, "TOGETHER", Gate(worse))]
    return made | {f"rung: {n}": _everywhere(_rung, f) for n, f in OTHER_RUNGS.items()}


def _bare(step: Any) -> Step:
    """The step itself; the second law hands on one that notes what is read of it."""
    bare: Step = getattr(step, "_step", step)
    return bare


def _as(step: Step, **front: Any) -> Gate:
    return _rung(msgspec.structs.replace(_bare(step), **front))


OTHER_RUNGS: dict[str, Callable[[Step], Gate]] = {
    "unsigned flags widen": lambda step: _as(step, signed=step.flags),
    "signed widens any area": lambda step: Gate.URGENT if step.signed else _rung(step),
    "signed outweighs what narrows": lambda step: _as(
        step, flags=() if step.signed else step.flags
    ),
    "together left out": lambda step: _as(step, with_="alone"),
    "at-worst left out": lambda step: _as(step, at_worst=None),
    "at-worst raises": lambda step: gates.AT_WORST[step.at_worst] if step.at_worst else _rung(step),
    "urgent widens": lambda step: Gate.URGENT if "urgent" in step.flags else _rung(step),
}


def guards() -> Mutants:
    made: Mutants = {
        f"condition {name} gone": [(conditions.CONDITIONS, name, GONE)]
        for name in conditions.CONDITIONS
    }

    def night(name: str, other: Callable[[Step, Situation, Gate], bool]) -> None:
        made[f"night: {name}"] = [(conditions.CONDITIONS, "night", other)]

    night("light left out", lambda s, n, at: _night(_quick(s), n, at))
    night("calm left out", lambda s, n, at: _night(_alone(s), n, at))
    made["dark left out"] = _everywhere(conditions.dark, lambda _: False)
    made["no is free"] = _everywhere(conditions.strict, lambda _: False)
    for name in ("private", "written", "own-harm"):
        if name in conditions.CONDITIONS:
            made[f"{name} always"] = [(conditions.CONDITIONS, name, lambda *_: True)]
    return made


def _quick(step: Step) -> Step:
    return msgspec.structs.replace(_bare(step), minutes=1)


def _alone(step: Step) -> Step:
    heal = {"area": "heal-emotional"} if step.area == "tend-sexual" else {}
    flags = tuple(flag for flag in step.flags if flag != "touch")
    return msgspec.structs.replace(_bare(step), with_="alone", flags=flags, **heal)


def exclusions() -> Mutants:
    def but(test: Callable[[Ground, Step], bool]) -> Any:
        return lambda self, step: not test(self, step) and _excluded(self, step)

    others = {
        "all of them": lambda self, step: False,
        "own harm": but(lambda self, step: "own-harm" in step.flags),
        "one-sided": but(lambda self, step: conditions.strict(step) and self.one_sided),
        "stay or go": but(lambda self, step: self.thread == "stay-or-go"),
    }
    made: Mutants = {f"exclusion: {n}": [(Ground, "excluded", f)] for n, f in others.items()}
    made["conditions not asked"] = [(Ground, "may", lambda self, step: not self.excluded(step))]
    made["exclusions not asked"] = [
        (Ground, "may", lambda s, step: conditions.allowed(step, s.situation, s.at))
    ]
    for rule in ("P1", "P2", "P3"):
        made[f"{rule} left out"] = [
            (Ground, "_refers", lambda self, rule=rule: _none_if(_refers(self), rule))
        ]
    return made


def _none_if(found: str | None, rule: str) -> str | None:
    return None if found == rule else found


def help_lines() -> Mutants:
    made: Mutants = {}
    for kind in ("emergency", "dv", "men", "sv", "suicide", "child", "harming"):
        made[f"help: no {kind}"] = _everywhere(_kinds, _without(kind))
    made["help: nowhere"] = [(helplines, "nowhere", lambda _: ())]
    made["help: none"] = _everywhere(helplines.lines, lambda *_: ())
    return made


def _without(kind: str) -> Callable[..., tuple[str, ...]]:
    return lambda *given: tuple(found for found in _kinds(*given) if found != kind)


SAME = {
    f"EVER{fact} open": "`past` alone ranks mending, and the row itself keeps it from being lifted"
    for fact in ("hit", "threatened", "others_hurt")
}

TABLES = {
    **weakened(gates.RANK, "RANK"),
    **weakened(gates.PAIR, "PAIR"),
    **weakened(gates.EVER, "EVER"),
    **ways(),
    **checks_of_age(),
}
OTHERS = {**rungs(), **guards(), **exclusions(), **help_lines()}


def change(patch: pytest.MonkeyPatch, changes: list[Change]) -> None:
    assert changes
    survey()  # as it stands, before anything is changed
    for target, name, value in changes:
        if value is GONE:
            patch.delitem(target, name)
        elif isinstance(target, dict):
            patch.setitem(target, name, value)
        else:
            assert isinstance(name, str)
            patch.setattr(target, name, value)


def test_as_it_stands_nothing_is_caught() -> None:
    assert not second_gate_differs()
    assert not first_law_breaks()
    assert not sentence_fails()
    assert broken_law() is None


@pytest.mark.parametrize("name", TABLES)
def test_a_weaker_table_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change(monkeypatch, TABLES[name])
    if name in SAME:
        assert not second_gate_differs()
        assert not first_law_breaks()
    else:
        assert second_gate_differs() or first_law_breaks()


@pytest.mark.parametrize("name", [name for name in TABLES if name.endswith("gone")])
def test_a_row_gone_breaks_the_first_law(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change(monkeypatch, TABLES[name])
    assert first_law_breaks()


@pytest.mark.parametrize("name", one_off())
def test_a_number_one_off_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = one_off()[name]
    change(monkeypatch, changes)
    assert sentence_fails() or second_gate_differs() or first_law_breaks()


@pytest.mark.parametrize("name", OTHERS)
def test_a_guard_taken_away_breaks_a_law(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change(monkeypatch, OTHERS[name])
    assert broken_law()
