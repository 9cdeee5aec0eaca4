"""A form that comes when nobody is here any more: its words are given back, never lost."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from tend.vault import later, sessions
from tend.vault.models import Session
from tend.vault.visit import Visit

WORDS = "words"
"""How the names of all fields with free text begin."""


def answer(request: Visit) -> HttpResponse:
    """Give back what was typed, and carry it sealed to wherever the person goes on."""
    text = typed(request)
    context = {
        "kept": text,
        "later": later.seal_for_later(request, text) if text else "",
        "did": request.POST.get("answer") == "did",
    }
    return render(request, "path/late.html", context)


def typed(request: Visit) -> str:
    """The words of a form, and those an earlier page carried along."""
    sealed = later.open_later(request.POST.get(later.FIELD, "")) or ""
    named = [name for name in request.POST if name.startswith(WORDS)]
    found = [request.POST.get(name, "").strip() for name in named]
    return "\n\n".join(filter(None, [sealed, *found]))


def kept(request: Visit) -> bool:
    """Whether the session that is over was somebody's who signed in."""
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    mine = Session.objects.filter(ref=sessions.ref(cookie)) if cookie else Session.objects.none()
    return mine.exclude(account__name=None).exists()
