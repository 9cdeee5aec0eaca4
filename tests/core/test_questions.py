"""What is asked under a step, and what is said beside it."""

from typing import Any

import pytest

from tend.core.policy import Decision, decide
from tests.core.asking import (
    CLOSE,
    FRIEND,
    HEAL,
    LIMIT,
    ask,
    did,
    on,
    too_much,
)
from tests.core.given import anchor, free, known, pack, step

# Questions


QUESTIONED = (HEAL, CLOSE, step("l3", layer="L3"), step("both", layer="L6", with_="together"))


def under(asked: dict[str, Any] | None = None, **more: Any) -> Decision:
    data = {"facts": {"private": "yes"}, "starts": [{"id": "money"}], **more}
    return ask({**data, **({"asked": asked} if asked else {})}, *QUESTIONED)


def test_while_nothing_was_asked_a_check_stands_under_the_step() -> None:
    said = under()
    assert (said.gate, said.kind, said.question, said.step) == ("unasked", "offer", "check", "l3")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"later": 1, "last_days_ago": 0}, False),
        ({"later": 1}, False),
        ({"later": 1, "last_days_ago": 1}, True),
        ({"later": 2, "last_days_ago": 1}, True),
        ({"later": 3, "last_days_ago": 1}, False),
        ({"later": 3, "last_days_ago": 6}, False),
        ({"later": 3, "last_days_ago": 7}, True),
        ({"never": True, "last_days_ago": 400}, False),
        ({"never": True, "wants": True}, True),
        ({"later": 3, "last_days_ago": 0, "wants": True}, True),
    ],
)
def test_later_hides_it_a_day_three_times_a_week_and_never_until_wanted(
    asked: dict[str, Any],
    shown: bool,  # noqa: FBT001
) -> None:
    assert under(asked).question == ("check" if shown else None)


def test_nothing_is_asked_on_a_screen_that_is_not_mine_or_in_the_dark() -> None:
    assert under(facts={"private": "no"}).question is None
    assert under(facts={}).question is None
    assert under(facts={"private": "yes", "self_harm": "yes"}).question is None


def test_a_check_that_only_grew_old_is_renewed_by_a_short_one() -> None:
    def shown(**more: Any) -> str | None:
        base = {"checked_days_ago": 40, "lines_days_ago": 40}
        return ask(on("money", **{**base, **more}), *QUESTIONED).question

    assert shown() == "short-check"
    assert shown(lines_days_ago=90) == "short-check"
    assert shown(lines_days_ago=90.1) == "check"
    assert shown(lines_days_ago=None) == "check"
    assert shown(events=[{"id": "birth", "days_ago": 41}]) == "short-check"
    assert shown(events=[{"id": "birth", "days_ago": 40}]) == "check"
    line = ask(on("money", {"fear": "unknown"}, lines_days_ago=3), *QUESTIONED)
    assert line.question == "check"
    assert ask(on("money"), *QUESTIONED).question is None


def test_a_persons_first_decision_is_never_a_question_alone() -> None:
    wants = {"wants": True}
    assert under(wants).kind == "offer"
    said = under(wants, done=[did("heal", 3)])
    assert (said.kind, said.step, said.layer, said.question) == ("ask", None, None, "check")
    assert said.others
    opened = under(wants, open_step="heal")
    assert (opened.kind, opened.question) == ("ask", "check")


def test_who_wants_what_a_newer_check_would_open_is_asked_it() -> None:
    both = step("both", layer="L6", area="tend-emotional", with_="together")
    data = on("money", checked_days_ago=8, lines_days_ago=8, prefer={"with": "together"})
    wants = {**data, "asked": {"wants": True}, "done": [did("one", 3)]}
    said = ask(wants, both)
    assert (said.gate, said.kind, said.question) == ("open", "ask", "short-check")


def test_when_nothing_else_is_left_a_question_stands_alone() -> None:
    done = [did(id, 2) for id in ("one", "two", "three")]
    data = {"facts": {"private": "yes"}, "starts": [{"id": "money"}], "done": done}
    said = ask(data, CLOSE)
    assert (said.kind, said.question, said.step) == ("ask", "check", None)
    closed = ask({**data, "facts": {}}, CLOSE)
    assert (closed.kind, closed.step in ("one", "two", "three")) == ("rest", True)
    waiting = step("wait", layer="L3", needs=("helper",))
    said = ask(on("money", {"helper": "unknown"}, done=done), waiting)
    assert (said.kind, said.question) == ("ask", "helper")
    rest = ask(on("money", {"helper": "no"}, done=done), waiting)
    assert (rest.kind, rest.rule, rest.question) == ("rest", "P9", None)


def test_nobody_is_asked_anything_alone_beside_help() -> None:
    said = under({"wants": True}, facts={"private": "yes", "fear": "yes"}, done=[did("heal", 3)])
    assert (said.kind, said.step is None) == ("refer", False)


def test_a_better_step_that_waits_for_one_answer_puts_its_question_under_this_one() -> None:
    waits, plain = step("wait", layer="L3", needs=("helper",)), step("plain", layer="L3")
    said = ask(on("money", {"helper": "unknown"}), waits, plain)
    assert (said.kind, said.step, said.question) == ("offer", "plain", "helper")
    assert "helper" in said.facts_used
    both = step("both", layer="L3", needs=("both_free",))
    assert ask(on("money", {"both_free": "unknown"}), both, plain).question is None
    assert ask(on("money", {"helper": "unknown"}), plain, waits).question is None
    grown = step("hold", layer="L3", area="tend-emotional", flags=("touch",))
    assert ask(on("money", {"minor": "unknown"}), grown, plain).question == "minor"


# What is said beside it


def test_what_is_left_out_says_what_would_change_it() -> None:
    its = (
        step("both", layer="L6", area="tend-emotional", with_="together"),
        step("hold", layer="L6", area="tend-emotional", flags=("touch",)),
        step("bed", layer="L8", area="tend-sexual"),
        step("say", layer="L3", flags=("toward-spouse",)),
        LIMIT,
    )

    def left(data: dict[str, Any]) -> dict[str, str]:
        return {one.what: one.because for one in ask(data, *its).left_out}

    closer = ("together", "touch", "sexual", "spouse")
    assert left({"facts": {"private": "yes"}}) == dict.fromkeys(closer, "check")
    assert {what: left({})[what] for what in closer} == dict.fromkeys(closer, "check")
    assert left(on("money")) == {}
    assert left(on("money", {"both_free": "unknown"})) == {"together": "needs"}
    assert left(on("money", {"court": "yes"})) == dict.fromkeys(closer, "needs")
    assert left(on("money", checked_days_ago=8)) == {"together": "check"}
    past = dict.fromkeys(("together", "touch", "sexual"), "later")
    assert left(on("money", {"fear": "past"})) == past
    assert left(on("money", {"degraded": "yes"})) == {
        **past,
        "spouse": "later",
        "boundary": "later",
    }
    assert left(on("stay-or-go"))["spouse"] == "later"
    assert ask(on("money"), HEAL).left_out == ()


def test_every_decision_has_a_reason_and_names_the_facts_it_used() -> None:
    said = ask(on("money", {"fear": "past", "escalating": "unknown"}), HEAL)
    assert said.why
    assert said.facts_used == ("private", "fear", "escalating")
    assert ask(on("money", {"minor": "yes"}), HEAL).facts_used == ("private", "minor")
    caring = step("l3", layer="L3", never=("pain",))
    assert "pain" in ask(on("money"), caring).facts_used


def test_the_reason_is_the_rules_and_then_the_steps() -> None:
    said = decide(known(), pack())
    its = pack().step(said.step)
    assert its is not None
    assert said.why == (pack().about.reasons[said.rule], its.why)


def test_there_are_two_others_and_never_the_step_itself_or_one_put_off_today() -> None:
    its = (step("a", layer="L3"), step("b", layer="L3"), step("c", layer="L3"))
    said = ask(on("money"), *its)
    assert (said.step, said.others) == ("a", ("b", "c"))
    assert ask(on("money", done=[did("b", 0, "not-today")]), *its).others == ("c", "one")
    every = [did(id, 0, "not-today") for id in ("one", "two", "b", "c")]
    assert ask(on("money", done=every), *its).others == ("three",)


def test_a_grounding_step_is_offered_to_one_in_a_pack_of_more_than_anchors() -> None:
    more = anchor("slow", minutes=9)
    done = too_much("heal", "friend") + [did(id, 3) for id in ("one", "two", "three")]
    said = ask(on("money", strength="some", done=done), HEAL, FRIEND, more)
    assert said.step == "slow"
    assert ask(on("money", done=done), HEAL, FRIEND, more).step in ("one", "two", "three")


def test_the_same_situation_always_gives_the_same_answer() -> None:
    situation = free(starts=[{"id": "money"}], strength="some")
    assert decide(situation, pack()) == decide(situation, pack())
