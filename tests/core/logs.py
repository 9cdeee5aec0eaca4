"""Logs of entries to test with, and what they fold to."""

from collections.abc import Iterable
from typing import Any

from tend.core import entries as e
from tend.core import facts
from tend.core.gate import gate
from tend.core.known import Chosen, Situation, Wanted
from tend.core.situation import EMPTY, State, advance, situation

HOUR = 3600.0
DAY = 24 * HOUR
T = 1_800_000_000.0
"""A moment to begin at."""

SAFE = {**dict.fromkeys(facts.SAFETY, "no"), "self_harm": "no", "private": "yes"}

EVERY: tuple[e.Entry, ...] = (
    e.Told(at=T, text="We are strangers.", key="k01"),
    e.Began(
        at=T + 60, starts=(Chosen("roommates"), Chosen("money", "past", "yes")), thread="roommates"
    ),
    e.Preferred(
        at=T + 120, faith="sometimes", minutes=15, with_="alone", strength="some",
        spouse="husband", country="NZ", language="en", zone="Pacific/Auckland",
    ),
    e.Opened(at=T + 180, step="breathe-out-longer", key="k02"),
    e.Tried(at=T + 600, step="breathe-out-longer", how="good", key="k03"),
    e.Noted(at=T + 660, text="Quieter.", step="breathe-out-longer"),
    e.Change(at=T + 720, where="me", text="I slept."),
    e.Tomorrow(at=T + 780, text="Something short."),
    e.Offered(at=T + 840, answer="later"),
    e.Again(at=T + DAY, step="breathe-out-longer"),
    e.Answered(at=T + DAY + 60, answers={"private": "yes", "minor": "no"}),
    e.Draft(at=T + DAY + 120, page="room", answers={"fear": "past", "watched": "no"}, lines=True),
    e.Checked(at=T + DAY + 240, answers={**SAFE, "fear": "past"}, full=True, lines=True),
    e.AskedBack(at=T + 2 * DAY, text="I would like to try."),
    e.Measured(
        at=T + 3 * DAY, emotional=2, spiritual=None, sexual=8, wanted=Wanted(emotional=9),
        free="unsure",
    ),
    e.Raised(at=T + 4 * DAY, what=("concern",)),
    e.Checked(at=T + 6 * DAY, answers={**SAFE, "fear": "past"}, full=True, lines=True),
    e.Happened(at=T + 7 * DAY, event="birth"),
    e.Renewed(at=T + 8 * DAY, answer="nothing"),
    e.Threaded(at=T + 9 * DAY, start="money"),
    e.Layered(at=T + 9 * DAY + 60, start="money", layer="L3"),
    e.Answered(at=T + 10 * DAY, answers={"self_harm": "yes"}),
    e.Easier(at=T + 11 * DAY),
    e.Caution(at=T + 12 * DAY, gate="closed"),
    e.Erased(at=T + 12 * DAY + 1),
)  # fmt: skip
"""A log in which every kind of entry stands at least once."""


def fold(log: Iterable[e.Entry | None], state: State = EMPTY) -> State:
    """The state after these entries."""
    for entry in log:
        state = advance(state, entry)
    return state


def then(now: float, *log: e.Entry | None, offset: float = 0.0) -> Situation:
    """The situation at `now` after these entries."""
    return situation(fold(log), now, offset)


def gate_at(now: float, *log: e.Entry | None) -> str:
    """How things stand at `now` after these entries."""
    return gate(then(now, *log)).word


def check(at: float, lines: bool = True, **answers: str) -> e.Checked:  # noqa: FBT001, FBT002
    """A full check, all no on a screen of my own, but for these answers."""
    return e.Checked(at=at, answers={**SAFE, **answers}, full=True, lines=lines)


def said(at: float, **answers: str) -> e.Answered:
    """Answers given outside the check."""
    return e.Answered(at=at, answers=answers)


def page(at: float, name: str = "room", **answers: str) -> e.Draft:
    """A page of the check that was sent."""
    return e.Draft(at=at, page=name, answers=answers)


def tried(at: float, step: str, how: Any = "good") -> e.Tried:
    """How it went with a step."""
    return e.Tried(at=at, step=step, how=how)
