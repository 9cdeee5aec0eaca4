"""After a step: how it was, a line if wished, what changed, and a wish for tomorrow."""

from __future__ import annotations

from django.http import HttpResponse

from tend.core.entries import Change, Entry, Noted, Tomorrow, Tried
from tend.core.pack import Step
from tend.path import forms
from tend.path.views.today import DID
from tend.path.walk import Here, add, heard, here, raised, repeated, show, stamp, to, walks, word
from tend.vault.visit import Visit

HOW = (("good", "Good"), ("hard", "Hard"), ("too-much", "Too much"))
WHERE = ("me", "us", "spouse")


@walks
def after(request: Visit) -> HttpResponse:
    """How was it? One tap."""
    found = here(request)
    step = _step(request, found)
    if step is None:
        return to("today")
    if request.method != "POST":
        return show(request, "path/after.html", {"step": step, "answers": HOW})
    how = forms.one(request, "answer", dict(HOW))
    if how is None:
        return to("after")
    add(request, Tried(at=stamp(), step=step.id, how=how))  # type: ignore[arg-type]
    request.session[DID] = step.id
    return to("after-line")


@walks
def line(request: Visit) -> HttpResponse:
    """A line, what changed, a wish for tomorrow: each may stay empty."""
    found = here(request)
    step = _step(request, found)
    if request.method != "POST":
        return show(request, "path/line.html", {"step": step, "writes": found.writes})
    if not repeated(request):
        request.session.pop(DID, None)
    said = [forms.text(request, name) for name in ("words_line", "words_wish")]
    cautions = heard(*said)
    add(request, *_noted(said[0], step), *_changes(request), *_wish(said[1]), *raised(cautions))
    return word(request, cautions, "today")


def _step(request: Visit, found: Here) -> Step | None:
    """The step that was done: the one this form was about, else the last one tapped."""
    return found.pack.step(request.POST.get("step") or request.session.get(DID))


def _noted(text: str, step: Step | None) -> list[Entry]:
    return [Noted(at=stamp(), text=text, step=step.id if step else None)] if text else []


def _changes(request: Visit) -> list[Entry]:
    """One entry for each place where something changed; "nothing yet" is none."""
    given = request.POST.getlist("changed")
    return [Change(at=stamp(), where=where) for where in WHERE if where in given]  # type: ignore[arg-type]


def _wish(text: str) -> list[Entry]:
    return [Tomorrow(at=stamp(), text=text)] if text else []
