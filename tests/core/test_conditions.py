"""Whether a step may be offered: each condition by itself, and nothing else in the way."""

from typing import Any

import pytest

from tend.core import facts
from tend.core.conditions import allowed, anchor, dark, strict, used, waits_for
from tend.core.gate import Gate
from tend.core.known import Situation
from tend.core.pack import Step
from tests.core import given
from tests.core.given import free, known, step, told

TOGETHER = step(area="tend-emotional", with_="together", needs=("both_free",))
TOUCH = step(area="tend-emotional", flags=("touch", "consent"))
SEXUAL = step(area="tend-sexual", flags=("consent",))
STRICT = pytest.mark.parametrize("strict_step", [TOGETHER, TOUCH, SEXUAL])
PAST: dict[str, Any] = {"starts": [{"id": "betrayal-long-ago", "when": "past"}]}


def may(one: Step, answers: dict[str, str] | None = None, **more: Any) -> bool:
    return allowed(one, free(answers, **more))


def test_with_nothing_in_the_way_everything_may() -> None:
    for one in (step(), TOGETHER, TOUCH, SEXUAL, step(flags=("kind-no", "toward-spouse"))):
        assert may(one)


def test_the_gate_is_one_of_the_conditions() -> None:
    assert may(step(area="support"), {"choked": "yes"})
    assert not may(step(area="boundary"), {"degraded": "yes"})
    assert not may(step(area="tend-emotional"), {"fear": "unknown"})
    assert not may(SEXUAL, {"fear": "past"})


def test_a_gate_already_found_is_used() -> None:
    assert allowed(TOGETHER, free(), Gate.OPEN)
    assert not allowed(TOGETHER, free(), Gate.MENDING)


@pytest.mark.parametrize("fact", facts.ENABLERS)
def test_a_need_must_be_answered_yes(fact: str) -> None:
    one = step(needs=(fact,), flags=("grounding",))
    assert may(one)
    assert not may(one, {fact: "no"})
    assert not may(one, {fact: "unknown"})


@pytest.mark.parametrize("fact", facts.CAUTIONS)
def test_a_never_blocks_when_yes_and_for_the_strict_also_when_unknown(fact: str) -> None:
    assert not may(step(never=(fact,)), {fact: "yes"})
    assert may(step(never=(fact,)), {fact: "unknown"})
    close = step(area="tend-sexual", never=(fact,))
    assert may(close)
    assert not may(close, {fact: "unknown"})


def test_a_never_may_name_the_dark_night_or_a_safety_fact() -> None:
    eased = {"yes_days_ago": 30, "easier_days_ago": 20}
    assert not may(step(never=("self_harm",)), {"self_harm": "yes"}, overlay=eased)
    assert not may(step(never=("watched",)), {"watched": "yes"})


@pytest.mark.parametrize(
    ("one", "is_strict"),
    [
        (TOGETHER, True),
        (TOUCH, True),
        (SEXUAL, True),
        (step(), False),
        (step(area="tend-emotional", flags=("toward-spouse",)), False),
        (step(area="tend-spiritual"), False),
    ],
)
def test_together_touch_and_sexual_are_strict(one: Step, is_strict: bool) -> None:  # noqa: FBT001
    assert strict(one) is is_strict


# A dark night


def night(yes: float | None = None, easier: float | None = None, **answers: str) -> Situation:
    return free(answers, overlay={"yes_days_ago": yes, "easier_days_ago": easier})


@pytest.mark.parametrize(
    ("situation", "is_dark"),
    [
        (free(), False),
        (free({"self_harm": "past"}), False),
        (free({"self_harm": "unknown"}), False),
        (free({"self_harm": "yes"}), True),
        (night(0), True),
        (night(300), True),
        (night(1, 1), True),
        (night(1, 0.51), True),
        (night(1, 0.5), False),
        (night(1, 0.4), False),
        (night(1, 2), True),
        (night(3, 1, self_harm="yes"), False),
        (night(0, None, self_harm="yes"), True),
    ],
)
def test_a_night_is_dark_until_easier_and_easier_counts_after_twelve_hours(
    situation: Situation,
    is_dark: bool,  # noqa: FBT001
) -> None:
    assert dark(situation) is is_dark


@pytest.mark.parametrize(
    ("one", "held"),
    [
        (step(area="heal-physical", flags=("grounding",)), True),
        (step(area="support", minutes=20), True),
        (step(area="heal-emotional"), False),
        (step(area="joy"), False),
        (step(area="boundary"), False),
        (TOGETHER, False),
    ],
)
def test_in_the_dark_only_steadying_and_someone_to_turn_to(one: Step, held: bool) -> None:  # noqa: FBT001
    assert allowed(one, night(0)) is held


@pytest.mark.parametrize(("hours", "light"), [(13, True), (35.9, True), (36, False), (37, False)])
def test_until_thirty_six_hours_steps_are_light(hours: float, light: bool) -> None:  # noqa: FBT001
    after = night(hours / 24, 0)
    assert allowed(step(minutes=5), after)
    assert allowed(step(minutes=6), after) is not light
    assert allowed(step(minutes=9, flags=("grounding",)), after)


@STRICT
def test_closeness_waits_seven_days_after_a_dark_night(strict_step: Step) -> None:
    assert not allowed(strict_step, night(6.99, 5))
    assert allowed(strict_step, night(7, 5))


# Together


def test_together_needs_two_free_yeses_whatever_the_pack_wrote() -> None:
    bare = step(area="tend-emotional", with_="together")
    assert may(bare)
    assert not may(bare, {"both_free": "unknown"})
    assert not may(bare, {"both_free": "no"})


@pytest.mark.parametrize(
    ("checked", "lines", "held"), [(7, 90, True), (7.01, 7, False), (7, 90.01, False)]
)
def test_together_needs_a_fresh_check_and_every_line_answered(
    checked: float,
    lines: float,
    held: bool,  # noqa: FBT001
) -> None:
    assert may(TOGETHER, checked_days_ago=checked, lines_days_ago=lines) is held
    assert may(TOUCH, checked_days_ago=checked, lines_days_ago=lines)


def test_together_needs_lines_answered_at_all() -> None:
    assert not may(TOGETHER, lines_days_ago=None)
    assert not may(TOGETHER, checked_days_ago=None)


@STRICT
@pytest.mark.parametrize("fact", ["minor", "court", "intoxicated"])
def test_closeness_is_for_the_grown_the_sober_and_those_with_no_case(
    strict_step: Step, fact: str
) -> None:
    assert may(strict_step)
    assert not may(strict_step, {fact: "unknown"})
    assert not may(strict_step, {fact: "yes"})
    assert may(step(area="tend-spiritual"), {fact: "yes"})


@STRICT
@pytest.mark.parametrize(
    ("readings", "held"),
    [
        ([], True),
        ([{"days_ago": 1, "free": "yes"}], True),
        ([{"days_ago": 1, "free": "no"}], False),
        ([{"days_ago": 1, "free": "unsure"}], False),
        ([{"days_ago": 1}], False),
        ([{"days_ago": 400, "free": "no"}], False),
        ([{"days_ago": 3, "free": "no"}, {"days_ago": 1, "free": "yes"}], True),
        ([{"days_ago": 1, "free": "yes"}, {"days_ago": 3, "free": "no"}], True),
        ([{"days_ago": 1, "free": "yes"}, {"days_ago": 0, "free": "no"}], False),
        ([{"days_ago": 1, "free": "yes"}, {"days_ago": 1, "free": "no"}], False),
    ],
)
def test_closeness_waits_while_the_newest_reading_was_not_free(
    strict_step: Step,
    readings: list[dict[str, Any]],
    held: bool,  # noqa: FBT001
) -> None:
    assert may(strict_step, readings=readings) is held
    assert may(step(area="tend-emotional"), readings=readings)


# What turns to the spouse


FORGIVE = step(flags=("forgive",))


@pytest.mark.parametrize(
    ("starts", "held"),
    [
        ([], False),
        ([{"id": "money"}], False),
        ([{"id": "money", "when": "past"}], True),
        ([{"id": "money", "owned": "yes"}], True),
        ([{"id": "money", "owned": "partly"}], False),
        ([{"id": "family"}, {"id": "money", "when": "past"}], False),
        ([{"id": "money", "when": "past"}, {"id": "family"}], True),
    ],
)
def test_forgiving_waits_until_it_is_over_or_owned(
    starts: list[dict[str, str]],
    held: bool,  # noqa: FBT001
) -> None:
    assert may(FORGIVE, starts=starts) is held


def test_forgiving_asks_of_the_thread_and_not_of_the_first() -> None:
    starts = [{"id": "money", "when": "past"}, {"id": "family"}]
    assert may(FORGIVE, starts=starts, thread="money")
    assert not may(FORGIVE, starts=starts, thread="family")


def test_forgiving_wants_a_helper_while_mending() -> None:
    assert may(FORGIVE, {"fear": "past"}, **PAST)
    assert not may(FORGIVE, {"fear": "past", "helper": "no"}, **PAST)
    assert may(FORGIVE, {"helper": "no"}, **PAST)


def test_nothing_is_said_to_the_spouse_while_a_court_case_runs() -> None:
    one = step(flags=("toward-spouse",))
    assert may(one, {"court": "unknown"})
    assert not may(one, {"court": "yes"})
    assert may(step(), {"court": "yes"})


def test_a_kind_no_waits_until_a_no_is_safe() -> None:
    one = step(flags=("kind-no",))
    assert may(one)
    assert not may(one, {"no_is_safe": "unknown"})
    assert not may(one, {"no_is_safe": "no"})


@pytest.mark.parametrize("fact", facts.SAFETY)
def test_steps_on_own_harm_are_left_out_where_there_is_any_other_harm(fact: str) -> None:
    one = step(flags=("own-harm",))
    assert may(one, {fact: "yes"}) is (fact == "i_hurt")
    assert may(one, {fact: "past"})


# What others may read


WRITES = step(writes=True)


def test_writing_needs_a_screen_that_is_only_mine() -> None:
    assert may(WRITES)
    for answer in ("no", "unknown"):
        assert not may(step(writes=True, flags=("grounding",)), {"private": answer})
    assert not may(WRITES, {"watched": "yes"})
    assert not may(WRITES, {"made_to_use": "yes"})
    assert may(step(), {"watched": "yes"})


@pytest.mark.parametrize("answer", ["no", "unknown"])
def test_on_a_screen_that_is_not_mine_there_is_only_grounding(answer: str) -> None:
    assert not may(step(), {"private": answer})
    assert may(step(flags=("grounding",)), {"private": answer})


# Anchors


@pytest.mark.parametrize(
    "change",
    [
        {"flags": ()},
        {"with_": "together"},
        {"minutes": 6},
        {"faith": "christian"},
        {"needs": ("private",)},
        {"never": ("pain",)},
        {"writes": True},
        {"starts": ("money",)},
        {"after": ("one",)},
        {"at_worst": "unasked"},
        {"area": "boundary"},
        {"flags": ("grounding", "own-harm")},
        {"flags": ("grounding", "touch")},
    ],
)
def test_an_anchor_has_no_conditions_at_all(change: dict[str, Any]) -> None:
    assert anchor(given.anchor("one", minutes=5))
    assert not anchor(given.anchor("one", **change))


def test_an_anchor_may_be_offered_always() -> None:
    worst = dict.fromkeys(facts.SAFETY, "yes")
    for situation in (told({}), known(worst), night(0), known({"private": "no", **worst})):
        assert all(allowed(one, situation) for one in given.ANCHORS)


def test_the_pack_has_its_anchors() -> None:
    names = {one.id for one in given.pack().steps if anchor(one)}
    assert {"breathe-out-longer", "feet-on-the-floor", "five-things-i-see"} <= names


# What a step reads, and what it waits for


@pytest.mark.parametrize(
    ("one", "read"),
    [
        (step(), ()),
        (step(needs=("helper",), never=("pain",)), ("helper", "pain")),
        (TOUCH, ("minor", "court", "intoxicated")),
        (TOGETHER, ("both_free", "minor", "court", "intoxicated")),
        (step(flags=("kind-no",)), ("no_is_safe",)),
        (step(flags=("forgive",)), ("helper",)),
        (step(flags=("toward-spouse",)), ("court",)),
    ],
)
def test_a_step_names_the_facts_it_reads(one: Step, read: tuple[str, ...]) -> None:
    assert sorted(used(one)) == sorted(read)


def test_a_step_waits_for_the_unknown_answers_that_alone_keep_it_back() -> None:
    assert waits_for(step(needs=("helper",)), free({"helper": "unknown"})) == ("helper",)
    assert waits_for(TOUCH, free({"minor": "unknown"})) == ("minor",)
    assert waits_for(step(flags=("kind-no",)), free({"no_is_safe": "unknown"})) == ("no_is_safe",)


def test_a_step_waits_for_nothing_when_something_else_keeps_it_back_too() -> None:
    one = step(needs=("helper",), never=("pain",))
    assert waits_for(one, free({"helper": "unknown", "pain": "yes"})) == ()
    assert waits_for(one, free({"helper": "no"})) == ()
    assert waits_for(SEXUAL, free({"minor": "unknown", "fear": "past"})) == ()
    assert waits_for(step(needs=("private",)), free({"private": "unknown"})) == ()
    assert waits_for(TOGETHER, free({"both_free": "unknown"})) == ()


def test_a_step_does_not_wait_for_what_does_not_block() -> None:
    one = step(needs=("helper",), never=("deceit",), flags=("forgive",))
    situation = free({"helper": "unknown", "deceit": "unknown", "fear": "past"}, **PAST)
    assert waits_for(one, situation) == ("helper",)
    speaks = step(never=("pain",), flags=("kind-no", "toward-spouse"))
    unknown = {"no_is_safe": "unknown", "court": "unknown", "pain": "unknown"}
    assert waits_for(speaks, free(unknown)) == ("no_is_safe",)
