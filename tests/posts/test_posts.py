from __future__ import annotations

import pytest
from django.test import Client

from tend.posts.prose import prose
from tests.door.conftest import small
from tests.door.reading import page
from tests.door.sample import BODY

__all__ = ["small"]
pytestmark = pytest.mark.usefixtures("small")


def test_the_shelf_holds_every_post_once_in_a_kind_place() -> None:
    read = page(Client().get("/read"))
    assert [words for _, _, words in read.all("h1", "h2")] == [
        "Sit and read a while",
        "To begin with",
        "When closeness is the hard part",
    ]
    hrefs = [str(at["href"]) for _, at, _ in read.all("a")]
    assert [href for href in hrefs if href.startswith("/read/")] == ["/read/one", "/read/near"]
    assert "6 minutes" in read.text()
    assert "/begin" in hrefs


def test_a_post_has_its_own_title_its_sources_and_a_way_to_begin() -> None:
    read = page(Client().get("/read/one"))
    assert [words for _, _, words in read.all("title", "h1")] == ["Post one", "Post one"]
    assert "22 November 2026" in read.text()
    assert "Somebody 2017" in read.text()
    links = [(at["href"], words) for _, at, words in read.all("a")]
    assert ("/begin", "Begin with one thing") in links
    assert ("/read/near", "Post near") in links


def test_the_safe_line_stands_before_the_text_and_only_where_it_belongs() -> None:
    near = page(Client().get("/read/near")).text()
    assert "If you are afraid, this can wait. Go to help" in near
    assert "If you are afraid" not in page(Client().get("/read/one")).text()


def test_a_related_post_that_is_gone_is_not_shown() -> None:
    assert "/read/gone" not in Client().get("/read/one").content.decode()


def test_prose_can_do_nothing_but_be_read() -> None:
    html = prose(BODY)
    assert "<script" not in html
    assert "<b" not in html
    assert 'href="javascript' not in html
    assert '<a href="https://example.org/study" rel="noreferrer noopener">' in html
    assert "<h2>A heading</h2>" in html


def test_a_first_heading_in_the_text_does_not_compete_with_the_title() -> None:
    assert prose("# Loud") == "<h2>Loud</h2>\n"


def test_quotes_are_set_as_in_a_book() -> None:
    assert prose('"Yes," it\'s said.') == "<p>“Yes,” it’s said.</p>\n"


def test_a_link_that_others_could_read_on_the_way_leads_nowhere() -> None:
    assert "href" not in prose("[there](http://example.org)")
