"""The check: quiet, announced, one page at a time, to be stopped anywhere. Never before a step."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from tend.core import conditions, facts
from tend.core.entries import Draft, Entry, Offered, Renewed
from tend.core.facts import Answer
from tend.core.helplines import lands
from tend.core.pack import Question
from tend.path import drafts
from tend.path.views.changed import note
from tend.path.views.lines import Line, spoken
from tend.path.views.near import country_of, trusted
from tend.path.walk import Here, add, here, repeated, show, stamp, to, walks
from tend.vault.visit import Visit

ANSWERS = (("no", "No"), ("past", "Before"), ("yes", "Now"), ("unknown", "Rather not say"))
"""What every line of the check can be answered with: value and words."""

PLAIN = (("no", "No"), ("yes", "Yes"), ("unknown", "Rather not say"))
"""The same for a line that is about now alone."""

SHORT = {"no": "nothing", "yes": "something", "unknown": "rather-not"}


@walks
def check(request: Visit) -> HttpResponse:
    """Say what comes, what it is for and that it can be stopped; nothing is asked yet."""
    now = here(request)
    if now.situation.answer("private") != "yes":
        return to("ask", "private")
    if now.decision.question == "short-check":
        return to("check-short")
    begun = drafts.standing(now)
    if begun and drafts.over(now, begun):
        return _after(now)
    page = drafts.following(begun)
    late = conditions.dark(now.situation)
    return show(request, "path/check.html", {"page": page, "begun": bool(begun), "late": late})


@walks
def page(request: Visit, page: str) -> HttpResponse:
    """One page of up to four lines; sent, it is a draft that makes Tend careful at once."""
    now, question = here(request), _question(here(request), page)
    if not drafts.may_ask(now):
        return to("check")
    if request.method != "POST":
        if page in drafts.sent(drafts.standing(now)):  # sent again it would loosen nothing
            return to("check-review")
        return show(request, "path/lines.html", _lines(now, question))
    none = request.POST.get("answer") == "none"
    given = _given(request, question.facts, "no" if none else "unknown")
    each = not none and all(fact in request.POST for fact in question.facts)
    add(request, Draft(at=stamp(), page=page, answers=given, lines=each))
    return _after(here(request), dark=given.get("self_harm") == "yes")


@walks
def ahead(request: Visit, page: str) -> HttpResponse:
    """Announce a page before it comes; it may be left out."""
    now, question = here(request), _question(here(request), page)
    if not drafts.may_ask(now):
        return to("check")
    skip = drafts.following(drafts.standing(now), page)
    context = {"question": question, "page": page, "skip": skip, **_place(question)}
    return show(request, "path/ahead.html", context)


@walks
def enough(request: Visit) -> HttpResponse:
    """Enough for today: help, what was said, and one offer of the lines that tell which help."""
    now = here(request)
    begun = drafts.standing(now)
    if request.method == "POST":
        if begun and not repeated(request):
            add(request, drafts.checked(begun))
        return to("today")
    if not drafts.ends(now, begun) and drafts.FIRST not in {draft.page for draft in begun}:
        return to("check")
    context = {
        "help": trusted(now.decision.help, now.now),
        "place": country_of(now),
        "lands": lands(now.pack),
        "picked": now.state.country is not None,
        "said": [line for line in _said(now, begun) if line[2] in ("past", "yes")],
        "offer": bool(drafts.telling(now)),
    }
    return show(request, "path/enough.html", context)


@walks
def first(request: Visit) -> HttpResponse:
    """The lines that tell which help to show first, a few at a time, only where there is cause."""
    now = here(request)
    asked = drafts.telling(now)
    if request.method == "POST":
        given = {f: _one(request, f, "unknown") for f in _telling_facts() if f in request.POST}
        given |= {fact: "unknown" for fact in asked if fact not in given}
        add(request, drafts.told_first(now, given))
        asked = drafts.telling(here(request))
        return to("check-first") if asked else to("check-enough")
    if not asked:
        return to("check")
    return show(request, "path/first.html", spoken([_line(now, fact) for fact in asked]))


@walks
def review(request: Visit) -> HttpResponse:
    """All that was said, line by line, each to be changed; then it counts."""
    now = here(request)
    begun = drafts.standing(now)
    if request.method != "POST":
        lines = _said(now, begun)
        context = {
            "said": [line for line in lines if line[2] != "no"],
            "plain": [line for line in lines if line[2] == "no"],
            "missing": None if drafts.ends(now, begun) else _left_out(begun),
        }
        return show(request, "path/review.html", context) if begun else to("check")
    if not begun or repeated(request):
        return to("near" if now.decision.help else "today")
    given = {fact: _one(request, fact, answer) for fact, answer in drafts.said(begun).items()}
    mended = drafts.corrected(begun, given)
    if drafts.over(now, mended):
        return _settle(request, now, *drafts.settled(mended))
    # A page sent again never loosens; looked over it counts, and then the check goes on with it.
    add(request, drafts.checked(mended), *mended)
    return _after(here(request))


@walks
def short(request: Visit) -> HttpResponse:
    """Has any of this happened since? Three answers, one tap."""
    now, question = here(request), _question(here(request), "short", kind="short")
    if request.method != "POST":
        due = now.decision.question == "short-check"
        return show(request, "path/short.html", {"question": question}) if due else to("check")
    answer = SHORT.get(request.POST.get("answer", ""))
    if answer is None:
        return to("check-short")
    if now.decision.question == "short-check":
        later = [] if answer == "nothing" else [Offered(at=stamp(), answer="later")]
        add(request, Renewed(at=stamp(), answer=answer), *later)  # type: ignore[arg-type]
    if answer == "something":
        return note(request, "something")
    return to("today")


def _question(now: Here, id: str, *, kind: str = "page") -> Question:
    found = now.pack.question(id)
    if found is None or found.kind != kind:
        raise Http404
    return found


def _left_out(begun: tuple[Draft, ...]) -> str | None:
    """A page that was left out, once the last one is sent."""
    return drafts.following(begun) if facts.PAGES[-1] in drafts.sent(begun) else None


def _after(now: Here, *, dark: bool = False) -> HttpResponse:
    """Where a page leads: to help first in a dark night, to the end when it is enough, else on."""
    begun = drafts.standing(now)
    if dark or not begun:  # no page stands when a form comes again after all was looked over
        return to("near" if dark else "today")
    if drafts.ends(now, begun):
        return to("check-enough")
    page = None if drafts.over(now, begun) else drafts.following(begun)
    if page is None:
        return to("check-review")
    return to("check-ahead" if _question(now, page).announce else "check-page", page)


def _settle(request: Visit, before: Here, *entries: Entry) -> HttpResponse:
    """Let the answers count; when they bring help that was not there before, it comes first."""
    add(request, *entries)
    fresh = set(here(request).decision.help) - set(before.decision.help)
    return to("near") if fresh else to("today")


def _given(request: Visit, asked: tuple[str, ...], silent: Answer) -> dict[str, Answer]:
    """An answer for every line; a line with no answer is `silent`."""
    return {fact: _one(request, fact, silent) for fact in asked}


def _one(request: Visit, fact: str, silent: Answer) -> Answer:
    given = request.POST.get(fact, "")
    return given if given in facts.BY_ID[fact].order else silent


def _telling_facts() -> tuple[str, ...]:
    return tuple(fact for group in drafts.TELLING for fact in group)


def _line(now: Here, fact: str, answer: Answer | None = None) -> Line:
    asked = facts.BY_ID[fact].page
    question = now.pack.question(asked or fact)
    words = question.lines.get(fact, question.title) if question else fact
    return (fact, words, answer, ANSWERS if "past" in facts.BY_ID[fact].order else PLAIN)


def _lines(now: Here, question: Question) -> dict[str, object]:
    """What a page shows; nothing is chosen before the person chooses."""
    lines = [_line(now, fact) for fact in question.facts]
    return {"question": question, **_place(question), **spoken(lines)}


def _place(question: Question) -> dict[str, int]:
    """Which page of how many it is."""
    return {"place": facts.PAGES.index(question.id) + 1, "pages": len(facts.PAGES)}


def _said(now: Here, begun: tuple[Draft, ...]) -> list[Line]:
    """Every line answered so far, in the order of the list of facts."""
    told = drafts.said(begun)
    return [_line(now, fact, told[fact]) for fact in facts.BY_ID if fact in told]
