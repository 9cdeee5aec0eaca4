from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client

from tend.door import help as lines
from tests.door.reading import Page, page
from tests.door.sample import CHECKED, LAND

SIX_KB = 6_144
COUNTRIES = ["us", "ca", "uk", "ie", "au", "nz"]
pytestmark = pytest.mark.usefixtures("small")


def land(days: int) -> Page:
    return Page(lines._pages(CHECKED + dt.timedelta(days=days))["la"].decode())


def dialled(read: Page) -> list[tuple[str, str]]:
    links = [(str(at["href"]), words) for _, at, words in read.all("a")]
    return [(href.removeprefix("tel:"), words) for href, words in links if "tel:" in href]


@pytest.mark.parametrize("address", ["/h", "/h/la", "/h/LA", "/steady", "/read", "/read/one"])
def test_it_stands_while_the_database_is_down_even_for_somebody_signed_in(
    address: str, no_database: None
) -> None:
    client = Client()
    client.cookies["s"] = "a-session"
    client.cookies["k"] = "a-marker"
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies


def test_the_database_of_that_test_is_really_down(no_database: None) -> None:
    with pytest.raises(OperationalError):
        connection.ensure_connection()


def test_the_list_of_countries_holds_each_emergency_number() -> None:
    read = page(Client().get("/h"))
    assert dialled(read) == [("112", "112"), ("999", "999"), ("77", "77")]
    assert [at["href"] for _, at, _ in read.all("a") if "/h/" in str(at["href"])] == [
        "/h/la",
        "/h/ot",
    ]


def test_elsewhere_repeats_no_country_of_the_list() -> None:
    text = page(Client().get("/h")).text()
    assert "Somewhere else? Elsewhere 112." in text
    assert "Land 99" not in text


def test_a_country_shows_its_lines_by_what_they_are_for() -> None:
    read = land(0)
    assert [words for _, _, words in read.all("h1", "h2")] == [
        "Help in Land",
        "In danger now",
        "If you are afraid at home",
        "If you think of dying",
        "To find a counselor",
        "If nobody answers",
    ]
    assert "Text HI to 55 55." in read.text()
    assert "Day and night" in read.text()
    assert "Not stated" not in read.text()
    assert "A call can show in the call list and on the bill." in read.text()


def test_a_number_is_dialled_as_it_is_and_a_word_in_brackets_is_not() -> None:
    assert dialled(land(0)) == [
        ("112", "112"),
        ("999", "999"),
        ("0800111222", "0800 111 222"),
        ("1800123", "1 800 123 (CARE)"),
    ]


def test_help_without_faith_comes_before_help_with_it() -> None:
    links = [str(at["href"]) for _, at, _ in land(0).all("a") if "example" in str(at["href"])]
    assert links == ["https://example.org/plain", "https://example.org/faith"]
    assert "(for people of faith)" in land(0).text()


def test_a_number_checked_180_days_ago_still_stands() -> None:
    assert ("0800111222", "0800 111 222") in dialled(land(180))


def test_after_that_only_the_emergency_number_does_and_the_page_says_why() -> None:
    read = land(181)
    assert dialled(read) == [("112", "112"), ("999", "999")]
    assert "We last looked at this number on 22 November 2026" in read.text()
    assert "55 55" not in read.text()


def test_a_line_nobody_ever_checked_is_left_out() -> None:
    never = LAND.lines[2].__class__(id="n", kind="dv", name="N", phone="1")
    assert lines._stale(never, CHECKED)


def test_the_pages_are_built_once_a_day() -> None:
    assert lines.pages() is lines.pages()


@pytest.mark.parametrize("code", ["", *COUNTRIES])
def test_the_real_pages_weigh_little(code: str, settings: object) -> None:
    from tend.site.settings import TEND_PACK

    settings.TEND_PACK = TEND_PACK  # type: ignore[attr-defined]
    lines._pages.cache_clear()
    address = f"/h/{code}".rstrip("/")
    sent = Client().get(address, headers={"accept-encoding": "gzip"})
    assert len(sent.content) <= SIX_KB / 2
    bare = Client().get(address)
    # The United Kingdom's four nations have a line each: its page is whole at 7 KB, 2.6 as sent.
    assert len(bare.content) <= (7_168 if code == "uk" else SIX_KB)
    assert not page(bare).all("script", "form", "input", "button")
