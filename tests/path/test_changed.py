from __future__ import annotations

import msgspec
import pytest
import pytest_django
from django.test import Client

from tend.core import facts
from tend.core.entries import AskedBack, Checked, Happened, Raised
from tend.core.known import History
from tend.path.views.back import counts, wait
from tend.path.views.changed import CHANGES
from tend.vault import clock
from tests.door.reading import page
from tests.path.person import Person, buttons, led, person

__all__ = ["person"]
DAY = 24 * 60 * 60


def checked(person: Person) -> None:
    answers = dict.fromkeys(facts.SAFETY, "no")
    person.add(Checked(at=clock.now() - 60, answers=answers, full=True, lines=True))


@pytest.mark.parametrize(
    ("answer", "event", "fact"),
    [
        ("scared", "disclosure", None),
        ("coming", "pregnancy", "pregnant"),
        ("came", "birth", "pregnant"),
        ("apart", "parting", "parting"),
        ("found", "disclosure", None),
        ("asked", "invited", None),
    ],
)
def test_one_tap_notes_it_and_an_older_check_counts_no_more(
    person: Person, answer: str, event: str, fact: str | None
) -> None:
    checked(person)
    assert person.gate == "open"
    assert led(person.send("/changed", answer=answer)) == "/changed/noted"
    assert person.gate == "unasked"
    assert [entry.event for entry in person.entries(Happened)] == [event]
    assert fact is None or person.state.answers[fact] == "yes"
    read = person.page("/changed/noted")
    assert [words for _, _, words in read.all("h1")] == [CHANGES[answer].title]
    assert {"/today", "/near", "/check"} <= {str(at["href"]) for _, at, _ in read.all("a")}


def test_the_list_is_short_and_quiet(person: Person) -> None:
    read = person.page("/changed")
    assert len(buttons(read)) == 7
    assert "/check" in [at["href"] for _, at, _ in read.all("a")]
    assert "/back" not in [at["href"] for _, at, _ in read.all("a")]


@pytest.mark.parametrize("address", ["/changed", "/steady", "/h", "/near"])
def test_the_foot_says_on_which_page_one_is(person: Person, address: str) -> None:
    links = person.page(address).all("a")
    here = [at["href"] for _, at, _ in links if at.get("aria-current") == "page"]
    assert here == ([] if address == "/near" else [address])


def test_not_all_right_leads_to_the_one_private_page(person: Person) -> None:
    assert led(person.send("/changed", answer="low")) == "/word"
    read = person.page("/word")
    assert "You said: “I am not all right”." in read.text()
    assert led(person.send("/word", answer="yes")) == "/near"
    assert person.state.night_at is not None


def test_an_answer_that_is_none_changes_nothing(person: Person) -> None:
    before = person.count()
    assert led(person.send("/changed", answer="everything")) == "/changed"
    assert led(person.client.get("/changed/noted")) == "/changed"
    assert person.count() == before


def test_the_same_form_twice_is_one_answer(person: Person) -> None:
    for _ in range(2):
        assert led(person.send("/changed", key="k", answer="apart")) == "/changed/noted"
    assert len(person.entries(Happened)) == 1


# The private page after words that name harm


def tell(person: Person, words: str) -> str:
    return led(person.send("/begin/words", answer="words", words=words))


def test_words_that_name_harm_are_quoted_once_and_asked_about(person: Person) -> None:
    assert tell(person, "My husband drinks. Last night he hit me & I ran.") == "/word"
    (raised,) = person.entries(Raised)
    assert raised.what == ("concern",)
    read = person.page("/word")
    assert read.text().count("he hit me") == 1
    assert buttons(read) == [
        "Now, or in the last year",
        "Longer ago",
        "I meant something else",
        "Rather not say",
    ]
    assert "You wrote: “he hit me”. Thank you for saying it." in read.text()
    assert "Breathe" in read.text()
    html = person.client.get("/word").content.decode()
    assert not [at for _, at, _ in read.all("input") if "hit" in str(at.get("value"))]
    assert html.count("he hit me") == 1


def test_a_line_nobody_wrote_is_not_put_in_their_mouth(person: Person) -> None:
    assert led(person.send("/begin/list/theirs", start="afraid", answer="on")) == "/word"
    text = person.page("/word").text()
    assert "What you picked holds this line: “" in text
    assert "You wrote" not in text
    assert "Thank you" not in text
    tell(person, "he hit me")
    assert "You wrote" in person.page("/word").text()


def test_the_question_and_its_answers_come_before_anything_to_read(person: Person) -> None:
    tell(person, "he hit me")
    html = person.client.get("/word").content.decode()
    assert html.count("<p", html.index("<h1"), html.index("<form")) == 2
    assert html.index("or if you are torn") < html.index("Longer ago")
    assert html.index("Rather not say") < html.index("somebody else, long ago")


@pytest.mark.parametrize(
    ("answer", "noted", "way"),
    [
        ("yes", "yes", "/near"),
        ("past", "past", "/begin/starts"),
        ("no", None, "/begin/starts"),
        ("unknown", None, "/begin/starts"),
    ],
)
def test_only_now_and_before_are_noted(
    person: Person, answer: str, noted: str | None, way: str
) -> None:
    tell(person, "My husband drinks, and he hit me.")
    assert led(person.send("/word", key="k", answer=answer)) == way
    assert person.state.answers.get("hit") == noted
    before = person.count()
    assert led(person.send("/word", key="k", answer=answer)) == way
    assert person.count() == before


def test_what_weighs_most_is_asked_about(person: Person) -> None:
    tell(person, "He hit me last night and I am scared of him.")
    assert "“He hit me”" in person.page("/word").text()


def test_a_dark_line_is_asked_about_even_beside_another(person: Person) -> None:
    tell(person, "He choked me. I want to die.")
    assert "“He choked me”" in person.page("/word").text()
    assert led(person.send("/word", answer="yes")) == "/word"
    assert "want to die" in person.page("/word").text()
    assert led(person.send("/word", answer="unknown")) == "/near"
    assert person.state.answers["choked"] == "yes"
    assert "self_harm" not in person.state.answers


def test_the_one_who_did_it_is_asked_so(person: Person) -> None:
    tell(person, "I pushed my wife and I hit her.")
    assert "One honest question" in person.page("/word").text()
    person.send("/word", answer="yes")
    assert person.state.answers["i_hurt"] == "yes"
    assert person.decision.rule == "P3"


def test_a_phrase_can_do_nothing_but_be_read(person: Person) -> None:
    tell(person, "he <script>alert(1)</script> hit *me* {spouse}")
    html = person.client.get("/word").content.decode()
    assert "<script" not in html


def test_an_answer_that_is_no_answer_asks_again(person: Person) -> None:
    tell(person, "he hit me")
    assert led(person.send("/word", answer="perhaps")) == "/word"
    assert "he hit me" in person.page("/word").text()


def test_a_pack_that_has_no_such_question_stops_nobody(
    person: Person, settings: pytest_django.Settings
) -> None:
    tell(person, "My husband drinks, and he hit me.")
    settings.TEND_PACK = msgspec.structs.replace(settings.TEND_PACK, questions=())
    assert led(person.client.get("/word")) == "/begin/starts"


def test_without_a_cause_there_is_no_such_page(person: Person) -> None:
    assert led(person.client.get("/word")) == "/today"
    assert led(person.send("/word", answer="yes")) == "/today"
    assert person.state.answers == {"private": "yes"}


# The way back


def test_the_way_back_is_only_there_for_whom_it_is(person: Person) -> None:
    assert person.client.get("/back").status_code == 404
    assert person.send("/back", words="please").status_code == 404
    person.say(fear="past")
    assert "/back" in [at["href"] for _, at, _ in person.page("/changed").all("a")]
    text = person.page("/back").text()
    for number in ("3 days", "14 days", "90 days", "12 months"):
        assert number in text
    assert "It decides nothing about your" in text
    assert "has read them yet" in text


def test_it_is_asked_for_in_own_words_once(person: Person) -> None:
    person.say(fear="yes")
    read = page(person.send("/back", words="   "))
    assert "A few words are enough" in read.text()
    assert led(person.send("/back", key="k", words="We are doing well.")) == "/back"
    assert led(person.send("/back", key="k", words="We are doing well.")) == "/back"
    (asked,) = person.entries(AskedBack)
    assert asked.text == "We are doing well."
    read = person.page("/back")
    assert "again in 3 days" in read.text()
    assert not read.all("textarea")


def test_asking_again_from_an_old_page_loses_neither_words_nor_way(person: Person) -> None:
    person.say(fear="yes")
    person.send("/back", words="first")
    assert "second time" in page(person.send("/back", words="a second time")).text()
    assert len(person.entries(AskedBack)) == 1


def test_words_said_there_are_heard(person: Person) -> None:
    person.say(fear="past")
    assert led(person.send("/back", words="he choked me but it is fine")) == "/word"
    assert person.entries(Raised)[0].what == ("danger",)


def test_after_the_gravest_it_says_so_plainly(person: Person) -> None:
    person.say(choked="past")
    text = person.page("/back").text()
    assert "steps toward your" in text
    assert "first sees each of you alone" in text
    person.say(i_hurt="past")
    assert "Is someone trained beside you?" in person.page("/back").text()


def test_words_too_long_or_late_come_back(person: Person) -> None:
    person.say(fear="past")
    form = "key=k&words=" + "word+" * 200_000
    kind = "application/x-www-form-urlencoded"
    sent = person.client.post("/back", form, content_type=kind)
    assert sent.status_code == 413
    assert page(sent).text().count("word") > 1000
    person.client.cookies.clear()
    sent = person.client.post("/back", {"words": "what I meant to say"})
    assert "what I meant to say" in page(sent).text()


@pytest.mark.parametrize("address", ["/changed", "/word", "/back"])
def test_a_stranger_sees_nothing_of_it(person: Person, address: str) -> None:
    person.say(fear="past")
    tell(person, "he hit me")
    other = Person(Client(HTTP_HOST="127.0.0.1", raise_request_exception=False))
    assert "hit me" not in other.client.get(address).content.decode()


@pytest.mark.parametrize(
    ("history", "days"),
    [
        (History(asked_back_days_ago=0.0), 3),
        (History(asked_back_days_ago=2.2), 1),
        (History(asked_back_days_ago=3.0), 0),
        (History(asked_back_days_ago=5.0, clear_checks_days_ago=(2.0,)), 12),
        (History(asked_back_days_ago=20.0, clear_checks_days_ago=(17.0,)), 0),
        (History(asked_back_days_ago=20.0, clear_checks_days_ago=(17.0, 1.0)), 70),
        (History(asked_back_days_ago=91.0, clear_checks_days_ago=(88.0, 60.0)), 0),
    ],
)
def test_the_days_are_told_as_the_way_counts_them(history: History, days: int) -> None:
    assert wait(history) == days


def test_asking_before_the_last_now_does_not_count() -> None:
    assert not counts(History())
    assert counts(History(asked_back_days_ago=1.0))
    assert counts(History(worst="closed", worst_days_ago=2.0, asked_back_days_ago=1.0))
    assert not counts(History(worst="closed", worst_days_ago=1.0, asked_back_days_ago=2.0))
