from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tend.core.entries import Raised, Told
from tend.vault import clock
from tend.vault.models import Account, Session
from tests.door.reading import Page, page
from tests.path.person import LIGHT, NEVER_IN_ADDRESS, Person, buttons, led

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


def picked(me: Person) -> list[str]:
    return [start.id for start in me.state.starts]


def sealed(read: Page) -> str:
    """The words a page carries along, sealed."""
    (found,) = {str(at["value"]) for _, at, _ in read.all("input") if at["name"] == "later"}
    return found


# Is this screen only yours?


def test_it_asks_first_and_keeps_nothing() -> None:
    asked = page(Client().get("/begin"))
    assert "only yours right now" in asked.text()
    assert buttons(asked) == ["Yes", "Not sure", "No"]
    assert not Account.objects.exists()
    assert not Session.objects.exists()


@pytest.mark.parametrize("answer", ["no", "unsure"])
def test_where_the_screen_is_not_only_theirs_nothing_is_kept_or_asked(answer: str) -> None:
    client = Client()
    told = page(client.post("/begin", {"answer": answer}))
    links = [at["href"] for _, at, _ in told.all("a")]
    assert {"/steady", "/read", "/h"} <= set(links)
    assert not told.all("textarea", "form")
    assert not Account.objects.exists()
    assert not Session.objects.exists()


def test_a_yes_opens_a_log_and_asks_what_hurts(me: Person) -> None:
    assert me.vault.guest
    assert me.situation.answer("private") == "yes"
    assert led(Client().post("/begin", {"answer": "yes"})) == "/begin/words"


def test_an_answer_that_is_none_is_asked_again() -> None:
    assert "only yours" in page(Client().post("/begin", {"answer": "perhaps"})).text()
    assert not Account.objects.exists()


def test_who_is_here_goes_on(me: Person) -> None:
    assert led(me.client.get("/begin")) == "/today"
    assert led(me.send("/begin", answer="yes")) == "/today"


def test_who_is_here_can_say_that_the_screen_is_no_longer_theirs(me: Person) -> None:
    assert "nothing is asked" in page(me.send("/begin", answer="no")).text()
    assert me.situation.answer("private") == "no"
    assert "only yours" in page(me.client.get("/begin")).text()
    assert led(me.client.get("/begin/words")) == "/begin"
    today = me.page("/today")
    assert not today.all("textarea")
    assert "Is this screen only yours again?" in today.text()


def test_a_full_house_says_so_kindly(settings: Any) -> None:
    settings.TEND_GUESTS = 0
    answer = Client().post("/begin", {"answer": "yes"})
    assert answer.status_code == 503
    told = page(answer)
    assert "One moment" in told.text()
    assert {"/steady", "/read", "/h"} <= {at["href"] for _, at, _ in told.all("a")}
    assert answer["Retry-After"]
    assert not Session.objects.exists()


def test_words_that_came_late_wait_until_there_is_room(settings: Any) -> None:
    client, room = Client(), settings.TEND_GUESTS
    late = page(client.post("/begin/words", {"words": GENTLE, "answer": "words"}))
    settings.TEND_GUESTS = 0
    full = client.post("/begin", {"answer": "yes", "later": sealed(late)})
    assert GENTLE not in full.content.decode()
    settings.TEND_GUESTS = room
    again = client.post("/begin", {"answer": "yes", "later": sealed(page(full))})
    assert led(again) == "/begin/words"
    assert page(client.get("/begin/words")).all("textarea")[0][2] == GENTLE


def test_who_comes_back_is_not_sent_to_sign_in(me: Person, settings: Any) -> None:
    assert "I have been here before" in page(Client().get("/begin")).text()
    settings.TEND_SMALL = True
    words = {"name": "blue-spoon-19", "passphrase": "acorn lantern river mint"}
    me.client.post("/keep", words)
    me.client.post("/out")
    me.client.post("/in", words)
    read = me.page("/begin")
    assert "Good that you are back." in read.text()
    assert "/in" not in [at["href"] for _, at, _ in read.all("a")]


# Own words


def test_own_words_are_kept_as_they_are_and_lead_to_what_they_point_to(me: Person) -> None:
    assert led(me.send("/begin/words", words=GENTLE, answer="words")) == "/begin/starts"
    assert [told.text for told in me.entries(Told)] == [GENTLE]
    assert me.state.spouse == "husband"
    offered = me.page("/begin/starts")
    ids = {at["value"] for _, at, _ in offered.all("input") if at.get("type") == "checkbox"}
    assert ids <= {"closeness-scares", "old-trauma"}
    assert "Because you wrote “since I was a child”" in offered.text()
    assert not [at for _, at, _ in offered.all("input") if "checked" in at]
    assert set(me.situation.facts) == {"private"}
    assert not me.entries(Raised)


def test_who_comes_back_finds_the_words_and_says_them_once(me: Person) -> None:
    me.send("/begin/words", words=GENTLE, answer="words")
    assert GENTLE in me.page("/begin/words").text()
    me.send("/begin/words", words=GENTLE, answer="words")
    assert len(me.entries(Told)) == 1
    me.send("/begin/words", words=f"{GENTLE} and I cry", answer="words")
    assert len(me.entries(Told)) == 2


def test_words_of_another_hour_are_not_shown_again(me: Person) -> None:
    me.vault.append(Told(at=clock.now() - 3600, text=GENTLE))
    assert GENTLE not in me.page("/begin/words").text()


def test_the_road_to_the_first_step_says_where_one_is(me: Person) -> None:
    for at, place in (("/begin/words", 1), ("/begin/list/ours", 1), ("/begin/faith", 3)):
        assert f"Part {place} of 4, then a step for you" in me.page(at).text()
    step = me.decision.step
    me.send("/today", step=step, answer="did")
    me.send("/after", step=step, answer="good")
    assert "of 4" not in me.page("/begin/list").text()


def test_words_are_shown_as_words() -> None:
    me = Person(Client())
    me.send("/begin/words", words="<u>my wife drinks</u>", answer="words")
    assert not me.page("/begin/starts").all("u")


@pytest.mark.parametrize("answer", ["unsure", "skip"])
def test_not_sure_and_skip_are_answers_as_good(me: Person, answer: str) -> None:
    assert led(me.send("/begin/words", words="", answer=answer)) == "/today"
    assert picked(me) == []
    assert me.page("/today").all("h2")


def test_nothing_written_leads_to_the_list(me: Person) -> None:
    assert led(me.send("/begin/words", words=" ", answer="words")) == "/begin/list"
    assert not me.entries(Told)


def test_words_that_are_not_understood_lead_to_the_list_and_are_kept(me: Person) -> None:
    assert led(me.send("/begin/words", words="qwrt zxcv", answer="words")) == "/begin/list"
    assert me.entries(Told)
    assert led(me.client.get("/begin/starts")) == "/begin/list"


@pytest.mark.parametrize("answer", ["list", "unsure", "skip"])
def test_no_button_loses_the_words(me: Person, answer: str) -> None:
    me.send("/begin/words", words="I am tired of it all", answer=answer)
    assert [told.text for told in me.entries(Told)] == ["I am tired of it all"]


@pytest.mark.parametrize("answer", ["words", "list", "skip"])
def test_words_that_name_harm_bring_their_one_page_first(me: Person, answer: str) -> None:
    assert led(me.send("/begin/words", words="He choked me last week", answer=answer)) == "/word"
    assert me.entries(Raised)[0].what[0] == "danger"
    assert me.gate != "open"


def test_a_form_sent_twice_is_kept_once(me: Person) -> None:
    for _ in range(2):
        answer = me.send("/begin/words", key="same", words=GENTLE, answer="words")
        assert led(answer) == "/begin/starts"
    assert len(me.entries(Told)) == 1


def test_a_word_that_is_known_is_not_changed_by_later_words(me: Person) -> None:
    me.send("/begin/words", words="my husband", answer="words")
    me.send("/begin/words", words="my wife", answer="words")
    assert me.state.spouse == "husband"


def test_two_words_for_the_spouse_are_no_word(me: Person) -> None:
    me.send("/begin/words", words="my husband and my partner", answer="words")
    assert me.state.spouse == ""


def test_where_somebody_reads_along_nothing_is_asked_in_words(me: Person) -> None:
    me.say(watched="yes")
    assert led(me.client.get("/begin/words")) == "/begin/list"


# Starts


def test_the_person_ticks_what_fits(me: Person) -> None:
    me.send("/begin/words", words="my husband drinks and he lies about money", answer="words")
    answer = me.send("/begin/starts", start=["drink-drugs", "no-such-start"], answer="on")
    assert led(answer) == "/begin/more"
    assert picked(me) == ["drink-drugs"]


def test_none_of_these_and_the_list_are_answers(me: Person) -> None:
    me.send("/begin/words", words=GENTLE, answer="words")
    assert led(me.send("/begin/starts", answer="none")) == "/today"
    assert led(me.send("/begin/starts", answer="list")) == "/begin/list"
    assert picked(me) == []


def test_go_on_with_nothing_ticked_keeps_the_guesses_there(me: Person) -> None:
    me.send("/begin/words", words=GENTLE, answer="words")
    guesses = me.page("/begin/starts").text()
    asked = page(me.send("/begin/starts", answer="on"))
    assert "Nothing is ticked yet." in asked.text()
    assert "Nothing is ticked yet." not in guesses
    assert len(asked.all("input")) >= len(me.page("/begin/starts").all("input")) > 1
    assert picked(me) == []


def test_seven_groups_lead_to_every_start(me: Person) -> None:
    doors = [str(at["href"]) for _, at, _ in me.page("/begin/list").all("a")]
    groups = [door for door in doors if door.startswith("/begin/list/")]
    assert len(groups) == 7
    inputs = [at for group in groups for _, at, _ in me.page(group).all("input")]
    assert len({at["value"] for at in inputs if at["name"] == "start"}) == 24


def test_a_start_shows_a_few_signs(me: Person) -> None:
    text = me.page("/begin/list/closeness").text()
    assert "I make a joke when it gets tender." in text


def test_starts_of_two_groups_stand_together(me: Person) -> None:
    assert led(me.send("/begin/list/brought", start="no-trust", answer="list")) == "/begin/list"
    assert "You picked" in me.page("/begin/list").text()
    assert led(me.send("/begin/list/ours", start="roommates", answer="on")) == "/begin/more"
    assert picked(me) == ["no-trust", "roommates"]
    me.send("/begin/list/brought", answer="on")
    assert picked(me) == ["roommates"]


def test_more_than_three_are_too_many_and_the_ticks_stay(me: Person) -> None:
    many = ["no-trust", "family", "sexual-past", "old-trauma"]
    told = page(me.send("/begin/list/brought", start=many, answer="on"))
    assert "Three are enough" in told.text()
    assert len([at for _, at, _ in told.all("input") if "checked" in at]) == 4
    assert picked(me) == []


def test_a_group_that_is_none_is_not_there(me: Person) -> None:
    assert me.client.get("/begin/list/no-such").status_code == 404
    assert me.client.post("/begin/list/no-such", {"start": "family"}).status_code == 404


def test_a_start_whose_signs_name_harm_is_asked_about(me: Person) -> None:
    assert led(me.send("/begin/list/theirs", start="afraid", answer="on")) == "/word"
    assert me.entries(Raised)[0].what == ("concern",)
    assert picked(me) == ["afraid"]


def test_afraid_is_asked_about_whatever_its_signs_say(me: Person, monkeypatch: Any) -> None:
    monkeypatch.setattr("tend.path.views.begin.heard", lambda *texts: ())
    assert led(me.send("/begin/list/theirs", start="afraid", answer="on")) == "/word"


def test_it_is_asked_only_when_it_is_picked(me: Person) -> None:
    me.send("/begin/list/theirs", start="afraid", answer="on")
    assert led(me.send("/begin/list/theirs", start="afraid", answer="on")) == "/begin/more"
    assert len(me.entries(Raised)) == 1


def test_a_start_that_scares_nobody_else_is_not_asked_about(me: Person) -> None:
    assert led(me.send("/begin/list/closeness", start="closeness-scares")) == "/begin/more"
    assert not me.entries(Raised)


# What goes with a start


@pytest.mark.parametrize("address", [*PAGES, "/begin/starts", "/begin/more"])
def test_nobody_is_led_to_the_beginning(address: str) -> None:
    assert led(Client().get(address)) == "/begin"
    assert not Account.objects.exists()


def test_a_stranger_sees_nothing_of_mine(me: Person) -> None:
    me.send("/begin/words", words=GENTLE, answer="words")
    stranger = Person(Client())
    assert led(stranger.client.get("/begin/starts")) == "/begin/list"


def test_words_that_come_when_nobody_is_here_come_back(me: Person) -> None:
    client = Client()
    told = page(client.post("/begin/words", {"words": GENTLE, "answer": "words"}))
    assert GENTLE in told.text()
    (sealed,) = {at["value"] for _, at, _ in told.all("input") if at["name"] == "later"}
    assert led(client.post("/begin", {"answer": "yes", "later": sealed})) == "/begin/words"
    assert page(client.get("/begin/words")).all("textarea")[0][2] == GENTLE


def test_words_stay_sealed_on_a_screen_that_is_not_theirs() -> None:
    client = Client()
    told = page(client.post("/begin/words", {"words": GENTLE}))
    (sealed,) = {at["value"] for _, at, _ in told.all("input") if at["name"] == "later"}
    answer = client.post("/begin", {"answer": "no", "later": sealed})
    assert GENTLE not in answer.content.decode()
    assert str(sealed) in answer.content.decode()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("words=" + "I+cried+" * 150_000, 413),
        ("words=I+cried%00&answer=words", 400),
        ("words=I+cried%FF&answer=words", 400),
    ],
)
def test_what_cannot_be_read_comes_back(me: Person, body: str, status: int) -> None:
    form = "application/x-www-form-urlencoded"
    answer = me.client.post("/begin/words", body, content_type=form)
    assert answer.status_code == status
    assert "I cried" in page(answer).text()
    assert not me.entries(Told)


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_light_and_their_titles_and_addresses_say_nothing(
    me: Person, address: str
) -> None:
    if address == "/begin/faith":
        me.send("/begin/list/closeness", start="closeness-scares", answer="on")
    sent = me.client.get(address, headers={"accept-encoding": "gzip"})
    assert len(sent.content) <= LIGHT
    read: Page = me.page(address)
    assert [words for _, _, words in read.all("title")] == ["Notes"]
    assert len(read.all("h1")) == 1
    assert not NEVER_IN_ADDRESS.search(address)
