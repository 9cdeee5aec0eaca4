"""What holds for every address of the quiet questions and the ways to help."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from tend.core.entries import Draft
from tests.door.reading import page
from tests.path.person import ADDRESSES, LIGHT, NEVER_IN_ADDRESS, Person, led, person

__all__ = ["person"]


def scared(person: Person) -> None:
    person.send("/check/room", answer="send", fear="yes", watched="yes")


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_is_led_to_the_beginning(db: None, address: str) -> None:
    assert led(Client().get(address)) == "/begin"
    sent = Client().post(address, {"answer": "none", "words": "what I meant to say"})
    assert sent.status_code == 200
    assert "what I meant to say" in page(sent).text()


def test_another_person_sees_and_changes_nothing_of_it(person: Person) -> None:
    other = Person(Client(HTTP_HOST="127.0.0.1"))
    scared(person)
    assert led(other.client.get("/check/review")) == "/check"
    assert led(other.client.get("/check/enough")) == "/check"
    assert other.gate == "unasked"
    assert other.entries(Draft) == []


def test_a_form_of_another_site_is_turned_away(db: None) -> None:
    strict = Person(Client(enforce_csrf_checks=True), begun=False)
    assert strict.client.post("/check/room", {"answer": "none"}).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES)
def test_looking_writes_nothing_and_is_light_and_says_nothing_outside(
    person: Person, address: str
) -> None:
    person.walked()
    person.say(i_hurt="past", fear="past")
    before = person.count()
    response = person.client.get(address, headers={"accept-encoding": "gzip"})
    assert person.count() == before
    assert response.status_code in {200, 303}
    assert len(response.content) <= LIGHT // 2
    assert NEVER_IN_ADDRESS.search(address) is None
    if response.status_code == 200:
        read = person.page(address)
        assert [words for _, _, words in read.all("title")] == ["Notes"]
        (h1,) = read.all("h1")
        assert h1[1]["tabindex"] == "-1"
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("body", [b"answer=none&fear=%00", b"answer=none&fear=%ff%fe"])
def test_what_no_keyboard_sends_is_told_kindly(person: Person, body: bytes) -> None:
    sent = person.client.post("/check/room", body, content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 400
    assert "came through broken" in page(sent).text()
    assert person.entries(Draft) == []


def test_a_megabyte_is_told_kindly(person: Person) -> None:
    sent = person.send("/check/room", answer="x" * 1_000_000)
    assert sent.status_code == 413
    assert person.entries(Draft) == []


def test_no_answer_stands_on_today(person: Person) -> None:
    scared(person)
    person.send("/check/enough", answer="right")
    text = person.page("/today").text()
    for line in settings.TEND_PACK.question("room").lines.values():
        assert line.replace("{spouse}", "husband or wife") not in text
    assert re.search(r"\b(afraid|fear|watch)", text) is None
