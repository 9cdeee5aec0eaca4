"""Whether everybody can reach what a page holds: named, in order, in any colours and spacing."""

from __future__ import annotations

import re
from collections import Counter

from playwright.sync_api import Page

NAMED = ("button", "link", "textbox", "radio", "checkbox", "combobox", "group", "heading")
_NODE = re.compile(r'^\s*- (?P<role>\w+)(?P<name> "(?:[^"\\]|\\.)*"| /.*/)?', re.MULTILINE)
PLACES = ("banner", "main", "contentinfo")
AXE_TALL = """() => axe.run(document, {runOnly: ['color-contrast-enhanced']}).then(
  found => found.violations.map(
    each => [each.id, ...each.nodes.map(node => node.target.join(' '))].join(': ')))"""

_DISORDER = """() => {
  const stops = [...document.querySelectorAll(
    'main :is(a[href], button, input:not([type=hidden]), select, textarea, summary)')]
    .filter(at => at.checkVisibility())
    .map(at => [at.getBoundingClientRect(), (at.textContent || at.name).trim().slice(0, 40)])
  return stops.slice(1).filter(([box], n) => {
    const before = stops[n][0]
    return box.bottom <= before.top || (box.top < before.bottom && box.bottom > before.top
      && box.left < before.left && box.top <= before.top)
  }).map(([, words]) => words)
}"""

_MOVES = """() => [...document.querySelectorAll('*')].filter(at => {
  const style = getComputedStyle(at)
  return style.transitionDuration.split(',').some(each => parseFloat(each) > 0)
    || style.animationName !== 'none'
}).map(at => at.tagName)"""

_EDGELESS = """() => [...document.querySelectorAll('button, .go, .x, textarea, select')]
  .filter(at => at.checkVisibility() && !at.matches('.plain'))
  .filter(at => {
    const style = getComputedStyle(at)
    const edge = side => parseFloat(style[`border${side}Width`]) > 0
    return !['Top', 'Right', 'Bottom', 'Left'].some(edge) && !at.querySelector('b')
  }).map(at => at.textContent.trim().slice(0, 40))"""

# WCAG 2.2, 1.4.12: a person's own spacing. A sheet made by script is not held by the policy.
_SPACED = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-bottom: 2em !important }`)
  document.adoptedStyleSheets = [sheet]
  const wide = document.documentElement.scrollWidth
  const cut = [...document.querySelectorAll('button, .go, .x, summary, label')]
    .filter(at => at.checkVisibility() && at.scrollWidth > at.clientWidth + 1 && at.clientWidth > 1)
    .map(at => at.textContent.trim().slice(0, 40))
  document.adoptedStyleSheets = []
  return [wide, cut]
}"""


def reach(page: Page) -> list[str]:
    """Everything that would stand in somebody's way on the page as it stands; empty is well."""
    return [
        *unnamed(page.locator("body").aria_snapshot()),
        *(f"out of order on the screen: {words}" for words in page.evaluate(_DISORDER)),
        *(f"moves: {tag}" for tag in page.evaluate(_MOVES)),
        *page.evaluate(AXE_TALL),
        *_forced(page),
        *_spaced(page),
    ]


def unnamed(tree: str) -> list[str]:
    """What the accessibility tree holds without a name, and places that are not there once."""
    nodes = [(found["role"], found["name"]) for found in _NODE.finditer(tree)]
    roles = Counter(role for role, _ in nodes)
    nameless = [role for role, name in nodes if role in NAMED and role != "group" and not name]
    return [
        *(f"without a name: {role}" for role in nameless),
        *(f"not there once: {place}" for place in PLACES if roles[place] != 1),
    ]


def _forced(page: Page) -> list[str]:
    """Where the system chooses the colours, what can be tapped still has an edge or is a link."""
    page.emulate_media(forced_colors="active")
    found = [f"no edge in forced colours: {words}" for words in page.evaluate(_EDGELESS)]
    page.emulate_media(forced_colors="none")
    return found


def _spaced(page: Page) -> list[str]:
    width = page.evaluate("innerWidth")
    wide, cut = page.evaluate(_SPACED)
    sideways = [f"{wide} wide with wide spacing"] if wide > width else []
    return sideways + [f"cut off with wide spacing: {words}" for words in cut]
