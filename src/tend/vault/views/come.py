"""Keep this, sign in, sign out, lock, come with the recovery key."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tend.vault import accounts, later, waits, ways, words
from tend.vault.forms import ComeForm, KeepForm, PaperForm
from tend.vault.leave import GONE
from tend.vault.views.paper import shown
from tend.vault.visit import Visit

TOO_MANY = 429


@require_http_methods(["GET", "POST"])
def keep(request: Visit) -> HttpResponse:
    """Give what was begun a name and a passphrase, so that it can be come back to."""
    if request.vault is None:
        return redirect("in")
    if not request.vault.guest:
        return redirect("today")
    form = KeepForm(request.POST or None)
    if form.is_valid():
        try:
            given = form.cleaned_data
            raw = accounts.keep(request, given["name"], given["passphrase"])
        except accounts.Taken:
            form.add_error("name", "That name is in use here. Please take another one.")
        else:
            return shown(request, raw, "Your recovery key")
    offered = {"name": words.name(), "passphrase": words.again(request.POST.get("offered", ""))}
    return render(request, "vault/keep.html", {"form": form, "offered": offered})


@require_http_methods(["GET", "POST"])
def come(request: Visit) -> HttpResponse:
    """Sign in. Words that came in late travel along in a hidden field."""
    form = ComeForm(request.POST or None)
    sealed = request.POST.get(later.FIELD, "")
    if form.is_valid():
        given = form.cleaned_data
        try:
            found = accounts.sign_in(request, given["name"], given["passphrase"], given["number"])
        except waits.Later as wait:
            page = {"form": form, "later": sealed, "wait": wait.seconds}
            return waited(render(request, "vault/in.html", page), wait.seconds)
        if found is not None:
            later.lay_by(request, sealed)
            return redirect("today")
        form.add_error(None, "That name and those words do not open anything here.")
    return render(request, "vault/in.html", {"form": form, "later": sealed})


@require_http_methods(["GET", "POST"])
def recover(request: Visit) -> HttpResponse:
    """Come in with the recovery key, and take new words."""
    sealed = request.POST.get(later.FIELD, "")
    form = PaperForm(request.POST if "paper" in request.POST else None)
    offered = words.again(request.POST.get("offered", ""))
    page: dict[str, Any] = {"form": form, "later": sealed, "offered": offered}
    if form.is_valid():
        given = form.cleaned_data
        try:
            raw = ways.recover(request, given["name"], given["paper"], given["passphrase"])
        except waits.Later as wait:
            page["wait"] = wait.seconds
            return waited(render(request, "vault/recover.html", page), wait.seconds)
        if raw is not None:
            later.lay_by(request, sealed)
            return shown(request, raw, "Your new recovery key")
        form.add_error(None, "That name and that paper do not open anything here.")
    return render(request, "vault/recover.html", page)


@require_POST
def out(request: Visit) -> HttpResponse:
    """Sign out; a guest's words are let go."""
    accounts.sign_out(request)
    return cleared(redirect("door"))


@require_POST
def lock(request: Visit) -> HttpResponse:
    """Close the log and stay at the door of it; a guest, who could not come back, keeps first."""
    if request.vault is not None and request.vault.guest:
        return redirect("keep")
    accounts.sign_out(request)
    return cleared(redirect("in"))


def waited(response: HttpResponse, seconds: int) -> HttpResponse:
    """An answer that says when to come back."""
    response.status_code = TOO_MANY
    response.headers["Retry-After"] = str(seconds)
    return response


def cleared(response: HttpResponse) -> HttpResponse:
    """An answer that lets the browser forget."""
    response.headers["Clear-Site-Data"] = GONE
    return response
