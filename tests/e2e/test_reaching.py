"""The measures themselves: each sees the fault it is for."""

from __future__ import annotations

import pytest

from tests.e2e.looking import too_heavy
from tests.e2e.reaching import unnamed
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


def test_a_page_one_byte_too_heavy_is_named() -> None:
    assert too_heavy({"light": FIRST_VISIT, "heavy": FIRST_VISIT + 1}) == ["heavy: 14601"]
