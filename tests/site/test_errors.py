"""What goes wrong is said in the reader's words, and their own words come back."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import quote

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import OperationalError
from django.test import Client

from tests.vault import doing

FORM = "application/x-www-form-urlencoded"
WORDS = "Tonight he would not look at me."


def post(browser: Client, body: bytes, to: str = "/t/write") -> Any:
    """Send a form's raw bytes, with a good token."""
    token = f"csrfmiddlewaretoken={doing.token(browser)}&".encode()
    return browser.generic("POST", to, token + body, content_type=FORM)


@pytest.fixture
def guest(browser: Client) -> Client:
    doing.arrive(browser)
    return browser


def test_a_missing_page_is_said_kindly(browser: Client) -> None:
    answer = browser.get("/nothing-here")
    assert answer.status_code == 404
    assert b"You did nothing wrong" in answer.content
    assert b'href="/x"' in answer.content
    assert b"/h" in answer.content


def test_a_fault_of_ours_shows_no_trace_and_gives_the_words_back(
    guest: Client, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = doing.send(guest, "/t/fall", words=WORDS)
    page = answer.content.decode()
    assert answer.status_code == 500
    assert WORDS in page
    assert "ValueError" not in page
    assert "Traceback" not in page
    said = "".join(capfd.readouterr())
    assert WORDS not in said
    assert "/t/fall" not in said


@pytest.mark.parametrize("bad", [b"%00", b"%ff", b"%c3%28", b"\xff", b"\x00", b"%ed%a0%80"])
def test_what_no_keyboard_sends_is_told_and_the_rest_comes_back(guest: Client, bad: bytes) -> None:
    answer = post(guest, b"words=" + quote(WORDS).encode() + bad)
    assert answer.status_code == 400
    assert WORDS in answer.content.decode()
    assert doing.here(guest)["lines"] == ["first line"]


def test_a_form_of_a_megabyte_comes_back_whole(guest: Client) -> None:
    long = " ".join([WORDS] * 32_000)
    assert len(long) > 1_000_000
    answer = post(guest, b"words=" + quote(long).encode())
    assert answer.status_code == 413
    assert long in answer.content.decode()


def test_a_form_beyond_reading_is_refused_without_reading_it(guest: Client) -> None:
    answer = guest.generic("POST", "/t/write", b"words=" + b"a" * 4_100_000, content_type=FORM)
    assert answer.status_code == 413
    assert len(answer.content) < 20_000


def test_too_many_fields_are_refused(guest: Client) -> None:
    answer = post(guest, b"&".join(b"a%d=1" % n for n in range(2000)))
    assert answer.status_code == 400


def test_a_broken_upload_is_refused(guest: Client) -> None:
    answer = guest.generic("POST", "/t/write", b"--x\r\nrubbish", "multipart/form-data; boundary=x")
    assert answer.status_code in (400, 403)


def test_a_form_made_before_a_new_start_gives_the_words_back(guest: Client, settings: Any) -> None:
    token = doing.token(guest)
    settings.TEND_BOOT = secrets.token_bytes(32)
    answer = guest.post("/t/write", {"words": WORDS, "csrfmiddlewaretoken": token})
    assert answer.status_code == 403
    assert WORDS in answer.content.decode()


def test_words_of_an_unnamed_field_come_back_when_they_are_words(guest: Client) -> None:
    answer = guest.post("/t/write", {"line": WORDS, "answer": "did", "csrfmiddlewaretoken": "x"})
    assert WORDS in answer.content.decode()
    assert ">did" not in answer.content.decode()


def test_a_passphrase_never_comes_back(browser: Client) -> None:
    fields = {"name": "green kettle", "passphrase": doing.PASSPHRASE}
    answer = browser.post("/in", fields)
    assert answer.status_code == 403
    assert doing.PASSPHRASE.encode() not in answer.content


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_sends_is_refused_and_not_shown(guest: Client, site: str) -> None:
    fields = {"words": WORDS, "csrfmiddlewaretoken": doing.token(guest)}
    answer = guest.post("/t/write", fields, HTTP_SEC_FETCH_SITE=site)
    assert answer.status_code == 403
    assert WORDS not in answer.content.decode()
    assert doing.here(guest)["lines"] == ["first line"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_another_origin_is_refused(guest: Client, origin: str) -> None:
    fields = {"words": WORDS, "csrfmiddlewaretoken": doing.token(guest)}
    assert guest.post("/t/write", fields, HTTP_ORIGIN=origin).status_code == 403


def test_a_token_of_somebody_else_is_refused(guest: Client) -> None:
    other = Client(HTTP_HOST="127.0.0.1:8484")
    fields = {"words": WORDS, "csrfmiddlewaretoken": doing.token(other)}
    assert guest.post("/t/write", fields).status_code == 403


def test_with_the_database_down_the_words_come_back_and_help_stands(
    guest: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = doing.token(guest)

    def down(*_: object, **__: object) -> None:
        raise OperationalError("down")

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", down)
    answer = guest.post("/t/write", {"words": WORDS, "csrfmiddlewaretoken": token})
    assert answer.status_code == 503
    assert answer["Retry-After"] == "2"
    assert WORDS in answer.content.decode()
    assert guest.get("/h").status_code == 200
    way_out = guest.get("/x")
    assert way_out.status_code == 303
    assert {cookie["max-age"] for cookie in way_out.cookies.values()} == {0}


def test_with_no_page_at_all_there_is_a_last_one(
    guest: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tend.site import errors

    def none(*_: object) -> str:
        raise LookupError

    monkeypatch.setattr(errors, "render_to_string", none)
    answer = guest.get("/t/fall")
    assert answer.status_code == 500
    assert b'href="/x"' in answer.content
    assert answer["Cache-Control"] == "no-store"
