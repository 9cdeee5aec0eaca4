"""The recovery key: shown once, printed, two groups typed back; another one, or none."""

from __future__ import annotations

import secrets

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tend.vault import archive, keys, paper, sessions, ways
from tend.vault.forms import BackForm, ProveForm
from tend.vault.views.asking import asks, proven
from tend.vault.visit import Visit

BACK = "back"
"""Under this name the sealed session keeps which two groups are asked, and a hash of them."""
WHOLE = 8  # groups of four; the last group is shorter and not asked
WHICH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def shown(request: Visit, raw: bytes, title: str, said: str = "") -> HttpResponse:
    """The page of a recovery key, the only time it can be seen: it is an answer, not an address."""
    groups = paper.groups(raw)
    asked = sorted(secrets.SystemRandom().sample(range(WHOLE), 2))
    request.session[BACK] = [*asked, hashed(*(groups[at] for at in asked))]
    page = {"groups": groups, "title": title, "said": said, **_page(request, BackForm())}
    return render(request, "vault/paper.html", page)


@asks
def back(request: Visit) -> HttpResponse:
    """Two groups, typed back: now it is sure that the key is on paper."""
    if BACK not in request.session:
        return redirect("keys")
    form = BackForm(request.POST or None)
    if form.is_valid():
        typed = (paper.folded(form.cleaned_data[name]) for name in ("first", "second"))
        if hashed(*typed) == request.session[BACK][2]:
            ways.typed_back(request)
            request.session.pop(BACK)
            return redirect("today")
        form.add_error(None, "That is not what was shown. Please look at your paper once more.")
    page = {"title": "Is it on paper?", **_page(request, form)}
    return render(request, "vault/paper.html", page)


@asks
def anew(request: Visit) -> HttpResponse:
    """Another recovery key, or none."""
    form = ProveForm(request.POST or None)
    if form.is_valid():
        none = request.POST.get("answer") == "none"
        raw = proven(form, request, ways.no_paper if none else ways.new_paper)
        if isinstance(raw, bytes):
            return shown(request, raw, "Your other recovery key")
        if not form.errors:
            return redirect("keys")
    page = {"form": form, "paper": ways.ring_of(request).paper}
    return render(request, "vault/new-paper.html", page)


def hashed(*groups: str) -> str:
    """What stands for two groups in the session; the key itself never does."""
    return keys.subkey(sessions.boot(), "tend-groups-1", " ".join(groups).encode()).hex()


def _page(request: Visit, form: BackForm) -> dict[str, object]:
    first, second, _ = request.session[BACK]
    prints = request.vault is not None and not archive.read_along(request.vault)
    return {"form": form, "first": WHICH[first], "second": WHICH[second], "prints": prints}
