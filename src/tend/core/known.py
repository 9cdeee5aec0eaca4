"""All we know of one person at one moment: the value every decision is made from.

Field names are the ones of the command's JSON (`tend next`), so that one word means one
thing at every layer. Times are days before now, decimals allowed, never negative.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from tend.core.facts import SAFETY, Answer

Days = Annotated[float, msgspec.Meta(ge=0)]
Points = Annotated[int, msgspec.Meta(ge=0, le=10)]
How = Literal["good", "hard", "too-much", "not-today"]
Faith = Literal["none", "sometimes", "christian"]
Strength = Literal["little", "some", "more"]


EXACT = 6


def between(earlier: float, later: float) -> float:
    """Days from one day count to a later one, without the crumbs of binary fractions."""
    return round(earlier - later, EXACT)


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that happened; `id` is one of `facts.EVENTS`."""

    id: Literal["birth", "pregnancy", "parting", "disclosure", "invited", "away", "unread"]
    days_ago: Days


class History(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was once said, which waiting alone never lifts.

    `ever` holds the worst answer a fact ever had; the way back is read from the day it
    was asked for and the days of the clear checks.
    """

    worst: Literal["none", "closed", "urgent"] = "none"
    worst_days_ago: Days | None = None
    asked_back_days_ago: Days | None = None
    clear_checks_days_ago: tuple[Days, ...] = ()
    ever: dict[str, Literal["past", "yes"]] = {}


class Overlay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A dark night: when self-harm was last said, and when "easier" was."""

    yes_days_ago: Days | None = None
    easier_days_ago: Days | None = None


class Chosen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A start the person picked: is it going on, and did the one who did it own it."""

    id: str
    when: Literal["now", "past"] = "now"
    owned: Literal["yes", "partly", "no"] = "no"


class Done(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One try at a step and how it went."""

    step: str
    days_ago: Days
    how: How


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How close the person wants to be, per strand, 0-10; None is not compared."""

    emotional: Points | None = None
    spiritual: Points | None = None
    sexual: Points | None = None


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How close it was, per strand, 0-10, and whether the closeness was free."""

    days_ago: Days
    emotional: Points | None = None
    spiritual: Points | None = None
    sexual: Points | None = None
    wanted: Wanted = Wanted()
    free: Literal["yes", "no", "unsure"] = "unsure"


class Prefer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the person likes: words of faith, minutes at most, alone or also together."""

    faith: Faith = "none"
    minutes: Annotated[int, msgspec.Meta(ge=1, le=1440)] = 20
    with_: Literal["alone", "together"] = msgspec.field(default="alone", name="with")


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the person answered the offer of the check: later (times), never, or wanted."""

    wants: bool = False
    later: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0
    last_days_ago: Days | None = None
    never: bool = False


class Situation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a decision may use; each default means "never told us"."""

    facts: dict[str, Answer] = {}
    checked_days_ago: Days | None = None
    lines_days_ago: Days | None = None
    events: tuple[Event, ...] = ()
    history: History = History()
    overlay: Overlay = Overlay()
    starts: tuple[Chosen, ...] = ()
    thread: str | None = None
    layers: dict[str, str] = {}
    open_step: str | None = None
    again: str | None = None
    done: tuple[Done, ...] = ()
    readings: tuple[Reading, ...] = ()
    prefer: Prefer = Prefer()
    strength: Strength = "little"
    asked: Asked = Asked()
    country: str | None = None
    language: str = "en"

    def answer(self, fact: str) -> Answer:
        """The answer that counts: `no` to what was once `yes` or `past` reads as `past`."""
        given = self.facts.get(fact, "unknown")
        if given == "no" and fact in self.history.ever and fact in SAFETY:
            return "past"
        return given

    def on(self) -> Chosen | None:
        """The start that is the thread now, else the first, else none."""
        named = (start for start in self.starts if start.id == self.thread)
        return next(named, self.starts[0] if self.starts else None)

    def newest_readings(self) -> tuple[Reading, ...]:
        """The newest reading; more than one when several bear the same time."""
        newest = min((r.days_ago for r in self.readings), default=None)
        return tuple(r for r in self.readings if r.days_ago == newest)
