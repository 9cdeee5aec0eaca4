"""The beginning: is the screen only yours, what hurts, what goes with it. All may be skipped."""

from __future__ import annotations

import math

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from tend.core import facts
from tend.core.entries import Answered, Began, Entry, Preferred, Told
from tend.core.pack import Start
from tend.core.words import Caution, understand
from tend.path import forms
from tend.path.walk import (
    ALONE,
    ASKED,
    HOUR,
    Here,
    add,
    heard,
    here,
    raised,
    show,
    stamp,
    to,
    walks,
    word,
)
from tend.vault import accounts, later
from tend.vault.visit import Visit

GROUPS = {
    "brought": ("Something I brought with me", "An old hurt, shame, family, trust, my own part"),
    "theirs": ("Something the one I married does, or did", "Now, or long ago"),
    "ours": ("Something we both make", "How we fight, or how we live past each other"),
    "closeness": ("Being close is the hard part", "Wanting more or less, or being scared of it"),
    "body": ("The body", "Pain, change or illness"),
    "season": ("A hard season", "A baby, a loss, work, money, care"),
    "deciding": ("I don’t know if I can stay", "Or we live apart"),
}
"""The seven groups of starts in a reader's words, and what is in each."""

OWNED = {
    "harm-i-did": "Have I owned it?",
    "we-both-wound": "Have we both owned our part?",
}
"""The question whether it was owned, where not only the other one did it."""

Line = tuple[str, str, tuple[tuple[str, str], ...]]
"""A line to answer: the name of its field, its words, and its answers as value and words."""

PRIVATE = {"yes": "yes", "unsure": "unknown", "no": "no"}
NO_ROOM = 503
SOON = "60"  # seconds after which to ask again
SHOWN = 3
"""So many signs of a start stand on its card."""

AFRAID = "afraid"
"""The start that always gives cause to ask."""


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Visit) -> HttpResponse:
    """Ask whether the screen is only theirs. Nothing is stored before a yes."""
    found = here(request) if request.vault is not None else None
    if request.method != "POST":
        return to("today") if found and found.private else _begin(request)
    answer = forms.one(request, "answer", PRIVATE)
    sealed = request.POST.get(later.FIELD, "")
    if answer == "yes":
        return _arrive(request, sealed)
    if answer and found:
        request.session[ALONE] = False
        add(request, Answered(at=stamp(), answers={"private": PRIVATE[answer]}))
    if answer:
        return show(request, "path/quiet.html", {"later": sealed})
    return _begin(request, sealed)


def _begin(request: Visit, sealed: str = "") -> HttpResponse:
    """The question, with a kind word for somebody who is here already."""
    return show(request, "path/begin.html", {"later": sealed, "back": request.vault is not None})


def _arrive(request: Visit, sealed: str) -> HttpResponse:
    new = request.vault is None
    try:
        accounts.start_guest(request)
    except accounts.Full:
        return _full(request, sealed)
    request.session[ALONE] = True
    add(request, Answered(at=stamp(), answers={"private": "yes"}))
    later.lay_by(request, sealed)
    return to("begin-words") if new else to("today")


def _full(request: Visit, sealed: str) -> HttpResponse:
    """No room just now: what is open without a log, and the same words to try again with."""
    answer = show(request, "path/full.html", {"later": sealed})
    answer.status_code = NO_ROOM
    answer.headers["Retry-After"] = SOON
    return answer


@walks
def words(request: Visit) -> HttpResponse:
    """What hurts most, in own words. A list, "not sure" and "skip" are answers as good."""
    if request.method != "POST":
        return _ask_words(request, here(request))
    text = forms.text(request, "words")
    request.session.pop(later.FIELD, None)
    heard_in = heard(text)
    found = here(request)
    if text != _newest(found, within=HOUR):  # whoever came Back and sent the same said it once
        add(request, *_told(found, text), *raised(heard_in))
    answer = forms.one(request, "answer", ("words", "list", "unsure", "skip"))
    if answer in ("unsure", "skip"):
        return word(request, heard_in, "today")
    listed = answer == "list" or not (text and understand(text, here(request).pack).starts)
    return word(request, heard_in, "begin-list" if listed else "begin-starts")


def _ask_words(request: Visit, found: Here) -> HttpResponse:
    """Nothing is to be typed where somebody else may see it."""
    if not found.private:
        return to("begin")
    if found.read_by_them:
        return to("begin-list")
    kept = request.session.get(later.FIELD, "") or _newest(found, within=HOUR)
    return show(request, "path/words.html", {"kept": kept})


def _told(found: Here, text: str) -> list[Entry]:
    """The words; and the word for the spouse, when they name one and none is known."""
    spouse = None if found.spouse else forms.called(text)
    entries: list[Entry] = [Told(at=stamp(), text=text)] if text else []
    return [*entries, Preferred(at=stamp(), spouse=spouse)] if spouse else entries


def _newest(found: Here, *, within: float = math.inf) -> str:
    """The newest words on what hurts; empty when they are older than so many seconds."""
    told = (entry for _, entry in found.vault.entries() if isinstance(entry, Told))
    newest = next(told, None)
    return newest.text if newest and found.now - newest.at < within else ""


@walks
def starts(request: Visit) -> HttpResponse:
    """One to three starts the own words point to, each with the words that do. The person ticks."""
    found = here(request)
    said = understand(_newest(found), found.pack).starts
    offered = [(start, each.because) for each in said if (start := found.pack.start(each.id))]
    if request.method != "POST":
        return (
            show(request, "path/starts.html", {"offered": offered}) if offered else to("begin-list")
        )
    ids = forms.ticked(request, [start for start, _ in offered])
    answer = forms.one(request, "answer", ("on", "list", "none"))
    if answer == "none":
        return to("today")
    if answer == "on" and not ids:  # the guesses stay where they are
        return show(request, "path/starts.html", {"offered": offered, "empty": True})
    kept = [start.id for start in found.state.starts if start.id not in ids]
    return _pick(request, found, (ids + kept)[: forms.MOST], go_on=bool(ids))


@walks
def groups(request: Visit) -> HttpResponse:
    """The seven groups of starts, as doors; and what is picked so far."""
    found = here(request)
    mine = [start for each in found.state.starts if (start := found.pack.start(each.id))]
    context = {"groups": GROUPS.items(), "mine": mine, "told": bool(_newest(found, within=HOUR))}
    return show(request, "path/groups.html", context)


@walks
def group(request: Visit, group: str) -> HttpResponse:
    """The starts of one group as cards with a few signs each; up to three in all."""
    if group not in GROUPS:
        raise Http404
    found = here(request)
    listed = [start for start in found.pack.starts if start.group == group]
    ids = [start.id for start in found.state.starts]
    context = {"title": GROUPS[group][0], "listed": listed, "chosen": ids}
    if request.method != "POST":
        return show(request, "path/group.html", context)
    ids = [id for id in ids if id not in {start.id for start in listed}]
    ids += forms.ticked(request, listed)
    if len(ids) > forms.MOST:
        return show(request, "path/group.html", {**context, "chosen": ids, "many": True})
    on = bool(ids) and forms.one(request, "answer", ("on", "list")) != "list"
    return _pick(request, found, ids, go_on=on)


def _pick(request: Visit, found: Here, ids: list[str], *, go_on: bool) -> HttpResponse:
    """Take the starts of those ids; a sign that names harm is asked about once, on its own page."""
    before = found.state.starts
    new = [start for id in ids if (start := found.pack.start(id)) and id not in _ids(found)]
    cautions = [caution for start in new for caution in _signs(start)]
    # Whoever has just answered is not asked the same again by a sign of a start we proposed.
    answered = request.session.get(ASKED) and AFRAID not in {start.id for start in new}
    answered = answered or any(found.situation.answer(fact) == "yes" for fact in facts.SAFETY)
    thread = found.state.thread if found.state.thread in ids else None
    began = Began(at=stamp(), starts=forms.picked(ids, before), thread=thread)
    if began.starts != before:
        add(request, began, *raised(cautions))
    asked = () if answered else cautions
    return word(request, asked, "begin-more" if go_on else "begin-list", how="picked")


def _ids(found: Here) -> set[str]:
    return {start.id for start in found.state.starts}


def _signs(start: Start) -> tuple[Caution, ...]:
    """What the signs of a start give cause to ask about; `afraid` does so whatever they say.

    Only words that stood on the page are given back as picked; for the others stands the title.
    """
    signs = [sign.replace("{spouse}", "husband") for sign in start.signs]
    seen = {caution.fact for caution in heard(*signs[:SHOWN])}
    cautions = tuple(
        each if each.fact in seen else Caution(each.what, each.fact, start.title)
        for each in heard(*signs)
    )
    if start.id == AFRAID and not cautions:
        return (Caution("concern", "fear", start.title),)
    return cautions


@walks
def more(request: Visit) -> HttpResponse:
    """Is it going on, was it owned, which one first: one page, one Send, and Skip."""
    found = here(request)
    mine = [start for each in found.state.starts if (start := found.pack.start(each.id))]
    if not _asks(found):
        return to("begin-faith")
    if request.method != "POST":
        owned = any("owned" in start.asks for start in mine)
        asked = [(start, _lines(start)) for start in mine]
        return show(request, "path/more.html", {"mine": mine, "asked": asked, "owned": owned})
    if forms.one(request, "answer", ("send", "skip")) == "send":
        said = {start.id: start for start in mine}
        told = tuple(forms.chosen(request, each, said[each.id]) for each in found.state.starts)
        thread = forms.one(request, "thread", said) or found.state.thread
        add(request, Began(at=stamp(), starts=told, thread=thread))
    return to("begin-faith")


def _asks(found: Here) -> bool:
    return len(found.state.starts) > 1 or bool(forms.asking(found.state.starts, found.pack))


def _met(found: Here) -> dict[str, object]:
    """The words that meet the person on the start that is walked first."""
    on = found.situation.on()
    start = found.pack.start(on.id) if on else None
    return {"met": start.met if start else ""}


def _lines(start: Start) -> list[Line]:
    """One line for each thing a start asks, under its title: name, words, answers."""
    lines: list[Line] = []
    if "when" in start.asks:
        lines.append((f"when-{start.id}", "Is it still going on?", forms.WHEN))
    if "owned" in start.asks:
        whose = OWNED.get(start.id, "Has the one who did it owned it?")
        lines.append((f"owned-{start.id}", whose, forms.OWNED))
    return lines


@walks
def faith(request: Visit) -> HttpResponse:
    """Words of faith: no, yes, sometimes. Then the word for the spouse, when none is known."""
    found = here(request)
    if request.method != "POST":
        if found.state.tries:  # asked when they began; it stands under "you" since then
            return to("today")
        return show(request, "path/faith.html", {} if _asks(found) else _met(found))
    given = {"no": "none", "yes": "christian", "sometimes": "sometimes"}
    answer = forms.one(request, "answer", given)
    if answer:
        add(request, Preferred(at=stamp(), faith=given[answer]))  # type: ignore[arg-type]
    return to("today") if here(request).spouse else to("begin-call")


@walks
def call(request: Visit) -> HttpResponse:
    """What the person calls the one they married."""
    if request.method != "POST":
        return to("today") if here(request).spouse else show(request, "path/call.html")
    spouse = forms.one(request, "answer", forms.SPOUSES)
    if spouse:
        add(request, Preferred(at=stamp(), spouse=spouse))
    return to("today")
