"""What every page of the path begins and ends with: who is here, what is added, where next.

A view loads (`here`), decides or adds (`add`), and answers (`show`, `to`). A page reads the log
and never writes to it; a form adds to it and leads on with 303.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec

import msgspec
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tend.core.entries import Entry, Raised
from tend.core.known import Situation
from tend.core.pack import Pack, Step
from tend.core.policy import Decision, decide
from tend.core.situation import EMPTY, State, situation
from tend.core.words import Caution, understand
from tend.path import late
from tend.vault import clock, later
from tend.vault.log import Vault
from tend.vault.visit import Visit

SEE_OTHER = 303
HOUR = 3600  # seconds
KEY = 40  # letters of a form key that are looked at
ALONE = "alone"
"""Under this name the sealed session keeps whether its screen was said to be only theirs."""

WORD, THEN = "word", "then"
"""Under these names the sealed session carries what a page is asked about, and what follows."""

HOW = "how"
"""Under this name it carries where the quoted words come from: `wrote`, `picked` or `said`."""

ASKED = "asked"
"""Under this name the sealed session keeps that the private page was answered once."""

P = ParamSpec("P")
View = Callable[Concatenate[Visit, P], HttpResponse]


class Here:
    """The person who is here, at one moment. Each part is found when it is first asked for."""

    def __init__(self, vault: Vault, *, asked: bool = True) -> None:
        """`asked`: whether this very session was told that the screen is only theirs."""
        self.vault = vault
        self.asked = asked
        self.now = clock.now()
        self.pack: Pack = settings.TEND_PACK

    @cached_property
    def state(self) -> State:
        """The folded log."""
        return self.vault.state()

    @cached_property
    def offset(self) -> float:
        """Hours between UTC and the clock of the person."""
        return offset(self.state.zone, self.now)

    @cached_property
    def situation(self) -> Situation:
        """All that is known at this moment, by the clock of the place the person named."""
        found = situation(self.state, self.now, self.offset)
        if self.asked:
            return found
        # A yes was about the screen it was said on; whoever signs in is asked again.
        return msgspec.structs.replace(found, facts={**found.facts, "private": "unknown"})

    @cached_property
    def decision(self) -> Decision:
        """What Tend says next."""
        return decide(self.situation, self.pack)

    @cached_property
    def step(self) -> Step | None:
        """The one step of the decision."""
        return self.pack.step(self.decision.step)

    @property
    def spouse(self) -> str:
        """The person's own word for the one they married; empty when none was chosen."""
        return self.state.spouse

    @property
    def read_by_them(self) -> bool:
        """Whether somebody else may read along: then nothing is offered to write or keep."""
        return any(self.situation.answer(fact) == "yes" for fact in ("watched", "made_to_use"))

    @property
    def private(self) -> bool:
        """Whether this screen is only theirs now."""
        return self.situation.answer("private") == "yes"

    @property
    def writes(self) -> bool:
        """Whether there may be room to write: on a screen only theirs, where nobody reads along."""
        return self.private and not self.read_by_them


def here(request: Visit) -> Here:
    """Who is here now. Ask again after `add`: what was known before it has changed.

    Raises LookupError when nobody is; views under `walks` never see that.
    """
    if request.vault is None:
        raise LookupError("Nobody is here.")
    return Here(request.vault, asked=request.session.get(ALONE) is True)


def walks(view: View[P]) -> View[P]:
    """Let a view be walked by somebody who is here; others are led, and their words given back."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def walked(request: Visit, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.vault is not None:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return late.answer(request)
        return to("in") if late.kept(request) else to("begin")

    return walked


def stamp() -> float:
    """The moment an entry is made at, UTC seconds."""
    return clock.now()


def add(request: Visit, *entries: Entry) -> State:
    """Append entries, all or none, at one moment and under the key of the form that was sent.

    A form that was sent before adds nothing: the first answer stands.
    """
    at = stamp()
    stamped = [msgspec.structs.replace(entry, at=at) for entry in entries]
    if stamped:
        stamped[0] = msgspec.structs.replace(stamped[0], key=form_key(request))
    return here(request).vault.append(*stamped)


def form_key(request: Visit) -> str:
    """The key of the form that was sent."""
    return request.POST.get("key", "")[:KEY]


def repeated(request: Visit) -> bool:
    """Whether this very form was sent before."""
    key = form_key(request)
    return bool(key) and key in here(request).state.keys


def show(request: Visit, template: str, context: dict[str, Any] | None = None) -> HttpResponse:
    """A page, with the word for the spouse, and `key`: a new form key each time it is written.

    `fresh`: they have not tried a step yet, so the road to the first one is shown.
    """
    state = request.vault.state() if request.vault else EMPTY
    usual = {"spouse": state.spouse, "fresh": not state.tries, "key": later.new_key}
    return render(request, template, {**usual, **(context or {})})


def to(name: str, *args: str) -> HttpResponse:
    """Lead on to the page of that name: 303, so that a reload sends nothing again."""
    response = redirect(name, *args)
    response.status_code = SEE_OTHER
    return response


# Words that name harm


def heard(*texts: str) -> tuple[Caution, ...]:
    """What typed words give cause to ask about; empty texts say nothing."""
    found = (understand(text, settings.TEND_PACK).cautions for text in texts if text)
    return tuple(caution for each in found for caution in each)


def raised(cautions: Iterable[Caution]) -> tuple[Raised, ...]:
    """The entry that makes Tend careful at once, before anything is asked; none without cause."""
    what = tuple(dict.fromkeys(caution.what for caution in cautions))
    return (Raised(at=stamp(), what=what),) if what else ()


def word(
    request: Visit, cautions: Iterable[Caution], name: str, *args: str, how: str = "wrote"
) -> HttpResponse:
    """Lead on to that page; when words gave cause, by the one private page `word` first.

    What it asks about travels in the sealed session, never in an address or a page. `how` the
    words came: the person `wrote` them, `said` them in one tap, or `picked` what holds them.
    """
    found = [[caution.what, caution.fact, caution.because] for caution in cautions]
    if not found:
        return to(name, *args)
    request.session[WORD], request.session[THEN] = found, [name, *args]
    request.session[HOW] = how
    return to("word")


def words(request: Visit) -> tuple[Caution, ...]:
    """What the page `word` has to ask about; stays until `onward`."""
    return tuple(Caution(*each) for each in request.session.get(WORD, ()))


def onward(request: Visit) -> HttpResponse:
    """Leave the page `word`: forget what it asked about, and go on where the person was going."""
    request.session.pop(WORD, None)
    request.session[ASKED] = True
    return to(*request.session.pop(THEN, ["today"]))


# Time


def offset(zone: str, now: float) -> float:
    """Hours between UTC and the clock of a zone at `now`; the copy's own clock without one."""
    try:
        place: tzinfo = zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        place = timezone.get_default_timezone()
    away = datetime.fromtimestamp(now, place).utcoffset()
    return away.total_seconds() / HOUR if away else 0.0
