from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tend.core.entries import Easier, Noted, Offered, Opened, Preferred, Told, Tomorrow
from tend.door.templatetags.look import curled
from tend.path import wish
from tend.vault import clock
from tests.door.reading import page
from tests.path.hours import HOURS, Clock
from tests.path.person import Person, led

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(time: Clock) -> Person:
    return Person(Client())


# Last time's wish


def test_last_times_wish_stands_first_on_the_next_day(me: Person, time: Clock) -> None:
    me.add(Tomorrow(at=clock.now() - 86_400, text="something about <sleep>"))
    read = me.page("/today")
    assert "You wanted to find here: “something about <sleep>”" in read.text()
    me.walked()
    assert "You wanted to find here" not in me.page("/today").text()


def test_a_wish_that_another_step_is_near_to_leads_there(me: Person) -> None:
    other = settings.TEND_PACK.step(me.decision.others[0])
    telling = max(re.findall(r"\w+", other.title), key=len)
    me.add(Tomorrow(at=clock.now() - 86_400, text=f"Something about {telling}s."))
    read = me.page("/today")
    assert f"“{curled(other.title)}” may be near it." in read.text()
    (take,) = [at["value"] for _, at, words in read.all("button") if words == "Take that one"]
    assert led(me.send("/else", step=take)) == "/today"
    assert me.decision.step == other.id
    assert "may be near it" not in me.page("/today").text()


def test_a_wish_that_nothing_is_near_to_is_not_passed_over(me: Person) -> None:
    me.add(Tomorrow(at=clock.now() - 86_400, text="qwertz"))
    read = me.page("/today")
    assert "another may be nearer" in read.text()
    assert ("/else", "Show me the others") in [(at["href"], w) for _, at, w in read.all("a")]


def test_words_that_say_nothing_find_nothing(me: Person) -> None:
    for text in ("Something for my wife, please.", "", "a 1 ?", "Some more of this"):
        assert wish.near(text, settings.TEND_PACK.steps) is None


def test_a_wish_of_today_waits_for_tomorrow(me: Person) -> None:
    me.add(Tomorrow(at=clock.now(), text="sleep"))
    assert "You wanted" not in me.page("/today").text()


def test_an_old_wish_is_not_looked_for(me: Person) -> None:
    me.add(Tomorrow(at=clock.now() - 86_400, text="sleep"))
    me.add(*(Told(at=clock.now(), text=str(n)) for n in range(64)))
    assert "You wanted" not in me.page("/today").text()


# After a dark night


def test_after_a_dark_night_the_easier_question_comes_first(me: Person, time: Clock) -> None:
    me.say(self_harm="yes")
    time.stay(13 * HOURS)
    read = me.page("/today")
    assert "Is it a little easier now?" in read.text()
    assert led(me.send("/today", answer="easier")) == "/today"
    assert len(me.entries(Easier)) == 1
    assert "Is it a little easier" not in me.page("/today").text()


def test_not_yet_changes_nothing(me: Person, time: Clock) -> None:
    me.say(self_harm="yes")
    time.stay(13 * HOURS)
    me.send("/today", answer="not-easier")
    assert not me.entries(Easier)
    assert "Help comes first today" in me.page("/today").text()


def test_it_is_not_asked_too_early(me: Person, time: Clock) -> None:
    me.say(self_harm="yes")
    time.stay(11.9 * HOURS)
    assert "Is it a little easier" not in me.page("/today").text()
    me.send("/today", answer="easier")
    assert not me.entries(Easier)


# A guest's time


def test_a_line_typed_half_an_hour_later_is_kept(me: Person, time: Clock) -> None:
    me.add(Preferred(at=clock.now(), strength="more"))
    step = next(
        s
        for s in settings.TEND_PACK.steps
        if s.minutes == 15
        and s.rung == "always"
        and not (s.needs or s.never or s.writes or s.starts)
        and s.faith == "any"
        and "own-harm" not in s.flags
    )
    me.add(Opened(at=clock.now(), step=step.id))
    assert "about 35 minutes" in me.page("/today").text()
    time.forward(30)
    assert led(me.send("/today", step=step.id, answer="line", words_line="I am back")) == "/today"
    assert [noted.text for noted in me.entries(Noted)] == ["I am back"]


def test_i_did_it_is_answered_kindly_when_time_is_over(me: Person, time: Clock) -> None:
    step = me.decision.step
    me.page("/today")
    time.forward(95)
    read = page(
        me.client.post("/today", {"step": step, "answer": "did", "words_line": "it rained"})
    )
    assert "Good that you did it" in read.text()
    assert "it rained" in read.text()


def test_words_come_along_after_signing_in(me: Person, time: Clock, settings: Any) -> None:
    settings.TEND_SMALL = True
    words = "acorn lantern river mint"
    me.client.post("/keep", {"name": "green-kettle-42", "passphrase": words})
    time.forward(11)
    assert led(me.client.get("/today")) == "/in"
    late = page(me.client.post("/today", {"answer": "line", "words_line": "not lost"}))
    sealed = next(at["value"] for _, at, _ in late.all("input") if at["name"] == "later")
    given = {"name": "green-kettle-42", "passphrase": words, "later": sealed}
    me.client.post("/in", given)
    assert led(me.client.get("/today")) == "/begin"  # a new screen: is it only theirs?
    me.send("/begin", answer="yes")
    assert me.page("/today").all("textarea")[0][2] == "not lost"
    me.send("/today", step=me.decision.step, answer="line", words_line="not lost")
    assert me.page("/today").all("textarea")[0][2] == ""


def test_who_signed_in_is_not_told_of_minutes(me: Person, settings: Any) -> None:
    settings.TEND_SMALL = True
    me.client.post("/keep", {"name": "blue-spoon-17", "passphrase": "acorn lantern river mint"})
    assert "then it is let go" not in me.page("/today").text()


def test_a_yes_to_an_earlier_screen_is_not_a_yes_to_this_one(me: Person, settings: Any) -> None:
    settings.TEND_SMALL = True
    words = {"name": "red-gate-12", "passphrase": "acorn lantern river mint"}
    me.client.post("/keep", words)
    me.client.post("/out")
    me.client.post("/in", words)
    assert led(me.client.get("/today")) == "/begin"
    assert led(me.client.get("/begin/words")) == "/begin"
    me.send("/begin", answer="no")
    assert me.page("/today").all("textarea") == []


def test_staying_takes_the_step_up(me: Person) -> None:
    assert led(me.send("/today", step=me.decision.step, answer="stay")) == "/today"
    assert me.state.open_step == me.decision.step


def test_a_step_instead_of_the_question_is_an_answer(me: Person) -> None:
    me.walked()
    me.add(Offered(at=clock.now(), answer="wants"))
    before = me.decision
    assert before.kind == "ask"
    me.send("/else", step=before.others[0])
    assert me.decision.step == me.state.open_step == before.others[0]
