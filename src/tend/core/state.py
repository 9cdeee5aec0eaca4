"""The state of a log: what the fold keeps, bounded and without words."""

from __future__ import annotations

import msgspec

from tend.core import entries
from tend.core.known import Chosen, Faith, How, Strength

FOLD = 1
"""Version of the fold; a snapshot of another version is not used."""

HOUR = 3600.0
DAY = 24 * HOUR
KEYS, READINGS, CLEAR, RECENT = 64, 60, 3, 2


class Try(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of a step: the last try and how, the last good or hard one, the last put off."""

    at: float | None = None
    how: How | None = None
    good_at: float | None = None
    hard_at: float | None = None
    put_off_at: float | None = None


class State(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that decisions need of a log, and no word of it. Times are UTC seconds."""

    fold: int = FOLD
    count: int = 0
    last_at: float | None = None
    unread: bool = False
    keys: tuple[str, ...] = ()
    answers: dict[str, str] = {}
    since: dict[str, float] = {}
    ever: dict[str, str] = {}
    drafts: tuple[entries.Draft, ...] = ()
    checked_at: float | None = None
    full_at: float | None = None
    lines_at: float | None = None
    events: dict[str, float] = {}
    worst: str = "none"
    worst_at: float | None = None
    back_at: float | None = None
    clear: tuple[float, ...] = ()
    night_at: float | None = None
    easier_at: float | None = None
    starts: tuple[Chosen, ...] = ()
    thread: str | None = None
    layers: dict[str, str] = {}
    open_step: str | None = None
    again: str | None = None
    tries: dict[str, Try] = {}
    recent: tuple[tuple[str, float, How], ...] = ()
    readings: tuple[entries.Measured, ...] = ()
    faith: Faith = "none"
    minutes: int = 20
    with_: str = "alone"
    strength: Strength = "little"
    spouse: str = ""
    country: str | None = None
    language: str = "en"
    zone: str = ""
    later: int = 0
    offered_at: float | None = None
    never: bool = False
    wants: bool = False
    tomorrow: int = 0


EMPTY = State()


def pack_state(state: State) -> bytes:
    """The bytes of a snapshot."""
    return msgspec.json.encode(state)


def unpack_state(raw: bytes) -> State | None:
    """The state of a snapshot, or None when another fold wrote it or it cannot be read."""
    try:
        state = msgspec.json.decode(raw, type=State)
    except msgspec.MsgspecError:
        return None
    return state if state.fold == FOLD else None
