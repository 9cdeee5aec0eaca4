"""Nothing that stays on a screen, in a history or in a log says what Tend is about."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client

from tend.door import look
from tend.site.headers import HEADERS, HTTPS_ONLY, NOT_LISTED
from tests.door.reading import Page
from tests.path.person import Person
from tests.site.routes import Route, routes
from tests.vault.conftest import Clock

DANGER = re.compile(
    r"abus|violen|danger|safe|escap|shelter|refug|police|crisis|hotline|emergenc|rescue|victim|"
    r"marri|spous|husband|wife|wives|partner|couple|divorc|separat|adulter|affair|cheat|betray|"
    r"sex|intim|porn|rape|trauma|hurt|harm|hit|chok|weapon|threat|forc|fear|afraid|control|watch|"
    r"secret|hid(e|ing|den)|exit|quit|leav|suicid|self|addict|drunk|drug|therap|counsel|pastor|"
    r"diary|journal|private|password|passphrase",
    re.IGNORECASE,
)
PLAIN = {"Content-Security-Policy", "Permissions-Policy"}
"""Headers whose words are the web's own, and the same on every careful site."""
POSTS = "/read/"
"""Public posts have titles and addresses of their own; reading one needs no visit."""
EVERY = list(routes())
TITLE = "Notes"


@pytest.mark.parametrize("route", EVERY, ids=lambda route: route.name)
def test_no_address_says_anything(route: Route) -> None:
    written = re.sub(r"<[^>]+>", "", route.pattern)
    assert DANGER.search(written) is None
    assert DANGER.search(route.at) is None


@pytest.mark.parametrize("word", ["abuse", "/safety", "exit", "leave-now", "my-marriage", "Spouse"])
def test_the_list_sees_such_words(word: str) -> None:
    assert DANGER.search(word)


@pytest.fixture(params=["nobody", "guest", "kept"])
def browser(request: pytest.FixtureRequest, db: None, time: Clock, settings: Any) -> Client:
    settings.TEND_SMALL = True
    client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
    if request.param != "nobody":
        person = Person(client)
        person.walked()
        if request.param == "kept":
            person.send("/keep", name="green-kettle-42", passphrase="acorn lantern river mint")
    return client


def test_no_page_leads_to_an_address_that_says_anything(browser: Client) -> None:
    """What a browser's history holds after a walk: every link, form and picture of every page."""
    for route in EVERY:
        for way in ways(browser, route):
            if way.startswith("/") and not way.startswith(POSTS):
                assert DANGER.search(way) is None, (route.name, way)
                assert "?" not in way, (route.name, way)


def ways(browser: Client, route: Route) -> list[str]:
    """Every address that a page holds; what ends the visit is not asked for."""
    if route.name == "leave":
        return []
    read = Page(browser.get(route.at).content.decode())
    return [
        str(at[name])
        for _, at, _ in read.elements
        for name in ("href", "action", "src")
        if name in at
    ]


def test_every_private_page_has_the_one_title(browser: Client) -> None:
    for route in EVERY:
        if route.name in ("leave", "icon", "read", "post"):
            continue
        titles = Page(browser.get(route.at).content.decode()).all("title")
        assert [words for _, _, words in titles] in ([TITLE], []), route


def test_no_header_says_anything(browser: Client) -> None:
    for route in EVERY:
        for method in ("get", "head", "post", "put"):
            answer = getattr(browser, method)(route.at)
            assert {name for name, _ in answer.items()} <= KNOWN, (route.name, answer.headers)
            told = [value for name, value in answer.items() if name not in PLAIN]
            ours = [value for value in told if value != site.TEND_NEUTRAL]
            assert [value for value in ours if DANGER.search(value)] == [], route.name


KNOWN = {
    *HEADERS,
    NOT_LISTED[0],
    HTTPS_ONLY[0],
    *("Content-Type", "Content-Length", "Content-Encoding", "Location", "Allow", "Vary"),
    *("Retry-After", "Clear-Site-Data"),
}
"""A new header says something new: it has to be looked at before it is let out."""


def test_the_cookies_are_two_letters(browser: Client) -> None:
    for route in EVERY:
        browser.get(route.at)
    assert set(browser.cookies) <= {"s", "k"}


def test_the_names_of_a_public_copy_say_no_more(settings: Any, browser: Client) -> None:
    settings.SESSION_COOKIE_NAME, settings.TEND_MARKER_NAME = "__Host-s", "__Host-k"
    answer = browser.get("/x")
    assert set(answer.cookies) == {"__Host-s", "__Host-k"}


def test_there_is_no_file_to_fetch_and_no_picture_to_know_it_by(browser: Client) -> None:
    """No static names to leak: everything a page needs stands in it, and a tab has no picture."""
    assert site.STATIC_URL is None
    assert not [name for name in site.MIDDLEWARE + site.INSTALLED_APPS if "static" in name.lower()]
    assert browser.get("/favicon.ico").content == b""
    assert "url(" not in look.SMALL + look.REST
    for route in EVERY:
        if route.name != "leave":
            read = Page(browser.get(route.at).content.decode())
            assert not read.all("link", "img", "iframe", "object", "embed", "video", "audio"), route
            names = {str(at.get("name")) for _, at, _ in read.all("meta") if "name" in at}
            assert names <= {"viewport"}, route


def test_a_file_to_take_along_has_a_plain_name(browser: Client) -> None:
    for route in EVERY:
        answer = browser.get(route.at) if route.name != "leave" else None
        named = answer.get("Content-Disposition", "") if answer else ""
        assert DANGER.search(named) is None, route
