"""The way back: what it needs, in days and plain words, and the asking, in own words."""

from __future__ import annotations

import math

from django.http import Http404, HttpResponse

from tend.core import facts, numbers
from tend.core.entries import AskedBack
from tend.core.gate import EVER, GRAVE, way_back
from tend.core.known import History
from tend.path.walk import Here, add, heard, here, raised, repeated, show, stamp, to, walks, word
from tend.vault.visit import Visit


def eligible(now: Here) -> bool:
    """Whether there is anything to come back from."""
    past = any(now.situation.answer(fact) == "past" for fact in facts.SAFETY)
    return past or now.situation.history.worst != "none"


@walks
def back(request: Visit) -> HttpResponse:
    """Say what it needs and where it stands; asking is an entry, with the person's reason."""
    now = here(request)
    if not eligible(now):
        raise Http404
    if request.method != "POST":
        return _page(request, now)
    text = request.POST.get("words", "").strip()
    if not text:
        return _page(request, now, empty=True)
    cautions = heard(text)
    if counts(now.situation.history) and not repeated(request):
        return _page(request, now, kept=text)
    add(request, AskedBack(at=stamp(), text=text), *raised(cautions))
    return word(request, cautions, "back") if cautions else to("back")


def _page(request: Visit, now: Here, **more: object) -> HttpResponse:
    history = now.situation.history
    ever = history.ever
    context = {
        "n": numbers.listed(),
        "asked": counts(history),
        "walked": way_back(history),
        "wait": wait(history),
        "good": any(fact in ever for fact in GRAVE),
        "some": any(fact in ever for fact in EVER),
        "mine": "i_hurt" in ever,
        "helped": now.situation.answer("helper") == "yes",
        "helper": "helper",
        **more,
    }
    return show(request, "path/back.html", context)


def counts(history: History) -> bool:
    """Whether it was asked for after the last `yes`."""
    asked = history.asked_back_days_ago
    if asked is None:
        return False
    return history.worst == "none" or asked < (history.worst_days_ago or 0)


def wait(history: History) -> int:
    """Days until the questions count on this way again; 0 when they do now."""
    asked = history.asked_back_days_ago or 0.0
    clear = sorted(asked - day for day in history.clear_checks_days_ago)
    after = numbers.BACK_WAIT_DAYS + 0.0
    for least in (numbers.BACK_APART_DAYS, numbers.BACK_APART_DAYS):
        found = next((day for day in clear if day >= after), None)
        if found is None:
            return _left(after, asked)
        after = found + least
    return _left(max(after, numbers.BACK_LIFT_DAYS + 0.0), asked)


def _left(day: float, asked: float) -> int:
    return max(0, math.ceil(day - asked))
