"""The second step: set it up with an app, or take it away."""

from __future__ import annotations

import binascii

import msgspec
from django.http import HttpResponse
from django.shortcuts import render

from tend.vault import later, number, ring, seen, ways
from tend.vault.forms import NumberForm, ProveForm
from tend.vault.ring import Ring
from tend.vault.views.asking import asks, proven
from tend.vault.views.keys import done
from tend.vault.visit import Visit

SECRET = "secret"  # noqa: S105  (the name of the hidden field)


@asks
def second(request: Visit) -> HttpResponse:
    """Set up the second step; where there is one, take it away."""
    return _without(request) if ways.ring_of(request).number else _with(request)


def _with(request: Visit) -> HttpResponse:
    """Until its first number was typed the secret travels sealed in the page, and is nowhere."""
    secret = _secret(request)
    form = NumberForm(request.POST if SECRET in request.POST else None)
    if form.is_valid():
        proven(form, request, _set, secret, form)
        if not form.errors:
            return done(request, "number")
    page = {
        "form": form,
        "groups": number.groups(secret),
        "link": number.link(secret),
        "secret": later.seal_for_later(request, secret.hex()),
    }
    return render(request, "vault/number.html", page)


def _without(request: Visit) -> HttpResponse:
    form = ProveForm(request.POST or None)
    if form.is_valid():
        proven(form, request, _take_away)
        if not form.errors:
            return done(request, "no-number")
    return render(request, "vault/no-number.html", {"form": form})


def _set(request: Visit, words: str, secret: bytes, form: NumberForm) -> None:
    try:
        at = number.step(secret, form.cleaned_data["number"])
    except number.Wrong:
        form.add_error("number", "That is not the number for this key. Wait for the next one.")
        return
    ways.prove(request, words)
    _change(request, "number", secret, at)


def _take_away(request: Visit, words: str) -> None:
    ways.prove(request, words)
    _change(request, "no-number", b"", -1)


def _change(request: Visit, what: str, secret: bytes, at: int) -> None:
    mine = ways.held(request)
    zone = request.vault.state().zone if request.vault else ""

    def changed(now: Ring) -> Ring:
        kept = msgspec.structs.replace(now, number=secret, number_at=at)
        return seen.noted(kept, what, zone)

    ring.change(mine.root, mine.account, changed)


def _secret(request: Visit) -> bytes:
    """The secret of the page that was sent; a new one when there is none that can be opened."""
    sent = later.open_later(request.POST.get(SECRET, ""))
    try:
        found = binascii.unhexlify(sent or "")
    except (binascii.Error, ValueError):
        return number.new()
    return found if len(found) == number.SIZE else number.new()
