"""One table: fact, answer -> gate. The worst rank wins, and nothing good outweighs it.

The gate says how things stand; the rung of a step is the worst gate at which it may be
offered. Both are ranks on the same scale, so that what is allowed shrinks as things get
worse, by construction.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from tend.core import facts, numbers
from tend.core.known import between

if TYPE_CHECKING:
    from tend.core.known import History, Situation
    from tend.core.pack import Step


class Gate(IntEnum):
    """How things stand, from best to worst."""

    OPEN = 0
    MENDING = 1
    UNASKED = 2
    CLOSED = 3
    URGENT = 4

    @property
    def word(self) -> str:
        """The word used in JSON."""
        return self.name.lower()


GRAVE = ("choked", "weapon", "forced")
DANGER = (*GRAVE, "threatened", "others_hurt")

RANK: dict[tuple[str, str], Gate] = {
    **{(fact, "unknown"): Gate.UNASKED for fact in facts.SAFETY},
    **{(fact, "past"): Gate.MENDING for fact in facts.SAFETY},
    **{(fact, "past"): Gate.CLOSED for fact in GRAVE},
    **{(fact, "yes"): Gate.CLOSED for fact in facts.SAFETY},
    **{(fact, "yes"): Gate.URGENT for fact in DANGER},
}
"""A safety fact's answer by itself."""

PAIR: dict[tuple[str, str, str], Gate] = {
    ("hit", "yes", "unknown"): Gate.URGENT,
    ("hit", "yes", "yes"): Gate.URGENT,
    ("controlled", "yes", "yes"): Gate.URGENT,
    ("watched", "yes", "yes"): Gate.URGENT,
    ("fear", "yes", "yes"): Gate.URGENT,
    ("hit", "past", "yes"): Gate.CLOSED,
    ("hit", "unknown", "yes"): Gate.CLOSED,
    ("threatened", "past", "yes"): Gate.CLOSED,
    ("threatened", "unknown", "yes"): Gate.CLOSED,
}
"""A safety fact's answer together with the answer of any one worsener."""

PAIRED = frozenset(fact for fact, _, _ in PAIR)

EVER: dict[str, Gate] = {
    **dict.fromkeys(GRAVE, Gate.CLOSED),
    **dict.fromkeys(("hit", "threatened", "others_hurt"), Gate.MENDING),
}
"""What was once said grave stays, whatever is said later."""

FLOOR = (Gate.CLOSED, Gate.MENDING, Gate.OPEN)
"""The floor of a history by how much of the way back is walked: none, begun, finished."""


def way_back(history: History) -> int:
    """How much of the way back is walked: 0 none, 1 begun, 2 finished.

    The person asks after the last `yes`; a clear check at least 3 days later begins it;
    a second 14 days on and a third 14 days after that, 90 days after asking, finish it.
    """
    asked = history.asked_back_days_ago
    if asked is None or (history.worst != "none" and asked >= (history.worst_days_ago or 0)):
        return 0
    clear = sorted(between(asked, day) for day in history.clear_checks_days_ago)
    first = next((day for day in clear if day >= numbers.BACK_WAIT_DAYS), None)
    if first is None:
        return 0
    second = next((day for day in clear if day >= first + numbers.BACK_APART_DAYS), None)
    if second is None:
        return 1
    third = max(second + numbers.BACK_APART_DAYS, float(numbers.BACK_LIFT_DAYS))
    return 2 if clear[-1] >= third else 1


def floor(history: History) -> Gate:
    """The best gate a history leaves; a worst of `urgent` acts as `closed`."""
    return Gate.OPEN if history.worst == "none" else FLOOR[way_back(history)]


def stale(situation: Situation) -> bool:
    """No check, an old one, or one that something has happened since (a tie counts)."""
    checked = situation.checked_days_ago
    if checked is None or checked > numbers.CHECK_DAYS:
        return True
    return any(event.days_ago <= checked for event in situation.events)


def of_fact(situation: Situation, fact: str, back: int | None = None) -> Gate:
    """The rank of one safety fact: its answer, what it ever was, and the worseners.

    `back` is how much of the way back is walked, when the caller has found it already.
    """
    answer = situation.answer(fact)
    rank = RANK.get((fact, answer), Gate.OPEN)
    if answer == "past" and fact not in EVER:
        walked = way_back(situation.history) if back is None else back
        rank = Gate.OPEN if FLOOR[walked] == Gate.OPEN else rank
    if fact in EVER and fact in situation.history.ever:
        rank = max(rank, EVER[fact])
    if fact in PAIRED:
        worse = (situation.answer(worsener) for worsener in facts.WORSENERS)
        rank = max(rank, *(PAIR.get((fact, answer, w), Gate.OPEN) for w in worse))
    return rank


def gate(situation: Situation) -> Gate:
    """How things stand: the worst rank of the facts, the check's age and the history."""
    back = way_back(situation.history)
    return max(
        *(of_fact(situation, fact, back) for fact in facts.SAFETY),
        Gate.UNASKED if stale(situation) else Gate.OPEN,
        floor(situation.history),
    )


ALWAYS = Gate.URGENT
AREA: dict[str, Gate] = {
    "heal-emotional": ALWAYS,
    "heal-spiritual": ALWAYS,
    "heal-physical": ALWAYS,
    "support": ALWAYS,
    "joy": ALWAYS,
    "boundary": Gate.UNASKED,
    "tend-emotional": Gate.MENDING,
    "tend-spiritual": Gate.MENDING,
    "tend-sexual": Gate.OPEN,
}
"""The rung an area gives."""

WIDENS = ("quiet", "advocate", "own-harm")
"""Flags that, once signed in `reviewed.toml`, let a limit be offered always."""

NARROWS: dict[str, Gate] = {
    "toward-spouse": Gate.MENDING,
    "forgive": Gate.MENDING,
    "kind-no": Gate.MENDING,
    "touch": Gate.OPEN,
}
"""Flags that narrow the rung, whatever the area."""

TOGETHER = Gate.OPEN
AT_WORST = {"unasked": Gate.UNASKED, "mending": Gate.MENDING, "open": Gate.OPEN}
RUNG_WORDS = {gate: gate.word for gate in Gate} | {ALWAYS: "always"}


def rung(step: Step) -> Gate:
    """The worst gate at which a step may be offered: the narrowest of all that applies."""
    signed = step.area == "boundary" and any(flag in WIDENS for flag in step.signed)
    found = ALWAYS if signed else AREA[step.area]
    for flag in step.flags:
        found = min(found, NARROWS.get(flag, found))
    if step.with_ == "together":
        found = min(found, TOGETHER)
    return min(found, AT_WORST[step.at_worst]) if step.at_worst else found
