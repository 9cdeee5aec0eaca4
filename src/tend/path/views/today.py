"""Today: one step with its reason, whatever the state of things; and the two others beside it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse

from tend.core import numbers
from tend.core.conditions import dark, night
from tend.core.entries import Easier, Entry, Noted, Offered, Opened, Preferred, Tried
from tend.core.pack import Step
from tend.path import forms, wish
from tend.path.walk import ALONE, Here, add, heard, here, raised, show, stamp, to, walks, word
from tend.vault import later, sessions
from tend.vault.visit import Visit

SAID, DID = "said", "did"
"""Under these names the sealed session carries the kind line to say next, and the step done."""
NEXT = "P7"
"""The rule of the ordinary next step."""

FIRST = "This is a good first thing for where you are. It is small enough for today."
"""Its reason on the first visit; later the step speaks for itself."""

DAY = 24  # hours
HOUR = 3600  # seconds

KIND = {
    "too-much": "Then it was enough. Stopping is a good way to do a step.",
    "not-today": "Put away for today. Nothing is late.",
    "line": "Your line is kept.",
    "stay": "This stays open for you.",
    "later": "Then not now.",
    "never": "Then not at all. You can ask for it any time, under “What Tend leaves out for now”.",
    "strength": "Good to know. What comes now fits that.",
    "easier": "That is good. It may go slowly.",
    "not-easier": "Then it is as it is, and you are not alone with it. Help comes first today.",
    "else": "That one is not here any more. Here is what is.",
}
"""What is said back once, by what was tapped."""

WHAT = {
    "together": "Steps for the two of you",
    "touch": "Steps with touch",
    "sexual": "Steps for closeness in bed",
    "spouse": "Steps that speak to your {spouse}",
    "boundary": "Steps about a limit",
}
BECAUSE = {
    "check": "A few questions come before these:",
    "needs": "One thing comes before these. It is asked when it is time:",
    "later": "These wait for now. What is good for you alone comes first:",
}
"""What is left out, and why, in a reader's words; never what the person answered."""

ASK = "What comes next hangs on your answer. You need not give one."
"""The reason when a question stands in place of a step."""

STRENGTHS = (("little", "A little"), ("some", "Some"), ("more", "More"))


@walks
def today(request: Visit) -> HttpResponse:
    """The page of every day: one step, its reason, and small ways to answer it."""
    found = here(request)
    if request.method == "POST":
        act = ACTS.get(request.POST.get("answer", ""))
        return act(request, found) if act else to("today")
    if not found.vault.guest and ALONE not in request.session:
        return to("begin")
    request.vault.idle(_minutes(found))  # type: ignore[union-attr]
    return show(request, "path/today.html", _page(request, found))


def _page(request: Visit, found: Here) -> dict[str, object]:
    """All that the page shows; the same parts in every state of things."""
    decision, kept = found.decision, request.session.get(later.FIELD, "")
    return {
        "step": found.step,
        "rest": _rests(found),
        "reason": ASK if decision.kind == "ask" else _reason(found),
        "help": bool(decision.help),
        "said": KIND.get(request.session.pop(SAID, "") if SAID in request.session else ""),
        **wish.told(found),
        "easier": _easier_asked(found),
        "writes": found.writes,
        "private": found.private,
        "wrote": kept,
        "question": _question(found),
        "question_at": _asked_at(decision.question),
        "left_out": _left_out(found),
        "wants": any(one.because == "check" for one in decision.left_out),
        "strength": found.state.strength,
        "strengths": STRENGTHS,
        "guest": found.vault.guest,
        "stays": min(_minutes(found) + sessions.GUEST_MORE, sessions.GUEST_MOST),
        "keeps": found.writes,
    }


def _reason(found: Here) -> str:
    """Why this step, in the pack's words; no answer stands in them.

    Why it is the ordinary next step is said once only: said every day it would wear out.
    """
    rule, reasons = found.decision.rule, found.pack.about.reasons
    if rule != NEXT:
        return reasons.get(rule, "")
    return "" if found.situation.done else FIRST


def _minutes(found: Here) -> int:
    return found.step.minutes if found.step else 0


def _question(found: Here) -> str | None:
    """What is asked; not beside a rest, nor again in the week in which a fact was left unsaid."""
    if found.decision.kind == "rest" and found.situation.done:
        return None
    question = found.decision.question
    since = found.state.since.get(question or "")
    quiet = since is not None and found.now - since < numbers.LATER_WEEK_DAYS * DAY * HOUR
    return None if quiet and found.step else question


def _rests(found: Here) -> bool:
    """After a step done today it is enough, beside help as on any other road."""
    known = found.situation
    standing = decision_stands(found)
    done = any(d.days_ago < 1 and d.how in ("good", "hard") for d in known.done)
    return found.decision.kind == "rest" or (bool(found.decision.help) and done and not standing)


def decision_stands(found: Here) -> bool:
    """Whether the step of the decision was taken up, or wanted again, by the person."""
    known = found.situation
    return found.decision.step is not None and found.decision.step in (known.open_step, known.again)


def _asked_at(question: str | None) -> str:
    """The address of what is asked under the step."""
    named = {"begin": "begin-words", "check": "check", "short-check": "check-short"}
    if question is None:
        return ""
    return reverse(named[question]) if question in named else reverse("ask", args=[question])


def easier_due(found: Here) -> bool:
    """Whether, after a dark night, it is time to ask if it is a little easier."""
    said = night(found.situation).yes_days_ago
    due = said is not None and said * DAY >= numbers.EASIER_HOURS
    return due and dark(found.situation)


def _left_out(found: Here) -> list[tuple[str, list[str]]]:
    """What is left out now, by its reason, both in a reader's words."""
    out = found.decision.left_out
    kinds = {why: [WHAT[one.what] for one in out if one.because == why] for why in BECAUSE}
    return [(BECAUSE[why], what) for why, what in kinds.items() if what]


def _easier_asked(found: Here) -> dict[str, object] | None:
    """The question after a dark night, with its answers as buttons, when it is time."""
    question = found.pack.question("easier") if easier_due(found) else None
    if question is None:
        return None
    values = {"yes": "easier"}
    answers = [(values.get(str(a.answer), "not-easier"), a.label) for a in question.answers]
    return {"question": question, "answers": answers}


# What can be tapped


def _step(request: Visit, found: Here) -> Step | None:
    """The step the form was about; a step of another pack is None."""
    return found.pack.step(request.POST.get("step"))


def _line(request: Visit, found: Here) -> tuple[list[Entry], str]:
    """The line that came with any of the buttons, and its words."""
    text, step = forms.text(request, "words_line"), _step(request, found)
    request.session.pop(later.FIELD, None)
    noted = Noted(at=stamp(), text=text, step=step.id if step else None)
    return ([noted] if text else []), text


def _leave(request: Visit, found: Here, name: str, *entries: Entry, say: str = "") -> HttpResponse:
    """Add what was tapped and the line with it, and lead on; words that name harm come first."""
    lines, text = _line(request, found)
    cautions = heard(text)
    add(request, *entries, *lines, *raised(cautions))
    if say:
        request.session[SAID] = say
    return word(request, cautions, name)


def _did(request: Visit, found: Here) -> HttpResponse:
    step = _step(request, found)
    if step is None:
        return _leave(request, found, "today")
    request.session[DID] = step.id
    return _leave(request, found, "after")


def _put_away(request: Visit, found: Here) -> HttpResponse:
    how, step = request.POST["answer"], _step(request, found)
    tried = [Tried(at=stamp(), step=step.id, how=how)] if step else []  # type: ignore[arg-type]
    return _leave(request, found, "today", *tried, say=how)


def _keep_line(request: Visit, found: Here) -> HttpResponse:
    say = "line" if forms.text(request, "words_line") else ""
    return _leave(request, found, "today", *_opened(request, found), say=say)


def _stay(request: Visit, found: Here) -> HttpResponse:
    return _leave(request, found, "today", *_opened(request, found), say="stay")


def _opened(request: Visit, found: Here) -> list[Entry]:
    """Whoever writes about the step of the day, or stays with it, has taken it up."""
    step = _step(request, found)
    fresh = step is not None and step == found.step and step.id != found.state.open_step
    return [Opened(at=stamp(), step=step.id)] if step and fresh else []


def _else(request: Visit, found: Here) -> HttpResponse:
    return _leave(request, found, "else")


def _offered(request: Visit, found: Here) -> HttpResponse:
    answer = request.POST["answer"]
    add(request, Offered(at=stamp(), answer=answer))  # type: ignore[arg-type]
    request.session[SAID] = answer
    return to("today")


def _strength(request: Visit, found: Here) -> HttpResponse:
    add(request, Preferred(at=stamp(), strength=request.POST["answer"]))  # type: ignore[arg-type]
    request.session[SAID] = "strength"
    return to("today")


def _easier(request: Visit, found: Here) -> HttpResponse:
    easier = request.POST["answer"] == "easier" and easier_due(found)
    if easier:
        add(request, Easier(at=stamp()))
    request.session[SAID] = "easier" if easier else "not-easier"
    return to("today")


Act = Callable[[Visit, Here], HttpResponse]
ACTS: dict[str, Act] = {
    "did": _did,
    "too-much": _put_away,
    "not-today": _put_away,
    "else": _else,
    "line": _keep_line,
    "stay": _stay,
    "later": _offered,
    "never": _offered,
    "wants": _offered,
    "little": _strength,
    "some": _strength,
    "more": _strength,
    "easier": _easier,
    "not-easier": _easier,
}
"""What each button of the page does."""


@walks
def other(request: Visit) -> HttpResponse:
    """Something else: the two others as cards, one tap each; and the way back."""
    found = here(request)
    others = [step for id in found.decision.others if (step := found.pack.step(id))]
    if request.method != "POST":
        request.vault.idle(max((s.minutes for s in others), default=0))  # type: ignore[union-attr]
        return show(request, "path/else.html", {"others": others})
    step = _step(request, found)
    if step not in [*others, found.step]:
        request.session[SAID] = "else"
        return to("today")
    # Whoever takes a step instead of the question has answered it: not now.
    asked = found.decision.kind == "ask"
    later_on = [Offered(at=stamp(), answer="later")] if asked else []
    add(request, Opened(at=stamp(), step=step.id), *later_on)  # type: ignore[union-attr]
    return to("today")
