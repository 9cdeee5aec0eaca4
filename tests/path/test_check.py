from __future__ import annotations

import pytest
from django.conf import settings

from tend.core import facts
from tend.core.entries import Answered, AskedBack, Began, Checked, Draft, Offered, Renewed
from tend.core.known import Chosen
from tend.vault import clock
from tend.vault.models import Session
from tests.door.reading import Page
from tests.path.person import Person, buttons, led, person

__all__ = ["person"]
CHECK = ("room", "words", "body", "me")
DAY = 24 * 60 * 60


def none(person: Person, *pages: str) -> None:
    for each in pages:
        person.send(f"/check/{each}", answer="none")


def lines(person: Person, each: str, **said: str) -> object:
    asked = settings.TEND_PACK.question(each).facts
    given = dict.fromkeys(asked, "no") | said
    return person.send(f"/check/{each}", answer="send", **given)


def full(person: Person) -> None:
    for each in CHECK:
        lines(person, each)
    person.send("/check/review", answer="send")


def chosen(read: Page) -> dict[str, str]:
    return {
        str(at["name"]): str(at["value"])
        for _, at, _ in read.all("input")
        if at.get("type") == "radio" and "checked" in at
    }


def test_it_is_announced_before_anything_is_asked(person: Person) -> None:
    read = person.page("/check")
    text = read.text()
    assert "Four short pages" in text
    assert "You can stop on any page" in text
    assert "Tend tells nobody" in text
    assert not read.all("input", "button")
    assert "/check/room" in [at["href"] for _, at, _ in read.all("a")]


def test_a_page_asks_four_lines_and_chooses_nothing_beforehand(person: Person) -> None:
    for each in CHECK:
        read = person.page(f"/check/{each}")
        assert chosen(read) == {}
        assert len(read.all("fieldset")) == 4
        assert buttons(read) == ["Send", "None of these"]
        assert "in the last year" in read.text()
        hrefs = [at["href"] for _, at, _ in read.all("a")]
        assert {"/today", "/steady", "/h", "/x", "/changed"} <= set(hrefs)


def test_by_none_of_these_it_is_four_taps_and_one_and_then_it_counts(person: Person) -> None:
    ways = [led(person.send(f"/check/{each}", answer="none")) for each in CHECK]
    assert ways == ["/check/words", "/check/body/ahead", "/check/me", "/check/review"]
    assert person.gate == "unasked"
    assert led(person.send("/check/review", answer="send")) == "/today"
    assert person.gate == "open"
    (done,) = person.entries(Checked)
    assert done.full
    assert not done.lines
    assert set(done.answers.values()) == {"no"}


def test_answered_line_by_line_it_is_remembered_so(person: Person) -> None:
    full(person)
    (done,) = person.entries(Checked)
    assert done.full
    assert done.lines
    assert person.situation.lines_days_ago is not None


def test_a_line_with_no_answer_is_not_known_and_the_check_does_not_count(person: Person) -> None:
    person.send("/check/room", answer="send", fear="no")
    (draft,) = person.entries(Draft)
    assert draft.answers == {
        "fear": "no",
        "controlled": "unknown",
        "watched": "unknown",
        "money": "unknown",
    }
    assert not draft.lines
    none(person, "words", "body", "me")
    person.send("/check/review", answer="send")
    assert person.gate == "unasked"
    assert person.state.checked_at is None
    assert [entry.answer for entry in person.entries(Offered)] == ["later"]


def test_a_line_answered_beside_none_of_these_still_counts(person: Person) -> None:
    person.send("/check/room", answer="none", watched="yes")
    (draft,) = person.entries(Draft)
    assert draft.answers["watched"] == "yes"
    assert draft.answers["fear"] == "no"


def test_nonsense_reads_as_not_said(person: Person) -> None:
    person.send("/check/room", answer="send", fear="perhaps", nonsense="yes")
    (draft,) = person.entries(Draft)
    assert set(draft.answers) == {"fear", "controlled", "watched", "money"}
    assert draft.answers["fear"] == "unknown"


def test_a_page_tightens_at_once_and_loosens_only_when_looked_over(person: Person) -> None:
    person.send("/check/room", answer="send", fear="yes")
    assert person.gate == "closed"
    assert "fear" not in person.state.answers


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("room", {"watched": "yes"}),
        ("words", {"threatened": "yes"}),
        ("body", {"choked": "past"}),
        ("me", {"i_hurt": "yes"}),
    ],
)
def test_as_soon_as_it_is_enough_it_ends(person: Person, page: str, said: dict[str, str]) -> None:
    assert led(lines(person, page, **said)) == "/check/enough"
    read = person.page("/check/enough")
    text = read.text()
    assert "Thank you. That is enough for today." in text
    assert "You said" in text
    assert buttons(read)[-1] == "That is right"
    assert "/check/review" in [at["href"] for _, at, _ in read.all("a")]
    assert led(person.send("/check/enough", answer="right")) == "/today"
    (done,) = person.entries(Checked)
    assert not done.full
    (fact,) = said
    assert person.state.answers[fact] == said[fact]


def test_help_stands_where_it_ends(person: Person) -> None:
    person.say(private="yes")
    person.send("/near", country="US")
    lines(person, "words", threatened="yes")
    read = person.page("/check/enough")
    assert "tel:911" in [at["href"] for _, at, _ in read.all("a")]
    assert "National Domestic Violence Hotline" in read.text()


def test_without_a_country_there_is_a_number_to_tap_where_it_ends(person: Person) -> None:
    lines(person, "words", threatened="yes")
    read = person.page("/check/enough")
    assert {"tel:911", "tel:999", "tel:112"} <= {at["href"] for _, at, _ in read.all("a")}
    assert "Where are you?" in read.text()
    assert "Help lines by country" not in read.text()


def test_after_that_no_more_lines_are_asked_but_those_that_tell_which_help(person: Person) -> None:
    lines(person, "room", fear="yes")
    assert "/check/first" in [at["href"] for _, at, _ in person.page("/check/enough").all("a")]
    read = person.page("/check/first")
    assert [str(at["name"]) for _, at, _ in read.all("input") if at.get("value") == "yes"] == [
        "escalating",
        "parting",
        "pregnant",
    ]
    assert chosen(read) == {}
    assert led(person.send("/check/first", escalating="yes", parting="no")) == "/check/first"
    assert person.gate == "urgent"
    assert len(person.page("/check/first").all("fieldset")) == 2
    assert led(person.send("/check/first")) == "/check/first"
    assert len(person.page("/check/first").all("fieldset")) == 4
    assert led(person.send("/check/first", hit="past")) == "/check/enough"
    read = person.page("/check/enough")
    assert "/check/first" not in [at["href"] for _, at, _ in read.all("a")]
    assert "Is it getting worse?" in read.text()
    person.send("/check/enough", answer="right")
    assert person.state.answers["escalating"] == "yes"
    assert person.state.answers["hit"] == "past"
    assert person.state.answers["threatened"] == "unknown"


def test_those_lines_are_not_asked_without_cause(person: Person) -> None:
    assert led(person.client.get("/check/first")) == "/check"
    none(person, *CHECK)
    assert led(person.client.get("/check/first")) == "/check"
    assert led(person.client.get("/check/enough")) == "/check"


def test_a_slip_is_corrected_before_it_is_ever_remembered(person: Person) -> None:
    lines(person, "room", fear="yes")
    read = person.page("/check/review")
    assert chosen(read)["fear"] == "yes"
    assert led(person.send("/check/review", answer="send", fear="no")) == "/check/words"
    assert person.gate == "unasked"
    none(person, "words", "body", "me")
    person.send("/check/review", answer="send")
    assert person.gate == "open"
    assert person.state.ever == {}


def test_a_line_made_worse_when_looked_over_brings_help_first(person: Person) -> None:
    none(person, *CHECK)
    read = person.page("/check/review")
    assert set(chosen(read).values()) == {"no"}
    assert len(chosen(read)) == len(facts.SAFETY) + 1
    assert led(person.send("/check/review", answer="send", choked="yes")) == "/near"
    assert person.gate == "urgent"
    assert person.entries(Checked)[0].full


def test_a_page_left_out_is_offered_once_more_and_nothing_else_is_lost(person: Person) -> None:
    none(person, "room", "words")
    read = person.page("/check/body/ahead")
    assert "You can skip this page" in read.text()
    assert "/check/me" in [at["href"] for _, at, _ in read.all("a")]
    assert led(person.send("/check/me", answer="none")) == "/check/review"
    assert "/check/body" in [at["href"] for _, at, _ in person.page("/check/review").all("a")]
    person.send("/check/review", answer="send")
    (done,) = person.entries(Checked)
    assert not done.full
    assert person.gate == "unasked"
    assert person.state.answers["fear"] == "no"


def test_a_dark_line_brings_help_before_anything_else(person: Person) -> None:
    person.send("/near", country="UK")
    none(person, "room", "words", "body")
    assert led(person.send("/check/me", answer="send", self_harm="yes", i_hurt="no")) == "/near"
    read = person.page("/near")
    assert "Samaritans" in read.text()
    assert "/check/review" in [at["href"] for _, at, _ in read.all("a")]
    assert led(person.send("/check/review", answer="send")) in {"/today", "/near"}
    assert person.state.night_at is not None
    assert "Not tonight" in person.page("/check").text()
    assert led(person.client.get("/check/room")) == "/check"


def test_nothing_is_asked_on_a_screen_that_is_not_only_theirs(person: Person) -> None:
    person.say(private="no")
    place = list(facts.BY_ID).index("private")
    assert led(person.client.get("/check")) == f"/ask/{place}"
    assert led(person.client.get("/check/room")) == "/check"
    assert led(person.client.get("/check/body/ahead")) == "/check"
    assert led(person.send("/check/room", answer="none")) == "/check"
    assert person.entries(Draft) == []


def test_it_can_be_stopped_and_taken_up_again(person: Person) -> None:
    none(person, "room")
    read = person.page("/check")
    assert "Go on where I was" in read.text()
    assert "/check/words" in [at["href"] for _, at, _ in read.all("a")]


def test_a_page_sent_before_leads_to_where_it_can_be_changed(person: Person) -> None:
    lines(person, "room", money="past")
    assert led(person.client.get("/check/room")) == "/check/review"
    assert chosen(person.page("/check/review"))["money"] == "past"
    assert led(person.send("/check/review", answer="send", money="no")) == "/check/words"
    assert person.state.ever == {}


def test_what_waits_to_be_looked_over_comes_first(person: Person) -> None:
    lines(person, "room", watched="yes")
    assert led(person.client.get("/check")) == "/check/enough"
    person.send("/check/review", answer="send", watched="no")
    none(person, "words", "body", "me")
    assert led(person.client.get("/check")) == "/check/review"


def test_a_page_sent_again_loosens_nothing(person: Person) -> None:
    lines(person, "room", watched="yes")
    assert led(lines(person, "room")) == "/check/enough"
    assert person.gate == "closed"


def test_after_a_day_what_was_sent_counts_and_the_check_begins_anew(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = dict.fromkeys(settings.TEND_PACK.question("room").facts, "no")
    long_ago = clock.now() - 1.1 * DAY
    person.add(Draft(at=long_ago, page="room", answers=sent | {"fear": "past"}))
    assert led(person.client.get("/check/review")) == "/check"
    assert "Begin" in person.page("/check").text()
    assert person.situation.facts["fear"] == "past"


def test_whoever_walks_the_way_back_can_finish_a_check(person: Person) -> None:
    at = clock.now() - 4 * DAY
    person.say(fear="yes", hit="yes")
    person.say(fear="past", hit="past")
    person.add(AskedBack(at=at, text="We are doing well."))
    assert person.gate == "closed"
    assert led(lines(person, "room", fear="past")) == "/check/words"
    lines(person, "words")
    lines(person, "body", hit="past")
    assert led(lines(person, "me")) == "/check/review"
    person.send("/check/review", answer="send")
    assert person.entries(Checked)[0].full
    assert len(person.state.clear) == 1


def test_the_same_form_twice_is_one_answer(person: Person) -> None:
    for _ in range(2):
        assert led(person.send("/check/room", key="k1", answer="none")) == "/check/words"
    assert len(person.entries(Draft)) == 1
    none(person, "words", "body", "me")
    for _ in range(2):
        assert led(person.send("/check/review", key="k2", answer="send")) == "/today"
    assert len(person.entries(Checked)) == 1
    assert led(person.send("/check/room", key="k1", answer="none")) == "/today"


def test_the_end_sent_twice_is_one_answer(person: Person) -> None:
    lines(person, "room", fear="yes")
    for _ in range(2):
        assert led(person.send("/check/enough", key="k1", answer="right")) == "/today"
    assert len(person.entries(Checked)) == 1


def test_a_stale_form_is_no_fault(person: Person) -> None:
    assert led(person.send("/check/review", answer="send", fear="yes")) == "/today"
    assert led(person.send("/check/enough", answer="right")) == "/today"
    assert person.entries(Checked) == []


def test_the_short_one_renews_in_one_tap(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    later = clock.now() + 31 * DAY - 60
    full(person)
    person.add(Began(at=clock.now(), starts=(Chosen("roommates"),)))
    assert led(person.client.get("/check/short")) == "/check"
    _visit_every_week(person, monkeypatch, later)
    assert person.decision.question == "short-check"
    assert led(person.client.get("/check")) == "/check/short"
    read = person.page("/check/short")
    assert buttons(read) == ["No, nothing", "Something has", "Rather not say"]
    assert len(read.all("li")) == 8
    assert led(person.send("/check/short", key="s", answer="no")) == "/today"
    assert person.gate == "open"
    assert led(person.send("/check/short", key="s", answer="no")) == "/today"
    assert [entry.answer for entry in person.entries(Renewed)] == ["nothing"]
    assert person.entries(Offered) == []


@pytest.mark.parametrize(
    ("answer", "way"), [("yes", "/changed/noted"), ("unknown", "/today"), ("?", "/check/short")]
)
def test_the_other_answers_of_the_short_one(
    person: Person, monkeypatch: pytest.MonkeyPatch, answer: str, way: str
) -> None:
    later = clock.now() + 31 * DAY - 60
    full(person)
    person.add(Began(at=clock.now(), starts=(Chosen("roommates"),)))
    _visit_every_week(person, monkeypatch, later)
    assert led(person.send("/check/short", answer=answer)) == way
    assert person.gate == "unasked"
    if answer == "yes":
        assert "You don’t have to say what it was" in person.page(way).text()


def _visit_every_week(person: Person, monkeypatch: pytest.MonkeyPatch, until: float) -> None:
    """A log that was written to every week until that day, and the clock there."""
    at = clock.now()
    while at < until:
        person.add(Answered(at=at, answers={}))
        at = min(at + 7 * DAY, until)
    monkeypatch.setattr(clock, "now", lambda: until)
    Session.objects.update(idle_until=int(until) + 3600, ends=int(until) + 3600)


@pytest.mark.parametrize("address", ["/check/nowhere", "/check/short/ahead", "/check/adult"])
def test_there_is_no_other_page(person: Person, address: str) -> None:
    assert person.client.get(address).status_code == 404
    assert person.send(address, answer="none").status_code == 404
