"""What `prove` says: of the pack that comes with Tend, of packs that break a law, of roads."""

from collections.abc import Iterator
from math import prod
from typing import Any

import msgspec
import pytest

from tend.core import (
    conditions,
    contract,
    facts,
    levels,
    policy,
    proof,
    proof_classes,
    proof_meets,
    proof_reach,
    proof_survey,
)
from tend.core.known import Chosen, Done, Overlay
from tend.core.pack import Pack, Phrase, Phrases
from tend.core.proof_found import found, plain
from tend.core.proof_scenes import STATES, make
from tests.core import given
from tests.core.proof_pack import SMALL


@pytest.fixture(scope="module")
def proven() -> proof.Proof:
    return proof.prove(given.pack())


@pytest.fixture(scope="module")
def survey() -> proof_survey.Survey:
    return proof_survey.survey(SMALL)


def _with(**changes: Any) -> Pack:
    return msgspec.structs.replace(SMALL, **changes)


def _adding(*steps: Any) -> Pack:
    return _with(steps=(*SMALL.steps, *steps))


# The pack that comes with Tend


def test_all_seven_laws_are_proven(proven: proof.Proof) -> None:
    assert proven.counterexamples == ()
    assert proven.laws == dict.fromkeys(("1", "2", "3", "4", "5", "6", "7"), "proven")


def test_every_situation_is_counted(proven: proof.Proof) -> None:
    answers = 4**16 * 3**15
    assert prod(len(fact.order) for fact in facts.FACTS) == answers
    fresh, happened, ever, back = 12, 3**7, 3**15, 9
    assert int(proven.situations) == answers * fresh * happened * ever * back


def test_classes_and_steps_are_counted(proven: proof.Proof) -> None:
    assert 100 < proven.classes < 2_000
    assert proven.steps == len(given.pack().steps)


def test_every_start_and_voice_has_a_road_at_every_gate_that_counts(proven: proof.Proof) -> None:
    roads = {(road.start, road.voice, road.gate) for road in proven.reach}
    for start in given.pack().starts:
        counts = ("closed", "urgent") if start.id == "afraid" else tuple(proof_reach.GATES)
        for voice in ("none", "christian"):
            for gate in proof_reach.GATES:
                assert ((start.id, voice, gate) in roads) == (gate in counts)
    assert len(roads) == len(proven.reach)


def test_what_is_short_is_said(proven: proof.Proof) -> None:
    for road in proven.reach:
        promised = 6 if road.gate == "open" else 3
        line = f"{road.start}, {road.voice}, {road.gate}:"
        assert any(told.startswith(line) for told in proven.short) == (road.hours < promised)


def test_the_proof_is_plain_data(proven: proof.Proof) -> None:
    data = msgspec.to_builtins(proven)
    assert [*data] == [
        "situations",
        "classes",
        "steps",
        "laws",
        "reach",
        "short",
        "counterexamples",
    ]
    assert all([*road] == ["start", "voice", "gate", "hours", "steps"] for road in data["reach"])


# Roads, walked day by day


def _walk(start: str, voice: str, answers: dict[str, str]) -> Iterator[str]:
    """One step a day, all the days within two weeks, until there is nothing new."""
    pack = given.pack()
    begin = next(s for s in pack.starts if s.id == start)
    standing = proof_reach.standing(begin, voice, answers)
    done: list[Done] = []
    while True:
        now = msgspec.structs.replace(standing, done=tuple(done))
        step = policy.decide(now, pack).step
        if step is None or step in [d.step for d in done]:
            return
        done.append(Done(step, 1.0, "good"))
        yield step


@pytest.mark.parametrize(
    ("start", "voice", "answers"),
    [
        ("drink-drugs", "none", {"degraded": "yes"}),
        ("roommates", "christian", {}),
        ("stay-or-go", "none", {}),
        ("one-sided", "none", {}),
        ("afraid", "christian", {"forced": "yes"}),
    ],
)
def test_the_reach_is_what_day_after_day_brings(
    start: str, voice: str, answers: dict[str, str]
) -> None:
    pack = given.pack()
    begin = next(s for s in pack.starts if s.id == start)
    could = proof_reach.offered(proof_reach.standing(begin, voice, answers), pack)
    twins = {step.id: step.twin for step in pack.steps}
    walked = set(_walk(start, voice, answers))
    grounding = {step.id for step in pack.steps if "grounding" in step.flags}
    assert walked <= {step.id for step in could}
    left = {step.id for step in could} - walked - grounding
    assert all(twins[id] in walked for id in left), left


def test_a_pack_with_little_in_it_is_short_and_still_proven() -> None:
    small = proof.prove(SMALL)
    assert set(small.laws.values()) == {"proven"}
    assert any(", open: " in line and " of 6 h" in line for line in small.short)
    few = _with(steps=tuple(step for step in SMALL.steps if conditions.anchor(step)))
    told = list(proof_reach.short(few, proof_reach.reach(few)))
    assert "roommates, none, watched: 3 of 8 steps" in told


def test_twins_count_once() -> None:
    faith = make("heal-spiritual", faith="christian", twin="other", minutes=10)
    neutral = msgspec.structs.replace(faith, id="other", faith="any", twin=faith.id)
    both = proof_reach._counted([faith, neutral])
    assert both == [faith]


# Packs that break a law


def _broken(law: str, pack: Pack, survey: proof_survey.Survey) -> bool:
    other = msgspec.structs.replace(survey, pack=pack, scenes=[])
    return any(proof.breaks(law, other))


def test_two_anchors_break_the_third_law(survey: proof_survey.Survey) -> None:
    anchors = [step for step in SMALL.steps if conditions.anchor(step)]
    others = tuple(step for step in SMALL.steps if step not in anchors)
    assert _broken("3", _with(steps=(*anchors[:2], *others)), survey)
    assert not _broken("3", SMALL, survey)


def test_without_an_anchor_nothing_can_be_decided() -> None:
    bare = proof.prove(_with(steps=(make("support"),)))
    assert [law for law, verdict in bare.laws.items() if verdict == "broken"] == ["1", "3", "5"]
    assert bare.reach == ()
    assert bare.short == ()


def test_a_flag_nobody_signed_breaks_the_sixth_law(survey: proof_survey.Survey) -> None:
    odd = make("boundary", flags=(), signed=("quiet",))
    assert not _broken("6", SMALL, survey)
    assert _broken("6", _with(reviews=()), survey)
    assert _broken("6", _adding(odd), survey)


def test_a_phrase_noted_under_what_loosens_breaks_the_seventh_law(
    survey: proof_survey.Survey,
) -> None:
    phrases = Phrases(concern=(Phrase("we are fine", "both_free"),))
    assert _broken("7", _with(phrases=phrases), survey)


def test_counterexamples_come_smallest_first_and_can_be_tried() -> None:
    wrong = proof.prove(_with(countries=(), reviews=()))
    assert (wrong.laws["1"], wrong.laws["6"]) == ("broken", "broken")
    told = wrong.counterexamples
    assert [one.size for one in told] == sorted(one.size for one in told)
    given_ = next(one for one in told if one.given)
    situation = contract.situation(given_.given, SMALL)
    assert plain(situation) == given_.given


# The second reading


def test_the_levels_are_the_gates_when_all_is_well() -> None:
    at = {name: levels.level(situation).name.lower() for name, situation in STATES.items()}
    assert (at["well"], at["guarded"], at["one unknown"]) == ("none", "guarded", "unsafe")
    assert (at["harm"], at["once grave"], at["danger"]) == ("harm", "harm", "danger")
    assert at["floor guarded"] == "guarded"


def test_a_night_without_a_day_is_tonight() -> None:
    assert proof_meets.last_night(STATES["dark"]) == (0.0, True)
    assert proof_meets.last_night(STATES["well"]) == (None, False)
    said = msgspec.structs.replace(STATES["well"], overlay=Overlay(1.0, 0.5))
    assert proof_meets.last_night(said) == (1.0, False)


def test_what_stay_or_go_leaves_out_is_misplaced() -> None:
    thread = msgspec.structs.replace(STATES["well"], starts=(Chosen("stay-or-go"),))
    assert proof_meets.misplaced(make("tend-emotional"), thread) == ["stay-or-go"]
    assert proof_meets.misplaced(make("support"), thread) == []


def test_a_counterexample_says_how_far_it_is_from_all_well() -> None:
    assert found("1", "words").size == 0
    one = found("1", "words", STATES["harm"], make("support"))
    assert one.step == "support"
    assert one.size == 3  # the answer, and the days of the check and of its lines


def test_the_smallest_situation_of_a_class_is_kept() -> None:
    urgent = [c for c in proof_classes.classes() if c.level == levels.Level.DANGER]
    off = [
        sum(a != "no" for f, a in c.situation.facts.items() if f in facts.SAFETY) for c in urgent
    ]
    assert min(off) == 1
