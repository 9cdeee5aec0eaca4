"""S01, S09, S11, S21-S24, S27, S28: what goes out, what stays behind, who may see what."""

from __future__ import annotations

import io
import json
import logging
import os
import pickle
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as live
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import get_resolver
from nacl import pwhash

from tend.door.look import source
from tend.site.headers import HEADERS
from tend.vault import age, paper, sessions
from tend.vault.envelope import Unreadable, unseal
from tend.vault.models import Entry, Session, Wait
from tests.house.tree import ROOT
from tests.vault import doing
from tests.vault.test_nothing_clear import MARKER, found

OURS = [
    *("/keep", "/in", "/paper", "/keys", "/keys/words", "/keys/paper", "/keys/paper/back"),
    *("/keys/number", "/keys/anew", "/keys/file", "/keys/bring", "/keys/erase"),
]
INSIDE = [at for at in OURS if at.startswith("/keys")]
POSTED = ["/keys/idle", "/keys/out"]
DANGER = re.compile(
    r"abus|victim|violen|danger|safe|escape|secret|crypt|password|divorce|hidden", re.IGNORECASE
)


class Forms(HTMLParser):
    """The forms of a page: where each goes, and its fields with what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((at.get("action", ""), {}))
        elif tag in {"input", "textarea", "select"} and self.forms and "name" in at:
            kind = at.get("type", tag)
            value = at.get("value", "") if kind in {"hidden", "radio", "checkbox"} else kind
            self.forms[-1][1][at["name"]] = value


def typed_through(browser: Client, address: str) -> int:
    """Fill every field of every form of a page with the marker, and send it; how many forms."""
    answer = browser.get(address, follow=True)
    here = answer.redirect_chain[-1][0] if answer.redirect_chain else address
    forms = Forms(answer.content.decode()).forms
    for action, fields in forms:
        if action in {"/out", "/lock", "/x", "/keep"}:  # kept below, under a name of its own
            continue
        form: dict[str, Any] = {
            name: f"{MARKER} {name}" if value in {"text", "textarea"} else value
            for name, value in fields.items()
        }
        if "file" in form:
            form["file"] = SimpleUploadedFile(f"{MARKER}.age", f"{MARKER} inside".encode())
        browser.post(action or here, form)
    return len(forms)


def routes() -> list[tuple[str, str]]:
    """Every address of the site as it is written, and the view behind it."""
    site: Any = get_resolver("tend.site.urls")
    return [
        (f"/{outer.pattern}{inner.pattern}", inner.lookup_str)
        for outer in site.url_patterns
        for inner in outer.url_patterns
    ]


def addresses() -> list[str]:
    """Every address of the site that has no variable part."""
    found = {at for at, _ in routes()} - {"/x", "/favicon.ico"}
    return sorted(at for at in found if "<" not in at)


def test_s01_a_marker_typed_through_every_form_lies_in_no_file(
    browser: Client, disk: Path, capfd: pytest.CaptureFixture[str], caplog: Any
) -> None:
    doing.arrive(browser, f"{MARKER} at night")
    name = "green-kettle-42"  # what stands open in the database: a name is the person's choice
    count = sum(typed_through(browser, at) for at in addresses())
    doing.keep(browser, name, f"a {MARKER} passphrase")
    count += sum(typed_through(browser, at) for at in addresses())
    Wait.objects.all().delete()  # all those wrong words
    doing.prove(browser, "/keys/anew", f"a {MARKER} passphrase", passphrase=f"new {MARKER} words")
    doing.prove(browser, "/keys/erase", f"{MARKER} wrong")
    doing.send(browser, "/out")
    count += sum(typed_through(browser, at) for at in addresses())
    Wait.objects.all().delete()
    doing.come(browser, name, f"new {MARKER} words")
    assert any(MARKER in line for line in doing.here(browser)["lines"])
    assert count > 60
    assert found(disk.parent) == []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    assert found(disk.parent) == []
    dump = "\n".join(connection.connection.iterdump())
    assert MARKER not in dump
    assert MARKER.encode().hex() not in dump.lower()
    assert MARKER not in "".join(capfd.readouterr())


def test_s01_the_walk_fills_fields_and_files() -> None:
    forms = Forms(
        '<form action="/a"><input name="w" type="text"><textarea name="t"></textarea>'
        '<input type="hidden" name="h" value="1"><input type="file" name="f"></form>'
    ).forms
    assert forms == [("/a", {"w": "text", "t": "textarea", "h": "1", "f": "file"})]


@pytest.mark.parametrize("without", ["cookie", "marker", "row", "boot"])
def test_s09_no_part_but_all_of_them_open_the_root_key(
    browser: Client, settings: Any, without: str
) -> None:
    doing.kept(browser)
    row = Session.objects.get()
    cookie, marker = browser.cookies["s"].value, browser.cookies["k"].value
    sealed, place = bytes(row.sealed), ("session", row.ref)
    assert unseal({1: sessions.row_key(cookie, marker)}, sealed, place)
    if without == "cookie":
        cookie = row.ref
    elif without == "marker":
        marker = row.marker
    elif without == "boot":
        settings.TEND_BOOT = bytes(32)
    else:
        sealed = bytes(len(sealed))
    with pytest.raises(Unreadable):
        unseal({1: sessions.row_key(cookie, marker)}, sealed, place)


def test_s11_no_key_and_no_word_leaves_the_request(
    browser: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    stretched: list[bytes] = []
    true = pwhash.argon2id.kdf

    def noted(*args: Any, **more: Any) -> bytes:
        stretched.append(bytes(true(*args, **more)))
        return stretched[-1]

    monkeypatch.setattr(pwhash.argon2id, "kdf", noted)
    answers: list[Any] = []
    doing.arrive(browser)
    answers.append(doing.keep(browser))
    groups = doing.key_of(answers.pop())  # the one page that shows it
    held = doing.store(browser).held
    assert held is not None
    answers += [browser.get(at, follow=True) for at in OURS]
    answers += [doing.prove(browser, at, "no no no no") for at in ("/keys/words", "/keys/erase")]
    data = doing.store(browser).load()
    answers += [doing.come(browser, words="x y z x y z"), doing.come(browser), browser.get("/keys")]
    said = b"".join(answer.content + str(answer.headers).encode() for answer in answers)
    said += caplog.text.encode() + pickle.dumps(data) + json.dumps(data).encode()
    raw = paper.read("-".join(groups))
    secrets = [held.root, *held.ring.values(), *stretched, raw, paper.slot_key(raw)]
    secrets += [live.TEND_PEPPER, live.TEND_BOOT]
    for secret in secrets:
        assert secret not in said
        assert secret.hex().encode() not in said.lower()
    for words in (doing.PASSPHRASE, "no no no no", "x y z x y z", "-".join(groups), *groups[:8]):
        assert words.encode() not in said


ROLES = ("nobody", "guest", "stranger", "locked", "owner")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("at", [*INSIDE, *POSTED])
def test_s21_the_ways_in_are_their_owners_alone(browser: Client, role: str, at: str) -> None:
    doing.kept(browser)
    who = browser if role in {"owner", "locked"} else doing.stranger()
    if role == "locked":
        doing.send(browser, "/lock")
    if role in {"guest", "stranger"}:
        doing.arrive(who, "the other's")
    if role == "stranger":
        doing.keep(who, "blue-spoon-17")
    answers = [who.get(at), doing.send(who, at)]
    for answer in answers:
        assert b"green-kettle-42" not in answer.content or role == "owner"
        if role in {"nobody", "locked"}:
            assert (answer.status_code, answer.get("Location")) in {(302, "/in"), (405, None)}
        if role == "guest":
            assert (answer.status_code, answer.get("Location")) in {
                (302, "/keep"),
                (302, "/in"),
                (405, None),
            }
    doing.come(browser)
    assert doing.here(browser)["lines"] == ["first line"]


def test_s21_no_address_holds_an_id_of_a_person_or_a_row() -> None:
    patterns = [at for at, _ in routes()]
    assert not any(kind in at for at in patterns for kind in ("uuid:", "int:", "<pk", "<id"))
    assert [at for at in patterns if DANGER.search(at)] == []


def test_s22_there_is_no_admin_and_no_way_to_tables_by_http() -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert not any(app.name.startswith("rest_framework") for app in apps.get_app_configs())
    assert all(view.startswith("tend.") for _, view in routes())


@pytest.mark.parametrize("who", ["nobody", "person"])
@pytest.mark.parametrize("at", OURS)
def test_s23_pages_hold_only_what_the_policy_names_and_ask_nobody_else(
    browser: Client, who: str, at: str
) -> None:
    if who == "person":
        doing.kept(browser)
    answer = browser.get(at, follow=True)
    page = answer.content.decode()
    assert {name: answer[name] for name in HEADERS} == HEADERS
    assert not re.search(r"\s(?:style|on[a-z]+)=", page)
    for script in re.findall(r"<script>(.*?)</script>", page, re.DOTALL):
        assert source(script) in HEADERS["Content-Security-Policy"]
    assert not re.search(r"<script[^>]|<(?:iframe|img|link|object|embed)\b", page)
    assert [
        to
        for to in re.findall(r"(?:href|src|action)=\"([^\"]+)", page)
        if not to.startswith(("/", "#", "otpauth:"))
    ] == []
    assert "<title>Notes</title>" in page
    assert "no-store" in answer["Cache-Control"]


def test_s23_the_file_has_a_name_that_says_nothing(browser: Client, monkeypatch: Any) -> None:
    doing.kept(browser)
    monkeypatch.setattr(age, "lock", lambda *_: b"sealed")
    answer = doing.prove(browser, "/keys/file", passphrase=doing.NEW)
    assert {name: answer[name] for name in HEADERS} == HEADERS
    assert not DANGER.search(answer["Content-Disposition"])


def test_s24_ids_change_at_every_way_in(browser: Client) -> None:
    seen: list[tuple[str, str]] = []

    def note() -> None:
        seen.append((browser.cookies["s"].value, browser.cookies["k"].value))

    doing.arrive(browser)
    note()
    groups = doing.key_of(doing.keep(browser))
    note()
    doing.prove(browser, "/keys/words", passphrase=doing.NEW)
    note()
    doing.prove(browser, "/keys/anew", doing.NEW, passphrase=doing.PASSPHRASE)
    note()
    doing.send(browser, "/out")
    doing.come(browser)
    note()
    doing.recover(browser, "-".join(groups))  # dead since all was made new
    groups = doing.key_of(doing.prove(browser, "/keys/paper"))
    doing.recover(browser, "-".join(groups))
    note()
    assert len({s for s, _ in seen}) == len({k for _, k in seen}) == len(seen) == 6
    for cookie in browser.cookies.values():
        assert (cookie["samesite"], cookie["path"]) == ("Strict", "/")
        assert (cookie["max-age"], cookie["expires"], cookie["domain"]) == ("", "", "")


@pytest.mark.parametrize("at", [*OURS, "/t/fall"])
def test_s27_an_error_anywhere_shows_nothing_of_what_was_sent(
    browser: Client, at: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    if at not in {"/in", "/paper"}:
        doing.kept(browser)

    def fall(*_: object, **__: object) -> None:
        raise ValueError(f"{MARKER} in the message")

    mark = doing.token(browser, "/in")
    for name in ("tend.vault.waits.take", "tend.vault.later.open_later", "tend.vault.ring.opened"):
        monkeypatch.setattr(name, fall)
    form: dict[str, Any] = {
        name: f"{MARKER} {name}"
        for name in ("name", "passphrase", "paper", "now", "first", "second", "number", "offered")
    }
    form |= {"secret": MARKER, "under": f"{MARKER} under", "csrfmiddlewaretoken": mark}
    form["file"] = SimpleUploadedFile("notes.age", MARKER.encode())
    answer = browser.post(at, form)
    if answer.status_code == 500:
        assert MARKER not in answer.content.decode()
    assert MARKER not in str(answer.headers)
    assert MARKER not in "".join(capfd.readouterr())


def test_s27_some_of_them_do_fall(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    doing.kept(browser)
    mark = doing.token(browser, "/in")
    monkeypatch.setattr("tend.vault.ring.opened", lambda *_: 1 / 0)
    form = {"now": f"{MARKER} now words", "csrfmiddlewaretoken": mark}
    answer = browser.post("/keys/paper", form)
    assert answer.status_code == 500
    assert MARKER not in answer.content.decode()


_CHECK = """
import django
django.setup()
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
"""


def test_s28_djangos_own_look_at_a_public_copy_finds_nothing(tmp_path: Path) -> None:
    env = {k: v for k, v in os.environ.items() if not k.startswith("TEND_")}
    env |= {"TEND_PUBLIC_URL": "https://notes.example", "TEND_DATA": str(tmp_path)}
    env["DJANGO_SETTINGS_MODULE"] = "tend.site.settings"
    ran = subprocess.run(
        [sys.executable, "-c", _CHECK], env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_s28_nothing_from_outside_turns_debugging_on() -> None:
    text = (ROOT / "src" / "tend" / "site" / "settings.py").read_text()
    assert re.findall(r"(?m)^DEBUG = (.*)$", text) == ["False"]
    assert re.findall(r"(?m)^ADMINS.* = (.*)$", text) == ["[]"]
    assert len(live.TEND_BOOT) == len(live.TEND_PEPPER) == 32


def test_nothing_of_an_upload_touches_the_disk(
    browser: Client, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "TemporaryFile", lambda *_, **__: pytest.fail("a file"))
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda *_, **__: pytest.fail("a file"))
    doing.kept(browser)
    form = {
        "file": io.BytesIO(MARKER.encode() * 200_000),
        "under": "some words here",
        "csrfmiddlewaretoken": doing.token(browser, "/keys/bring"),
    }
    assert b"do not open this file" in browser.post("/keys/bring", form).content
    assert found(disk.parent) == []
    assert Entry.objects.count() == 1
