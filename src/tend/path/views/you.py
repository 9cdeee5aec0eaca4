"""About you: the word for the spouse, faith, time, help lines, and which hurt is walked first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from tend.core.entries import Began, Entry, Preferred, Threaded
from tend.core.pack import Start
from tend.core.situation import State
from tend.path import forms, zones
from tend.path.walk import Here, add, here, show, stamp, to, walks
from tend.vault.visit import Visit

FAITH = (("none", "No"), ("christian", "Yes"), ("sometimes", "Sometimes"))
STRENGTH = (("little", "A little"), ("some", "Some"), ("more", "More"))
WITH = (("alone", "Me alone"), ("together", "Also the two of us, when it is right"))
SPOUSES = (("husband", "My husband"), ("wife", "My wife"), ("partner", "My partner"))
MINUTES = (
    ("5", "5 minutes"),
    ("10", "10 minutes"),
    ("20", "20 minutes"),
    ("60", "An hour, now and then"),
)
UNSAID = "Not said"
Asked = tuple[str, str, tuple[tuple[str, str], ...], str, str]
"""A question: its words, its name, its answers, the one that holds now, and that one's words."""

SAID = "you"
"""Under this name the sealed session says that the page was just kept."""


@walks
def you(request: Visit) -> HttpResponse:
    """All that may be said about oneself. Nothing here is required."""
    found = here(request)
    if request.method != "POST":
        return show(request, "path/you.html", _page(request, found))
    given = _given(request, found)
    if given:
        add(request, *given)
        request.session[SAID] = True
    return to("you")


def _page(request: Visit, found: Here) -> dict[str, Any]:
    state = found.state
    on = found.situation.on()
    return {
        "said": request.session.pop(SAID) if SAID in request.session else False,
        "own": _own(state),
        "radios": _radios(state),
        "selects": _selects(found),
        "mine": _starts(found),
        "thread": on.id if on else None,
        "guest": found.vault.guest,
        "keeps": found.writes,
    }


def _own(state: State) -> str:
    return state.spouse if state.spouse not in forms.SPOUSES else ""


def _radios(state: State) -> list[Asked]:
    """The questions with a few answers."""
    return [
        _asked("What you call the one you married", "spouse", SPOUSES, state.spouse, _own(state)),
        _asked("Words of faith", "faith", FAITH, state.faith),
        _asked("Strength these days", "strength", STRENGTH, state.strength),
        _asked("Who the steps are for", "with", WITH, state.with_),
    ]


def _selects(found: Here) -> list[Asked]:
    """The questions with many answers."""
    lands = [(country.code, country.name) for country in found.pack.countries if country.code]
    state = found.state
    return [
        _asked("A step takes at most", "minutes", MINUTES, str(state.minutes)),
        _asked("Help lines of", "country", [("", "Elsewhere, or not said"), *lands], state.country),
        _asked("Your clock", "zone", [("", UNSAID), *zones.listed()], state.zone),
    ]


def _asked(
    words: str, name: str, choices: Iterable[tuple[str, str]], now: str | None, own: str = ""
) -> Asked:
    """A question as it stands on the page; an own word is as good an answer as the listed ones."""
    pairs = tuple(choices)
    return words, name, pairs, now or "", dict(pairs).get(now or "", own or UNSAID)


def _starts(found: Here) -> list[Start]:
    return [start for each in found.state.starts if (start := found.pack.start(each.id))]


def _given(request: Visit, found: Here) -> list[Entry]:
    """What the form that was sent says."""
    ids = [start.id for start in found.state.starts]
    start = forms.one(request, "start", ids)
    answer = forms.one(request, "answer", ("keep", "first", "drop"))
    if answer == "first" and start:
        return [Threaded(at=stamp(), start=start)]
    if answer == "drop" and start:
        return [_without(found, start)]
    return [_preferred(request, found)] if answer == "keep" else []


def _without(found: Here, start: str) -> Began:
    left = tuple(each for each in found.state.starts if each.id != start)
    thread = found.state.thread if found.state.thread != start else None
    return Began(at=stamp(), starts=left, thread=thread)


def _preferred(request: Visit, found: Here) -> Preferred:
    """What was chosen; what was not, or is not on the page, stays as it was."""
    minutes = forms.one(request, "minutes", _values(MINUTES))
    codes = ["", *(country.code for country in found.pack.countries)]
    return Preferred(
        at=stamp(),
        spouse=forms.own_word(request, found.spouse),
        faith=forms.one(request, "faith", _values(FAITH)),  # type: ignore[arg-type]
        strength=forms.one(request, "strength", _values(STRENGTH)),  # type: ignore[arg-type]
        with_=forms.one(request, "with", _values(WITH)),  # type: ignore[arg-type]
        minutes=int(minutes) if minutes else None,
        country=forms.one(request, "country", codes),
        zone=forms.one(request, "zone", ["", *_values(zones.listed())]),
    )


def _values(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [value for value, _ in pairs]
