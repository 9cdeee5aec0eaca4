"""The laws that are about a log: at most one step is open, and words typed only tighten."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, get_args, get_type_hints

import msgspec

from tend.core import conditions, entries, facts, known, situation, words
from tend.core import gate as gates
from tend.core.policy import Decision
from tend.core.proof_classes import WELL
from tend.core.proof_found import found
from tend.core.proof_scenes import few, kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tend.core.pack import Pack, Step
    from tend.core.proof_found import Counterexample
    from tend.core.situation import State

DAY = 24 * 3600.0
NOW = 40 * DAY
AT = 1000.0

_STEPS = ("a", "b")
_OPENS = tuple(entries.Opened(at=AT, step=step) for step in _STEPS)
_CLOSES = tuple(
    entries.Tried(at=AT, step=step, how=how)  # type: ignore[arg-type]
    for step, how in product(_STEPS, ("good", "hard", "too-much", "not-today"))
)
_OTHERS: tuple[entries.Entry, ...] = (
    entries.Answered(at=AT, answers={"fear": "yes"}),
    entries.Draft(at=AT, page="room", answers={"fear": "yes"}),
    entries.Checked(at=AT, answers=dict.fromkeys(facts.SAFETY, "no"), full=True),
    entries.Renewed(at=AT, answer="nothing"),
    entries.Happened(at=AT, event="birth"),
    entries.Raised(at=AT, what=("danger",)),
    entries.Easier(at=AT),
    entries.AskedBack(at=AT),
    entries.Offered(at=AT, answer="later"),
    entries.Began(at=AT),
    entries.Told(at=AT, text="words"),
    entries.Threaded(at=AT, start="x"),
    entries.Layered(at=AT, start="x", layer="L1"),
    entries.Preferred(at=AT, minutes=5),
    entries.Again(at=AT, step="a"),
    entries.Noted(at=AT, text="words", step="a"),
    entries.Change(at=AT, where="me"),
    entries.Tomorrow(at=AT, text="words"),
    entries.Measured(at=AT),
    entries.Caution(at=AT, gate="urgent"),
    entries.Erased(at=AT),
)
"""One of every kind of entry that neither takes up a step nor says how it went."""


# 4: at most one step is open


def law_4() -> Iterator[Counterexample]:
    """By type, and by every entry in every state that entries can lead to."""
    one = str | None
    for holder, name in (
        (situation.State, "open_step"),
        (known.Situation, "open_step"),
        (Decision, "step"),
    ):
        if get_type_hints(holder)[name] != one:
            yield found("4", f"{holder.__name__}.{name} may hold more than one step")
    tried = {type(entry) for entry in (*_OPENS, *_CLOSES, *_OTHERS)}
    for unknown in set(entries.ENTRIES) - tried:
        yield found("4", f"an entry the proof does not know: {unknown.__name__}")
    yield from _machine()


def _machine() -> Iterator[Counterexample]:
    """Walk from the empty log until no entry leads to a new open step."""
    todo: list[State] = [situation.EMPTY]
    reached: set[str | None] = {None}
    while todo:
        state = todo.pop()
        for entry in (*_OPENS, *_CLOSES, *_OTHERS, None):
            after = situation.advance(state, entry)
            now = situation.situation(after, AT).open_step
            if now != _open_after(state.open_step, entry):
                yield found("4", f"after {type(entry).__name__} the open step is {now!r}")
            elif after.open_step not in reached:
                reached.add(after.open_step)
                todo.append(after)


def _open_after(step: str | None, entry: entries.Entry | None) -> str | None:
    """The step that should be open: the one taken up last, until it was said how it went."""
    if isinstance(entry, entries.Opened):
        return entry.step
    if isinstance(entry, entries.Tried) and entry.step == step:
        return None
    return step


# 7: words typed only tighten


def law_7(pack: Pack) -> Iterator[Counterexample]:
    """A caution can say four things and carry no answer; none of them lets a step in."""
    whats = get_args(words.What)
    if set(whats) != {"danger", "concern", "self_harm", "harming"}:
        yield found("7", f"a caution can say {whats}")
    if not words.Caution.__struct_config__.frozen:
        yield found("7", "a caution can be changed once it is made")
    if set(words.Caution.__struct_fields__) != {"what", "fact", "because"}:
        yield found("7", f"a caution carries {words.Caution.__struct_fields__}")
    for name in get_args(words.What):
        for phrase in getattr(pack.phrases, name):
            if phrase.fact not in facts.BY_ID or phrase.fact in facts.ENABLERS:
                yield found("7", f"the phrase {phrase.phrase!r} is noted under {phrase.fact}")
    yield from _tightens([*kinds(pack.steps), *kinds(few())])


def _tightens(steps: list[Step]) -> Iterator[Counterexample]:
    every = get_args(words.What)
    for state in _logs():
        before = situation.situation(state, NOW)
        could = _allowed(steps, before)
        for what in (*((one,) for one in every), every):
            raised = situation.advance(state, entries.Raised(at=NOW, what=what))
            after = situation.situation(raised, NOW)
            for step in _allowed(steps, after):
                if step not in could:
                    yield found("7", f"offered once words raised {', '.join(what)}", after, step)
            if gates.gate(after) < gates.gate(before):
                yield found("7", f"a better gate once words raised {', '.join(what)}", after)
            harm = "danger" in what or "concern" in what
            if harm and not gates.stale(after):
                yield found(
                    "7", f"words raised {', '.join(what)}, and the check still counts", after
                )


def _allowed(steps: list[Step], now: known.Situation) -> list[Step]:
    at = gates.gate(now)
    return [step for step in steps if conditions.allowed(step, now, at)]


def _logs() -> Iterator[State]:
    """States whose gates are all there are: by answers, by the check's age, by a night."""
    for answers in (
        {},
        {"degraded": "past"},
        {"money": "unknown"},
        {"degraded": "yes"},
        {"forced": "yes"},
        {"self_harm": "yes"},
    ):
        yield _checked(answers)
    yield situation.advance(_checked({"self_harm": "yes"}), entries.Easier(at=NOW - DAY / 4))
    yield msgspec.structs.replace(_checked({}), unread=True)
    yield situation.EMPTY


def _checked(answers: dict[str, str]) -> State:
    """After a whole check, line by line, a day ago."""
    given = {**WELL, **answers}
    checked = entries.Checked(at=NOW - DAY, answers=given, full=True, lines=True)
    return situation.advance(situation.EMPTY, checked)
