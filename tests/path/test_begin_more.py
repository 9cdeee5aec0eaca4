from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from tend.core.entries import Began, Preferred
from tend.core.known import Chosen
from tend.door.templatetags.look import curled
from tend.vault import clock
from tests.path.person import Person, led

pytestmark = pytest.mark.django_db

GENTLE = "closeness terrifies me since I was a child, my husband is gentle"
PAGES = [
    "/begin/words",
    "/begin/list",
    "/begin/list/brought",
    "/begin/list/theirs",
    "/begin/list/ours",
    "/begin/list/closeness",
    "/begin/list/body",
    "/begin/list/season",
    "/begin/list/deciding",
    "/begin/faith",
    "/begin/call",
]


@pytest.fixture
def me() -> Person:
    return Person(Client())


def test_now_or_past_owned_or_not_and_which_first(me: Person) -> None:
    me.send("/begin/list/theirs", start=["money", "drink-drugs"], answer="on")
    asked = me.page("/begin/more")
    assert "Which one first?" in asked.text()
    assert not [at for _, at, _ in asked.all("input") if "checked" in at]
    fields = {"when-money": "past", "owned-money": "partly", "owned-drink-drugs": "never"}
    answer = me.send("/begin/more", answer="send", thread="money", **fields)
    assert led(answer) == "/begin/faith"
    assert set(me.state.starts) == {Chosen("drink-drugs"), Chosen("money", "past", "partly")}
    assert me.state.thread == "money"


def test_what_meets_the_person_is_said_back(me: Person) -> None:
    me.send("/begin/list/theirs", start="drink-drugs", answer="on")
    assert "You did not cause it" in me.page("/begin/more").text()


def test_every_start_is_met_under_its_own_title(me: Person) -> None:
    me.send("/begin/list/theirs", start=["money", "drink-drugs"], answer="on")
    read = me.page("/begin/more")
    titles = [words for _, _, words in read.all("h2")]
    assert titles == [settings.TEND_PACK.start(start.id).title for start in me.state.starts]
    for start in me.state.starts:
        assert curled(settings.TEND_PACK.start(start.id).met) in read.text()
    lines = [words for _, _, words in read.all("legend")]
    asked = ["Is it still going on?", "Has the one who did it owned it?"]
    assert lines == [*asked, *asked, "Which one first?"]


def test_own_harm_is_asked_about_as_ones_own(me: Person) -> None:
    me.add(Began(at=clock.now(), starts=(Chosen("harm-i-did"),)))
    assert "Have I owned it?" in me.page("/begin/more").text()


def test_what_meets_the_person_is_said_back_where_nothing_is_asked(me: Person) -> None:
    me.send("/begin/list/closeness", start="closeness-scares", answer="on")
    assert led(me.client.get("/begin/more")) == "/begin/faith"
    assert "Both parts have their reasons" in me.page("/begin/faith").text()


def test_it_may_be_skipped(me: Person) -> None:
    me.send("/begin/list/theirs", start="money", answer="on")
    assert led(me.send("/begin/more", answer="skip", **{"when-money": "past"})) == "/begin/faith"
    assert me.state.starts == (Chosen("money"),)
    assert len(me.entries(Began)) == 1


@pytest.mark.parametrize(
    ("answer", "faith"), [("no", "none"), ("yes", "christian"), ("sometimes", "sometimes")]
)
def test_words_of_faith_are_a_choice(me: Person, answer: str, faith: str) -> None:
    assert led(me.send("/begin/faith", answer=answer)) == "/begin/call"
    assert me.state.faith == faith


def test_the_word_for_the_spouse_is_asked_once(me: Person) -> None:
    assert led(me.send("/begin/faith", answer="skip")) == "/begin/call"
    assert led(me.send("/begin/call", answer="wife")) == "/today"
    assert me.state.spouse == "wife"
    assert led(me.client.get("/begin/call")) == "/today"
    assert led(me.send("/begin/faith", answer="no")) == "/today"


def test_a_word_that_is_none_is_no_word(me: Person) -> None:
    assert led(me.send("/begin/call", answer="my boss")) == "/today"
    assert me.state.spouse == ""
    assert not me.entries(Preferred)


def test_who_walked_already_is_not_asked_for_faith_again(me: Person) -> None:
    me.walked()
    assert led(me.client.get("/begin/faith")) == "/today"


def test_from_the_first_page_to_a_step_in_twelve_taps() -> None:
    me = Person(Client())  # Begin, Yes
    me.page("/begin/list")  # Pick from a list
    me.page("/begin/list/theirs")  # a group
    me.send("/begin/list/theirs", start="money", answer="on")  # a tick, Go on
    me.say(money="no")
    fields = {"when-money": "now", "owned-money": "no"}
    me.send("/begin/more", answer="send", **fields)  # two answers, Send
    me.send("/begin/faith", answer="no")  # No
    assert led(me.send("/begin/call", answer="wife")) == "/today"  # My wife: eleven
    assert me.decision.step


# Nobody, and bad input
