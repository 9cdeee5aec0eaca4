"""People to call: the help that comes first, where the person lives; and the way on from there."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.http import HttpResponse

from tend.core.conditions import anchor, dark
from tend.core.entries import Preferred
from tend.core.helplines import ALIASES, lands, only_i_hurt
from tend.core.pack import Country, HelpLine
from tend.path import drafts
from tend.path.walk import THEN, Here, add, here, onward, show, stamp, to, walks
from tend.vault.visit import Visit

FRESH = 180
"""Days a number is trusted after somebody checked it (proposed; no source fixes it)."""

USUAL = ("emergency", "suicide", "counselor")
"""The kinds of help that stand here for anybody."""

ELSEWHERE = ""


HOLD_NIGHT = (
    "If you think of dying: move away from what you could use. "
    "Tell one person: “Stay with me tonight.”"
)
HOLD_HARM = "If you hurt someone: go to another room, or out of the house, and call from there."
"""What holds until somebody answers, in a dark night and where only the reader hurt somebody."""


@walks
def near(request: Visit) -> HttpResponse:
    """The help of the decision, whole; without any, the way to find someone."""
    now = here(request)
    if request.method == "POST":
        return _posted(request, now)
    place = country_of(now)
    first = now.decision.help
    lost = next((each.nobody_answers for each in now.pack.countries if not each.code), "")
    usual = tuple(line for line in _usual(place) if line not in first)
    context = {
        "first": trusted(first, now.now),
        "hold": _hold(now),
        "usual": trusted(usual, now.now),
        "place": place,
        "nobody": place.nobody_answers if place else lost,
        "lands": lands(now.pack),
        "picked": now.state.country is not None,
        "step": now.step or next((s for s in now.pack.steps if anchor(s)), None),
        "pending": _pending(now),
        "then": THEN in request.session,
        "more": bool(drafts.telling(now)),
    }
    return show(request, "path/near.html", context)


def _hold(now: Here) -> list[str]:
    what = ((dark(now.situation), HOLD_NIGHT), (only_i_hurt(now.situation), HOLD_HARM))
    return [words for holds, words in what if holds]


def _posted(request: Visit, now: Here) -> HttpResponse:
    code = request.POST.get("country")
    if code is None:
        return onward(request)
    if code == ELSEWHERE or now.pack.country(code):
        add(request, Preferred(at=stamp(), country=code))
    return to("near")


def country_of(now: Here) -> Country | None:
    """The country the person named, when the pack has lines for it."""
    code = (now.situation.country or "").upper()
    return now.pack.country(ALIASES.get(code, code))


def _usual(place: Country | None) -> tuple[HelpLine, ...]:
    lines = place.lines if place else ()
    return tuple(line for kind in USUAL for line in lines if line.kind == kind)


def trusted(lines: tuple[HelpLine, ...], at: float) -> list[HelpLine]:
    """The same lines, each without its number when nobody has looked at it for too long."""
    today = dt.datetime.fromtimestamp(at, dt.UTC).date()
    return [_shown(line, today) for line in lines]


def _shown(line: HelpLine, today: dt.date) -> HelpLine:
    """An old number may ring in a stranger's house: the line then stands without it."""
    if line.kind == "emergency" or (line.checked and (today - line.checked).days <= FRESH):
        return line
    said = "We last looked at this number too long ago, so it is left out here."
    return msgspec.structs.replace(line, phone="", text=said, hours="", cost="")


def _pending(now: Here) -> str:
    """The name of the page where a check waits to be looked over; empty when none does."""
    begun = drafts.standing(now)
    if not begun or not drafts.over(now, begun):
        return ""
    return "check-enough" if drafts.ends(now, begun) else "check-review"
