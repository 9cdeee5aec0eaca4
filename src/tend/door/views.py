"""The first page, one thing to steady by, and the help pages as they were built."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tend.core.conditions import anchor
from tend.core.pack import Pack, Step
from tend.door import help as lines

SOMEONE = "one person on their own computer"
"""Who runs a copy that says nothing about itself."""


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Meet the person: whom this is for, four ways on, and what to know before writing."""
    run_by = getattr(settings, "TEND_RUN_BY", "") or SOMEONE
    return render(request, "door/door.html", {"run_by": run_by})


@require_safe
def steady(request: HttpRequest, at: str = "1") -> HttpResponse:
    """Show one anchor at once, by its place (1, 2, 3 ...) or its id; ask and keep nothing."""
    pack: Pack = settings.TEND_PACK
    anchors = [step for step in pack.steps if anchor(step)]
    index = _place(anchors, at)
    following = (index + 1) % len(anchors) + 1
    return render(request, "door/steady.html", {"step": anchors[index], "next": following})


@require_safe
def help_page(request: HttpRequest, code: str = "") -> HttpResponse:
    """Hand out a help page as it was built."""
    page = lines.pages().get(code.lower())
    if page is None:
        raise Http404
    return HttpResponse(page)


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """No picture: a tab of Tend looks like a tab of anything."""
    return HttpResponse(status=204)


def _place(anchors: list[Step], at: str) -> int:
    """Where the anchor of that place or id stands, from 0; Http404 when there is none."""
    names = {step.id: index for index, step in enumerate(anchors)}
    names |= {str(index + 1): index for index in range(len(anchors))}
    if at not in names:
        raise Http404
    return names[at]
