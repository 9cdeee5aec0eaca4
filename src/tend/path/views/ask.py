"""One question by itself: a fact a step waits for, or one the person wants to answer anew."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from tend.core import facts
from tend.core.entries import Answered, Offered
from tend.core.pack import Choice
from tend.path.walk import Here, add, here, repeated, show, stamp, to, walks
from tend.vault.visit import Visit

ANEW = (*facts.WORSENERS, *facts.CAUTIONS, "helper", "no_is_safe")
"""Facts that were answered once and may be answered anew, when the person says they changed."""


class Place:
    """A fact in an address: its place in the list, so that no address tells what is asked."""

    regex = "[0-9]{1,2}"

    def to_python(self, value: str) -> str:
        """The fact at that place; ValueError when there is none."""
        if int(value) >= len(facts.FACTS):
            raise ValueError(value)
        return facts.FACTS[int(value)].id

    def to_url(self, value: str) -> str:
        """The place of that fact; ValueError for a name that is none."""
        return str(list(facts.BY_ID).index(value))


def offered(now: Here) -> tuple[str, ...]:
    """The facts that may be asked by themselves now."""
    told = [fact for fact in ANEW if fact in now.state.answers]
    waiting = [fact for fact in (now.decision.question,) if fact in facts.BY_ID]
    back = ["helper"] if "i_hurt" in now.state.ever else []
    return tuple(dict.fromkeys(["private", *waiting, *back, *told]))


@walks
def ask(request: Visit, fact: str) -> HttpResponse:
    """Ask one thing, in one tap; what it changes shows on the next page."""
    now = here(request)
    question = now.pack.question(fact)
    again = repeated(request)
    if question is None or question.kind != "fact" or not (again or fact in offered(now)):
        raise Http404
    if request.method != "POST":
        answers = [(str(n), choice.label) for n, choice in enumerate(question.answers)]
        return show(request, "path/ask.html", {"question": question, "answers": answers})
    choice = _choice(request, question.answers)
    if choice is None or choice.fact is None or choice.answer is None:
        return to("ask", fact)
    # Whoever would rather not say gets a step again, not the same question.
    open_still = choice.answer == "unknown" and now.state.wants
    later = [Offered(at=stamp(), answer="later")] if open_still else []
    add(request, Answered(at=stamp(), answers={choice.fact: choice.answer}), *later)
    return _onward(fact, choice, now, here(request), again=again)


def _choice(request: Visit, answers: tuple[Choice, ...]) -> Choice | None:
    given = request.POST.get("answer", "")
    return dict(zip(map(str, range(len(answers))), answers, strict=True)).get(given)


def _onward(fact: str, choice: Choice, before: Here, after: Here, *, again: bool) -> HttpResponse:
    """Help first, when the answer brought it; else where the question came from."""
    if set(after.decision.help) - set(before.decision.help) or (again and after.decision.help):
        return to("near")
    if fact == "private" and choice.answer == "yes":
        return to("check")
    return to("back") if fact == "helper" and "i_hurt" in after.state.ever else to("today")
