"""Something has changed: one tap, a kind line, and the page that fits it."""

from __future__ import annotations

import msgspec
from django.http import HttpResponse

from tend.core.entries import Answered, Entry, Happened
from tend.core.words import Caution
from tend.path.views import ask, back
from tend.path.walk import add, here, show, stamp, to, walks, word
from tend.vault.visit import Visit

NOTED = "noted"
"""Under this name the sealed session carries which kind line comes next."""

LOW = "I am not all right"


class Change(msgspec.Struct, frozen=True):
    """One thing that can have changed: its words, and what is said to it."""

    label: str
    title: str
    words: str
    event: str = ""
    fact: str = ""
    call: bool = False


CHANGES = {
    "scared": Change(
        "Something happened that frightened me",
        "Thank you for saying it",
        """Being frightened counts. It counts even if nothing came of it, and even if there was
        a sorry after.
        You don’t have to decide anything tonight, and you don’t have to be sure.""",
        event="disclosure",
        call=True,
    ),
    "coming": Change(
        "A baby is coming",
        "A baby is coming",
        """That can be joy and fear in one day. Both may be here.
        It changes sleep, money and bodies, and it can change how people treat each other.
        So Tend is a little more careful for a while.""",
        event="pregnancy",
        fact="pregnant",
    ),
    "came": Change(
        "A baby came, or was lost",
        "Be gentle with yourself",
        """A body that has carried or lost a child needs time, and so do two hearts.
        So Tend is a little more careful for a while. Nothing here is late.""",
        event="birth",
        fact="pregnant",
    ),
    "apart": Change(
        "One of us is leaving, or has left",
        "That is a lot to carry",
        """This is a time to have someone trained beside you, even if all seems calm.
        You can talk it through with them first, before anything is said at home.
        Tend leaves out steps for the two of you for now.""",
        event="parting",
        fact="parting",
        call=True,
    ),
    "found": Change(
        "Something came out that I did not know",
        "The ground has moved",
        """Shaking, not sleeping, asking the same thing again: all of that is common.
        You don’t have to decide anything in the first days.""",
        event="disclosure",
    ),
    "asked": Change(
        "They asked me to do this together, or found Tend",
        "This is still yours",
        """You don’t have to answer that now. Tend shows nothing of yours to anyone.
        If somebody wants to read along, or says you have to be here, it can be wiser to
        write less, or to use a device that is only yours.
        “Leave this page”, at the top, closes this at once.""",
        event="invited",
    ),
}
"""What stands on the page, in its order, each under the value of its button."""

SOMETHING = Change(
    "",
    "Thank you for saying so",
    """You don’t have to say what it was. Tend leaves a little more out for now.
    If you want to say more, the questions are there, one line at a time. They can wait.""",
)


@walks
def changed(request: Visit) -> HttpResponse:
    """A quiet list; one tap is enough."""
    now = here(request)
    if request.method != "POST":
        anew = [fact for fact in ask.ANEW if fact in now.state.answers]
        asked = [question for fact in anew if (question := now.pack.question(fact))]
        buttons = [(value, change.label) for value, change in CHANGES.items()]
        answers = [*buttons, ("low", LOW)]
        context = {"answers": answers, "anew": asked, "back": back.eligible(now)}
        return show(request, "path/changed.html", context)
    given = request.POST.get("answer", "")
    if given == "low":
        return word(request, [Caution("self_harm", "self_harm", LOW)], "today", how="said")
    if given not in CHANGES:
        return to("changed")
    add(request, *_entries(CHANGES[given]))
    return note(request, given)


def _entries(change: Change) -> list[Entry]:
    plain = [Answered(at=stamp(), answers={change.fact: "yes"})] if change.fact else []
    return [Happened(at=stamp(), event=change.event), *plain]


def note(request: Visit, what: str) -> HttpResponse:
    """Lead on to the kind line for what was said; which one, only the sealed session knows."""
    request.session[NOTED] = what
    return to("noted")


@walks
def noted(request: Visit) -> HttpResponse:
    """The kind line, and the ways that fit."""
    known = {**CHANGES, "something": SOMETHING}
    change = known.get(request.session.get(NOTED, ""))
    if change is None:
        return to("changed")
    asks = here(request).situation.answer("private") == "yes"
    return show(request, "path/noted.html", {"change": change, "asks": asks})
