"""How much harm there may be, read a second time from what was said: for the proof alone.

Written from the sentences of the first law and from raw answers, days and history. It knows
neither the gate nor the rungs, and it repeats their numbers on purpose: where the two
readings part, one of them is wrong, and the proof says where.
"""

from __future__ import annotations

from enum import IntEnum
from itertools import product
from typing import TYPE_CHECKING

from tend.core import facts

if TYPE_CHECKING:
    from tend.core.known import History, Situation
    from tend.core.pack import Step


class Level(IntEnum):
    """How much harm there may be, from none known to danger."""

    NONE = 0
    GUARDED = 1
    UNSAFE = 2
    HARM = 3
    DANGER = 4


GRAVE = ("choked", "weapon", "forced")
STAYS = (*GRAVE, "hit", "threatened", "others_hurt")
"""What no way back lifts."""

CHECKED_WITHIN = 30
EXACT = 6
"""Places of a day that count: finer are the crumbs of binary fractions."""

FIRST_AFTER, APART, ALL_AFTER = 3, 14, 90
"""The way back in days: the first clear check, the next two, and all of it after asking."""


def said(situation: Situation, fact: str) -> str:
    """The answer that counts: a `no` after a `yes` or `past` is read as `past`."""
    answer = situation.facts.get(fact, "unknown")
    return "past" if answer == "no" and fact in situation.history.ever else answer


def walked(history: History) -> int:
    """How far the way back is walked: 0 not begun, 1 begun, 2 finished."""
    asked = history.asked_back_days_ago
    last_yes = 0 if history.worst_days_ago is None else history.worst_days_ago
    if asked is None or (history.worst != "none" and not asked < last_yes):
        return 0
    after = (round(asked - ago, EXACT) for ago in history.clear_checks_days_ago)
    days = [day for day in after if day >= FIRST_AFTER]
    whole = any(
        second >= first + APART and third >= second + APART and third >= ALL_AFTER
        for first, second, third in product(days, repeat=3)
    )
    return 2 if whole else int(bool(days))


def of_fact(situation: Situation, fact: str) -> Level:
    """The level of one safety fact."""
    answer = said(situation, fact)
    if answer == "yes":
        return Level.DANGER if _danger(situation, fact) else Level.HARM
    worse = any(situation.facts.get(w, "unknown") == "yes" for w in facts.WORSENERS)
    if fact in GRAVE and (answer == "past" or fact in situation.history.ever):
        return Level.HARM
    if fact in ("hit", "threatened") and answer in ("past", "unknown") and worse:
        return Level.HARM
    if answer == "unknown":
        return Level.UNSAFE
    lifted = fact not in STAYS and walked(situation.history) == 2  # noqa: PLR2004 - finished
    return Level.NONE if answer == "no" or lifted else Level.GUARDED


def _danger(situation: Situation, fact: str) -> bool:
    """Whether a `yes` to this fact is one of those that mean danger."""
    worseners = [situation.facts.get(w, "unknown") for w in facts.WORSENERS]
    if fact in (*GRAVE, "threatened", "others_hurt"):
        return True
    if fact == "hit":
        return worseners != ["no"] * len(worseners)
    return fact in ("controlled", "watched", "fear") and "yes" in worseners


def of_check(situation: Situation) -> Level:
    """The level of a check that is missing, old, or older than something that happened."""
    checked = situation.checked_days_ago
    if checked is None or checked > CHECKED_WITHIN:
        return Level.UNSAFE
    since = any(not event.days_ago > checked for event in situation.events)
    return Level.UNSAFE if since else Level.NONE


def of_history(history: History) -> Level:
    """The level that what was once said leaves behind."""
    if history.worst == "none":
        return Level.NONE
    return (Level.HARM, Level.GUARDED, Level.NONE)[walked(history)]


def level(situation: Situation) -> Level:
    """The worst of all of them."""
    of_facts = (of_fact(situation, fact) for fact in facts.SAFETY)
    return max(*of_facts, of_check(situation), of_history(situation.history))


TOWARD = ("toward-spouse", "forgive", "kind-no")
SIGNED = ("quiet", "advocate", "own-harm")
AT_WORST = {"open": Level.NONE, "mending": Level.GUARDED, "unasked": Level.UNSAFE}


def near(step: Step) -> bool:
    """Together, touch or sex."""
    return step.with_ == "together" or "touch" in step.flags or step.area == "tend-sexual"


def bears(step: Step) -> Level:
    """The worst level at which a step of this kind may still be offered."""
    if near(step):
        return Level.NONE
    toward = any(flag in step.flags for flag in TOWARD)
    if toward or step.area in ("tend-emotional", "tend-spiritual"):
        return Level.GUARDED
    if step.area == "boundary" and not any(flag in SIGNED for flag in step.signed):
        return Level.UNSAFE
    return Level.DANGER
