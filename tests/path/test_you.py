from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tend.core.entries import Began, Preferred
from tend.core.known import Chosen
from tend.path import zones
from tend.vault import clock
from tests.path.person import LIGHT, Person, led

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> Person:
    return Person(Client())


def keep(me: Person, **fields: Any) -> str:
    return led(me.send("/you", answer="keep", **fields))


def test_everything_is_kept_and_shown_again(me: Person) -> None:
    given = {"spouse": "wife", "faith": "sometimes", "strength": "some", "with": "together"}
    assert keep(me, **given, minutes="10", country="UK", zone="Europe/London") == "/you"
    state = me.state
    assert (state.spouse, state.faith, state.strength) == ("wife", "sometimes", "some")
    assert (state.with_, state.minutes, state.country) == ("together", 10, "UK")
    assert state.zone == "Europe/London"
    read = me.page("/you")
    assert "Saved." in read.text()
    chosen = [
        at["value"] for _, at, _ in read.all("input", "option") if {"checked", "selected"} & set(at)
    ]
    assert chosen == ["wife", "sometimes", "some", "together", "10", "UK", "Europe/London"]
    assert "Saved." not in me.page("/you").text()


def test_each_line_shows_its_answer_before_it_is_opened(me: Person) -> None:
    said = [words for _, _, words in me.page("/you").all("summary")]
    assert said[0] == "What you call the one you married: Not said"
    assert "A step takes at most: 20 minutes" in said
    keep(me, words_own="my love", faith="sometimes", zone="Europe/Dublin")
    said = [words for _, _, words in me.page("/you").all("summary")]
    assert said[:2] == ["What you call the one you married: my love", "Words of faith: Sometimes"]
    assert said[-1] == "Your clock: Ireland"


def test_nothing_is_required(me: Person) -> None:
    before = me.state
    assert keep(me) == "/you"
    after = me.state
    assert (after.spouse, after.faith, after.minutes) == ("", before.faith, before.minutes)


def test_what_is_not_on_the_page_stays_as_it_was(me: Person) -> None:
    keep(me, faith="loud", minutes="999", country="XX", zone="Mars/Base", spouse="boss")
    state = me.state
    assert (state.faith, state.minutes, state.country, state.zone) == ("none", 20, None, "")
    assert state.spouse == ""


def test_an_own_word_is_as_good(me: Person) -> None:
    keep(me, spouse="wife", words_own="  my   love <b>")
    assert me.state.spouse == "my love <b>"
    assert not me.page("/you").all("b")
    keep(me, spouse="partner", words_own="my love <b>")
    assert me.state.spouse == "partner"


def test_an_own_word_is_short(me: Person) -> None:
    keep(me, words_own="x" * 500)
    assert len(me.state.spouse) == 24


def test_another_start_can_be_walked_first_or_put_away(me: Person) -> None:
    starts = (Chosen("money"), Chosen("family", "past"))
    me.add(Began(at=clock.now(), starts=starts, thread="money"))
    me.send("/you", answer="first", start="family")
    assert me.state.thread == "family"
    me.send("/you", answer="drop", start="family")
    assert me.state.starts == (Chosen("money"),)
    assert me.situation.thread is None
    me.send("/you", answer="first", start="roommates")
    assert me.situation.thread is None
    me.send("/you", answer="drop", start="roommates")
    assert me.state.starts == (Chosen("money"),)


def test_an_answer_that_is_none_changes_nothing(me: Person) -> None:
    before = me.count()
    assert led(me.send("/you", answer="dance")) == "/you"
    assert me.count() == before
    assert "Saved." not in me.page("/you").text()


def test_sent_twice_it_is_kept_once(me: Person) -> None:
    for _ in range(2):
        assert led(me.send("/you", key="same", answer="keep", spouse="wife")) == "/you"
    assert len(me.entries(Preferred)) == 1


@pytest.mark.parametrize("fact", ["watched", "made_to_use"])
def test_where_somebody_reads_along_nothing_is_offered_to_keep(me: Person, fact: str) -> None:
    me.say(**{fact: "yes"})
    assert "/keep" not in [at["href"] for _, at, _ in me.page("/you").all("a")]


def test_who_has_a_name_can_sign_out(me: Person, settings: Any) -> None:
    settings.TEND_SMALL = True
    assert "/out" not in [at["action"] for _, at, _ in me.page("/you").all("form")]
    me.client.post("/keep", {"name": "blue-spoon-18", "passphrase": "acorn lantern river mint"})
    assert "/out" in [at["action"] for _, at, _ in me.page("/you").all("form")]


def test_nobody_is_led_to_the_beginning() -> None:
    assert led(Client().get("/you")) == "/begin"


def test_it_is_light_and_called_notes(me: Person) -> None:
    sent = me.client.get("/you", headers={"accept-encoding": "gzip"})
    assert len(sent.content) <= LIGHT
    assert [words for _, _, words in me.page("/you").all("title")] == ["Notes"]


def test_the_clocks_are_known_here() -> None:
    assert len(zones.listed()) == len(zones.ZONES)
