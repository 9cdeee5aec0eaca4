"""Keep this and sign in: one slow run, one text for every failure, nothing lost on the way."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from nacl import pwhash

from tend.vault import accounts, forms, keys, words
from tend.vault.models import Account, Entry, Log, Session, Slot
from tests.vault import doing
from tests.vault.conftest import HOST, Clock


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every Argon2 run, as it happens."""
    true, seen = pwhash.argon2id.kdf, []

    def counted(*args: Any, **more: Any) -> bytes:
        seen.append("run")
        return bytes(true(*args, **more))

    monkeypatch.setattr(pwhash.argon2id, "kdf", counted)
    return seen


def test_what_was_kept_is_there_after_signing_in(browser: Client) -> None:
    doing.arrive(browser, "a line of tonight")
    assert b"Your recovery key" in doing.keep(browser).content
    assert doing.here(browser)["guest"] is False
    doing.send(browser, "/out")
    assert doing.come(browser)["Location"] == "/today"
    assert doing.here(browser)["lines"] == ["a line of tonight"]


def test_keeping_and_signing_in_cost_one_run_each(browser: Client, runs: list[str]) -> None:
    doing.arrive(browser)
    assert runs == []
    doing.keep(browser)
    assert len(runs) == 1
    doing.here(browser)
    doing.send(browser, "/out")
    doing.come(browser)
    assert len(runs) == 2


@pytest.mark.parametrize(
    ("name", "said"), [("green-kettle-42", "wrong wrong wrong"), ("no", "x y")]
)
def test_a_failure_costs_one_run_too(
    browser: Client, runs: list[str], name: str, said: str
) -> None:
    doing.arrive(browser)
    doing.keep(browser)
    doing.send(browser, "/out")
    runs.clear()
    doing.come(browser, name, said)
    assert len(runs) == 1
    assert not doing.here(browser)["here"]


def test_an_unknown_name_and_a_wrong_passphrase_look_the_same(browser: Client) -> None:
    doing.arrive(browser)
    doing.keep(browser)
    doing.send(browser, "/out")
    known = doing.come(browser, "green-kettle-42", "wrong wrong wrong")
    unknown = doing.come(browser, "grown-kettle-42", "wrong wrong wrong")
    assert known.status_code == unknown.status_code == 200
    assert known.headers.keys() == unknown.headers.keys()
    assert same(known) == same(unknown).replace("grown", "green")


def same(answer: Any) -> str:
    """A page without its masked tokens, which differ each time."""
    page: str = answer.content.decode()
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]*"', r"\1", page)


def test_an_unknown_name_costs_what_a_wrong_passphrase_costs(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    doing.arrive(browser)
    doing.keep(browser)
    doing.send(browser, "/out")
    mark = doing.token(browser)
    cost: list[object] = []
    true = pwhash.argon2id.kdf

    def noted(*args: Any, **more: Any) -> bytes:
        cost.append((len(args[2]), more["opslimit"], more["memlimit"]))
        return bytes(true(*args, **more))

    monkeypatch.setattr(pwhash.argon2id, "kdf", noted)
    for name in ("green-kettle-42", "grown-kettle-42"):
        with CaptureQueriesContext(connection) as asked:
            form = {"name": name, "passphrase": "no no no no", "csrfmiddlewaretoken": mark}
            browser.post("/in", form)
        cost.append(len(asked))
    assert cost[:2] == cost[2:]


def test_names_are_one_whatever_their_spelling(browser: Client) -> None:
    doing.arrive(browser)
    doing.keep(browser, "Green  kettle 42")
    doing.send(browser, "/out")
    doing.come(browser, " green-KETTLE-42 ")
    assert doing.here(browser)["here"]


def test_a_taken_name_is_said_and_nothing_is_lost(browser: Client) -> None:
    doing.arrive(browser)
    doing.keep(browser)
    other = Client(enforce_csrf_checks=True, HTTP_HOST=HOST)
    doing.arrive(other, "mine")
    answer = doing.keep(other)
    assert b"Please take another one" in answer.content
    assert doing.here(other) == {"here": True, "guest": True, "lines": ["mine"], "later": None}
    assert Slot.objects.count() == 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("too short", b"at least 12 letters"),
        ("aaaaaaaaaaaaaaaaaa", b"easy to guess"),
        ("", b"Please type your words"),
        ("x" * 129, b"fewer than 128"),
    ],
)
def test_a_weak_passphrase_is_said_kindly(browser: Client, given: str, said: bytes) -> None:
    doing.arrive(browser)
    assert said in doing.keep(browser, words=given).content
    assert doing.here(browser)["guest"]


def test_the_name_is_no_passphrase() -> None:
    form = forms.KeepForm({"name": "green-kettle-42", "passphrase": "green-kettle-42"})
    assert not form.is_valid()


def test_twelve_letters_are_enough_and_spaces_around_them_do_not_count(browser: Client) -> None:
    doing.arrive(browser)
    doing.keep(browser, words="  abcdefghijlk ")
    doing.send(browser, "/out")
    doing.come(browser, words="abcdefghijlk")
    assert doing.here(browser)["here"]


def test_offered_words_are_many_plain_and_different() -> None:
    assert len(words.listed()) == len(set(words.listed())) > 2048
    assert len({words.passphrase() for _ in range(50)}) == 50
    name = forms.KeepForm({"name": words.name(), "passphrase": words.passphrase()})
    assert name.is_valid()
    assert len(words.passphrase().split()) == 5


def test_a_slip_changes_neither_the_words_offered_nor_the_words_typed(browser: Client) -> None:
    doing.arrive(browser)
    offered = b"acorn lantern river mint kettle"
    form = {"name": "", "passphrase": "one & two", "offered": offered.decode()}
    answer = doing.send(browser, "/keep", "/keep", **form)
    assert b"<b>" + offered + b"</b>" in answer.content
    assert b'value="one &amp; two"' in answer.content


@pytest.mark.parametrize("strange", ["", "acorn", "one two three four <b>", "acorn " * 6])
def test_only_words_of_ours_are_offered_again(strange: str) -> None:
    assert words.again(strange).split() != strange.split()
    assert set(words.again(strange).split()) <= set(words.listed())


def test_a_passphrase_is_never_shown_at_the_door(browser: Client) -> None:
    doing.arrive(browser)
    doing.keep(browser)
    doing.send(browser, "/out")
    assert doing.PASSPHRASE.encode() not in doing.come(browser, "nobody").content


def test_busy_is_said_with_a_time_to_come_back(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "WAIT", 0.01)
    with keys._one_at_a_time:
        answer = doing.come(browser)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "2"
    assert b"One moment" in answer.content
    assert doing.PASSPHRASE.encode() not in answer.content


def test_keep_is_for_guests(browser: Client) -> None:
    assert browser.get("/keep")["Location"] == "/in"
    doing.arrive(browser)
    doing.keep(browser)
    assert browser.get("/keep")["Location"] == "/today"


def test_signing_in_lets_a_guests_words_go_and_says_so_before(browser: Client) -> None:
    doing.arrive(browser)
    doing.keep(browser)
    doing.send(browser, "/out")
    doing.arrive(browser, "a stranger's line")
    assert b"Keep it first" in browser.get("/in").content
    doing.come(browser)
    assert doing.here(browser)["lines"] == ["first line"]
    assert Account.objects.count() == Log.objects.count() == 1


def test_a_session_goes_along_when_it_is_kept_and_not_when_somebody_signs_in(
    browser: Client,
) -> None:
    doing.arrive(browser)
    doing.send(browser, "/t/write", words="mine")
    doing.keep(browser)
    assert browser.get("/t/remembered").json() == {"words": "mine"}
    doing.send(browser, "/out")
    doing.arrive(browser)
    doing.send(browser, "/t/write", words="a stranger's")
    doing.come(browser)
    assert browser.get("/t/remembered").json() == {"words": None}


def test_beginning_twice_is_beginning_once(browser: Client) -> None:
    doing.arrive(browser, "one")
    doing.arrive(browser, "two")
    assert doing.here(browser)["lines"] == ["two", "one"]
    assert Account.objects.count() == 1


def test_guests_are_gone_when_their_session_is(browser: Client, time: Clock) -> None:
    doing.arrive(browser)
    doing.keep(browser)
    guest = Client(HTTP_HOST=HOST)
    doing.arrive(guest)
    assert (Account.objects.count(), Entry.objects.count()) == (2, 2)
    time.forward(21)
    accounts.tidy()
    assert (Account.objects.count(), Entry.objects.count(), Session.objects.count()) == (1, 1, 0)


def test_a_guest_who_is_here_is_not_tidied_away(browser: Client, time: Clock) -> None:
    doing.arrive(browser)
    time.forward(19)
    accounts.tidy()
    assert doing.here(browser)["here"]


def test_a_flood_of_guests_is_turned_away_kindly(
    browser: Client, settings: Any, time: Clock
) -> None:
    settings.TEND_GUESTS = 2
    for _ in range(2):
        doing.arrive(Client(HTTP_HOST=HOST))
    assert browser.get("/t/arrive").status_code == 503
    time.forward(21)
    assert browser.get("/t/arrive").status_code == 200


def test_a_start_of_the_program_ends_every_session(browser: Client) -> None:
    doing.arrive(browser)
    doing.keep(browser)
    doing.arrive(Client(HTTP_HOST=HOST))
    accounts.end_all()
    assert (Account.objects.count(), Session.objects.count()) == (1, 0)
    assert not doing.here(browser)["here"]


def test_words_that_come_late_are_there_after_signing_in(browser: Client, time: Clock) -> None:
    doing.arrive(browser)
    doing.keep(browser)
    mark = doing.token(browser)
    time.forward(11)
    late = {"words": "so much to say", "key": "z", "csrfmiddlewaretoken": mark}
    page = browser.post("/t/write", late).content.decode()
    assert "so much to say" not in page
    sealed = page.split('name="later" value="')[1].split('"')[0]
    answer = doing.send(
        browser, "/in", name="green-kettle-42", passphrase="a slip a slip a", later=sealed
    )
    assert sealed in answer.content.decode()
    doing.send(browser, "/in", name="green-kettle-42", passphrase=doing.PASSPHRASE, later=sealed)
    assert doing.here(browser)["later"] == "so much to say"
    assert doing.here(browser)["later"] is None
    assert doing.here(browser)["lines"] == ["first line"]


def test_tables_hold_no_time_of_day() -> None:
    for model in (Account, Slot, Log, Entry, Session):
        kinds = {field.get_internal_type() for field in model._meta.concrete_fields}
        assert not kinds & {"DateTimeField", "DateField", "TimeField"}
