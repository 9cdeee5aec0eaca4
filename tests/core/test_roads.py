"""The roads of an ordinary day: what is uneven, the layers, tending, fit and voice."""

from typing import Any

import pytest

from tend.core.pack import Step
from tend.core.policy import Decision, decide
from tests.core.asking import (
    ALL,
    LIMIT,
    NEED,
    UNEVEN,
    URGENT_KIND,
    ask,
    did,
    on,
    steadied,
)
from tests.core.given import small, step, told

# P6: one gives, the other takes

TALK = step("talk", layer="L6", area="tend-emotional")
NO = step("kind-no", layer="L3", area="boundary", flags=("kind-no", "toward-spouse"))


@pytest.mark.parametrize(
    ("readings", "uneven"),
    [
        (UNEVEN, True),
        ([{"days_ago": 30, "emotional": 2, "sexual": 6, "free": "yes"}], True),
        ([{"days_ago": 31, "emotional": 2, "sexual": 6, "free": "yes"}], False),
        ([{"days_ago": 1, "emotional": 3, "sexual": 6, "free": "yes"}], False),
        ([{"days_ago": 1, "emotional": 6, "sexual": 2, "free": "yes"}], False),
        ([{"days_ago": 1, "sexual": 9, "free": "yes"}], False),
        ([{"days_ago": 1, "emotional": 0, "free": "yes"}], False),
        ([{"days_ago": 1, "free": "no"}], True),
        ([{"days_ago": 1, "free": "unsure"}], False),
        ([{"days_ago": 31, "free": "no"}], False),
        ([*UNEVEN, {"days_ago": 0, "emotional": 6, "sexual": 6, "free": "yes"}], False),
    ],
)
def test_an_uneven_reading_turns_to_what_i_need(
    readings: list[dict[str, Any]],
    uneven: bool,  # noqa: FBT001
) -> None:
    said = ask(on("money", readings=readings), LIMIT, NEED)
    assert said.rule == ("P6" if uneven else "P7")
    assert said.step == ("need" if uneven else "limit")


def test_the_thread_one_sided_walks_need_limit_talk_and_then_a_kind_no() -> None:
    done = steadied()
    seen = []
    for _ in range(4):
        said = ask(on("one-sided", done=done), NO, TALK, LIMIT, NEED)
        assert (said.kind, said.rule) == ("offer", "P6")
        assert said.step
        seen.append(said.step)
        done = [did(said.step, 1), *({**d, "days_ago": d["days_ago"] + 1} for d in done)]
    assert seen == ["need", "limit", "talk", "kind-no"]


def test_a_kind_no_waits_for_a_no_that_was_safe() -> None:
    data = on("one-sided", {"no_is_safe": "unknown"}, done=[did("need", 1), *steadied()])
    said = ask(data, NEED, NO)
    assert said.question == "no_is_safe"
    assert said.step != "kind-no"
    assert "no_is_safe" in said.facts_used
    said = ask(on("one-sided", {"no_is_safe": "no"}, done=[did("need", 1), *steadied()]), NEED, NO)
    assert (said.question, said.step == "kind-no") == (None, False)


@pytest.mark.parametrize("thread", ["one-sided", "money"])
def test_while_it_is_uneven_nothing_close_stands_anywhere(thread: str) -> None:
    close = (
        step("two", area="tend-emotional", layer="L6", with_="together", needs=("both_free",)),
        step("hold", area="tend-emotional", layer="L6", flags=("touch", "consent")),
        step("bed", area="tend-sexual", layer="L6", flags=("consent",)),
    )
    more: dict[str, Any] = {"readings": UNEVEN, "prefer": {"with": "together", "minutes": 20}}
    its = small(*close, starts=ALL)
    for day in range(4):
        said = decide(told(on(thread, **more), its), its)
        named = {said.step, *said.others}
        assert not named & {"hold", "bed"}, day
        left = {one.what: one.because for one in said.left_out}
        assert left == {"together": "later", "touch": "later", "sexual": "later"}
    even = decide(told(on("money", prefer={"with": "together"}), its), its)
    assert even.step in ("two", "hold", "bed")


# P7 and P8


def test_the_layers_of_the_thread_come_in_its_order_then_the_still_ones() -> None:
    its = [
        step(f"at-{layer}", layer=layer, area="heal-emotional")
        for layer in ("L0", "L1", "L2", "L3", "L6", "L9")
    ]
    done = steadied()
    seen = []
    for _ in range(6):
        said = ask(on("money", done=done), *its)
        assert said.rule == "P7"
        assert said.step
        assert said.layer == said.step[-2:]
        seen.append(said.step[-2:])
        done = [did(said.step, 1), *({**d, "days_ago": d["days_ago"] + 1} for d in done)]
    assert seen == ["L3", "L6", "L0", "L1", "L2", "L9"]


def test_within_a_layer_steps_that_name_the_start_come_first() -> None:
    named = step("named", layer="L3", starts=("money",))
    assert ask(on("money"), step("all", layer="L3"), named).step == "named"
    other = step("other", layer="L3", starts=("afraid",))
    assert ask(on("money"), other, step("all", layer="L3")).step == "all"


def test_a_layer_is_done_after_two_good_steps_or_by_own_word() -> None:
    its = [step(f"s{n}", layer="L3") for n in range(4)] + [step("next", layer="L6")]
    one = on("money", done=[did("s0", 20)])
    assert ask(one, *its).step == "s1"
    two = on("money", done=[did("s0", 20), did("s1", 19)])
    assert ask(two, *its).step == "next"
    hard = on("money", done=[did("s0", 20), did("s1", 19, "hard")])
    assert ask(hard, *its).step == "s2"
    word = on("money", layers={"money": "L6"})
    assert ask(word, *its).step == "next"
    back = on("money", layers={"money": "L3"})
    assert ask(back, *its).step == "s0"
    elsewhere = on("money", layers={"afraid": "L6"})
    assert ask(elsewhere, *its).step == "s0"
    both = on("money", done=[did("s0", 20), did("s1", 19), did("next", 2)])
    assert ask(both, *its).step == "one", "the layers that follow come before one done again"


def test_the_thread_is_walked_and_not_the_first_start() -> None:
    its = (step("m", layer="L3", starts=("money",)), step("a", layer="L0", starts=("afraid",)))
    data = on("money", starts=[{"id": "money"}, {"id": "afraid"}], thread="afraid")
    assert ask(data, *its).step == "a"


def test_without_a_start_there_is_steadying_and_naming_and_the_way_to_begin() -> None:
    naming, later = step("name-it", layer="L1"), step("later", layer="L4")
    data = {"facts": {"private": "yes"}}
    assert (ask(data, naming, later).step, ask(data, naming, later).question) == ("one", "begin")
    done = [did(id, 2) for id in ("one", "two", "three")]
    said = ask({**data, "done": done}, naming, later)
    assert (said.step, said.question, said.kind) == ("name-it", "begin", "offer")
    unsure = ask({}, naming, later)
    assert (unsure.step, unsure.question) == ("one", None)


def test_when_the_layers_are_walked_there_is_tending_and_joy() -> None:
    tend = step("tend", layer="L7", area="tend-emotional")
    done = [did(id, 2) for id in ("one", "two", "three")]
    assert ask(on("money", done=done), tend).rule == "P8"
    assert ask(on("money", done=done), step("sort", layer="L7")).rule == "P9"
    joy = step("joy", layer="L9", area="joy")
    assert ask(on("money", done=done), joy).rule == "P7", "L9 is one of the still layers"
    nobody = ask({**on("money", done=done), "starts": []}, tend)
    assert (nobody.rule, nobody.step) == ("P8", "tend")


def test_steps_of_getting_away_are_for_the_one_who_is_afraid() -> None:
    assert ask(on("money"), URGENT_KIND, step("new", layer="L3")).step == "new"
    assert ask(on("afraid"), URGENT_KIND, step("new", layer="L3")).step == "leave"


# What is left out of the road


def test_while_it_is_open_whether_to_stay_nothing_turns_to_the_spouse() -> None:
    toward = [
        step("say", layer="L0", flags=("toward-spouse",)),
        step("forgive", layer="L0", flags=("forgive",)),
        step("no", layer="L0", flags=("kind-no",)),
        step("close", layer="L0", area="tend-emotional"),
        step("meaning", layer="L0", area="tend-spiritual"),
        step("both", layer="L0", with_="together", needs=("both_free",)),
    ]
    free_: dict[str, Any] = {
        "starts": [{"id": "stay-or-go", "when": "past"}],
        "prefer": {"with": "together"},
    }
    said = ask(on("stay-or-go", **free_), *toward, step("sort", layer="L4"))
    assert said.step == "sort"
    assert not {step.id for step in toward} & set(said.others)
    assert said.question is None
    left = on("money", **{**free_, "starts": [{"id": "money", "when": "past"}]})
    assert ask(left, *toward, step("sort", layer="L4")).step in {s.id for s in toward} | {"one"}


@pytest.mark.parametrize(
    ("strength", "minutes", "seen"),
    [
        ("little", 20, "m5"),
        ("some", 20, "m10"),
        ("more", 20, "m20"),
        ("more", 60, "m40"),
        ("some", 60, "m10"),
        ("more", 7, "m5"),
        ("little", 4, "one"),
    ],
)
def test_a_step_fits_the_strength_and_the_minutes(strength: str, minutes: int, seen: str) -> None:
    its = [
        step("m40", layer="L3", minutes=40, flags=("long",)),
        *(step(f"m{n}", layer="L3", minutes=n) for n in (25, 20, 10, 5)),
    ]
    assert ask(on("money", strength=strength, prefer={"minutes": minutes}), *its).step == seen


def test_no_step_comes_twice_within_fourteen_days() -> None:
    its = (step("first", layer="L3"), step("second", layer="L3"))
    for how in ("good", "hard", "too-much"):
        assert ask(on("money", done=[did("first", 13.9, how)]), *its).step == "second"
    lately = [did("second", 1), *steadied()]
    assert ask(on("money", done=[did("first", 14, "too-much"), *lately]), *its).step == "first"
    assert ask(on("money", done=[did("first", 1, "not-today")]), *its).step == "first"
    assert ask(on("money", done=[did("first", 0.9, "not-today")]), *its).step == "second"


def test_a_step_comes_after_those_it_builds_on() -> None:
    its = (step("roof", layer="L3", after=("wall",)), step("wall", layer="L3"))
    assert ask(on("money"), *its).step == "wall"
    assert ask(on("money", done=[did("wall", 1)]), *its).step == "roof"
    assert ask(on("money", done=[did("wall", 1, "hard")]), *its).step == "roof"
    assert ask(on("money", done=[did("wall", 1, "too-much")]), *its).step != "roof"


def test_together_is_offered_only_to_those_who_like_it() -> None:
    two = step("both", layer="L3", area="tend-emotional", with_="together", needs=("both_free",))
    assert ask(on("money"), two).step == "one"
    assert ask(on("money", prefer={"with": "together"}), two).step == "both"


# Voice

PRAY = step("pray", layer="L3", faith="christian", twin="still")
STILL = step("still", layer="L3", twin="pray")


@pytest.mark.parametrize("its", [(PRAY, STILL), (STILL, PRAY)])
def test_the_voice_is_the_readers(its: tuple[Step, ...]) -> None:
    def voice(faith: str, **more: Any) -> Decision:
        return ask(on("money", prefer={"faith": faith}, **more), *its)

    assert voice("none").step == "still"
    assert "pray" not in voice("none").others
    assert voice("christian").step == "pray"
    assert "still" not in voice("christian").others
    either = voice("sometimes")
    assert {either.step, either.others[0]} == {"pray", "still"}
    assert voice("christian", done=[did("still", 3)]).step == "one"
    assert voice("none", done=[did("pray", 3)]).step == "one"


def test_a_twin_put_off_today_is_not_among_the_others() -> None:
    data = on("money", prefer={"faith": "sometimes"}, done=[did("pray", 0, "not-today")])
    said = ask(data, PRAY, STILL)
    assert said.step == "still"
    assert "pray" not in said.others
