"""What the journeys in Firefox lean on: script is off where it should be, and nothing is missed."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.e2e.conftest import FIREFOX, Begin
from tests.e2e.fox.window import Page
from tests.e2e.looking import FIRST_STOP

IN_FIREFOX = pytest.mark.parametrize("window", FIREFOX, indirect=True)
COVER = """() => {
  const cover = document.createElement('div')
  cover.style = 'position: fixed; inset: 0; z-index: 99'
  document.body.append(cover)
}"""
PAGE = "data:text/html," + quote("""<!doctype html><title>plain</title><h1>One</h1>
<noscript>No script here</noscript>
<a href="#">One</a><a href="#">Two</a><script>document.title = 'run'</script>""")


@IN_FIREFOX
def test_a_script_runs_or_does_not(begin: Begin, window: str) -> None:
    page = _page(begin)
    page.goto(PAGE)
    script = "no-script" not in window
    assert page.evaluate("document.title") == ("run" if script else "plain")
    assert ("No script here" in page.locator("body").inner_text()) != script


@IN_FIREFOX
def test_another_that_is_asked_is_seen(begin: Begin) -> None:
    walker, other = begin(), "http://nobody.invalid/picture.png"
    walker.page.goto("data:text/html," + quote(f"<img src={other}>"))
    assert walker.asked == [other]
    walker.asked.clear()


@IN_FIREFOX
def test_what_lies_under_something_cannot_be_tapped(begin: Begin) -> None:
    walker = begin().open("/h")
    walker.page.evaluate(COVER)
    with pytest.raises(AssertionError, match="lies over it"):
        walker.find(FIRST_STOP).click()


@IN_FIREFOX
def test_one_means_one(begin: Begin) -> None:
    page = _page(begin)
    page.goto(PAGE)
    assert page.locator("a").count() == 2
    with pytest.raises(AssertionError, match="2 instead of one"):
        page.locator("a").click()
    with pytest.raises(AssertionError, match="0 instead of one"):
        page.get_by_label("Two").input_value()


@IN_FIREFOX
def test_the_history_goes_both_ways(begin: Begin, neighbour: tuple[str, list[str | None]]) -> None:
    page = _page(begin)
    for address in (neighbour[0], f"{neighbour[0]}?two"):
        page.goto(address)
    page.go_back()
    assert page.url == neighbour[0]
    page.go_forward()
    assert page.url == f"{neighbour[0]}?two"


def test_the_heading_has_the_focus_on_arrival(begin: Begin) -> None:
    walker = begin().open("/begin")
    for words in ("Yes", "Skip"):
        focus = walker.page.evaluate("document.activeElement.tagName")
        assert focus == "H1", walker.at
        walker.tap(words)


def _page(begin: Begin) -> Page:
    """A page of Firefox, by its own name."""
    page: object = begin().page
    assert isinstance(page, Page)
    return page
