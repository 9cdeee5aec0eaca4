"""Pages that need nobody: answered before anything can read a cookie or the database.

Help, grounding and reading must stand when the database is down, when somebody is signed out,
and without a trace of who asked. Django's CSRF check reads the session on every view, so the
only sure way is to answer before it: this middleware stands ahead of sessions, and behind
nothing but headers and compression.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve

from tend.door import help as lines

STILL = frozenset({"help", "help-in", "steady", "steady-at", "read", "post", "icon"})
"""The URL names of the still pages."""


class StillMiddleware:
    """Answers a still page at once; everything else goes its way. Help is built when it starts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        lines.pages()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a still page from its view alone."""
        match = _still(request)
        if match is None:
            return self.get_response(request)
        request.resolver_match = match
        answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        return answer


def _still(request: HttpRequest) -> ResolverMatch | None:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    return match if match.url_name in STILL else None
