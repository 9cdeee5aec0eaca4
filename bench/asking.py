"""Ask a program for a page, again and again, without a network or a test client in between."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

TIMES = 200
WARM = 30
Program = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def environ(path: str, cookies: str = "", **more: str) -> dict[str, Any]:
    """A request for a page as a server hands it over."""
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8484",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1:8484",
        "HTTP_COOKIE": cookies,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
        **more,
    }


def ask(program: Program, request: dict[str, Any]) -> tuple[str, bytes]:
    """Status and body of one answer."""
    status: list[str] = []
    answer = program(dict(request), lambda line, _headers, _error=None: status.append(line))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return status[0], body


def median(program: Program, request: dict[str, Any]) -> float:
    """The median time of an answer in milliseconds; stops when the answer is not a page."""
    times = []
    for turn in range(WARM + TIMES):
        before = time.perf_counter()
        status, body = ask(program, request)
        times.append(time.perf_counter() - before)
        if turn == 0 and (not status.startswith("200") or len(body) < 1000):  # noqa: PLR2004
            raise SystemExit(f"not a page: {status}, {len(body)} bytes")
    return statistics.median(times[WARM:]) * 1000
