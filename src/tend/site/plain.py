"""What was typed must be text: NUL and broken UTF-8 are told, and the rest is given back."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from tend.site import errors

FORM = "application/x-www-form-urlencoded"


class PlainMiddleware:
    """Looks at every form before its view does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do on the way in or out."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Turn away a form that holds what no keyboard sends."""
        if request.method != "POST" or readable(request):
            return None
        return errors.broken(request)


def readable(request: HttpRequest) -> bool:
    """Whether a form holds nothing but text."""
    values = (str(value) for name in request.POST for value in request.POST.getlist(name))
    if any(map(errors.BROKEN.search, values)):
        return False
    # Bytes that came as they are: what is not UTF-8 Django takes for Latin-1.
    return request.content_type != FORM or "\ufffd" not in request.body.decode(errors="replace")
