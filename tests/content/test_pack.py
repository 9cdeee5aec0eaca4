"""The pack that comes with Tend: plain, gentle, honest about its sources, and wide enough."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tend.core import conditions, contract, gate, policy
from tend.core.pack import HelpLine, Pack
from tend.core.parse import text_hash
from tend.site import packs
from tests.content import words

STEP_GRADE, EASY_GRADE, POST_GRADE = 7, 5, 8
QUIET = 4  # limits told to nobody that name a start of harm from the other
DIALLING = {"US": "1", "CA": "1", "UK": "44", "IE": "353", "AU": "61", "NZ": "64"}
STARTS = [start.id for start in packs.load(packs.home()).starts]

# How it reads


def test_every_step_reads_easily(pack: Pack) -> None:
    grades = {step.id: words.said(words.of_step(step)) for step in pack.steps}
    limit = {s.id: EASY_GRADE if "grounding" in s.flags else STEP_GRADE for s in pack.steps}
    assert {id: found for id, found in grades.items() if found > limit[id]} == {}


def test_every_question_and_each_of_its_lines_reads_more_easily_still(pack: Pack) -> None:
    texts = {asked.id: f"{asked.announce}\n{asked.intro}" for asked in pack.questions}
    texts |= {fact: line for asked in pack.questions for fact, line in asked.lines.items()}
    grades = {id: words.said(text) for id, text in texts.items()}
    assert {id: found for id, found in grades.items() if found > EASY_GRADE} == {}


def test_starts_reasons_and_posts_read_easily(pack: Pack) -> None:
    texts = {start.id: words.of_start(start) for start in pack.starts} | pack.about.reasons
    assert {id for id, text in texts.items() if words.said(text) > STEP_GRADE} == set()
    posts = {post.id: re.sub(r"(?m)^#.*$|\]\(\S*\)|\[", "", post.body) for post in pack.posts}
    assert {id for id, text in posts.items() if words.said(text) > POST_GRADE} == set()


def test_no_text_orders_labels_promises_or_knows_a_sex(pack: Pack) -> None:
    hits = {id: words.found(words.NEVER, text) for id, text in words.everything(pack)}
    assert {id: hit for id, hit in hits.items() if hit} == {}


def test_one_spelling_and_one_word_for_help(pack: Pack) -> None:
    banned = (*words.NOT_AMERICAN, *words.NOT_OUR_HELP)
    hits = {id: words.found(banned, text) for id, text in words.everything(pack)}
    assert {id: hit for id, hit in hits.items() if hit} == {}


@pytest.mark.parametrize(
    "text",
    [
        "You should try",
        "Tell her",
        "an addict",
        "so that they will stay",
        "save your marriage",
    ],
)
def test_a_hard_word_would_be_seen(text: str) -> None:
    assert words.found(words.NEVER, text)


def test_no_figures_and_no_shouting_in_what_is_done(pack: Pack) -> None:
    texts = {step.id: words.of_step(step) for step in pack.steps}
    texts |= {start.id: words.of_start(start) for start in pack.starts}
    assert {id for id, text in texts.items() if re.search(r"[\d%!]", text)} == set()


# What each step is


def test_most_steps_are_short(pack: Pack) -> None:
    minutes = [step.minutes for step in pack.steps]
    assert sum(m <= 5 for m in minutes) * 2 >= len(minutes)
    assert sum(m <= 10 for m in minutes) * 4 >= len(minutes) * 3
    assert len(minutes) >= 140


def test_every_step_has_all_its_parts_and_few_lines(pack: Pack) -> None:
    for step in pack.steps:
        parts = (step.why, step.smaller, step.stop, step.after_note)
        assert all(part and "\n" not in part for part in parts), step.id
        assert 3 <= len(step.how) <= 5, step.id
        assert len(step.title) <= 60, step.id


def test_no_two_steps_are_the_same(pack: Pack) -> None:
    for part in ("title", "why", "smaller", "stop"):
        texts = [getattr(step, part).casefold() for step in pack.steps]
        assert {text for text in texts if texts.count(text) > 1} == set()
    lines = [line for step in pack.steps for line in step.how]
    alike = {line for line in lines if lines.count(line) > 1}
    assert len(alike) <= 1  # the twins of rest begin with the same care


def test_every_basis_can_be_looked_up_or_says_that_it_is_lived(pack: Pack) -> None:
    for step in pack.steps:
        basis = step.basis
        if basis.kind == "lived":
            assert (basis.source, basis.year) == ("Lived experience", None), step.id
        else:
            assert basis.year is not None, step.id
            assert 1980 <= basis.year <= 2026, step.id
        assert len(basis.limits.split()) >= 5, step.id


def test_twins_take_as_long_and_only_one_speaks_of_faith(pack: Pack) -> None:
    faithful = [step for step in pack.steps if step.faith == "christian"]
    assert len(faithful) >= 8
    for step in faithful:
        twin = pack.step(step.twin)
        assert twin is not None, step.id
        same = (step.minutes, step.layer, step.area, step.starts, step.never, step.flags)
        assert same == (
            *(twin.minutes, twin.layer, twin.area, twin.starts, twin.never, twin.flags),
        ), step.id
        assert not words.found((r"God|pray\w*|scripture|Lord",), words.of_step(twin)), twin.id


def test_anchors_are_many_and_ask_nothing(pack: Pack) -> None:
    anchors = [step for step in pack.steps if conditions.anchor(step)]
    assert len(anchors) >= 5
    assert pack.about.order.index("breathe-out-longer") < pack.about.order.index(anchors[1].id)


def test_touch_says_that_both_are_free(pack: Pack) -> None:
    touching = [s for s in pack.steps if "touch" in s.flags or s.area == "tend-sexual"]
    assert touching
    for step in touching:
        text = words.of_step(step).lower()
        assert "free to say no, now and midway, at no cost" in text, step.id


# Limits


def test_a_quiet_limit_names_nobody_and_can_be_left_out(pack: Pack) -> None:
    quiet = [step for step in pack.steps if "quiet" in step.flags]
    for step in quiet:
        assert "{spouse}" not in words.of_step(step), step.id
        assert not {"toward-spouse", "forgive", "kind-no", "touch"} & set(step.flags), step.id
        assert step.minutes <= 10, step.id
        assert not step.writes, step.id
        assert re.search(r"\b(?:if|stop|wait)\b", step.stop, re.IGNORECASE), step.id


@pytest.mark.parametrize("start", ["cutting-words", "drink-drugs", "money"])
def test_a_start_of_harm_has_its_own_quiet_limits(pack: Pack, start: str) -> None:
    own = [s.id for s in pack.steps if "quiet" in s.flags and start in s.starts]
    assert len(own) >= QUIET


@pytest.mark.parametrize("start", STARTS)
def test_every_start_has_quiet_limits_where_there_is_harm(pack: Pack, start: str) -> None:
    quiet = [s for s in pack.steps if "quiet" in s.flags and s.serves(start)]
    assert len([s for s in quiet if gate.rung(s) == gate.Gate.URGENT]) >= QUIET


def test_every_limit_offered_under_harm_is_signed_for_its_very_text(pack: Pack) -> None:
    texts = packs.texts(packs.home())
    signed = {review.id: review for review in pack.reviews}
    needed = {step.id for step in pack.steps if set(step.flags) & set(gate.WIDENS)}
    assert needed == set(signed)
    for id in needed:
        assert signed[id].hash["en"] == text_hash(texts[f"steps/{id}.md"]), id


# What is offered first


def offered(pack: Pack, given: dict[str, Any]) -> dict[str, Any]:
    return contract.output(policy.decide(contract.situation(given, pack), pack))


def given(start: str, strength: str, faith: str, **facts: str) -> dict[str, Any]:
    return {
        "facts": {"private": "yes", **facts},
        "starts": [{"id": start}],
        "strength": strength,
        "prefer": {"faith": faith},
    }


@pytest.mark.parametrize("faith", ["none", "christian"])
@pytest.mark.parametrize("strength", ["little", "some"])
@pytest.mark.parametrize("start", STARTS)
def test_the_first_step_names_what_hurts(pack: Pack, start: str, strength: str, faith: str) -> None:
    out = offered(pack, given(start, strength, faith))
    first = pack.step(out["step"])
    assert out["rule"] in ("P6", "P7")
    assert first is not None
    assert start in first.starts
    assert first.minutes <= 5
    assert len(out["others"]) == 2


@pytest.mark.parametrize("start", STARTS)
def test_beside_help_a_step_that_names_what_hurts_comes_within_days(pack: Pack, start: str) -> None:
    done: list[dict[str, Any]] = []
    for day in range(4):
        known = [{**one, "days_ago": day - one["days_ago"]} for one in done]
        out = offered(pack, {**given(start, "little", "none", degraded="yes"), "done": known})
        assert out["rule"] == "P2"
        assert out["help"]
        done.append({"step": out["step"], "days_ago": day, "how": "good"})
    steps = [pack.step(one["step"]) for one in done]
    assert any(step and start in step.starts for step in steps)
    assert steps[0] is not None
    assert "urgent" in steps[0].flags


# Help


def test_every_help_line_is_complete(pack: Pack) -> None:
    assert {country.code for country in pack.countries} == {"", *DIALLING}
    for country in pack.countries:
        kinds = {line.kind for line in country.lines}
        assert {"emergency", "dv"} <= kinds, country.code
        assert not kinds & set(country.missing), country.code
        assert country.nobody_answers
        for line in country.lines:
            assert line.checked is not None, line.id
            assert len(line.source) >= 15, line.id
            assert line.phone or line.url or line.text, line.id
            assert re.fullmatch(r"|/h|https://[\w./?=-]+", line.url), line.id


def plausible(line: HelpLine, code: str) -> bool:
    """A number that can be dialled: digits; as short as 911, or national and within E.164."""
    if not re.fullmatch(r"[\d ]+", line.phone):
        return False
    digits = line.phone.replace(" ", "")
    if len(digits) <= 7:
        return len(digits) >= 3
    trunk = "1" if code in ("US", "CA") else "0"
    national = digits.removeprefix(trunk)
    return 7 <= len(national) <= 15 - len(DIALLING[code])


def test_every_number_can_be_dialled(pack: Pack) -> None:
    lines = [(line, country.code) for country in pack.countries for line in country.lines]
    assert [line.id for line, code in lines if line.phone and not plausible(line, code)] == []
    for line, code in lines:
        if code in ("US", "CA") and len(line.phone.replace(" ", "")) > 7:
            assert len(line.phone.replace(" ", "").removeprefix("1")) == 10, line.id


def test_directories_of_faith_say_so_and_never_stand_alone(pack: Pack) -> None:
    for country in pack.countries:
        found = [line for line in country.lines if line.kind == "counselor"]
        assert all(("christian" in line.name.lower()) == line.faith for line in found)
        assert not found or any(not line.faith for line in found)


# Posts


def test_posts_are_whole_lead_to_help_and_end_with_one_small_thing(pack: Pack) -> None:
    assert len(pack.posts) >= 4
    for post in pack.posts:
        assert 800 <= len(post.body.split()) <= 1300, post.id
        assert abs(post.minutes - len(post.body.split()) / 180) <= 1.5, post.id
        assert "](/h)" in post.body, post.id
        assert "\n## Tonight\n" in post.body, post.id
        assert post.sources, post.id
        assert not re.search(r"help page|counsell|programme", post.body), post.id


def test_posts_that_come_near_closeness_open_with_the_safe_line(pack: Pack) -> None:
    assert "get safe" in pack.about.safe_line["text"].lower()
    assert {post.id for post in pack.posts if post.tag == "safety" and not post.safe_line} == set()
    forgiving = [post for post in pack.posts if "forgiv" in post.body.lower()]
    for post in forgiving:
        text = post.body.lower()
        assert all(word in text for word in ("trust", "reunite", "consequences")), post.id
