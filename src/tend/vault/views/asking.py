"""What the pages of somebody who keeps their log begin with, and asking for the words again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tend.vault import waits, ways
from tend.vault.forms import ProveForm
from tend.vault.visit import Visit

View = Callable[[Visit], HttpResponse]
T = TypeVar("T")


def asks(view: View) -> View:
    """Let a view be used by somebody who keeps their log; a guest keeps first."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def asked(request: Visit) -> HttpResponse:
        if request.vault is None:
            return redirect("in")
        return redirect("keep") if request.vault.guest else view(request)

    return asked


def proven(form: ProveForm, request: Visit, act: Callable[..., T], *given: Any) -> T | None:
    """Do what needs the words typed again; None, and said on the form, when they are not right."""
    try:
        return act(request, form.cleaned_data["now"], *given)
    except ways.Wrong:
        form.add_error("now", "These are not your words as they are now. Both may have a slip.")
    except waits.Later as wait:
        form.add_error("now", f"Please wait {wait.seconds} seconds, then try again.")
    return None
