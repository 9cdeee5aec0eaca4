"""The help pages: built from the pack once a day, then only bytes.

One page that leads to each country, one page per country. Together they would weigh more than a
help page may (6 KB as it is, without compression), and somebody in danger wants one country.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from tend.core import helplines
from tend.core.pack import Country, HelpLine, Pack

FRESH = 180
"""Days a number is trusted after somebody checked it (proposed)."""

HEADINGS = {
    "emergency": "In danger now",
    "dv": "If you are afraid at home",
    "sv": "If sex was forced or not wanted",
    "suicide": "If you think of dying",
    "men": "For men",
    "child": "For children and teens",
    "harming": "If you hurt or scare someone",
    "counselor": "To find a counselor",
}
"""What each kind of line is called on the page, in the order in which they stand."""


def pages() -> Mapping[str, bytes]:
    """Every help page of today by country code in small letters; `""` is the page of countries."""
    return _pages(timezone.localdate())


@lru_cache(maxsize=1)
def _pages(today: dt.date) -> Mapping[str, bytes]:
    pack: Pack = settings.TEND_PACK
    built = {"": _page("door/help.html", {**helplines.lands(pack), "path": reverse("help")})}
    for country in filter(lambda country: country.code, pack.countries):
        built[country.code.lower()] = _page("door/country.html", _shown(country, today))
    return built


def _page(template: str, context: Mapping[str, object]) -> bytes:
    """One page as bytes, without the indents and line ends between tags: they would only weigh."""
    html = re.sub(r"\s*\n\s*", "\n", render_to_string(template, dict(context)))
    return html.replace(">\n<", "><").strip().encode()


def _shown(country: Country, today: dt.date) -> dict[str, object]:
    groups = [(words, _of(country.lines, kind, today)) for kind, words in HEADINGS.items()]
    shown = [(words, lines) for words, lines in groups if lines]
    checked = [line.checked for line in country.lines if line.checked]
    return {
        "country": country,
        "groups": shown,
        "stale": any(stale for _, lines in shown for _, stale in lines),
        "checked": min(checked) if checked else None,
    }


def _of(lines: tuple[HelpLine, ...], kind: str, today: dt.date) -> list[tuple[HelpLine, bool]]:
    """The lines of one kind, those for people of faith last, each with whether it is stale."""
    mine = sorted((line for line in lines if line.kind == kind), key=lambda line: line.faith)
    return [(line, _stale(line, today)) for line in mine]


def _stale(line: HelpLine, today: dt.date) -> bool:
    """An old number may ring in a stranger's house; an emergency number does not grow old."""
    if line.kind == "emergency":
        return False
    return line.checked is None or (today - line.checked).days > FRESH
