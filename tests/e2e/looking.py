"""A long look at a page as it stands: axe, weight, keyboard, small screens.

With TEND_PICTURES=1 each state is photographed too, into `artefacts/`.
"""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

from tests.e2e.reaching import reach
from tests.e2e.walker import FIRST_VISIT, PHONE, Walker
from tests.house.tree import ROOT

PICTURES = ROOT / "artefacts"
DESKTOP = ViewportSize(width=1280, height=900)
NARROW = ViewportSize(width=320, height=640)
ENLARGED = ViewportSize(width=320, height=256)  # 1280 x 1024 at 400 %
AXE_TIME = 30_000  # milliseconds
TARGET = 44  # pixels
LEAST_STOPS = 4  # the way out, the name of the house, help, grounding
FIRST_STOP = "Leave this page"
START = {"place": -1}

WEIGHTS: dict[str, int] = {}

_AXE_RUN = """time => Promise.race([
  axe.run(document, {resultTypes: ['violations', 'incomplete']}),
  new Promise((_, no) => setTimeout(() => no(new Error('axe took too long')), time)),
]).then(found => found.violations.map(
  each => [each.id, ...each.nodes.map(node => node.target.join(' '))].join(': ')))"""

# The contrast of dark paper is axe's to measure as well; everything else is the same by then.
_AXE_DARK = """() => axe.run(document, {runOnly: ['color-contrast', 'link-in-text-block']}).then(
  found => found.violations.map(
    each => [each.id, ...each.nodes.map(node => node.target.join(' '))].join(': ')))"""

_STOPS = """() => [...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter(at => at.checkVisibility()).length"""

_AT = """() => {
  const at = document.activeElement
  if (!at || at === document.body || at.tagName === 'HTML') return null
  const every = [...document.querySelectorAll('*')]
  const box = at.getBoundingClientRect(), way = document.querySelector('.x').getBoundingClientRect()
  const style = getComputedStyle(at)
  const under = !at.matches('.x') && box.top >= way.top && box.bottom <= way.bottom
    && box.left >= way.left && box.right <= way.right
  return {
    place: every.indexOf(at),
    words: (at.textContent || at.name || at.id).trim().slice(0, 40),
    seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    shown: !under && box.bottom > 0 && box.top < innerHeight,
  }
}"""

_SMALL = """least => [...document.querySelectorAll(
  'button, .go, .x, .row a, .home, summary, label.pick, select, textarea')]
  .filter(at => at.checkVisibility() && at.getBoundingClientRect().height < least - .5)
  .map(at => `${at.textContent.trim().slice(0, 40)}: ${at.getBoundingClientRect().height}`)"""

_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(at => at.checkVisibility() && at.getBoundingClientRect().right > innerWidth + 1)
  .map(at => `${at.tagName} ${at.className} ${at.textContent.trim().slice(0, 40)}`)"""


@cache
def axe() -> str:
    """The text of axe-core, from the package that carries it."""
    found = importlib.util.find_spec("axe_playwright_python")
    assert found is not None
    assert found.origin is not None
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def look(walker: Walker, name: str) -> None:
    """Everything that is asked of a page in one state; once in each browser, with script."""
    if not walker.script:
        return
    page = walker.page
    _fits(page, name)
    if walker.engine == "chromium":
        _look_closely(walker, page, name)


def _fits(page: Page, name: str) -> None:
    """Everything to tap is large enough, and nothing is cut off on a small or enlarged screen."""
    assert page.evaluate(_SMALL, TARGET) == [], name
    for size in (NARROW, ENLARGED):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], (
            name,
            page.evaluate(_WIDE),
        )
    page.set_viewport_size(PHONE)


def _look_closely(walker: Walker, page: Page, name: str) -> None:
    """What need be asked in one browser only."""
    assert too_heavy({name: weighed(walker, name)}) == []
    assert _headings(page) == [], name
    assert _violations(page) == [], name
    assert reach(page) == [], name
    assert _keyboard(page) == [], name
    if os.environ.get("TEND_PICTURES"):
        pictures(page, name)


def weighed(walker: Walker, name: str) -> int:
    """The bytes of the page's body as sent, kept for the table."""
    response = next(each for each in reversed(walker.answers) if each.url == walker.page.url)
    WEIGHTS[name] = response.request.sizes()["responseBodySize"]
    return WEIGHTS[name]


def too_heavy(weights: dict[str, int]) -> list[str]:
    """The pages that weigh more than a first visit may."""
    return [f"{name}: {weight}" for name, weight in weights.items() if weight > FIRST_VISIT]


def table() -> str:
    """What every page looked at here weighs, the heaviest first."""
    rows = sorted(WEIGHTS.items(), key=lambda row: -row[1])
    return "\n".join(["bytes as sent", *(f"{weight:6} {name}" for name, weight in rows)]) + "\n"


def _headings(page: Page) -> list[str]:
    """Headings that skip a level."""
    read: list[list[Any]] = page.locator("h1, h2, h3, h4").evaluate_all(
        "all => all.filter(h => h.checkVisibility()).map(h => [+h.tagName[1], h.textContent])"
    )
    return [words for (above, _), (level, words) in pairwise(read) if level > above + 1]


def _violations(page: Page) -> list[str]:
    page.evaluate(axe())
    found: list[str] = page.evaluate(_AXE_RUN, AXE_TIME)
    page.emulate_media(color_scheme="dark")
    found += page.evaluate(_AXE_DARK)
    page.emulate_media(color_scheme="light")
    return found


def _keyboard(page: Page) -> list[str]:
    """Walk by Tab from the top: every stop once, in order, seen, and not under anything."""
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0) }")
    stops: list[dict[str, Any]] = []
    for _ in range(page.evaluate(_STOPS)):
        page.keyboard.press("Tab")
        at = page.evaluate(_AT)
        if at is None:
            break
        stops.append(at)
    assert len(stops) >= LEAST_STOPS
    return [slip for before, at in pairwise([START, *stops]) for slip in _slips(before, at)]


def _slips(before: dict[str, Any], at: dict[str, Any]) -> list[str]:
    """What is wrong with one stop, after the one before it."""
    # Radio buttons of one name are one stop, so Tab may come round to the top early.
    ordered = at["place"] > before["place"] or at["words"] == FIRST_STOP
    found = {"out of order": ordered, "not seen": at["seen"], "hidden": at["shown"]}
    return [f"focus {slip}: {at['words']}" for slip, well in found.items() if not well]


def pictures(page: Page, name: str) -> None:
    """What a person sees: phone and desktop, light and dark, from top to bottom."""
    PICTURES.mkdir(exist_ok=True)
    for device, size in (("phone", PHONE), ("desktop", DESKTOP)):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0) }")
            page.screenshot(path=PICTURES / f"{name}-{device}-{scheme}.png", full_page=True)
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
