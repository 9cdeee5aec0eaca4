"""When something does not work: a page in the reader's words, and their own words back.

Free text on every form is sent in fields whose names begin with `words`; what else was typed is
taken for words when it holds a space.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from tend.door import exit as way
from tend.vault import later
from tend.vault.accounts import Full
from tend.vault.keys import Busy

log = logging.getLogger("tend.site")

WORDS = "words"
# What opens something, or was only offered: never shown on a page that follows.
NEVER_BACK = frozenset(
    {"passphrase", "name", "key", "csrfmiddlewaretoken", later.FIELD}
    | {"now", "paper", "first", "second", "number", "secret", "under", "offered"}
)
LARGEST = 4_000_000  # bytes of a form that is too long, but still read to give its words back
BROKEN = re.compile("[\0\ufffd]")  # what no keyboard sends: NUL, or bytes that were not text
SOON = "2"  # seconds after which to ask again

_LAST = """<!doctype html><html lang="en"{}><meta charset="utf-8"><title>Notes</title>{}
<h1>This page does not work just now</h1>
<p>It is not because of you. <a href="/h">Help</a> still works.</p>
<p><a href="/x" rel="noreferrer">Leave this page</a></p></html>"""


def page(request: HttpRequest, status: int, title: str, words: str, kept: str = "") -> HttpResponse:
    """The page of an error; it works without the database."""
    if status >= 500:  # noqa: PLR2004  (nobody may be asked for when reading fails)
        request.vault = None  # type: ignore[attr-defined]
    context = {"title": title, "words": words, "kept": kept}
    try:
        text: str = render_to_string("door/error.html", context, request)
    except Exception:
        log.exception("The page of an error could not be made.")
        text = last()
    return HttpResponse(text, status=status)


def last() -> str:
    """The page that is left when no other can be made; one can leave it like any."""
    # Safe: a constant of this program.
    script = mark_safe(f"<script>{way.SCRIPT}</script>")  # noqa: S308
    return format_html(_LAST, way.root(settings.TEND_NEUTRAL, known=False), script)


def broken(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, and 413 for too much at once."""
    if isinstance(exception, RequestDataTooBig):
        return page(
            request,
            413,
            "That is too long to send at once",
            "Nothing was saved. Here is what you wrote: copy it, and send it in smaller pieces.",
            joined(parse_qsl(_body(request), errors="replace")),
        )
    return page(
        request,
        400,
        "That could not be read",
        "Something in it came through broken, and nothing was saved.",
        typed(request),
    )


def strange(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (Django names it)
    """403: a form made before the program or the person began anew, or on another site."""
    ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return page(
        request,
        403,
        "This page was open for a long time",
        "So what you sent was not saved. Please go on from here.",
        typed(request) if ours else "",
    )


def closed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 for anything else that may not be seen: it looks as if it were not there."""
    return missing(request, exception)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (the same)
    """404."""
    return page(
        request,
        404,
        "There is no page here",
        "It may have moved, or the address has a slip in it. You did nothing wrong.",
        typed(request) if request.method == "POST" else "",
    )


def failed(request: HttpRequest) -> HttpResponse:
    """500, and 503 when it was only too much at once; called while the error is handled."""
    return trouble(request, sys.exc_info()[1]) or page(
        request,
        500,
        "This did not work, and it is our fault",
        "It has nothing to do with what you did. You can try again, or go on from here.",
        typed(request),
    )


def trouble(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """503 for what will pass by itself, else None."""
    if isinstance(error, Busy | Full | DatabaseError):
        answer = page(
            request,
            503,
            "One moment",
            "Too much is going on here just now. Wait a little, then try again.",
            typed(request),
        )
        answer.headers["Retry-After"] = SOON
        return answer
    return None


def typed(request: HttpRequest) -> str:
    """The words somebody sent, as far as they can be read; never a passphrase or a name."""
    try:
        post = request.POST
    except (SuspiciousOperation, UnreadablePostError):
        return ""  # it never arrived, or not in a shape that has words in it
    return joined((name, str(value)) for name in post for value in post.getlist(name))


def joined(pairs: Iterable[tuple[str, str]]) -> str:
    """The words among the fields of a form, as one text."""
    return "\n\n".join(_words(pairs))


def _body(request: HttpRequest) -> str:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST:
        return ""
    return request.read(LARGEST).decode("latin-1")


def _words(pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    for name, value in pairs:
        text = (later.open_later(value) or "") if name == later.FIELD else value
        text = BROKEN.sub("", text).strip()
        sealed = name == later.FIELD
        if sealed or name.startswith(WORDS) or (name not in NEVER_BACK and " " in text):
            yield from filter(None, [text])
