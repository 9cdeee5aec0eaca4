"""What a pack must keep beyond being readable."""

import datetime as dt
from collections.abc import Mapping

import pytest

from tend.core import check, signing
from tend.core.parse import Problems, parse
from tests.core.given import texts
from tests.core.test_parse import BASIS, HEAD, POST, STEP, WATER, change, little

DAY = dt.date(2026, 11, 22)


def rules(files: Mapping[str, str]) -> list[tuple[str, int, str]]:
    return [(p.file, p.line, p.rule) for p in check.problems({**little(), **files})]


def of_step(text: str) -> list[str]:
    return [rule for _, _, rule in rules({STEP: text})]


def test_the_pack_that_comes_with_tend_has_no_fault() -> None:
    assert [str(problem) for problem in check.problems(texts())] == []


def test_a_new_pack_has_no_fault() -> None:
    assert rules({}) == []


def test_what_cannot_be_read_is_named_too() -> None:
    assert of_step(change("minutes = 3", "minutes = 0")) == ["field"]


def flagged(*flags: str, **changed: str) -> str:
    named = ", ".join(f'"{flag}"' for flag in flags)
    text = change(HEAD, HEAD + f"\nflags = [{named}]")
    for old, new in changed.items():
        text = text.replace(f'{old} = "', f'{old} = "{new}|').replace(f"{new}|", "", 1)
    return text


@pytest.mark.parametrize("flag", ["quiet", "advocate", "own-harm"])
def test_a_flag_that_widens_must_be_signed_for_this_very_text(flag: str) -> None:
    text = flagged(flag).replace("heal-physical", "boundary")
    assert of_step(text) == ["unsigned"]
    files = {**little(), STEP: text}
    review = signing.signed(files, ["a-glass-of-water"], "author", DAY)
    assert rules({STEP: text, "reviewed.toml": review}) == []
    edited = text.replace("Put the glass down", "Set the glass down")
    found = rules({STEP: edited, "reviewed.toml": review})
    assert [rule for _, _, rule in found] == ["stale-review"]


@pytest.mark.parametrize(
    ("line", "flag"),
    [
        ("Tell your {spouse} one true thing.", "toward-spouse"),
        ("Ask your {spouse} for ten minutes.", "toward-spouse"),
        ("Hold your {spouse} for a moment.", "touch"),
        ("Hold hands with each other.", "touch"),
        ("Forgive what you can.", "forgive"),
        ("Think of a kind no.", "kind-no"),
    ],
)
def test_a_step_is_refused_when_its_wording_has_what_its_flags_lack(line: str, flag: str) -> None:
    text = change("Fill a glass with water.", line)
    found = rules({STEP: text})
    assert (STEP, text[: text.index(line)].count("\n") + 1, flag) in found
    assert flag not in [rule for _, _, rule in rules({STEP: _with(text, flag)})]


def _with(text: str, flag: str) -> str:
    return text.replace(HEAD, HEAD + f'\nflags = ["{flag}"]')


@pytest.mark.parametrize("where", ["smaller", "title", "words to say"])
def test_the_wording_is_read_wherever_it_stands(where: str) -> None:
    line = "Tell your {spouse} so"
    text = {
        "smaller": change("Take one sip.", line),
        "title": change("A glass of water, slowly", line),
        "words to say": change("## stop", f"## words to say\n- {line}\n## stop"),
    }[where]
    assert "toward-spouse" in of_step(text)


def test_touch_and_sex_name_consent() -> None:
    for text in (flagged("touch"), change("heal-physical", "tend-sexual")):
        assert "consent" in of_step(text)
    named = flagged("touch", "consent").replace("heal-physical", "tend-emotional")
    assert "consent" in of_step(named)
    free = named.replace("Stop whenever you like.", "Each may say no, now and midway.")
    assert of_step(free) == []


def test_healing_is_alone_and_without_touch() -> None:
    free = flagged("touch", "consent").replace("Stop whenever", "No is free. Stop whenever")
    assert of_step(free) == ["area"]


def test_a_long_step_says_so_and_evidence_has_its_year() -> None:
    assert of_step(change("minutes = 3", "minutes = 21")) == ["long"]
    assert of_step(flagged("long").replace("minutes = 3", "minutes = 21")) == []
    assert of_step(change("minutes = 3", "minutes = 20")) == []
    assert of_step(change('kind = "lived"', 'kind = "trial"')) == ["basis"]
    assert of_step(change(BASIS, BASIS + "\nyear = 2020").replace("lived", "trial")) == []


def test_together_needs_two_free_yeses() -> None:
    text = change('with = "alone"', 'with = "together"').replace("heal-physical", "tend-emotional")
    assert of_step(text) == ["together"]
    assert of_step(text.replace(HEAD, HEAD + '\nneeds = ["both_free"]')) == []


def test_a_faith_step_has_a_neutral_twin_as_good() -> None:
    faithful = change('faith = "any"', 'faith = "christian"')
    assert "twin" in of_step(faithful)
    pray = faithful.replace(HEAD, HEAD + '\ntwin = "still"')
    still = change(HEAD, 'id = "still"\ntwin = "a-glass-of-water"')

    def twins(one: str, other: str) -> set[str]:
        return {rule for _, _, rule in rules({STEP: one, "steps/still.md": other})}

    assert twins(pray, still) == set()
    assert twins(pray, still.replace("minutes = 3", "minutes = 4")) == {"twin"}
    assert twins(pray, still.replace('\ntwin = "a-glass-of-water"', "")) == {"twin"}
    assert twins(pray.replace("christian", "any"), still) == {"twin"}


def test_a_post_on_closeness_opens_with_the_safe_line() -> None:
    close = POST.replace("The body.", "Touch, touch and closeness.")
    assert rules({"posts/hello.md": close}) == [("posts/hello.md", 3, "safe-line")]
    titled = POST.replace('title = "Hello"', 'title = "On forgiveness"')
    assert [rule for _, _, rule in rules({"posts/hello.md": titled})] == ["safe-line"]
    safe = close.replace('id = "hello"', 'id = "hello"\nsafe_line = true')
    assert rules({"posts/hello.md": safe}) == []
    assert rules({"posts/hello.md": POST}) == []


# Signing and beginning


def test_a_signed_list_can_be_read_and_signed_again() -> None:
    text = flagged("quiet").replace("heal-physical", "boundary")
    files = {**little(), STEP: text}
    once = signing.signed(files, ["a-glass-of-water"], "author", DAY)
    (review,) = parse({**files, "reviewed.toml": once}).reviews
    assert (review.id, review.who, review.date) == ("a-glass-of-water", "author", DAY)
    later = dt.date(2027, 1, 1)
    twice = signing.signed(
        {**files, "reviewed.toml": once}, ["a-glass-of-water"], 'an "advocate"', later
    )
    (review,) = parse({**files, "reviewed.toml": twice}).reviews
    assert (review.who, review.date) == ('an "advocate"', later)


def test_a_second_language_is_signed_beside_the_first() -> None:
    text = flagged("quiet").replace("heal-physical", "boundary")
    files = {**little(), STEP: text}
    once = signing.signed(files, ["a-glass-of-water"], "author", DAY)
    german = {**files, "reviewed.toml": once}
    german["pack.toml"] = german["pack.toml"].replace('language = "en"', 'language = "de"')
    twice = signing.signed(german, ["a-glass-of-water"], "author", DAY)
    (review,) = parse({**files, "reviewed.toml": twice}).reviews
    assert set(review.hash) == {"en", "de"}


def test_a_step_that_is_not_there_cannot_be_signed() -> None:
    with pytest.raises(Problems) as found:
        signing.signed(little(), ["nowhere"], "author", DAY)
    assert "nowhere" in found.value.lines[0]


@pytest.mark.parametrize(("name", "id"), [("Our Pack!", "our-pack"), ("...", "pack")])
def test_a_new_pack_is_named_after_its_folder(name: str, id: str) -> None:
    assert parse(signing.small(texts(), name)).about.id == id


def test_a_new_pack_can_be_begun_from_a_pack_without_its_start() -> None:
    bare = {name: text for name, text in texts().items() if not name.startswith("starts/")}
    kept = {name: text for name, text in bare.items() if not name.startswith("posts/")}
    anchors = {"breathe-out-longer", "feet-on-the-floor", "five-things-i-see"}
    kept = {n: t for n, t in kept.items() if not n.startswith("steps/") or n[6:-3] in anchors}
    kept["reviewed.toml"] = ""
    kept["pack.toml"] = little()["pack.toml"]
    assert parse(signing.small(kept, "bare")).starts == ()


def test_our_sample_step_is_a_step() -> None:
    assert WATER == signing.SAMPLE
