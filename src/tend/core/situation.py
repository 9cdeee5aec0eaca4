"""The situation at one moment, from the state of a log.

The fold itself stands in `fold.py`, what it keeps in `state.py`; their names are given on here.
"""

from __future__ import annotations

from collections.abc import Callable

from tend.core import facts, numbers
from tend.core.fold import advance, ripen
from tend.core.known import (
    Asked,
    Done,
    Event,
    History,
    How,
    Overlay,
    Prefer,
    Reading,
    Situation,
)
from tend.core.state import DAY, EMPTY, FOLD, HOUR, State, pack_state, unpack_state

__all__ = ["EMPTY", "FOLD", "State", "advance", "pack_state", "situation", "unpack_state"]

MORNING = 4 * HOUR
MINUTE = 60.0


def situation(state: State, now: float, offset: float = 0.0) -> Situation:
    """The situation at `now` (UTC seconds) where the clock is `offset` hours from UTC.

    Days of steps and offers turn at 04:00 there; all else keeps decimals. What tightens and
    is dated ahead of `now` is today; what loosens and is dated ahead has not happened.
    """
    state = ripen(state, now)

    def ago(at: float) -> float:
        return max(0.0, (now - at) / DAY)

    def tight(at: float | None) -> float | None:
        return None if at is None else ago(at)

    def loose(at: float | None) -> float | None:
        return None if at is None or at > now + MINUTE else ago(at)

    moved = offset * HOUR
    here = (now + moved - MORNING) // DAY

    def days(at: float) -> float:
        return max(0.0, here - (at + moved - MORNING) // DAY)

    night_at, easier_at = _night(state)
    return Situation(
        facts=_effective(state),
        checked_days_ago=loose(state.checked_at),
        lines_days_ago=loose(state.lines_at),
        events=_events(state, now),
        history=History(
            worst=state.worst,  # type: ignore[arg-type]
            worst_days_ago=tight(state.worst_at),
            asked_back_days_ago=loose(state.back_at),
            clear_checks_days_ago=tuple(ago(at) for at in state.clear if at <= now + MINUTE),
            ever=state.ever,  # type: ignore[arg-type]
        ),
        overlay=Overlay(tight(night_at), loose(easier_at)),
        starts=state.starts,
        thread=state.thread,
        layers=state.layers,
        open_step=state.open_step,
        again=state.again,
        done=tuple(_done(state, days)),
        readings=tuple(_readings(state, ago)),
        prefer=Prefer(state.faith, state.minutes, state.with_),  # type: ignore[arg-type]
        strength=state.strength,
        asked=Asked(
            state.wants,
            state.later,
            None if state.offered_at is None else days(state.offered_at),
            state.never,
        ),
        country=state.country,
        language=state.language,
    )


def _events(state: State, now: float) -> tuple[Event, ...]:
    """What happened, with what this very visit adds: a long absence, an entry nobody could read."""
    events = dict(state.events)
    if state.unread:
        events["unread"] = now
    if state.last_at is not None and now - state.last_at >= numbers.AWAY_DAYS * DAY:
        events["away"] = now
    return tuple(
        Event(id, max(0.0, (now - at) / DAY))  # type: ignore[arg-type]
        for id, at in events.items()
    )


def _effective(state: State) -> dict[str, str]:
    """The answers, made worse by the pages sent and not yet reviewed."""
    found = dict(state.answers)
    for draft in state.drafts:
        for fact, answer in draft.answers.items():
            found[fact] = facts.worse(fact, found.get(fact, "unknown"), answer)
    return found


def _night(state: State) -> tuple[float | None, float | None]:
    """When the dark night began and eased; a page sent and not yet reviewed begins one."""
    dark = [d.at for d in state.drafts if d.answers.get("self_harm") == "yes"]
    return (max(dark), None) if dark else (state.night_at, state.easier_at)


def _done(state: State, days: Callable[[float], float]) -> list[Done]:
    """What is kept of the steps, as tries, the newest first."""
    found: set[tuple[float, str, How]] = {(at, step, how) for step, at, how in state.recent}
    for step, kept in state.tries.items():
        if kept.good_at is not None:
            found.add((kept.good_at, step, "good"))
        if kept.hard_at is not None:
            found.add((kept.hard_at, step, "hard"))
        if kept.put_off_at is not None:
            found.add((kept.put_off_at, step, "not-today"))
        if kept.how == "too-much" and kept.at is not None:
            found.add((kept.at, step, "too-much"))
    return [Done(step, days(at), how) for at, step, how in sorted(found, reverse=True)]


def _readings(state: State, ago: Callable[[float], float]) -> list[Reading]:
    """The readings, none dated later than one that came after it."""
    found: list[Reading] = []
    at = float("inf")
    for entry in reversed(state.readings):
        at = min(at, entry.at)
        strands = (entry.emotional, entry.spiritual, entry.sexual)
        found.append(Reading(ago(at), *strands, entry.wanted, entry.free))
    return found[::-1]
