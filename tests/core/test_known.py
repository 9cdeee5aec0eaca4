"""The value every decision is made from."""

import pytest

from tend.core import facts
from tend.core.known import History, Situation
from tests.core.given import told


@pytest.mark.parametrize("fact", facts.BY_ID)
def test_what_was_never_told_is_unknown(fact: str) -> None:
    assert Situation().answer(fact) == "unknown"


@pytest.mark.parametrize("fact", facts.SAFETY)
def test_no_to_what_once_was_reads_as_past(fact: str) -> None:
    for answer in ("no", "past", "unknown", "yes"):
        once = told({"facts": {fact: answer}, "history": {"ever": {fact: "yes"}}})
        assert once.answer(fact) == ("past" if answer == "no" else answer)
        assert told({"facts": {fact: answer}}).answer(fact) == answer


def test_only_safety_facts_are_remembered_so() -> None:
    once = History(ever={"pain": "yes", "self_harm": "yes"})
    was = Situation(facts={"pain": "no", "self_harm": "no"}, history=once)
    assert (was.answer("pain"), was.answer("self_harm")) == ("no", "no")


def test_the_thread_is_the_named_start_else_the_first_else_none() -> None:
    starts = [{"id": "money"}, {"id": "family"}]
    assert told({}).on() is None
    for thread, id in ((None, "money"), ("money", "money"), ("family", "family")):
        on = told({"starts": starts, "thread": thread}).on()
        assert on is not None
        assert on.id == id


def test_the_newest_reading_is_the_one_of_the_fewest_days_and_all_of_them_on_a_tie() -> None:
    readings = [{"days_ago": 2, "emotional": 1}, {"days_ago": 1, "emotional": 2}]
    assert [r.emotional for r in told({"readings": readings}).newest_readings()] == [2]
    readings.append({"days_ago": 1, "emotional": 3})
    assert [r.emotional for r in told({"readings": readings}).newest_readings()] == [2, 3]
    assert told({}).newest_readings() == ()
