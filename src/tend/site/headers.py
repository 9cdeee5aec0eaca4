"""The same headers on every answer, whatever went wrong on the way."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from tend.door import exit as way
from tend.door.look import CSP_HASH

POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src {way.CSP_HASH}",
        f"style-src 'self' {CSP_HASH}",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
    )
)
_NOTHING = "camera microphone geolocation payment usb display-capture accelerometer gyroscope"

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: with it Chromium sends `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{name}=()" for name in [*_NOTHING.split(), "browsing-topics"]
    ),
    # Nothing may stay on the device, and a page must not come back out of the browser's memory.
    "Cache-Control": "no-store",
}
NOT_LISTED = ("X-Robots-Tag", "noindex, nofollow")
HTTPS_ONLY = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
PUBLIC_PAGES = "/read"


class HeadersMiddleware:
    """Stands outermost, so that nothing leaves without them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Put the headers on the answer; posts of a public copy may be found, nothing else."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if not (settings.TEND_PUBLIC and request.path_info.startswith(PUBLIC_PAGES)):
            response.headers[NOT_LISTED[0]] = NOT_LISTED[1]
        if settings.TEND_PUBLIC:
            response.headers[HTTPS_ONLY[0]] = HTTPS_ONLY[1]
        return response
