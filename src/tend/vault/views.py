"""Keep this, sign in, sign out, lock."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tend.vault import accounts, later, words
from tend.vault.forms import ComeForm, KeepForm
from tend.vault.leave import GONE
from tend.vault.visit import Visit


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
            accounts.keep(request, form.cleaned_data["name"], form.cleaned_data["passphrase"])
        except accounts.Taken:
            form.add_error("name", "That name is in use here. Please take another one.")
        else:
            return redirect("today")
    offered = {"name": words.name(), "passphrase": words.again(request.POST.get("offered", ""))}
    return render(request, "vault/keep.html", {"form": form, "offered": offered})


@require_http_methods(["GET", "POST"])
def come(request: Visit) -> HttpResponse:
    """Sign in. Words that came in late travel along in a hidden field."""
    form = ComeForm(request.POST or None)
    sealed = request.POST.get(later.FIELD, "")
    if form.is_valid():
        given = form.cleaned_data
        if accounts.sign_in(request, given["name"], given["passphrase"]) is not None:
            later.lay_by(request, sealed)
            return redirect("today")
        form.add_error(None, "That name and those words do not open anything here.")
    return render(request, "vault/in.html", {"form": form, "later": sealed})


@require_POST
def out(request: Visit) -> HttpResponse:
    """Sign out; a guest's words are let go."""
    accounts.sign_out(request)
    return _cleared(redirect("door"))


@require_POST
def lock(request: Visit) -> HttpResponse:
    """Close the log and stay at the door of it; a guest, who could not come back, keeps first."""
    if request.vault is not None and request.vault.guest:
        return redirect("keep")
    accounts.sign_out(request)
    return _cleared(redirect("in"))


def _cleared(response: HttpResponse) -> HttpResponse:
    response.headers["Clear-Site-Data"] = GONE
    return response
