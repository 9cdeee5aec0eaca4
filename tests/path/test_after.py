from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tend.core.entries import Change, Noted, Raised, Tomorrow, Tried
from tests.path.person import LIGHT, Person, buttons, led

pytestmark = pytest.mark.django_db

STEP = "breathe-out-longer"


@pytest.fixture
def me() -> Person:
    return Person(Client())


def did(me: Person) -> None:
    me.send("/today", step=STEP, answer="did")


def test_how_it_was_is_one_tap(me: Person) -> None:
    did(me)
    assert buttons(me.page("/after")) == ["Good", "Hard", "Too much"]
    assert led(me.send("/after", step=STEP, answer="hard")) == "/after/line"
    assert [(tried.step, tried.how) for tried in me.entries(Tried)] == [(STEP, "hard")]


def test_who_did_nothing_is_led_to_today(me: Person) -> None:
    assert led(me.client.get("/after")) == "/today"
    assert led(me.send("/after", answer="good")) == "/today"
    assert led(me.send("/after", step="no-such-step", answer="good")) == "/today"
    assert not me.entries(Tried)


def test_an_answer_that_is_none_is_asked_again(me: Person) -> None:
    did(me)
    assert led(me.send("/after", step=STEP, answer="splendid")) == "/after"
    assert not me.entries(Tried)


def test_sent_twice_it_counts_once(me: Person) -> None:
    did(me)
    for _ in range(2):
        assert led(me.send("/after", key="same", step=STEP, answer="good")) == "/after/line"
    assert len(me.entries(Tried)) == 1


def test_a_line_what_changed_and_a_wish_are_kept(me: Person) -> None:
    did(me)
    me.send("/after", step=STEP, answer="good")
    assert "What would you like to find here tomorrow?" in me.page("/after/line").text()
    fields: dict[str, Any] = {"changed": ["me", "spouse", "elsewhere"], "words_wish": "a walk"}
    answer = me.send("/after/line", step=STEP, words_line="slower breath", **fields)
    assert led(answer) == "/today"
    assert [(noted.text, noted.step) for noted in me.entries(Noted)] == [("slower breath", STEP)]
    assert {change.where for change in me.entries(Change)} == {"me", "spouse"}
    assert [wish.text for wish in me.entries(Tomorrow)] == ["a walk"]


def test_all_of_it_may_stay_empty(me: Person) -> None:
    did(me)
    me.send("/after", step=STEP, answer="good")
    before = me.count()
    assert led(me.send("/after/line", step=STEP, changed="nothing")) == "/today"
    assert me.count() == before


def test_lines_sent_twice_are_kept_once(me: Person) -> None:
    for _ in range(2):
        sent = me.send("/after/line", key="same", words_line="once", words_wish="once")
        assert led(sent) == "/today"
    assert len(me.entries(Noted)) == len(me.entries(Tomorrow)) == 1


@pytest.mark.parametrize("field", ["words_line", "words_wish"])
def test_words_that_name_harm_bring_their_one_page(me: Person, field: str) -> None:
    assert led(me.send("/after/line", **{field: "he choked me"})) == "/word"
    assert me.entries(Raised)


def test_where_somebody_reads_along_nothing_is_asked_in_words(me: Person) -> None:
    me.say(watched="yes")
    read = me.page("/after/line")
    assert not read.all("textarea")
    assert "In me" in read.text()


@pytest.mark.parametrize("address", ["/after", "/after/line"])
def test_nobody_is_led_to_the_beginning(address: str) -> None:
    assert led(Client().get(address)) == "/begin"


def test_late_words_come_back() -> None:
    fields = {"words_line": "slower breath", "words_wish": "a walk"}
    told = Client().post("/after/line", fields).content.decode()
    assert "<p>slower breath</p>\n\n<p>a walk</p>" in told


@pytest.mark.parametrize("address", ["/after", "/after/line"])
def test_pages_are_light_and_called_notes(me: Person, address: str) -> None:
    did(me)
    sent = me.client.get(address, headers={"accept-encoding": "gzip"})
    assert len(sent.content) <= LIGHT
    assert [words for _, _, words in me.page(address).all("title")] == ["Notes"]
