from __future__ import annotations

import gzip
import itertools
import re

import pytest
from django.test import Client
from django.urls import get_resolver

from tend.door import exit as way
from tend.door import look
from tend.door.still import STILL
from tests.door.reading import grade, page

DOOR = ["/", "/steady", "/steady/2", "/h", "/h/us", "/h/uk"]
STATIC = ["/h", "/h/us", "/h/uk"]
READ = ["/read", "/read/begin-with-one-thing", "/read/when-a-yes-is-not-free"]
EVERY = [*DOOR, *READ]
LOST = ["/steady/99", "/steady/no-such-step", "/h/zz", "/read/no-such-post", "/no-such-page"]
GRADE = 5
FIRST_VISIT = 9_000  # bytes, well under the 14,600 of DESIGN 8
NEVER_SHOWN = r"""gate closed urgent unasked held\ back facts screening refer score
    low\ risk safe\ verdict refuser gate-keeper duty submit deprive withhold frigid broken"""
NEVER = re.compile(r"\b(" + "|".join(re.split(r"(?<!\\)\s+", NEVER_SHOWN)) + r")\b", re.IGNORECASE)


@pytest.mark.parametrize("address", EVERY)
def test_a_page_stands_without_a_cookie_or_a_database(address: str, no_database: None) -> None:
    response = Client().get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", EVERY + LOST)
def test_the_way_out_comes_first_and_says_nothing_to_where_it_leads(address: str) -> None:
    links = page(Client().get(address)).all("a")
    _, attributes, words = links[0]
    assert attributes["href"] == "/x"
    assert attributes["rel"] == "noreferrer"
    assert words == "Leave this page"
    # Once more just before the words, where a keyboard begins: not on help, which has to be small.
    again = [at for _, at, _ in links[1:] if at["href"] == "/x"]
    assert [at["class"] for at in again] == ([] if address in STATIC else ["x skip"])
    assert all(at["rel"] == "noreferrer" for at in again)


@pytest.mark.parametrize("address", EVERY + LOST)
def test_help_and_grounding_are_one_tap_away(address: str) -> None:
    links = [(at["href"], words) for _, at, words in page(Client().get(address)).all("a")]
    assert ("/h", "Help") in links
    assert ("/steady", "Steady me") in links
    assert "Something has changed" not in [words for _, words in links]


@pytest.mark.parametrize("address", EVERY)
def test_something_has_changed_is_there_for_somebody_who_is(address: str) -> None:
    client = Client()
    client.cookies["k"] = "a-marker"
    words = [words for _, _, words in page(client.get(address)).all("a")]
    # Help is the same bytes for all; the first page asks the vault, and nobody is in it.
    assert ("Something has changed" in words) is (address not in {"/", "/h", "/h/us", "/h/uk"})


@pytest.mark.parametrize("address", EVERY + LOST)
def test_headings_go_down_one_level_at_a_time_from_one_first(address: str) -> None:
    levels = [int(tag[1]) for tag, _, _ in page(Client().get(address)).all("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("address", DOOR + LOST)
def test_a_private_page_has_the_same_title_as_any(address: str) -> None:
    (title,) = page(Client().get(address)).all("title")
    assert title[2] == "Notes"


@pytest.mark.parametrize("address", DOOR + LOST)
def test_no_word_of_the_machine_is_shown(address: str) -> None:
    assert NEVER.search(page(Client().get(address)).text()) is None


@pytest.mark.parametrize("address", EVERY + LOST)
def test_nothing_runs_but_the_way_out_and_nothing_is_fetched(address: str) -> None:
    read = page(Client().get(address))
    assert not read.all("link", "img", "iframe", "object", "form")
    scripts = [words for _, _, words in read.all("script")]
    assert scripts == ([] if address in STATIC else [way.SCRIPT])
    assert not [at for _, at, _ in read.elements if "style" in at or "src" in at]
    out = [at for _, at, _ in read.all("a") if str(at["href"]).startswith("http")]
    assert all("noreferrer" in str(at["rel"]) for at in out)


@pytest.mark.parametrize("address", EVERY + LOST)
def test_every_style_stands_under_its_hash(address: str) -> None:
    styles = re.findall(r"<style>(.*?)</style>", Client().get(address).content.decode(), re.DOTALL)
    assert styles
    assert all(look.source(style) in look.CSP_HASH for style in styles)


@pytest.mark.parametrize("address", EVERY)
def test_a_first_visit_is_light(address: str) -> None:
    sent = Client().get(address, headers={"accept-encoding": "gzip"})
    assert sent["Content-Encoding"] == "gzip"
    assert len(sent.content) <= FIRST_VISIT


@pytest.mark.parametrize("address", EVERY)
def test_the_same_page_for_head_and_none_for_post(address: str) -> None:
    assert Client().head(address).status_code == 200
    assert Client(enforce_csrf_checks=False).post(address).status_code == 405


@pytest.mark.parametrize("address", LOST)
def test_what_is_not_there_says_so_kindly(address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 404
    assert "nothing wrong" in page(response).text()


def test_the_first_page_says_what_somebody_must_know_first(settings: object) -> None:
    settings.TEND_RUN_BY = "St <Mary's>"  # type: ignore[attr-defined]
    read = page(Client().get("/"))
    text = read.text()
    assert "wife or a husband whose marriage hurts" in text
    assert "run by St <Mary's> . If that is someone you fear" in text.replace(">.", "> .")
    assert "can’t empty your browser’s list of pages" in text
    assert "watches this device" in text
    assert "Under 18, or being made to marry?" in text
    doors = [at["href"] for _, at, _ in read.all("a") if "go" in str(at.get("class")).split()]
    assert doors == ["/steady", "/begin", "/read", "/h"]
    assert "/in" in [at["href"] for _, at, _ in read.all("a")]


def test_a_tab_has_no_picture_of_ours() -> None:
    response = Client().get("/favicon.ico")
    assert response.status_code == 204
    assert not response.cookies


def test_every_still_name_is_an_address() -> None:
    assert set(get_resolver().reverse_dict) >= STILL


def test_inline_is_not_heavier_than_a_file_of_its_own() -> None:
    html = Client().get("/").content.decode()
    bare = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    linked = len(gzip.compress(bare.encode())) + len(
        gzip.compress((look.SMALL + look.REST).encode())
    )
    assert len(gzip.compress(html.encode())) <= linked


@pytest.mark.parametrize("address", ["/", "/h", "/steady"])
def test_somebody_in_tears_can_read_it(address: str) -> None:
    read = page(Client().get(address))
    said = [words for _, _, words in read.all("p", "li", "span") if words.endswith((".", "?"))]
    assert grade(" ".join(said)) <= GRADE
