"""Every address of the site, as a test walks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

PART = re.compile(r"<(?:\w+:)?(\w+)>")
FILLED = {
    "at": "2",  # a place among the steps to steady by
    "code": "us",  # a country
    "id": "begin-with-one-thing",  # a post
    "group": "ours",  # a shelf of starts
    "page": "room",  # a page of questions
    "fact": "27",  # a question by its number
}
"""What stands for each variable part. None of them names a person, an account, a log, an entry."""


class Route(NamedTuple):
    """One address: its name, its pattern as written, and itself with every part filled."""

    name: str
    pattern: str
    at: str


def routes(resolver: URLResolver | None = None, before: str = "/") -> Iterator[Route]:
    """Every address of the site; KeyError for a variable part that nobody knows yet."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, here)
        elif isinstance(entry, URLPattern):
            yield Route(str(entry.name), here, PART.sub(lambda part: FILLED[part[1]], here))
