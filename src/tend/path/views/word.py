"""The one private page after words or signs that name harm: it quotes them once, and asks."""

from __future__ import annotations

from django.http import HttpResponse

from tend.core.conditions import anchor
from tend.core.entries import Answered
from tend.core.gate import of_fact
from tend.core.known import Situation
from tend.core.words import Caution
from tend.path.walk import (
    HOW,
    THEN,
    WORD,
    add,
    form_key,
    here,
    onward,
    show,
    stamp,
    to,
    walks,
    words,
)
from tend.vault.visit import Visit

ORDER = ("danger", "self_harm", "concern", "harming")
"""What is asked about first when words name more than one thing."""

ASKS = {"danger": "harm", "concern": "harm", "self_harm": "dark", "harming": "i-harm"}
"""The question each is asked with."""

NOW, BEFORE = "yes", "past"
HELP, WENT = "help", "went"
"""Under these names the sealed session carries that help comes next, and where a form led."""


@walks
def word(request: Visit) -> HttpResponse:
    """Quote, and ask: now, before, something else, rather not say. Only the first two are noted."""
    now, pending = here(request), _sorted(words(request))
    if not pending:
        return _again(request)
    asked = pending[0]
    question = now.pack.question(ASKS[asked.what])
    if question is None:
        return onward(request)
    answers = [(choice.answer, choice.label) for choice in question.answers]
    if request.method != "POST":
        steady = next((step for step in now.pack.steps if anchor(step)), None)
        asks, _, more = question.intro.partition("\n\n")
        context = {
            "title": question.title,
            "how": request.session.get(HOW),
            "phrase": asked.because,
            "dark": asked.what == "self_harm",
            "asks": asks,
            "answers": answers,
            "more": more,
            "step": steady,
        }
        return show(request, "path/word.html", context)
    given = request.POST.get("answer", "")
    if given not in dict(answers):
        return to("word")
    if given in (NOW, BEFORE):
        add(request, Answered(at=stamp(), answers={asked.fact: given}))
    if given == NOW:
        request.session[HELP] = True
    return _lead(request, _rest(pending))


def _sorted(cautions: tuple[Caution, ...]) -> list[Caution]:
    """The worst kind first; within it, what would weigh most if it were so."""

    def key(caution: Caution) -> tuple[int, int]:
        now = Situation(facts={caution.fact: NOW})
        return ORDER.index(caution.what), -of_fact(now, caution.fact)

    return sorted(cautions, key=key)


def _rest(pending: list[Caution]) -> list[Caution]:
    """One page is enough, but for a dark night: that is asked about even beside something else."""
    dark = [caution for caution in pending if caution.what == "self_harm"]
    return dark[:1] if pending[0].what != "self_harm" else []


def _lead(request: Visit, rest: list[Caution]) -> HttpResponse:
    """To what is still to be asked; else to help after a "now"; else on. It is remembered once."""
    request.session[WORD] = [[each.what, each.fact, each.because] for each in rest]
    helped = not rest and request.session.pop(HELP, False)
    way = ["word"] if rest else ["near"] if helped else request.session.get(THEN, ["today"])
    request.session[WENT] = [form_key(request), *way]
    return onward(request) if not (rest or helped) else to(*way)


def _again(request: Visit) -> HttpResponse:
    """Nothing is asked any more: a form sent twice goes where it went before, an old page home."""
    key, *way = request.session.get(WENT, ["", "today"])
    same = request.method == "POST" and key and key == form_key(request)
    return to(*way) if same else to("today")
