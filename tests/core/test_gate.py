"""How things stand: every row of the table, said again by hand."""

from typing import Any

import pytest

from tend.core import facts
from tend.core.gate import gate, rung
from tests.core.given import NO, known, step, told

DANGER = ("choked", "weapon", "threatened", "forced", "others_hurt")
GRAVE = ("choked", "weapon", "forced")
EVER = ("hit", "threatened", "others_hurt")
LIFTED = tuple(fact for fact in facts.SAFETY if fact not in (*GRAVE, *EVER))


def at(answers: dict[str, str] | None = None, **more: Any) -> str:
    return gate(known(answers, **more)).word


def test_all_no_and_a_check_today_is_open() -> None:
    assert at() == "open"


def test_nothing_told_is_unasked() -> None:
    assert gate(told({})).word == "unasked"


@pytest.mark.parametrize("fact", facts.SAFETY)
def test_a_yes_closes_and_danger_is_urgent(fact: str) -> None:
    assert at({fact: "yes"}) == ("urgent" if fact in DANGER else "closed")


@pytest.mark.parametrize("fact", facts.SAFETY)
def test_before_is_mending_and_the_gravest_stay_closed(fact: str) -> None:
    assert at({fact: "past"}) == ("closed" if fact in GRAVE else "mending")


@pytest.mark.parametrize("fact", facts.SAFETY)
def test_one_line_not_answered_is_unasked(fact: str) -> None:
    assert at({fact: "unknown"}) == "unasked"
    assert (
        gate(
            told({"facts": {k: v for k, v in NO.items() if k != fact}, "checked_days_ago": 0})
        ).word
        == "unasked"
    )


def test_a_dark_night_is_no_gate() -> None:
    assert at({"self_harm": "yes"}) == "open"


@pytest.mark.parametrize("worsener", facts.WORSENERS)
@pytest.mark.parametrize("fact", facts.SAFETY)
def test_what_makes_it_worse_counts_with_these_and_no_others(fact: str, worsener: str) -> None:
    now = at({fact: "yes", worsener: "yes"})
    urgent = (*DANGER, "hit", "controlled", "watched", "fear")
    assert now == ("urgent" if fact in urgent else "closed")
    unknown = at({fact: "yes", worsener: "unknown"})
    assert unknown == ("urgent" if fact in (*DANGER, "hit") else "closed")


@pytest.mark.parametrize("worsener", facts.WORSENERS)
@pytest.mark.parametrize("answer", ["past", "unknown"])
@pytest.mark.parametrize("fact", facts.SAFETY)
def test_hit_or_threatened_before_or_unsaid_closes_while_it_is_getting_worse(
    fact: str, answer: str, worsener: str
) -> None:
    without = at({fact: answer})
    worse = at({fact: answer, worsener: "yes"})
    assert worse == ("closed" if fact in ("hit", "threatened") else without)
    assert at({fact: answer, worsener: "unknown"}) == without


@pytest.mark.parametrize("worsener", facts.WORSENERS)
def test_a_worsener_alone_is_nothing(worsener: str) -> None:
    assert at({worsener: "yes"}) == "open"


def test_the_worst_fact_wins_and_nothing_good_outweighs_it() -> None:
    assert at({"fear": "past", "degraded": "yes"}) == "closed"
    assert (
        at({"fear": "unknown", "choked": "yes", "helper": "yes", "no_is_safe": "yes"}) == "urgent"
    )


# What was once said


@pytest.mark.parametrize("once", ["past", "yes"])
@pytest.mark.parametrize("fact", facts.SAFETY)
def test_no_after_a_yes_or_a_before_reads_as_past(fact: str, once: str) -> None:
    now = at({fact: "no"}, history={"ever": {fact: once}})
    assert now == ("closed" if fact in GRAVE else "mending")


@pytest.mark.parametrize("answer", ["no", "past", "unknown", "yes"])
@pytest.mark.parametrize("fact", GRAVE)
def test_neck_weapon_and_force_stay_closed_for_good(fact: str, answer: str) -> None:
    history = {**FINISHED, "ever": {fact: "past"}}
    assert at({fact: answer}, history=history) == ("urgent" if answer == "yes" else "closed")


@pytest.mark.parametrize("answer", ["no", "past"])
@pytest.mark.parametrize("fact", EVER)
def test_hit_threatened_or_others_hurt_stay_mending_for_good(fact: str, answer: str) -> None:
    assert at({fact: answer}, history={**FINISHED, "ever": {fact: "yes"}}) == "mending"


@pytest.mark.parametrize("fact", LIFTED)
def test_the_way_back_finished_lifts_what_was_before(fact: str) -> None:
    assert at({fact: "past"}, history=FINISHED) == "open"
    assert at({fact: "no"}, history={**FINISHED, "ever": {fact: "past"}}) == "open"
    assert at({fact: "yes"}, history=FINISHED) == "closed"
    assert at({fact: "unknown"}, history=FINISHED) == "unasked"


# The floor and the way back

FINISHED = {
    "worst": "closed",
    "worst_days_ago": 100,
    "asked_back_days_ago": 90,
    "clear_checks_days_ago": [0, 73, 87],
}


def back(asked: float | None, clear: list[float], worst_days_ago: float | None = 400) -> str:
    history: dict[str, Any] = {"worst": "closed", "clear_checks_days_ago": clear}
    history |= {} if asked is None else {"asked_back_days_ago": asked}
    history |= {} if worst_days_ago is None else {"worst_days_ago": worst_days_ago}
    return at({"fear": "past"}, history=history)


@pytest.mark.parametrize("worst", ["closed", "urgent"])
def test_waiting_alone_lifts_nothing(worst: str) -> None:
    assert at(history={"worst": worst, "worst_days_ago": 3650}) == "closed"
    clear = {"worst": worst, "worst_days_ago": 3650, "clear_checks_days_ago": [0, 100, 200]}
    assert at(history=clear) == "closed"


@pytest.mark.parametrize(
    ("asked", "clear", "now"),
    [
        (100, [], "closed"),
        (100, [98], "closed"),
        (100, [97.01], "closed"),
        (100, [97], "mending"),
        (100, [97, 84], "mending"),
        (100, [97, 84, 0], "mending"),
        (100, [97, 83, 11], "mending"),
        (100, [97, 83, 10], "open"),
        (100, [10, 97, 83], "open"),
        (100, [97, 83, 69], "mending"),
        (100, [97, 20, 7], "mending"),
        (100, [97, 20, 6], "open"),
        (100, [110, 105, 101], "closed"),
        (None, [97, 83, 10], "closed"),
        (400, [97, 83, 10], "closed"),
        (401, [97, 83, 10], "closed"),
        (399, [97, 83, 10], "open"),
    ],
)
def test_the_way_back_needs_its_days(asked: float | None, clear: list[float], now: str) -> None:
    assert back(asked, clear) == now


def test_the_way_back_is_closed_while_a_worst_has_no_day() -> None:
    assert back(100, [97, 83, 10], None) == "closed"


def test_the_way_back_is_there_for_what_was_only_ever_before() -> None:
    walked = {"asked_back_days_ago": 90, "clear_checks_days_ago": [87, 73, 0]}
    assert at({"money": "past"}, history=walked) == "open"
    begun = {"asked_back_days_ago": 90, "clear_checks_days_ago": [87]}
    assert at({"money": "past"}, history=begun) == "mending"


def test_a_new_yes_begins_the_way_again() -> None:
    history = {**FINISHED, "worst_days_ago": 50}
    assert at({"fear": "past"}, history=history) == "closed"


# Freshness


def test_a_check_counts_for_thirty_days() -> None:
    assert at(checked_days_ago=30) == "open"
    assert at(checked_days_ago=30.01) == "unasked"
    assert at(checked_days_ago=31) == "unasked"


@pytest.mark.parametrize("event", facts.EVENTS)
def test_what_happened_since_the_check_makes_it_count_no_longer(event: str) -> None:
    def after(days: float) -> str:
        return at(checked_days_ago=5, events=[{"id": event, "days_ago": days}])

    assert after(4) == "unasked"
    assert after(5) == "unasked"
    assert after(5.01) == "open"


def test_an_old_check_never_makes_anything_better() -> None:
    assert at({"degraded": "yes"}, checked_days_ago=300) == "closed"
    assert at({"fear": "past"}, checked_days_ago=300) == "unasked"


# Rungs

AREAS = {
    "heal-emotional": "always",
    "heal-spiritual": "always",
    "heal-physical": "always",
    "support": "always",
    "joy": "always",
    "boundary": "unasked",
    "tend-emotional": "mending",
    "tend-spiritual": "mending",
    "tend-sexual": "open",
}


@pytest.mark.parametrize("area", AREAS)
def test_the_area_gives_the_rung(area: str) -> None:
    assert step(area=area).rung == AREAS[area]


@pytest.mark.parametrize("area", AREAS)
def test_together_and_touch_are_for_the_open_only(area: str) -> None:
    assert step(area=area, with_="together").rung == "open"
    assert step(area=area, flags=("touch",)).rung == "open"


@pytest.mark.parametrize("flag", ["toward-spouse", "forgive", "kind-no"])
@pytest.mark.parametrize("area", AREAS)
def test_what_turns_to_the_spouse_waits_for_mending(area: str, flag: str) -> None:
    rungs = ["open", "mending"]
    now = step(area=area, flags=(flag,)).rung
    assert now == (AREAS[area] if AREAS[area] in rungs else "mending")


@pytest.mark.parametrize("flag", ["quiet", "advocate", "own-harm"])
def test_a_limit_widens_only_when_signed(flag: str) -> None:
    assert step(area="boundary", flags=(flag,)).rung == "unasked"
    assert step(area="boundary", flags=(flag,), signed=(flag,)).rung == "always"
    both = step(area="boundary", flags=(flag, "toward-spouse"), signed=(flag,))
    assert both.rung == "mending"
    assert step(area="tend-emotional", flags=(flag,), signed=(flag,)).rung == "mending"


def test_another_flag_signed_widens_nothing() -> None:
    assert step(area="boundary", flags=("grounding",), signed=("grounding",)).rung == "unasked"


@pytest.mark.parametrize("worst", ["unasked", "mending", "open"])
def test_a_pack_may_narrow_a_rung_and_never_widen_it(worst: Any) -> None:
    assert step(area="support", at_worst=worst).rung == worst
    assert step(area="tend-sexual", at_worst=worst).rung == "open"
    assert step(area="tend-emotional", at_worst="unasked").rung == "mending"


def test_rungs_are_the_same_scale_as_gates() -> None:
    assert [gate(known({"fear": a})) <= rung(step()) for a in ("no", "past", "yes")] == [True] * 3
