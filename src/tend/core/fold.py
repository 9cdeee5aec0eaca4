"""The state of a log: `advance(state, entry)`, one entry at a time, with no clock.

Whatever the fold needs of time stands in the entries. The state is bounded and holds no
words, so that a sealed snapshot of it may stand beside the log. What tightens is dated
no earlier than anything before it, so that a clock set back hides nothing.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import msgspec

from tend.core import entries, facts, numbers
from tend.core.gate import Gate, of_fact
from tend.core.known import Situation
from tend.core.state import CLEAR, DAY, HOUR, KEYS, READINGS, RECENT, State, Try

_replace = msgspec.structs.replace


def advance(state: State, entry: entries.Entry | None) -> State:
    """The state after one more entry; None is one that is missing or could not be read."""
    state = _replace(state, count=state.count + 1)
    if entry is None:
        return _replace(state, unread=True)
    before = state.last_at
    state = ripen(state, entry.at)
    state = _replace(state, last_at=max(entry.at, entry.at if before is None else before))
    if state.unread:
        state = _replace(_event(state, "unread"), unread=False)
    if before is not None and entry.at - before >= numbers.AWAY_DAYS * DAY:
        state = _event(state, "away")
    keys = (*state.keys, entry.key)[-KEYS:] if entry.key else state.keys
    return _add(entry, _replace(state, keys=keys))


def _event(state: State, event: str) -> State:
    return _replace(state, events={**state.events, event: state.last_at or 0.0})


def ripen(state: State, at: float) -> State:
    """Drafts older than a day become answers, as if the review page had been sent.

    Where something newer was answered, the worse of the two stands.
    """
    ripe = [d for d in state.drafts if at - d.at >= numbers.DRAFT_HOURS * HOUR]
    for draft in ripe:
        state = _answers(state, _sent(state, draft), draft.at)
    return _replace(state, drafts=tuple(d for d in state.drafts if d not in ripe))


def _sent(state: State, draft: entries.Draft) -> dict[str, str]:
    """What a page that was sent says; where something newer was answered, the worse of both."""
    newer = {fact for fact, when in state.since.items() if when > draft.at}
    return {
        fact: facts.worse(fact, state.answers.get(fact, "unknown"), said) if fact in newer else said
        for fact, said in _known(draft.answers).items()
    }


def _known(answers: dict[str, str]) -> dict[str, str]:
    """Only facts and answers there are: an older or newer program may have written others."""
    return {f: a for f, a in answers.items() if f in facts.BY_ID and a in facts.BY_ID[f].order}


def _answers(state: State, given: dict[str, str], at: float) -> State:
    """Take answers as said: the newest counts, the worst is remembered."""
    known = _known(given)
    ever = dict(state.ever)
    for fact, answer in known.items():
        if fact in facts.SAFETY and answer in ("past", "yes") and ever.get(fact) != "yes":
            ever[fact] = answer
    since = {**state.since, **dict.fromkeys(known, at)}
    state = _replace(state, answers={**state.answers, **known}, since=since, ever=ever)
    if known.get("self_harm") == "yes":
        state = _replace(state, night_at=max(at, state.last_at or at), easier_at=None)
    said = Situation(facts=state.answers)
    ranks = [of_fact(said, f) for f, a in known.items() if f in facts.SAFETY and a == "yes"]
    return _worst(state, max(ranks)) if ranks else state


def _worst(state: State, rank: Gate) -> State:
    """A new `yes`: the worst is dated now, and the way back begins again."""
    worst = "urgent" if rank == Gate.URGENT or state.worst == "urgent" else "closed"
    return _replace(state, worst=worst, worst_at=state.last_at, back_at=None, clear=())


@singledispatch
def _add(_: Any, state: State) -> State:
    """Entries that are only words, and tombstones, change nothing that decides."""
    return state


@_add.register
def _(entry: entries.Answered, state: State) -> State:
    return _answers(state, entry.answers, entry.at)


@_add.register
def _(entry: entries.Draft, state: State) -> State:
    """A page sent twice before the review keeps the worse of both."""
    said = _known(entry.answers)
    for draft in state.drafts:
        if draft.page == entry.page:
            for fact, answer in _known(draft.answers).items():
                said[fact] = facts.worse(fact, said.get(fact, answer), answer)
    others = tuple(draft for draft in state.drafts if draft.page != entry.page)
    return _replace(state, drafts=(*others, _replace(entry, answers=said)))


@_add.register
def _(entry: entries.Checked, state: State) -> State:
    """The review page: what it says counts; what was sent and is not on it counts as sent."""
    sent = {f: a for draft in state.drafts for f, a in _sent(state, draft).items()}
    said = {**sent, **entry.answers}
    state = _answers(_replace(state, drafts=()), said, entry.at)
    answered = [said.get(fact, "unknown") for fact in facts.SAFETY]
    if not entry.full or "unknown" in answered:
        return state
    lines_at = entry.at if entry.lines else state.lines_at
    clear = entry.lines and "yes" not in answered
    state = _clear(state, entry.at) if clear else state
    state = _replace(state, checked_at=entry.at, full_at=entry.at, lines_at=lines_at)
    return _replace(state, wants=False, later=0, never=False)


def _clear(state: State, at: float) -> State:
    """Keep the day of a clear check where it can count on the way back.

    Alone with the screen; for harm one did oneself, with someone trained in place; the first
    three days after asking at the earliest, the next fourteen days on, and of all that are
    fourteen days after that the newest.
    """
    helped = "i_hurt" not in state.ever or state.answers.get("helper") == "yes"
    if state.back_at is None or not helped or state.answers.get("private") != "yes":
        return state
    wait = numbers.BACK_APART_DAYS if state.clear else numbers.BACK_WAIT_DAYS
    kept = state.clear[: CLEAR - 1]
    since = kept[-1] if kept else state.back_at
    return _replace(state, clear=(*kept, at)) if at - since >= wait * DAY else state


@_add.register
def _(entry: entries.Renewed, state: State) -> State:
    if entry.answer == "something":
        return _event(state, "disclosure")
    full = state.full_at
    if entry.answer != "nothing" or full is None:
        return state
    recent = entry.at - full <= numbers.LINES_DAYS * DAY
    quiet = all(at < full for at in state.events.values())
    if not (recent and quiet):
        return state
    return _replace(state, checked_at=entry.at, wants=False, later=0, never=False)


@_add.register
def _(entry: entries.Happened, state: State) -> State:
    return _event(state, entry.event) if entry.event in facts.EVENTS else state


@_add.register
def _(entry: entries.Raised, state: State) -> State:
    harm = "danger" in entry.what or "concern" in entry.what
    return _event(state, "disclosure") if harm else state


@_add.register
def _(entry: entries.Easier, state: State) -> State:
    return _replace(state, easier_at=entry.at)


@_add.register
def _(entry: entries.AskedBack, state: State) -> State:
    return _replace(state, back_at=entry.at, clear=())


@_add.register
def _(entry: entries.Offered, state: State) -> State:
    if entry.answer == "wants":
        return _replace(state, wants=True, never=False)
    later = state.later + 1 if entry.answer == "later" else state.later
    never = entry.answer == "never" or state.never
    return _replace(state, later=later, never=never, wants=False, offered_at=entry.at)


@_add.register
def _(entry: entries.Began, state: State) -> State:
    return _replace(state, starts=entry.starts, thread=entry.thread)


@_add.register
def _(entry: entries.Threaded, state: State) -> State:
    known = any(start.id == entry.start for start in state.starts)
    return _replace(state, thread=entry.start) if known else state


@_add.register
def _(entry: entries.Layered, state: State) -> State:
    return _replace(state, layers={**state.layers, entry.start: entry.layer})


@_add.register
def _(entry: entries.Preferred, state: State) -> State:
    names = ("faith", "minutes", "with_", "strength", "spouse", "country", "language", "zone")
    given = {name: getattr(entry, name) for name in names}
    return _replace(state, **{name: value for name, value in given.items() if value is not None})


@_add.register
def _(entry: entries.Opened, state: State) -> State:
    return _replace(state, open_step=entry.step)


@_add.register
def _(entry: entries.Again, state: State) -> State:
    return _replace(state, again=entry.step)


@_add.register
def _(entry: entries.Tried, state: State) -> State:
    was = state.tries.get(entry.step, Try())
    if entry.how == "not-today":
        now = _replace(was, put_off_at=entry.at)
    else:
        now = _replace(was, at=entry.at, how=entry.how)
        now = _replace(now, good_at=entry.at) if entry.how == "good" else now
        now = _replace(now, hard_at=entry.at) if entry.how == "hard" else now
    closed = state.open_step if state.open_step != entry.step else None
    again = state.again if state.again != entry.step else None
    state = _replace(state, tries={**state.tries, entry.step: now}, open_step=closed, again=again)
    if entry.how == "not-today":
        return state
    recent = (*state.recent, (entry.step, entry.at, entry.how))[-RECENT:]
    return _replace(state, recent=recent)


@_add.register
def _(entry: entries.Measured, state: State) -> State:
    return _replace(state, readings=(*state.readings, entry)[-READINGS:])


@_add.register
def _(_entry: entries.Tomorrow, state: State) -> State:
    return _replace(state, tomorrow=state.count)


@_add.register
def _(entry: entries.Caution, state: State) -> State:
    ranks = {"urgent": Gate.URGENT, "closed": Gate.CLOSED}
    rank = ranks.get(entry.gate)
    return _event(state, "unread") if rank is None else _worst(state, rank)
