"""What comes first: help, what was begun, rest, and less when it was too much."""

from typing import Any

import msgspec
import pytest

from tend.core import facts
from tend.core.policy import decide
from tests.core.asking import (
    ADVOCATE,
    CLOSE,
    FRIEND,
    HEAL,
    JOY,
    LONG,
    QUIET,
    URGENT_KIND,
    ask,
    did,
    of,
    on,
    too_much,
)
from tests.core.given import step, told

# P1: a dark night


def test_in_the_dark_help_comes_first_with_one_thing_to_steady() -> None:
    friend = step("friend", area="support", layer="L2")
    said = ask(on("money", {"self_harm": "yes"}), friend, step("heal"))
    assert (said.kind, said.rule, said.step) == ("refer", "P1", "one")
    assert [line.kind for line in said.help] == ["emergency", "dv"]
    assert "self_harm" in said.facts_used
    assert set(said.others) <= {"two", "three", "friend"}
    assert said.question is None


def test_support_stands_where_every_grounding_step_was_done_lately() -> None:
    friend = step("friend", area="support", layer="L2")
    done = [did(id, 1) for id in ("one", "two", "three")]
    said = ask(on("money", {"self_harm": "yes"}, done=done), friend, step("heal"))
    assert said.step == "friend"


def test_after_easier_the_later_rules_hold_narrowed() -> None:
    night = {"yes_days_ago": 13 / 24, "easier_days_ago": 0}
    heavy, light = step("heavy", layer="L3", minutes=9), step("light", layer="L3", minutes=5)
    said = ask(on("money", {"self_harm": "yes"}, overlay=night, strength="more"), heavy, light)
    assert (said.gate, said.kind, said.rule, said.step) == ("open", "offer", "P7", "light")
    later = {"yes_days_ago": 2, "easier_days_ago": 1}
    said = ask(on("money", {"self_harm": "yes"}, overlay=later, strength="more"), heavy, light)
    assert said.step == "heavy"


# P2: help, and one kind a day


TURNS = (JOY, HEAL, ADVOCATE, QUIET, FRIEND, URGENT_KIND)


@pytest.mark.parametrize("fact", [f for f in facts.SAFETY if f != "i_hurt"])
def test_any_yes_about_home_brings_help_and_one_quiet_thing(fact: str) -> None:
    said = ask(on("money", {fact: "yes"}), *TURNS)
    assert (said.kind, said.rule) == ("refer", "P2")
    assert said.gate in ("closed", "urgent")
    assert said.help
    assert said.step == "leave"
    assert fact in said.facts_used


def test_a_floor_alone_brings_no_alarm() -> None:
    history = {"worst": "urgent", "worst_days_ago": 9}
    said = ask(on("money", history=history), *TURNS)
    assert (said.gate, said.kind, said.help) == ("closed", "offer", ())


def test_the_kinds_take_turns_one_a_day() -> None:
    done: list[dict[str, Any]] = []
    seen = []
    for _ in range(6):
        said = ask(on("money", {"degraded": "yes"}, done=done), *TURNS)
        assert said.kind == "refer"
        assert said.step
        seen.append(said.step)
        done = [did(said.step, 1), *({**d, "days_ago": d["days_ago"] + 1} for d in done)]
    assert seen == ["leave", "friend", "quiet", "heal", "joy", "ask-her"]


def test_a_kind_with_nothing_new_is_passed_over() -> None:
    said = ask(on("money", {"degraded": "yes"}, done=[did("friend", 1)]), HEAL, FRIEND)
    assert said.step == "heal"
    said = ask(on("money", {"degraded": "yes"}, done=[did("heal", 1)]), HEAL, FRIEND)
    assert said.step == "friend"


def test_a_quiet_limit_comes_before_one_that_asks_an_advocate() -> None:
    said = ask(on("money", {"degraded": "yes"}, done=[did("friend", 1)]), ADVOCATE, QUIET, FRIEND)
    assert said.step == "quiet"


def test_a_step_that_fits_comes_before_one_that_does_not() -> None:
    said = ask(on("money", {"degraded": "yes"}), LONG, HEAL)
    assert said.step == "heal"
    said = ask(on("money", {"degraded": "yes"}), LONG)
    assert said.step == "long"


def test_a_step_that_names_the_start_comes_before_one_for_all() -> None:
    named = step("named", layer="L9", area="heal-emotional", starts=("money",))
    other = step("other", layer="L0", area="heal-emotional", starts=("afraid",))
    assert ask(on("money", {"degraded": "yes"}), HEAL, other, named).step == "named"


def test_grounding_stands_among_the_others_beside_help() -> None:
    said = ask(on("money", {"degraded": "yes"}), *TURNS)
    assert said.others[0] in ("one", "two", "three")
    nothing = ask(on("money", {"degraded": "yes", "private": "no"}), *TURNS)
    assert nothing.step in ("one", "two", "three")
    assert set(nothing.others) <= {"one", "two", "three"}


def test_limits_that_are_not_signed_stay_away_where_there_is_harm() -> None:
    unsigned = step("limit", area="boundary", layer="L3", flags=("quiet",))
    said = ask(on("money", {"degraded": "yes"}), unsigned)
    assert "limit" not in (said.step, *said.others)


# P3: the one who did harm

SAFE = step("safe", area="boundary", layer="L3", flags=("own-harm",), signed=("own-harm",))


def test_who_did_harm_is_first_given_what_makes_others_safe() -> None:
    said = ask(on("harm-i-did", {"i_hurt": "yes"}), HEAL, SAFE, FRIEND)
    assert (said.gate, said.kind, said.rule, said.step) == ("closed", "refer", "P3", "safe")
    soothing = on("harm-i-did", {"i_hurt": "yes"}, open_step="heal")
    assert ask(soothing, HEAL, SAFE).step == "safe"
    done = on("harm-i-did", {"i_hurt": "yes"}, done=[did("safe", 1)])
    assert ask(done, HEAL, SAFE, FRIEND).step == "heal", "a limit was the last, healing is next"
    kept = on("harm-i-did", {"i_hurt": "yes"}, open_step="heal", done=[did("safe", 1)])
    assert ask(kept, HEAL, SAFE, FRIEND).step == "heal"
    own = on("harm-i-did", {"i_hurt": "yes"}, open_step="safe")
    assert ask(own, HEAL, SAFE).step == "safe"


def test_what_makes_others_safe_comes_before_rest_from_too_much() -> None:
    done = [did("heal", 1, "too-much"), did("friend", 2, "too-much")]
    said = ask(on("harm-i-did", {"i_hurt": "yes"}, done=done), HEAL, SAFE, FRIEND)
    assert said.step == "safe"
    said = ask(on("harm-i-did", {"i_hurt": "yes"}, done=done), HEAL, FRIEND)
    assert said.step in ("one", "two", "three")


def test_with_any_other_yes_there_is_no_verdict() -> None:
    said = ask(on("harm-i-did", {"i_hurt": "yes", "degraded": "yes"}), HEAL, SAFE, FRIEND)
    assert (said.rule, said.step) == ("P2", "friend")
    assert "safe" not in said.others


def test_own_harm_steps_are_for_p3_and_for_that_thread_only() -> None:
    assert ask(on("money"), SAFE, step("other", layer="L3")).step == "other"
    assert ask(on("harm-i-did"), SAFE, step("other", layer="L3")).step == "safe"
    opened = on("money", open_step="safe")
    assert ask(opened, SAFE, step("other", layer="L3")).step == "other"
    assert ask(on("money", {"i_hurt": "yes"}), SAFE).step == "safe"


# P4: the open step


def test_the_open_step_stands_whatever_fits_or_was_done() -> None:
    its = [LONG, step("new", layer="L3")]
    said = ask(on("money", open_step="long", done=[did("long", 1)]), *its)
    assert (said.rule, said.kind, said.step) == ("P4", "offer", "long")
    assert ask(on("money", open_step="long", done=[did("new", 0)]), *its).step == "long"


def test_again_stands_like_an_open_step_and_after_it() -> None:
    its = [LONG, step("new", layer="L3")]
    assert ask(on("money", again="long", done=[did("long", 0)]), *its).step == "long"
    assert ask(on("money", again="long", open_step="new"), *its).step == "new"


def test_an_open_step_no_longer_allowed_is_laid_aside_without_a_word() -> None:
    said = ask(on("money", {"fear": "unknown"}, open_step="close"), CLOSE, HEAL)
    assert (said.step == "close", said.paused) == (False, None)
    for change in ({"events": [{"id": "birth", "days_ago": 0}]}, {"checked_days_ago": None}):
        said = ask(on("money", open_step="close", **change), CLOSE, HEAL)
        assert (said.gate, said.paused) == ("unasked", None)


def test_an_open_step_whose_check_only_grew_old_is_paused() -> None:
    said = ask(on("money", open_step="close", checked_days_ago=31), CLOSE, HEAL)
    assert (said.gate, said.paused, said.rule) == ("unasked", "close", "P7")
    assert said.step != "close"
    assert ask(on("money", open_step="close"), CLOSE, HEAL).paused is None
    excluded = on("stay-or-go", open_step="close", checked_days_ago=31)
    assert ask(excluded, CLOSE, HEAL).paused is None
    two = step("two-of-us", area="tend-emotional", with_="together", needs=("both_free",))
    old = on("money", open_step="two-of-us", checked_days_ago=8, lines_days_ago=91)
    assert ask(old, two).paused == "two-of-us"
    assert ask({**old, "lines_days_ago": None}, two).paused is None


def test_an_open_step_the_thread_or_the_imbalance_leaves_out_is_laid_aside() -> None:
    toward = step("say-it", layer="L3", flags=("toward-spouse",))
    assert ask(on("stay-or-go", open_step="say-it"), toward, HEAL).step != "say-it"
    touch = step("hold", area="tend-emotional", layer="L6", flags=("touch", "consent"))
    uneven = [{"days_ago": 1, "free": "yes", "emotional": 2, "sexual": 6}]
    said = ask(on("money", open_step="hold", readings=uneven), touch, HEAL)
    assert said.step != "hold"
    assert ask(on("money", open_step="hold"), touch, HEAL).step == "hold"


def test_a_step_of_another_pack_is_no_open_step() -> None:
    its = of(HEAL)
    data = on("money")
    situation = told(data, its)
    gone = msgspec.structs.replace(situation, open_step="gone", again="gone")
    assert decide(gone, its).step in ("heal", "one")


# After a step done today


@pytest.mark.parametrize("how", ["good", "hard"])
def test_after_a_step_done_today_there_is_rest_with_an_anchor(how: str) -> None:
    said = ask(on("money", done=[did("heal", 0, how)]), HEAL, step("new", layer="L3"))
    assert (said.kind, said.rule, said.step) == ("rest", "P9", "one")
    assert set(said.others) == {"two", "three"}
    said = ask(on("money", done=[did("heal", 1, how)]), HEAL, step("new", layer="L3"))
    assert said.kind == "offer"


@pytest.mark.parametrize("how", ["too-much", "not-today"])
def test_what_was_too_much_or_put_off_does_not_end_the_day(how: str) -> None:
    said = ask(on("money", done=[did("heal", 0, how)]), HEAL, step("new", layer="L3"))
    assert (said.kind, said.step) == ("offer", "new")


@pytest.mark.parametrize("answers", [{"degraded": "yes"}, {"i_hurt": "yes"}, {"self_harm": "yes"}])
def test_beside_help_a_step_done_today_leaves_an_anchor(answers: dict[str, str]) -> None:
    said = ask(on("money", answers, done=[did("heal", 0)]), HEAL, FRIEND, SAFE)
    assert (said.kind, said.step) == ("refer", "one")
    assert said.help


def test_the_anchor_is_the_one_done_longest_ago_and_not_one_put_off_today() -> None:
    done = [did("heal", 0), did("one", 1), did("two", 5), did("three", 3)]
    assert ask(on("money", done=done), HEAL).step == "two"
    assert ask(on("money", done=[*done, did("two", 0, "not-today")]), HEAL).step == "three"
    every = [did(id, 0, "not-today") for id in ("one", "two", "three")]
    assert ask(on("money", done=[did("heal", 0), *every]), HEAL).step in ("one", "two", "three")


# P5: too much


def test_after_two_too_much_in_a_row_there_is_grounding() -> None:
    its = (HEAL, FRIEND, step("new", layer="L3"))
    said = ask(on("money", done=too_much("heal", "friend")), *its)
    assert (said.rule, said.kind, said.step) == ("P5", "offer", "one")
    assert ask(on("money", done=too_much("heal")), *its).rule == "P7"
    between = [did("heal", 1, "too-much"), did("new", 2, "hard"), did("friend", 3, "too-much")]
    assert ask(on("money", done=between), *its).rule == "P7"
    put_off = [did("heal", 1, "too-much"), did("new", 2, "not-today"), did("friend", 3, "too-much")]
    assert ask(on("money", done=put_off), *its).rule == "P5"


def test_when_grounding_was_too_much_the_next_takes_fewer_minutes() -> None:
    less, more = step("less", layer="L3", minutes=2), step("more", layer="L3", minutes=4)
    said = ask(on("money", done=too_much("one", "heal")), HEAL, more, less)
    assert (said.rule, said.step) == ("P5", "less")
    said = ask(on("money", done=too_much("one", "heal")), HEAL, more)
    assert said.step in ("two", "three")


def test_too_much_of_a_step_nobody_knows_still_brings_grounding() -> None:
    its = of(HEAL)
    situation = told(on("money", done=too_much("heal", "heal")), its)
    gone = tuple(msgspec.structs.replace(d, step="gone") for d in situation.done)
    assert decide(msgspec.structs.replace(situation, done=gone), its).rule == "P5"


def test_beside_help_too_much_brings_grounding_too() -> None:
    done = [did("heal", 1, "too-much"), did("friend", 2, "too-much")]
    said = ask(on("money", {"degraded": "yes"}, done=done), HEAL, FRIEND, JOY)
    assert (said.kind, said.rule, said.step) == ("refer", "P2", "one")
