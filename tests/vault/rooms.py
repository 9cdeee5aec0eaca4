"""The site's addresses, and rooms in which a test can do what pages do."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

from tend.core.entries import Noted
from tend.site import urls
from tend.vault import accounts, clock, later
from tend.vault.visit import Visit

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def arrive(request: Visit) -> HttpResponse:
    """Become a guest who wrote one line."""
    vault = accounts.start_guest(request)
    vault.append(Noted(at=clock.now(), key=later.new_key(), text=request.GET.get("words", "")))
    return show(request)


def write(request: Visit) -> HttpResponse:
    """Write a line; when nobody is here any more the words go back sealed."""
    words = request.POST["words"]
    if request.vault is None:
        return render(request, "vault/in.html", {"later": later.seal_for_later(request, words)})
    request.session["words"] = words
    request.vault.append(Noted(at=clock.now(), key=request.POST.get("key", ""), text=words))
    return show(request)


def show(request: Visit) -> HttpResponse:
    """Who is here, as a test can read it."""
    if request.vault is None:
        return JsonResponse({"here": False})
    lines = [entry.text for _, entry in request.vault.entries() if isinstance(entry, Noted)]
    guest, waiting = request.vault.guest, later.take_up(request)
    return JsonResponse({"here": True, "guest": guest, "lines": lines, "later": waiting})


def stay(request: Visit, minutes: int) -> HttpResponse:
    """Open a step of so many minutes."""
    if request.vault is not None:
        request.vault.idle(minutes)
    return show(request)


def remembered(request: Visit) -> HttpResponse:
    """What the session remembers of the last line."""
    return JsonResponse({"words": request.session.get("words")})


def fall(request: Visit) -> HttpResponse:
    """Fall over, with private words in hand."""
    raise ValueError(request.POST.get("words", "SECRET in the message"))


urlpatterns = [
    *urls.urlpatterns,
    path("t/arrive", arrive),
    path("t/write", write),
    path("t/show", show),
    path("t/stay/<int:minutes>", stay),
    path("t/remembered", remembered),
    path("t/fall", fall),
]
