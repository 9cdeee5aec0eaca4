from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.test import Client

from tend.core.entries import Preferred
from tests.door.reading import page
from tests.path.person import Person, buttons, led, person

__all__ = ["person"]
DAY = 24 * 60 * 60


def hrefs(person: Person) -> list[str]:
    return [str(at["href"]) for _, at, _ in person.page("/near").all("a")]


def test_by_choice_it_is_there_for_anybody(person: Person) -> None:
    read = person.page("/near")
    text = read.text()
    assert "People to call" in text
    assert {"tel:911", "tel:999", "tel:112", "tel:000", "tel:111"} <= set(hrefs(person))
    assert "A call can show in the call list" in text
    assert "/h" in hrefs(person)
    assert "/today" in hrefs(person)


def test_a_country_is_picked_in_one_tap_and_can_be_another(person: Person) -> None:
    assert led(person.send("/near", country="IE")) == "/near"
    assert person.state.country == "IE"
    assert "tel:112" in hrefs(person)
    assert "Another country" in person.page("/near").text()
    person.send("/near", country="")
    assert person.state.country == ""
    read = person.page("/near")
    assert "In every country of the European Union 112" in read.text()
    assert "Somewhere else" not in buttons(read)


def test_a_country_nobody_knows_changes_nothing(person: Person) -> None:
    assert led(person.send("/near", country="Atlantis")) == "/near"
    assert person.state.country is None


def test_the_help_of_the_moment_stands_first_and_whole(person: Person) -> None:
    person.send("/near", country="US")
    person.say(threatened="yes", forced="yes")
    read = person.page("/near")
    names = [words for _, _, words in read.all("b")]
    assert names[: len(person.decision.help)] == [line.name for line in person.decision.help]
    assert person.decision.help[0].kind == "emergency"
    assert "First of all, people who can help" in read.text()
    assert "Day and night, every day. Free" in read.text()
    assert "When you are ready, one small thing" in read.text()
    assert "Other help" in read.text()


def test_without_a_country_danger_still_finds_help(person: Person) -> None:
    person.say(choked="yes")
    read = person.page("/near")
    text = read.text()
    assert text.index("Where are you?") < text.index("If nobody answers") < text.index("not safe")
    assert "See the list" not in text
    assert "United Kingdom 999" in text
    assert buttons(read)[:7][-1] == "Somewhere else"
    assert "tel:112" in hrefs(person)


def test_it_offers_the_lines_that_tell_which_help_only_where_there_is_cause(person: Person) -> None:
    assert "/check/first" not in hrefs(person)
    person.say(degraded="yes")
    assert "/check/first" in hrefs(person)
    person.say(self_harm="yes")
    assert "/check/first" not in hrefs(person)


def test_a_number_nobody_looked_at_for_long_is_not_shown(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.send("/near", country="US")
    person.say(degraded="yes")
    assert "tel:18007997233" in hrefs(person)
    dv = next(line for line in person.decision.help if line.kind == "dv")
    assert dv.checked is not None
    later = dt.datetime.combine(dv.checked, dt.time(), dt.UTC).timestamp() + 182 * DAY
    from tend.path.views.near import trusted

    (shown,) = trusted((dv,), later)
    assert shown.phone == ""
    assert "left out here" in shown.text
    emergency = settings.TEND_PACK.country("US").lines[0]
    assert trusted((emergency,), later) == [emergency]


def test_after_words_it_leads_on_to_where_the_person_was(person: Person) -> None:
    person.send("/begin/words", answer="words", words="My husband drinks and he choked me.")
    assert led(person.send("/word", answer="yes")) == "/near"
    assert "Go on where I was" in person.page("/near").text()
    assert led(person.send("/near", answer="on")) == "/begin/starts"
    assert "/today" in hrefs(person)


def test_the_same_form_twice_is_one_answer(person: Person) -> None:
    person.send("/near", key="k", country="UK")
    person.send("/near", key="k", country="US")
    assert [entry.country for entry in person.entries(Preferred)] == ["UK"]


def test_nobody_is_told_anything(db: None) -> None:
    sent = Client().post("/near", {"country": "UK"})
    assert sent.status_code == 200
    assert "country" not in page(sent).text()


def test_a_full_page_of_help_is_light(person: Person) -> None:
    person.send("/near", country="UK")
    person.say(threatened="yes", forced="yes", others_hurt="yes", i_hurt="yes", self_harm="yes")
    sent = person.client.get("/near", headers={"accept-encoding": "gzip"})
    assert len(sent.content) <= 9_000
