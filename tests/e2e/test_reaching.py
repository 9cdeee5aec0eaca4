"""The measures themselves: each sees the fault it is for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.e2e.looking import axe, too_heavy
from tests.e2e.reaching import reach, unnamed
from tests.e2e.walker import FIRST_VISIT

WELL = """- banner:
  - link "Leave this page"
- main:
  - heading "How was it?" [level=1]
  - button "Good"
  - textbox "A line, if you like": some words
- contentinfo:
  - navigation "Always here":
    - link "Help"
"""


def test_a_tree_with_names_and_places_is_well() -> None:
    assert unnamed(WELL) == []


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('- button "Good"', "- button", "without a name: button"),
        ('- link "Help"', "- link", "without a name: link"),
        ('- textbox "A line, if you like"', "- textbox", "without a name: textbox"),
        ("- main:", "- region:", "not there once: main"),
        ("- contentinfo:", "- banner:", "not there once: banner"),
    ],
)
def test_a_fault_is_named(was: str, becomes: str, said: str) -> None:
    assert said in unnamed(WELL.replace(was, becomes))


FAULTS = {
    "out of order on the screen: Two": (
        '<div style="display: flex; flex-direction: column-reverse">'
        '<a href="#">One</a><a href="#">Two</a></div>'
    ),
    "moves: P": '<p style="transition: opacity 1s">Words</p>',
    "color-contrast-enhanced: p": '<p style="color: #707070">Words</p>',
    "no edge in forced colours: Go": '<button style="border: 0">Go</button>',
    "cut off with wide spacing: Something long": (
        '<button style="width: 7rem; white-space: nowrap; overflow: hidden">Something long</button>'
    ),
    "wide with wide spacing": '<p style="width: 200vw">Words</p>',
}


@pytest.mark.parametrize("said", [None, *FAULTS])
def test_every_measure_sees_its_fault(browser: Browser, said: str | None) -> None:
    page = browser.new_page()
    body = FAULTS[said] if said else '<p>Words</p><p><a href="#">One</a> <button>Go</button></p>'
    page.set_content(
        f"<title>Notes</title><header>Notes</header><main>{body}</main><footer>.</footer>"
    )
    page.evaluate(axe())
    found = reach(page)
    page.close()
    assert (found == []) if said is None else any(said in each for each in found), found


def test_a_page_one_byte_too_heavy_is_named() -> None:
    assert too_heavy({"light": FIRST_VISIT, "heavy": FIRST_VISIT + 1}) == ["heavy: 14601"]
