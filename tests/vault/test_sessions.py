"""Sessions: three parts in three places, two cookies, two limits."""

from __future__ import annotations

import secrets
from http.cookies import Morsel
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tend.vault import sessions
from tend.vault.envelope import Unreadable, unseal
from tend.vault.models import Account, Entry, Session
from tend.vault.sessions import SessionStore
from tests.vault import doing
from tests.vault.conftest import HOST, Clock


def test_nobody_leaves_no_row_and_a_page_without_a_form_no_cookie(browser: Client) -> None:
    assert browser.get("/t/show").cookies == {}
    assert Session.objects.count() == Account.objects.count() == 0


def test_a_form_gives_nobody_a_cookie_and_no_row(browser: Client) -> None:
    assert set(browser.get("/in").cookies) == {"s"}
    assert Session.objects.count() == 0


def test_a_guest_gets_both_cookies(browser: Client) -> None:
    doing.arrive(browser)
    assert doing.here(browser) == {
        "here": True,
        "guest": True,
        "lines": ["first line"],
        "later": None,
    }
    assert set(browser.cookies) == {"s", "k"}


@pytest.mark.parametrize("lost", ["s", "k"])
def test_either_cookie_gone_and_nobody_is_here(browser: Client, lost: str) -> None:
    doing.arrive(browser)
    del browser.cookies[lost]
    assert doing.here(browser) == {"here": False}


@pytest.mark.parametrize("forged", ["s", "k"])
def test_a_forged_cookie_opens_nothing(browser: Client, forged: str) -> None:
    doing.arrive(browser)
    browser.cookies[forged] = secrets.token_hex(32 if forged == "s" else 16)
    assert doing.here(browser) == {"here": False}


def test_the_row_and_both_cookies_open_nothing_after_a_restart(
    browser: Client, settings: Any
) -> None:
    doing.arrive(browser)
    settings.TEND_BOOT = secrets.token_bytes(32)
    assert doing.here(browser) == {"here": False}


def test_the_row_opens_with_all_three_parts_and_with_no_two_of_them(
    browser: Client, settings: Any
) -> None:
    doing.arrive(browser)
    row = Session.objects.get()
    cookie, marker = browser.cookies["s"].value, browser.cookies["k"].value
    right = sessions.row_key(cookie, marker)
    others = [sessions.row_key("0" * 64, marker), sessions.row_key(cookie, "0" * 32)]
    settings.TEND_BOOT = bytes(32)
    others.append(sessions.row_key(cookie, marker))
    place = ("session", row.ref)
    assert unseal({1: right}, bytes(row.sealed), place)
    for wrong in others:
        with pytest.raises(Unreadable):
            unseal({1: wrong}, bytes(row.sealed), place)


def test_a_row_holds_neither_cookie_nor_key(browser: Client) -> None:
    doing.arrive(browser)
    row = Session.objects.get()
    store = SessionStore(browser.cookies["s"].value, browser.cookies["k"].value)
    assert store.held is not None
    inside = bytes(row.sealed) + row.ref.encode() + row.marker.encode()
    for secret in (browser.cookies["s"].value.encode(), browser.cookies["k"].value.encode()):
        assert secret not in inside
    assert store.held.root not in inside


def test_a_row_moved_under_another_cookie_does_not_open(browser: Client) -> None:
    doing.arrive(browser)
    other = secrets.token_hex(32)
    Session.objects.update(ref=sessions.ref(other))
    browser.cookies["s"] = other
    assert doing.here(browser) == {"here": False}


def test_a_person_is_away_after_ten_minutes(browser: Client, time: Clock) -> None:
    doing.arrive(browser)
    doing.keep(browser)
    time.forward(9.9)
    assert doing.here(browser)["here"]
    time.forward(9.4)
    assert doing.here(browser)["here"]
    time.forward(10.1)
    assert not doing.here(browser)["here"]


@pytest.mark.parametrize(("step", "stays"), [(0, 20), (15, 35), (60, 80), (70, 90), (240, 90)])
def test_a_guest_stays_the_step_and_twenty_minutes(
    browser: Client, time: Clock, step: int, stays: int
) -> None:
    doing.arrive(browser)
    browser.get(f"/t/stay/{step}")
    time.forward(stays - 0.1)
    assert doing.here(browser)["here"]
    time.forward(stays + 0.1)
    assert not doing.here(browser)["here"]


def test_a_guest_back_after_half_an_hour_finds_the_line(browser: Client, time: Clock) -> None:
    doing.arrive(browser)
    browser.get("/t/stay/15")
    doing.send(browser, "/t/write", words="in the middle of it", key="a")
    time.forward(30)
    assert doing.here(browser)["lines"] == ["in the middle of it", "first line"]


def test_a_step_does_not_change_how_long_a_person_stays(browser: Client, time: Clock) -> None:
    doing.arrive(browser)
    doing.keep(browser)
    browser.get("/t/stay/60")
    time.forward(10.1)
    assert not doing.here(browser)["here"]


def test_four_hours_are_the_end_of_it(browser: Client, time: Clock) -> None:
    doing.arrive(browser)
    browser.get("/t/stay/70")
    for _ in range(3):
        time.forward(79)
        assert doing.here(browser)["here"]
    time.forward(3.1)
    assert not doing.here(browser)["here"]


def test_ids_are_new_after_keep_and_after_sign_in(browser: Client) -> None:
    seen: list[tuple[str, str]] = []

    def note() -> None:
        seen.append((browser.cookies["s"].value, browser.cookies["k"].value))

    doing.token(browser)
    seen.append((browser.cookies["s"].value, ""))
    doing.arrive(browser)
    note()
    doing.keep(browser)
    note()
    old = Client(HTTP_HOST=HOST)
    old.cookies["s"], old.cookies["k"] = seen[1]
    assert doing.here(old) == {"here": False}
    doing.send(browser, "/out")
    doing.come(browser)
    note()
    assert len({s for s, _ in seen}) == 4
    assert len({k for _, k in seen}) == 4
    assert Session.objects.count() == 1


def test_signing_out_ends_it_here_and_elsewhere(browser: Client) -> None:
    doing.arrive(browser)
    doing.keep(browser)
    stolen = Client(HTTP_HOST=HOST)
    stolen.cookies["s"], stolen.cookies["k"] = (
        browser.cookies["s"].value,
        browser.cookies["k"].value,
    )
    assert doing.here(stolen)["here"]
    answer = doing.send(browser, "/out")
    assert answer["Location"] == "/"
    assert answer["Clear-Site-Data"] == '"cookies", "storage"'
    assert Session.objects.count() == 0
    assert doing.here(stolen) == {"here": False}
    assert Entry.objects.count() == 1


def test_locking_stays_at_the_door_of_it(browser: Client) -> None:
    doing.arrive(browser)
    assert doing.send(browser, "/lock")["Location"] == "/keep"
    assert doing.here(browser)["here"]
    doing.keep(browser)
    assert doing.send(browser, "/lock")["Location"] == "/in"
    assert not doing.here(browser)["here"]


@pytest.mark.parametrize("kept", [False, True])
def test_the_exit_ends_everything_at_once(browser: Client, settings: Any, *, kept: bool) -> None:
    doing.arrive(browser)
    if kept:
        doing.keep(browser)
    answer = browser.get("/x")
    assert answer.status_code == 303
    assert answer["Location"] == settings.TEND_NEUTRAL
    assert answer["Cache-Control"] == "no-store"
    assert "Clear-Site-Data" not in answer
    assert {name: gone(cookie) for name, cookie in answer.cookies.items()} == {"s": True, "k": True}
    assert Session.objects.count() == 0
    assert Entry.objects.count() == int(kept)
    assert not doing.here(browser)["here"]


def test_the_exit_works_for_nobody_too(browser: Client) -> None:
    answer = browser.get("/x")
    assert answer.status_code == 303
    assert set(answer.cookies) == {"s", "k"}


def test_a_session_ended_in_another_tab_does_not_come_back(browser: Client) -> None:
    doing.arrive(browser)
    store = SessionStore(browser.cookies["s"].value, browser.cookies["k"].value)
    store["x"] = 1
    browser.get("/x")
    with pytest.raises(UpdateError):
        store.save()
    assert Session.objects.count() == 0


def test_one_read_tells_who_is_here_and_one_more_reads_the_log(browser: Client) -> None:
    doing.arrive(browser)
    with CaptureQueriesContext(connection) as asked:
        browser.get("/in")
    assert len(asked) == 1


def gone(cookie: Morsel[str]) -> bool:
    return cookie.value == "" and cookie["max-age"] == 0
