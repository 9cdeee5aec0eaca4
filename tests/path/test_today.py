from __future__ import annotations

from typing import Any

import msgspec
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tend.core import facts
from tend.core.entries import (
    Began,
    Noted,
    Offered,
    Opened,
    Raised,
    Tomorrow,
    Tried,
)
from tend.core.known import Chosen
from tend.door.templatetags.look import curled
from tend.vault import clock
from tests.door.reading import Page, page
from tests.path.hours import HOURS, Clock, checked
from tests.path.person import LIGHT, Person, buttons, led

pytestmark = pytest.mark.django_db

FOUR = ["I did it", "Too much", "Not today", "Something else"]
READ_ALONG = ("watched", "made_to_use")
SEEN_FACTS = [fact for fact in facts.SAFETY if fact not in READ_ALONG]


@pytest.fixture
def me(time: Clock) -> Person:
    return Person(Client())


def shape(read: Page) -> list[str]:
    """The parts of a page, whatever the step is."""
    tags = read.all("h1", "h2", "form", "textarea", "summary", "nav", "button")
    return [tag for tag, _, _ in tags]


def test_a_step_stands_there_with_its_reason_and_four_ways_to_answer(me: Person) -> None:
    read, step = me.page("/today"), settings.TEND_PACK.step(me.decision.step)
    for words in (step.title, step.why, step.smaller):
        assert curled(words) in read.text()
    assert step.basis.source in read.text()
    assert [words for words in buttons(read) if words in FOUR] == FOUR


def test_looking_writes_nothing(me: Person) -> None:
    before = me.count()
    for address in ("/today", "/else", "/after", "/after/line", "/you"):
        me.client.get(address)
    assert me.count() == before


def test_the_word_for_the_spouse_is_written_in(me: Person) -> None:
    checked(me)
    me.add(Opened(at=clock.now(), step="one-kind-sentence"))
    assert "{spouse}" not in me.page("/today").text()


# One layout, and nothing of what was answered


@pytest.mark.parametrize("fact", SEEN_FACTS)
def test_no_answer_stands_on_it(me: Person, fact: str) -> None:
    checked(me, **{fact: "yes"})
    text = me.page("/today").text()
    for question in settings.TEND_PACK.questions:
        for line in question.lines.values():
            assert line.replace("{spouse}", "wife") not in text
    for line in me.decision.help:
        assert line.name not in text
        assert not line.phone or line.phone not in text
    assert not [at for _, at, _ in me.page("/today").all("a") if "tel:" in str(at["href"])]


def test_which_answer_it_was_makes_no_difference(me: Person) -> None:
    texts = set()
    for fact in ("degraded", "money", "faith_used", "controlled"):
        other = Person(Client())
        checked(other, **{fact: "yes"})
        texts.add(other.page("/today").text())
    assert len(texts) == 1


def test_it_has_the_same_parts_in_every_state_of_things(me: Person) -> None:
    shapes = []
    for answers in ({}, {"degraded": "yes"}, {"forced": "yes"}, {"i_hurt": "yes"}):
        other = Person(Client())
        checked(other, **answers)
        shapes.append(shape(other.page("/today")))
    assert shapes[1] == shapes[2] == shapes[3]
    # Without harm the questions may stand under the step; the rest is the same.
    assert [tag for tag in shapes[0] if tag not in ("h2", "form", "button")] == [
        tag for tag in shapes[1] if tag not in ("h2", "form", "button")
    ]


def test_where_harm_was_said_people_to_call_come_first(me: Person) -> None:
    checked(me, forced="yes")
    links = [(at["href"], words) for _, at, words in me.page("/today").all("a")]
    assert links.count(("/near", "People to call")) == 2
    assert me.decision.kind == "refer"


@pytest.mark.parametrize("fact", READ_ALONG)
def test_where_somebody_reads_along_nothing_is_offered_to_keep_or_write(
    me: Person, fact: str
) -> None:
    checked(me, **{fact: "yes"})
    me.add(Tomorrow(at=clock.now() - 86_400, text="my own wish"))
    read = me.page("/today")
    assert not read.all("textarea")
    assert "/keep" not in [at["href"] for _, at, _ in read.all("a")]
    assert "my own wish" not in read.text()


# The four buttons and the line


def test_i_did_it_asks_how_it_was(me: Person) -> None:
    step = me.decision.step
    assert led(me.send("/today", step=step, answer="did", words_line="my shoulders came down")) == (
        "/after"
    )
    (noted,) = me.entries(Noted)
    assert (noted.text, noted.step) == ("my shoulders came down", step)
    assert not me.entries(Tried)
    assert "How was it?" in me.page("/after").text()


@pytest.mark.parametrize(
    ("how", "said"), [("too-much", "Stopping is a good way"), ("not-today", "Nothing is late")]
)
def test_putting_it_away_costs_nothing(me: Person, how: str, said: str) -> None:
    step = me.decision.step
    assert led(me.send("/today", step=step, answer=how, words_line="tired")) == "/today"
    assert [(tried.step, tried.how) for tried in me.entries(Tried)] == [(step, how)]
    assert [noted.text for noted in me.entries(Noted)] == ["tired"]
    assert said in me.page("/today").text()
    assert said not in me.page("/today").text()
    assert me.decision.step != step


def test_a_line_is_kept_by_its_own_button_and_takes_the_step_up(me: Person) -> None:
    step = me.decision.step
    assert led(me.send("/today", step=step, answer="line", words_line="one line")) == "/today"
    assert me.state.open_step == step
    assert "Your line is kept" in me.page("/today").text()
    me.send("/today", step=step, answer="line", words_line="")
    assert len(me.entries(Noted)) == 1


def test_something_else_keeps_the_line_too(me: Person) -> None:
    answer = me.send("/today", step=me.decision.step, answer="else", words_line="not this")
    assert led(answer) == "/else"
    assert [noted.text for noted in me.entries(Noted)] == ["not this"]


@pytest.mark.parametrize("answer", ["did", "too-much", "not-today", "else", "line"])
def test_a_line_that_names_harm_brings_its_one_page(me: Person, answer: str) -> None:
    step, text = me.decision.step, "he choked me last night"
    assert led(me.send("/today", step=step, answer=answer, words_line=text)) == "/word"
    assert me.entries(Raised)


@pytest.mark.parametrize("answer", ["did", "not-today", "line"])
def test_a_form_sent_twice_counts_once(me: Person, answer: str) -> None:
    fields: dict[str, Any] = {"step": me.decision.step, "words_line": "once", "answer": answer}
    first, second = (led(me.send("/today", key="same", **fields)) for _ in range(2))
    assert first == second
    assert len(me.entries(Noted)) == 1
    assert len(me.entries(Tried)) <= 1


@pytest.mark.parametrize("answer", ["did", "too-much", "line", "no-such"])
def test_a_step_that_is_none_loses_no_words(me: Person, answer: str) -> None:
    sent = me.send("/today", step="no-such-step", answer=answer, words_line="still here")
    assert led(sent) == "/today"
    assert not me.entries(Tried)
    assert not me.entries(Opened)
    if answer != "no-such":
        assert [noted.text for noted in me.entries(Noted)] == ["still here"]


def test_an_old_page_speaks_of_its_own_step(me: Person) -> None:
    me.add(Opened(at=clock.now(), step="feet-on-the-floor"))
    me.send("/today", step="breathe-out-longer", answer="did")
    me.send("/after", step="breathe-out-longer", answer="good")
    assert [tried.step for tried in me.entries(Tried)] == ["breathe-out-longer"]
    assert me.state.open_step == "feet-on-the-floor"


# What stands under the step


def test_without_a_start_it_may_be_said_what_hurts(me: Person) -> None:
    links = [(at["href"], words) for _, at, words in me.page("/today").all("a")]
    assert ("/begin/words", "Say what hurts") in links


def test_the_questions_are_offered_under_the_step(me: Person) -> None:
    me.add(Began(at=clock.now(), starts=(Chosen("drink-drugs"),)))
    read = me.page("/today")
    assert "A few questions would open more" in read.text()
    assert "/check" in [at["href"] for _, at, _ in read.all("a")]
    assert led(me.send("/today", answer="later")) == "/today"
    assert "A few questions would open more" not in me.page("/today").text()


def test_not_at_all_stays_so_until_it_is_wanted(me: Person, time: Clock) -> None:
    me.add(Began(at=clock.now(), starts=(Chosen("drink-drugs"),)))
    me.send("/today", answer="never")
    time.stay(20 * 24 * HOURS)
    me.add(
        Began(at=clock.now(), starts=(Chosen("drink-drugs"),)), Offered(at=time.at, answer="never")
    )
    assert me.decision.question is None
    assert "I want what is left out" in buttons(me.page("/today"))
    me.send("/today", answer="wants")
    assert me.decision.question == "check"


def test_who_wants_what_is_left_out_is_asked_in_place_of_the_step(me: Person) -> None:
    me.walked()
    me.add(
        Began(at=clock.now(), starts=(Chosen("drink-drugs"),)),
        Offered(at=clock.now(), answer="wants"),
    )
    assert me.decision.kind == "ask"
    read = me.page("/today")
    assert "A few questions would open more" in read.text()
    assert "A small step instead" in buttons(read)
    assert "I did it" not in buttons(read)


def test_one_question_a_step_waits_for_is_one_tap_away(me: Person, monkeypatch: Any) -> None:
    asked = msgspec.structs.replace(me.decision, question="pain")
    monkeypatch.setattr("tend.path.walk.decide", lambda *known: asked)
    assert reverse("ask", args=["pain"]) in [at["href"] for _, at, _ in me.page("/today").all("a")]


def test_what_is_left_out_is_said_in_plain_words(me: Person) -> None:
    checked(me)
    read = me.page("/today")
    assert "What Tend leaves out for now" in read.text()
    assert "Steps for the two of you" in read.text()


@pytest.mark.parametrize("strength", ["little", "some", "more"])
def test_strength_is_one_tap(me: Person, strength: str) -> None:
    assert led(me.send("/today", answer=strength)) == "/today"
    assert me.state.strength == strength
    pressed = [at["value"] for _, at, _ in me.page("/today").all("button") if "aria-pressed" in at]
    assert pressed == [strength]


def test_after_a_step_it_is_enough_for_today(me: Person) -> None:
    me.walked()
    read = me.page("/today")
    assert "That is enough for today" in read.text()
    assert "One more" in buttons(read)
    assert read.text().count("enough") == 1


def test_a_rest_asks_nothing_and_folds_its_small_thing(me: Person) -> None:
    me.walked()
    me.add(Began(at=clock.now(), starts=(Chosen("drink-drugs"),)))
    read = me.page("/today")
    assert "Show me the small thing" in [words for _, _, words in read.all("summary")]
    assert "A few questions would open more" not in read.text()
    assert "How much strength" not in read.text()
    me.send("/today", answer="wants")
    assert "A few questions would open more" in me.page("/today").text()


def test_the_ordinary_reason_is_said_on_the_first_visit_only(me: Person) -> None:
    assert me.decision.rule == "P7"
    assert "This is a good first thing" in me.page("/today").text()
    me.send("/today", step=me.decision.step, answer="not-today")
    assert me.decision.rule == "P7"
    assert not [at for _, at, _ in me.page("/today").all("p") if at.get("class") == "lead"]
    assert me.decision.why[0] == settings.TEND_PACK.about.reasons["P7"]


# Nobody, and weight


@pytest.mark.parametrize("address", ["/today", "/else"])
def test_nobody_is_led_to_the_beginning(address: str) -> None:
    assert led(Client().get(address)) == "/begin"
    assert led(Client().get(address, headers={"cookie": "s=no-such; k=no-such"})) == "/begin"


@pytest.mark.parametrize("address", ["/today", "/else"])
def test_pages_are_light_and_called_notes(me: Person, address: str) -> None:
    me.add(Began(at=clock.now(), starts=(Chosen("drink-drugs"),)))
    sent = me.client.get(address, headers={"accept-encoding": "gzip"})
    assert len(sent.content) <= LIGHT
    assert [words for _, _, words in me.page(address).all("title")] == ["Notes"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("words_line=" + "I+cried+" * 150_000, 413),
        ("words_line=I+cried%00&answer=line", 400),
        ("words_line=I+cried%FF&answer=line", 400),
    ],
)
def test_what_cannot_be_read_comes_back(me: Person, body: str, status: int) -> None:
    form = "application/x-www-form-urlencoded"
    answer = me.client.post("/today", body, content_type=form)
    assert answer.status_code == status
    assert "I cried" in page(answer).text()
    assert not me.entries(Noted)
