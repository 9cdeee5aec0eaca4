"""The server's half of the way out: by the first cookie alone, whatever else does not work."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from tend.vault.models import Account, Entry, Session
from tests.site.test_headers import armoured
from tests.vault import doing


def told(browser: Client, **headers: str) -> Any:
    """What the script says when the page is gone: the marker cookie is deleted by then."""
    browser.cookies.pop("k", None)
    return browser.post("/x", content_type="text/plain;charset=UTF-8", headers=headers)


@pytest.mark.parametrize("kept", [False, True])
def test_the_session_ends_without_its_marker(browser: Client, *, kept: bool) -> None:
    doing.arrive(browser)
    if kept:
        doing.keep(browser)
    answer = told(browser)
    assert answer.status_code == 204
    assert answer.content == b""
    assert Session.objects.count() == 0
    # A guest's words are let go; what somebody kept stays.
    assert Account.objects.count() == Entry.objects.count() == int(kept)
    assert {name: cookie["max-age"] for name, cookie in answer.cookies.items()} == {"s": 0, "k": 0}


def test_only_this_answer_lets_the_browser_forget(browser: Client) -> None:
    doing.arrive(browser)
    answer = told(browser)
    assert answer["Clear-Site-Data"] == '"cookies", "storage"'
    assert armoured(answer)
    assert "Clear-Site-Data" not in browser.get("/x")


def test_the_plain_link_ends_it_too_when_the_marker_is_gone_already(browser: Client) -> None:
    doing.arrive(browser)
    del browser.cookies["k"]
    assert browser.get("/x").status_code == 303
    assert Session.objects.count() == Account.objects.count() == 0


def test_nobody_leaves_as_well(browser: Client) -> None:
    assert told(browser).status_code == 204


def test_another_site_cannot_send_anybody_away(browser: Client) -> None:
    doing.arrive(browser)
    answer = told(browser, sec_fetch_site="cross-site")
    assert answer.status_code == 403
    assert Session.objects.count() == 1


def test_a_strange_cookie_ends_nothing_of_anybody(browser: Client) -> None:
    doing.arrive(browser)
    stranger = Client(HTTP_HOST="127.0.0.1")
    stranger.cookies["s"] = "0" * 64
    assert stranger.post("/x").status_code == 204
    assert Session.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_database_that_is_down_keeps_nobody(
    browser: Client, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def down(*_: object) -> None:
        raise OperationalError("down")

    doing.arrive(browser)
    monkeypatch.setattr("tend.vault.accounts.end", down)
    answer = getattr(browser, method)("/x")
    assert answer.status_code == {"get": 303, "post": 204}[method]
    assert {cookie["max-age"] for cookie in answer.cookies.values()} == {0}
