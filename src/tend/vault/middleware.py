"""Cookies in, cookies out: the session, the marker, and a form check that needs no row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.cache import patch_vary_headers

from tend.vault import keys, sessions
from tend.vault.sessions import SessionStore
from tend.vault.visit import Visit

Answer = Callable[[HttpRequest], HttpResponseBase]
SERVER_ERROR = 500


class VaultMiddleware:
    """Puts `session` and `vault` on the request, and both cookies on the answer."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with cookies set when a session began, gone when one ended."""
        # Django builds the request before anything of ours runs. Its class is exchanged so that
        # `vault` can be a real None and still be read only when somebody asks for it.
        request.__class__ = Visit
        cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        marker = request.COOKIES.get(settings.TEND_MARKER_NAME, "")
        session = SessionStore(cookie, marker)
        request.session = session
        response = self.get_response(request)
        if session.modified and not session.ended and response.status_code < SERVER_ERROR:
            _save(session)
        _set(response, session)
        patch_vary_headers(response, ("Cookie",))
        return response


def _save(session: SessionStore) -> None:
    try:
        session.save()
    except UpdateError:
        session.leave()  # ended in another tab meanwhile: it stays ended


def _set(response: HttpResponseBase, session: SessionStore) -> None:
    if session.ended:
        forget(response)
    elif session.fresh:
        give(response, settings.SESSION_COOKIE_NAME, str(session.session_key), httponly=True)
        # The one cookie a script may touch: the exit deletes it at once, without the server.
        give(response, settings.TEND_MARKER_NAME, session.marker, httponly=False)


def give(response: HttpResponseBase, name: str, value: str, *, httponly: bool) -> None:
    """Set a cookie that lives as long as the browser window, for this site alone."""
    response.set_cookie(
        name,
        value,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=httponly,
        samesite="Strict",
    )


def forget(response: HttpResponseBase) -> None:
    """Delete both cookies."""
    for name in (settings.SESSION_COOKIE_NAME, settings.TEND_MARKER_NAME):
        response.delete_cookie(name, samesite="Strict")


class FormMiddleware(CsrfViewMiddleware):
    """Django's check of forms, with the secret made from the session cookie and the boot secret.

    So a form costs no row, a form whose session ran out still arrives (and its words with it),
    and somebody of whom nothing is known yet needs a cookie and no session.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Know the form secret of this browser, or make one that is sent only when used."""
        cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        request.META["TEND_COOKIE"] = cookie or keys.new_key().hex()
        request.META["CSRF_COOKIE"] = sessions.form_secret(request.META["TEND_COOKIE"])

    def process_view(self, request: HttpRequest, *view: Any) -> Any:
        """Turn away what another site sent, by the browser's own word, then check the token."""
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if request.method == "POST" and site not in {"same-origin", "none"}:
            return self._reject(request, "another site")  # type: ignore[attr-defined]
        return super().process_view(request, *view)

    def _get_secret(self, request: HttpRequest) -> str | None:
        cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        return sessions.form_secret(cookie) if cookie else None

    def _set_csrf_cookie(self, request: HttpRequest, response: HttpResponseBase) -> None:
        known = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        session = request.session
        if not known and isinstance(session, SessionStore) and not session.fresh:
            give(response, settings.SESSION_COOKIE_NAME, request.META["TEND_COOKIE"], httponly=True)
