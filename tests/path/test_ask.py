from __future__ import annotations

import msgspec
import pytest
from django.conf import settings

from tend.core import facts
from tend.core.entries import Answered, Offered
from tend.path.walk import Here
from tend.vault import clock
from tests.path.person import Person, buttons, led, person

__all__ = ["person"]


def at(fact: str) -> str:
    return f"/ask/{list(facts.BY_ID).index(fact)}"


def waiting(monkeypatch: pytest.MonkeyPatch, fact: str) -> None:
    """A decision that asks for this fact."""
    kept = Here.__dict__["decision"].func

    def asks(self: Here) -> object:
        return msgspec.structs.replace(kept(self), question=fact)

    monkeypatch.setattr(Here, "decision", property(asks))


def test_a_fact_a_step_waits_for_is_asked_in_one_tap(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(monkeypatch, "court")
    read = person.page(at("court"))
    assert buttons(read) == ["Yes", "No", "I am not sure", "Rather not say"]
    assert "A court, an order or a lawyer" in read.text()
    assert led(person.send(at("court"), answer="1")) == "/today"
    assert person.state.answers["court"] == "no"


def test_only_what_is_waited_for_is_asked(person: Person) -> None:
    for fact in facts.BY_ID:
        if fact != "private":
            assert person.client.get(at(fact)).status_code == 404
            assert person.send(at(fact), answer="0").status_code == 404
    assert [e for e in person.entries(Answered) if "private" not in e.answers] == []


@pytest.mark.parametrize("address", ["/ask/99", "/ask/x", "/ask/court", "/ask/-1", "/ask/"])
def test_there_is_nothing_else_to_ask(person: Person, address: str) -> None:
    assert person.client.get(address).status_code == 404


def test_a_no_that_frightens_brings_help_first(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(monkeypatch, "no_is_safe")
    labels = [choice.label for choice in settings.TEND_PACK.question("no_is_safe").answers]
    scared = str(labels.index("They were angry in a way that frightened me"))
    assert led(person.send(at("no_is_safe"), answer=scared)) == "/near"
    assert person.state.answers["fear"] == "yes"
    assert "no_is_safe" not in person.state.answers


def test_a_no_that_was_fine_is_noted(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting(monkeypatch, "no_is_safe")
    assert led(person.send(at("no_is_safe"), answer="0")) == "/today"
    assert person.state.answers["no_is_safe"] == "yes"


def test_one_who_is_not_grown_is_shown_the_line_for_children(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(monkeypatch, "minor")
    person.send("/near", country="UK")
    assert led(person.send(at("minor"), answer="1")) == "/near"
    assert "Childline" in person.page("/near").text()


def test_what_was_answered_once_can_be_answered_anew(person: Person) -> None:
    person.say(parting="yes")
    assert "Is a parting near?" in person.page("/changed").text()
    assert led(person.send(at("parting"), answer="1")) == "/today"
    assert person.state.answers["parting"] == "no"


def test_a_safety_answer_is_never_asked_by_itself(person: Person) -> None:
    person.say(fear="yes", hit="past")
    for fact in (*facts.SAFETY, "self_harm", "both_free"):
        assert person.client.get(at(fact)).status_code == 404


def test_alone_with_the_screen_again_leads_to_the_questions(person: Person) -> None:
    person.say(private="unknown")
    assert led(person.send(at("private"), answer="0")) == "/check"
    assert led(person.send(at("private"), answer="2")) == "/today"
    assert person.state.answers["private"] == "no"


def test_someone_trained_is_asked_about_on_the_way_back(person: Person) -> None:
    person.say(i_hurt="past")
    assert led(person.send(at("helper"), answer="0")) == "/back"
    assert person.state.answers["helper"] == "yes"


@pytest.mark.parametrize("answer", ["", "9", "yes", "-1"])
def test_an_answer_that_is_none_changes_nothing(person: Person, answer: str) -> None:
    before = person.count()
    assert led(person.send(at("private"), answer=answer)) == at("private")
    assert person.count() == before


def test_the_same_form_twice_is_one_answer(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.say(parting="yes")
    before = person.count()
    for answer in ("1", "0"):
        assert led(person.send(at("parting"), key="k", answer=answer)) == "/today"
    assert person.count() == before + 1
    assert person.state.answers["parting"] == "no"


def test_whoever_would_rather_not_say_is_given_a_step_again(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(monkeypatch, "court")
    person.add(Offered(at=clock.now(), answer="wants"))
    assert led(person.send(at("court"), answer="3")) == "/today"
    assert person.state.answers["court"] == "unknown"
    assert not person.state.wants
