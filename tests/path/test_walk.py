from __future__ import annotations

import re
from typing import Any, cast

import pytest
from django.test import Client, RequestFactory

from tend.core.entries import Noted, Told
from tend.core.words import Caution
from tend.path import walk
from tend.vault import clock, later
from tend.vault.visit import Visit
from tests.path.person import Person

WINTER = 1_767_225_600.0  # the first of January 2026, UTC
SUMMER = WINTER + 182 * 86_400


@pytest.mark.parametrize(
    ("zone", "now", "hours"),
    [
        ("America/New_York", WINTER, -5),
        ("America/New_York", SUMMER, -4),
        ("Asia/Kolkata", SUMMER, 5.5),
        ("", WINTER, 0),
        ("No/Such", WINTER, 0),
        ("../secret", WINTER, 0),
    ],
)
def test_a_zone_is_hours_from_utc_at_that_moment(zone: str, now: float, hours: float) -> None:
    assert walk.offset(zone, now) == hours


def visit(**fields: str) -> Visit:
    request: Any = RequestFactory().post("/today", fields)
    request.__class__ = Visit
    request.vault = None
    return cast("Visit", request)


def test_nobody_is_nobody() -> None:
    with pytest.raises(LookupError):
        walk.here(visit())


def test_a_form_key_is_short() -> None:
    assert walk.form_key(visit(key="k" * 9000)) == "k" * 40


def test_what_is_heard_is_raised_each_kind_once() -> None:
    cautions = walk.heard("he choked me", "", "he hit me and he strangled me")
    (entry,) = walk.raised(cautions)
    assert len(entry.what) == len(set(entry.what))
    assert walk.raised(()) == ()


@pytest.mark.django_db
def test_entries_of_one_form_have_one_moment_and_one_key() -> None:
    me = Person(Client())
    request = visit(key="one-key")
    request.vault, request.session = me.vault, me.client.session  # type: ignore[assignment]
    walk.add(request, Told(at=1.0, text="a"), Noted(at=2.0, text="b"))
    told, noted = me.entries(Told)[0], me.entries(Noted)[0]
    assert told.at == noted.at >= clock.now() - 60
    assert (told.key, noted.key) == ("one-key", "")
    request.vault = me.vault
    assert walk.repeated(request)


@pytest.mark.django_db
def test_what_is_asked_about_travels_in_the_session() -> None:
    me = Person(Client())
    request = visit()
    request.session = me.client.session  # type: ignore[assignment]
    cautions = (Caution("danger", "choked", "he choked me"),)
    assert walk.word(request, cautions, "check-page", "room")["Location"] == "/word"
    assert walk.words(request) == cautions
    assert walk.onward(request)["Location"] == "/check/room"
    assert walk.words(request) == ()
    assert walk.onward(request)["Location"] == "/today"
    assert walk.word(request, (), "today")["Location"] == "/today"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/today", "/begin/words", "/after/line", "/you", "/else"])
def test_late_words_come_back_through_the_check_of_forms(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(enforce_csrf_checks=True)
    asked = client.get("/begin").content.decode()
    client.post("/begin", {"answer": "yes", "csrfmiddlewaretoken": _token(asked)})
    token = _token(client.get("/begin/words").content.decode())
    late = clock.now() + 100 * 60
    monkeypatch.setattr(clock, "now", lambda: late)
    answer = client.post(address, {"words_x": "I <was> here", "csrfmiddlewaretoken": token})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "I &lt;was&gt; here" in html
    sealed = re.findall(r'name="later" value="([^"]+)"', html)
    assert {later.open_later(one) for one in sealed} == {"I <was> here"}
    on = {"answer": "yes", "later": sealed[0], "csrfmiddlewaretoken": _token(html)}
    assert client.post("/begin", on)["Location"] == "/begin/words"
    assert "I &lt;was&gt; here" in client.get("/begin/words").content.decode()


def _token(html: str) -> str:
    return html.split('name="csrfmiddlewaretoken" value="')[1].split('"', maxsplit=1)[0]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_known(method: str) -> None:
    me = Person(Client())
    assert getattr(me.client, method)("/today").status_code == 405
