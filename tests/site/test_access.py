"""Who may see what: every address of the site, and everybody who might ask for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as site
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tend.core.entries import Noted
from tend.vault import clock, later
from tend.vault.models import Account, Log, Session
from tests.path.person import Person
from tests.site.routes import Route, routes
from tests.vault.conftest import Clock

OPEN = dict.fromkeys(("nobody", "guest", "owner", "locked", "stranger", "host", "staff"), "200")
OWN = {**dict.fromkeys(OPEN, "own"), "nobody": "/begin", "locked": "/in"}
PRIVATE = """
    begin-words begin-starts begin-list begin-group begin-more begin-faith begin-call
    today else after after-line you near word changed noted back ask
    check check-enough check-first check-review check-short check-page check-ahead
"""
PUBLIC = "door steady steady-at help help-in read post in recover"
WAYS_IN = """
    keys keys-words keys-paper keys-back keys-number keys-anew keys-file keys-bring keys-erase
"""
KEPT = {**dict.fromkeys(OPEN, "own"), "nobody": "/in", "locked": "/in", "guest": "/keep"}
TABLE: dict[str, dict[str, str]] = {
    **dict.fromkeys(PUBLIC.split(), OPEN),
    "icon": dict.fromkeys(OPEN, "204"),
    "begin": {**dict.fromkeys(OPEN, "/today"), "nobody": "200", "locked": "200"},
    **dict.fromkeys(PRIVATE.split(), OWN),
    "keep": {**dict.fromkeys(OPEN, "/today"), "nobody": "/in", "locked": "/in", "guest": "own"},
    **dict.fromkeys(WAYS_IN.split(), KEPT),
    **dict.fromkeys(("out", "lock", "keys-idle", "keys-out"), dict.fromkeys(OPEN, "405")),
    "leave": dict.fromkeys(OPEN, "neutral"),
}
"""What a GET is answered with: a status, where it leads, or `own`: their own pages and no other's.

Nothing has an address of its own that somebody could guess: no part of any address names a
person, a log or an entry (`routes.FILLED`), so there is no page of somebody else's to ask for.
"""
WORDS = "Quillon"
PASSPHRASE = "acorn lantern river mint"
MORE = ("is_staff", "is_superuser")
EVERY = list(routes())
EMPTY = {"answer": "keep", "words": "x", "words_own": "x", "name": "x", "passphrase": "x"}


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert {route.name for route in EVERY} == set(TABLE)
    assert all(row.keys() == OPEN.keys() for row in TABLE.values())


class House:
    """Everybody, each at a browser of their own; the owner has written."""

    def __init__(self, time: Clock) -> None:
        self.time = time
        self.owner = self._kept("owner")
        self.owner.add(Noted(at=clock.now(), key=later.new_key(), text=WORDS))
        self.owner.send("/you", answer="keep", words_own=WORDS)
        self.log = Log.objects.get(account__name="owner-kettle-1")

    def _kept(self, role: str) -> Person:
        person = Person(a_browser())
        person.send("/keep", name=f"{role}-kettle-1", passphrase=PASSPHRASE)
        return person

    def browser(self, role: str) -> Client:
        """The browser of somebody in that part."""
        if role == "nobody":
            return a_browser()
        if role == "guest":
            return Person(a_browser()).client
        if role == "locked":
            self.time.forward(10.1)
        if role in ("owner", "locked"):
            return self.owner.client
        return self._other(role)

    def _other(self, role: str) -> Client:
        """Somebody else with a log; a host and staff with whatever makes them more, if any does."""
        client = self._kept(role).client
        more = {flag: True for flag in MORE if hasattr(Account, flag)} if role != "stranger" else {}
        if more:
            Account.objects.filter(name=f"{role}-kettle-1").update(**more)
        return client


def a_browser() -> Client:
    return Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)


@pytest.fixture
def house(db: None, time: Clock, settings: Any) -> House:
    settings.TEND_SMALL = True
    return House(time)


def fits(answer: HttpResponseBase, wanted: str) -> bool:
    """Whether an answer is the one of the table."""
    if wanted == "neutral":
        return bool(answer.get("Location") == site.TEND_NEUTRAL)
    if wanted.startswith("/"):
        return answer.status_code in (302, 303) and answer["Location"] == wanted
    if wanted == "own":
        return answer.status_code in (200, 404) or answer["Location"] not in ("/begin", "/in")
    return answer.status_code == int(wanted)


def in_order(route: Route) -> bool:
    """What ends a session comes last."""
    return route.name == "leave"


@pytest.mark.parametrize("role", list(OPEN))
def test_everybody_gets_what_is_theirs_and_nothing_else(house: House, role: str) -> None:
    browser = house.browser(role)
    shown = set()
    for route in sorted(EVERY, key=in_order):
        answer = browser.get(route.at)
        assert fits(answer, TABLE[route.name][role]), (route, answer.status_code, answer.headers)
        if WORDS in answer.content.decode():
            shown.add(route.name)
    # The test can see them: the owner does.
    assert ("you" in shown) is (role == "owner")
    assert role == "owner" or shown == set()
    assert not shown & {name for name, row in TABLE.items() if row == OPEN}


@pytest.mark.parametrize("role", [role for role in OPEN if role not in ("owner", "locked")])
def test_nobody_adds_to_the_log_of_another_or_ends_their_visit(house: House, role: str) -> None:
    browser, before = house.browser(role), house.log.top
    for route in sorted(EVERY, key=in_order):
        browser.post(route.at, {**EMPTY, "key": later.new_key()})
    house.log.refresh_from_db()
    assert house.log.top == before
    assert Session.objects.filter(account__name="owner-kettle-1").count() == 1
    assert WORDS in house.owner.client.get("/you").content.decode()


def test_what_was_sent_after_the_time_was_over_is_not_added(house: House) -> None:
    browser, before = house.browser("locked"), house.log.top
    for route in sorted(EVERY, key=in_order):
        browser.post(route.at, {**EMPTY, "key": later.new_key()})
    house.log.refresh_from_db()
    assert house.log.top == before


@pytest.mark.parametrize("lost", ["s", "k"])
def test_one_cookie_of_the_owner_is_nobody(house: House, lost: str) -> None:
    del house.owner.client.cookies[lost]
    for route in EVERY:
        if route.name != "leave":
            answer = house.owner.client.get(route.at)
            assert WORDS not in answer.content.decode(), route
            wanted = {TABLE[route.name]["nobody"], TABLE[route.name]["locked"]}
            assert any(fits(answer, each) for each in wanted), (route, answer.status_code)


def test_no_account_is_more_than_a_person() -> None:
    """No staff, no host yet: whoever adds one meets this test, and gives them a column above."""
    names = {field.name for field in Account._meta.get_fields()}
    assert names.isdisjoint({*MORE, "groups", "user_permissions", "kind", "role"})


def test_no_private_table_can_be_looked_at_by_the_admin() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")
    if apps.is_installed("django.contrib.admin"):
        from django.contrib import admin

        labels = {model._meta.app_label for model in admin.site._registry}
        assert labels.isdisjoint({"vault", "path"})
