"""The ways in, on one page: name, words, recovery key, second step, sessions, the end."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tend.vault import archive, erase, seen, ways, words
from tend.vault.forms import ChangeForm, IdleForm, ProveForm
from tend.vault.models import Account, Session
from tend.vault.views.asking import asks, proven
from tend.vault.views.come import cleared
from tend.vault.views.paper import shown
from tend.vault.visit import Visit

SAID = "keys"
"""Under this name the sealed session says what was just done."""


@asks
def keys(request: Visit) -> HttpResponse:
    """Everything about the ways in; read only."""
    mine, ring = ways.held(request), ways.ring_of(request)
    page = {
        "name": Account.objects.values_list("name", flat=True).get(pk=mine.account),
        "ring": ring,
        "second": bool(ring.number),
        "lines": seen.lines(ring),
        "sessions": Session.objects.filter(account=mine.account).count(),
        "minutes": IdleForm.MINUTES,
        "takes": request.vault is not None and not archive.read_along(request.vault),
        "said": request.session.pop(SAID) if SAID in request.session else "",
    }
    return render(request, "vault/keys.html", page)


@asks
def change(request: Visit) -> HttpResponse:
    """Other words."""
    form = ChangeForm(request.POST or None)
    if form.is_valid():
        proven(form, request, ways.change_words, form.cleaned_data["passphrase"])
        if not form.errors:
            return done(request, "words")
    return render(request, "vault/words.html", {"form": form, "offered": offered(request)})


@require_POST
def idle(request: Visit) -> HttpResponse:
    """How long nothing may be tapped before it locks."""
    if request.vault is None or request.vault.guest:
        return redirect("in")
    form = IdleForm(request.POST)
    if not form.is_valid():
        return redirect("keys")
    ways.idle(request, form.cleaned_data["minutes"])
    return done(request, "idle")


@require_POST
def everywhere(request: Visit) -> HttpResponse:
    """Sign out everywhere but here."""
    if request.vault is None or request.vault.guest:
        return redirect("in")
    ways.end_others(request)
    return done(request, "out")


@asks
def anew(request: Visit) -> HttpResponse:
    """Somebody got in, the person thinks: everything new, and everything sealed anew."""
    form = ChangeForm(request.POST or None)
    if form.is_valid():
        made = proven(form, request, ways.anew, form.cleaned_data["passphrase"])
        if made is not None:
            return shown(request, made.raw, "Everything is new", said=f"{made.rows:,}")
    return render(request, "vault/anew.html", {"form": form, "offered": offered(request)})


@asks
def everything(request: Visit) -> HttpResponse:
    """Erase it all."""
    form = ProveForm(request.POST or None)
    if form.is_valid():
        proven(form, request, erase.everything)
        if not form.errors:
            return cleared(redirect("door"))
    return render(request, "vault/erase.html", {"form": form})


def offered(request: Visit) -> str:
    """Five words to take; a slip does not change them."""
    return words.again(request.POST.get("offered", ""))


def done(request: Visit, what: str) -> HttpResponse:
    """Back to the page of the ways in, which says once what was done."""
    request.session[SAID] = what
    return redirect("keys")
