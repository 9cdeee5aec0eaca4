"""Texts -> a pack, or every problem with its file, its line and what to write instead."""

from collections.abc import Mapping
from functools import cache

import pytest

from tend.core import facts, signing
from tend.core.docs import Problem, bullets
from tend.core.parse import Problems, parse, read, text_hash
from tests.core.given import pack, texts

STEP = "steps/a-glass-of-water.md"
WATER = signing.SAMPLE
BASIS = "[basis]"
HEAD = 'id = "a-glass-of-water"'


@cache
def little() -> Mapping[str, str]:
    return signing.small(texts(), "Our pack")


def problems(files: Mapping[str, str | None]) -> list[Problem]:
    """The problems of the little pack with these files changed, or left out when None."""
    changed = {name: text for name, text in {**little(), **files}.items() if text is not None}
    try:
        parse(changed)
    except Problems as found:
        return list(found.problems)
    return []


def of_step(text: str) -> list[tuple[str, int, str]]:
    return [(p.file, p.line, p.rule) for p in problems({STEP: text})]


def test_a_little_pack_can_be_read() -> None:
    assert problems({}) == []
    its = parse(little())
    assert (its.about.id, its.about.title) == ("our-pack", "our-pack")
    assert [step.id for step in its.steps if not step.flags] == ["a-glass-of-water"]


def test_a_step_is_what_its_file_says() -> None:
    step = parse(little()).step("a-glass-of-water")
    assert step is not None
    assert (step.area, step.layer, step.minutes, step.with_) == ("heal-physical", "L1", 3, "alone")
    assert step.why == "A body that was cared for once today finds the next thing easier."
    assert len(step.how) == 3
    assert (step.smaller, step.words, step.signed) == ("Take one sip.", "", ())
    assert (step.stop, step.after_note) == ("Stop whenever you like.", "How is your mouth now?")
    assert (step.basis.kind, step.basis.year) == ("lived", None)


def change(old: str, new: str) -> str:
    assert old in WATER
    return WATER.replace(old, new)


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("no front matter at all", 1, "front-matter"),
        ("+++\nid = 3\n", 1, "front-matter"),
        ("\n" + WATER, 1, "front-matter"),
        (change(HEAD, 'id = "a-glass-of-water'), 2, "toml"),
        (change(HEAD, "id = " + "[" * 5000), 2, "toml"),
        (change(HEAD, HEAD + "\nmood = 3"), 3, "field"),
        (change(HEAD, HEAD + '\nwhy = "so"'), 3, "field"),
        (change(HEAD, HEAD + '\nsigned = ["quiet"]'), 3, "field"),
        (change(HEAD, 'id = "A Glass"'), 2, "field"),
        (change(HEAD, "id = 3"), 2, "field"),
        (change("minutes = 3", "minutes = 0"), 7, "field"),
        (change("minutes = 3", "minutes = 3.5"), 7, "field"),
        (change("minutes = 3", 'minutes = "3"'), 7, "field"),
        (change("minutes = 3\n", ""), 1, "field"),
        (change('area = "heal-physical"', 'area = "cure"'), 4, "field"),
        (change('layer = "L1"', 'layer = "L11"'), 5, "field"),
        (change('with = "alone"', 'with = "apart"'), 6, "field"),
        (change('faith = "any"', 'faith = "some"'), 8, "field"),
        (change('faith = "any"', 'flags = ["brave"]'), 8, "field"),
        (change('faith = "any"', 'at-worst = "closed"'), 8, "field"),
        (change('faith = "any"', 'starts = "roommates"'), 8, "field"),
        (change('kind = "lived"', 'kind = "hearsay"'), 11, "field"),
        (change('source = "Lived experience"\n', ""), 10, "field"),
        (change('source = "Lived experience"', 'source = ""'), 12, "field"),
        (WATER[: WATER.index(BASIS)] + WATER[WATER.index("+++\n## why") :], 1, "field"),
        (change("## why", "## reason"), 1, "heading"),
        (change("Stop whenever you like.", ""), 1, "heading"),
        (change("Take one sip.", "Take one sip.\nOr two."), 1, "one-line"),
        (change("- Drink it", "- a\n- b\n- c\n- Drink it"), 1, "how"),
        (change(HEAD, HEAD + '\nstarts = ["nowhere"]'), 3, "dangling"),
        (change(HEAD, HEAD + '\nafter = ["nowhere"]'), 3, "dangling"),
        (change(HEAD, HEAD + '\nafter = ["a-glass-of-water"]'), 3, "dangling"),
        (change(HEAD, HEAD + '\ntwin = "nowhere"'), 3, "dangling"),
        (change(HEAD, HEAD + '\nneeds = ["pain"]'), 3, "needs"),
        (change(HEAD, HEAD + '\nneeds = ["joy"]'), 3, "needs"),
        (change(HEAD, HEAD + '\nnever = ["private"]'), 3, "never"),
        (change(HEAD, HEAD + '\nnever = ["joy"]'), 3, "never"),
    ],
)
def test_a_fault_of_a_step_is_named_with_its_line(text: str, line: int, rule: str) -> None:
    assert (STEP, line, rule) in of_step(text)


def test_every_fault_is_named_and_not_only_the_first() -> None:
    text = change("minutes = 3", "minutes = 0").replace('layer = "L1"', 'layer = "L11"')
    assert {(line, rule) for _, line, rule in of_step(text)} == {(5, "field"), (7, "field")}


def test_a_ring_of_steps_that_wait_for_each_other_is_found() -> None:
    one = change(HEAD, HEAD + '\nafter = ["b"]')
    two = change(HEAD, 'id = "b"\nafter = ["c"]')
    three = change(HEAD, 'id = "c"\nafter = ["a-glass-of-water", "b"]')
    found = problems({STEP: one, "steps/b.md": two, "steps/c.md": three})
    assert {p.file for p in found if "leads back" in p.problem} == {
        STEP,
        "steps/b.md",
        "steps/c.md",
    }
    good = problems({STEP: one, "steps/b.md": change(HEAD, 'id = "b"')})
    assert good == []


def test_two_files_with_one_id_are_found() -> None:
    found = problems({"steps/other.md": WATER})
    assert [(p.file, p.rule) for p in found] == [("steps/other.md", "duplicate-id")]


def test_what_a_pack_cannot_be_without_is_missed() -> None:
    for file in ("pack.toml", "help/_any.toml", *(f"questions/{p}.md" for p in facts.PAGES)):
        assert (file, "missing-file") in [(p.file, p.rule) for p in problems({file: None})], file
    for fact in ("short", "private", "helper", "no_is_safe", "escalating", "pain"):
        file = f"questions/{fact}.md"
        assert [(p.file, p.rule) for p in problems({file: None})] == [(file, "missing-file")]
    anchors = [f for f in little() if f.startswith("steps/") and f != STEP]
    assert [p.rule for p in problems({anchors[0]: None})] == ["anchors"]


def test_a_page_of_the_check_asks_its_own_four() -> None:
    room = little()["questions/room.md"].replace('"fear", ', "")
    assert [p.file for p in problems({"questions/room.md": room})] == ["questions/room.md"]


def test_a_question_names_facts_and_answers_there_are() -> None:
    page = little()["questions/no_is_safe.md"]
    strange = page.replace('fact = "no_is_safe", answer = "yes"', 'fact = "joy", answer = "yes"')
    assert [p.rule for p in problems({"questions/no_is_safe.md": strange})] == ["dangling"]
    strange = page.replace('fact = "no_is_safe", answer = "yes"', 'fact = "fear", answer = "so"')
    assert [p.rule for p in problems({"questions/no_is_safe.md": strange})] == ["dangling"]
    strange = page.replace('facts = ["no_is_safe"', 'facts = ["joy"')
    assert [p.rule for p in problems({"questions/no_is_safe.md": strange})] == ["dangling"]
    broken = page.replace('kind = "fact"', 'kind = "riddle"')
    assert "field" in [p.rule for p in problems({"questions/no_is_safe.md": broken})]
    assert "front-matter" in [p.rule for p in problems({"questions/no_is_safe.md": "Hello"})]


START = """+++
id = "new"
title = "New"
group = "ours"
layers = ["L1"]
+++
Hello.

## signs
- One
- Two
  lines

## met
You are met.
"""


def test_a_start_has_layers_and_signs() -> None:
    assert problems({"starts/new.md": START}) == []
    its = parse({**little(), "starts/new.md": START}).start("new")
    assert its is not None
    assert (its.summary, its.signs, its.met) == ("Hello.", ("One", "Two lines"), "You are met.")
    for old, new, rule in (
        ('["L1"]', "[]", "field"),
        ("- One\n- Two\n  lines\n", "", "heading"),
        ('group = "ours"', 'group = "mine"', "field"),
        ("+++\nid", "id", "front-matter"),
    ):
        found = problems({"starts/new.md": START.replace(old, new, 1)})
        assert rule in [p.rule for p in found]


POST = """+++
id = "hello"
title = "Hello"
summary = "A word"
related = ["hello"]
+++
The body.

## A heading
"""


def test_a_post_keeps_its_body_and_leads_somewhere() -> None:
    its = parse({**little(), "posts/hello.md": POST})
    assert its.posts[0].body == "The body.\n\n## A heading"
    astray = POST.replace('["hello"]', '["other"]')
    assert [p.rule for p in problems({"posts/hello.md": astray})] == ["dangling"]
    strange = POST.replace("related", "starts").replace('["hello"]', '["nowhere"]')
    assert [p.rule for p in problems({"posts/hello.md": strange})] == ["dangling"]
    untitled = POST.replace('title = "Hello"\n', "")
    assert [p.rule for p in problems({"posts/hello.md": untitled})] == ["field"]
    assert [p.rule for p in problems({"posts/hello.md": "Hello"})] == ["front-matter"]


def test_a_line_of_help_has_a_kind_and_belongs_to_its_country() -> None:
    country = 'country = "XX"\nname = "X"\n[[lines]]\nid = "x"\nkind = "dv"\nname = "X"\n'
    its = parse({**little(), "help/xx.toml": country})
    assert [line.country for line in its.lines if line.id == "x"] == ["XX"]
    assert its.country("XX") is not None
    assert its.country("") is None
    wrong = country.replace('"dv"', '"pizza"')
    found = problems({"help/xx.toml": wrong})
    assert [(p.file, p.line, p.rule) for p in found] == [("help/xx.toml", 5, "field")]
    assert [p.rule for p in problems({"help/xx.toml": "country = "})] == ["toml"]


def test_help_without_a_country_has_an_emergency_item_and_a_way_to_the_list() -> None:
    text = little()["help/_any.toml"]
    for kind in ("emergency", "dv"):
        found = problems({"help/_any.toml": text.replace(f'kind = "{kind}"', 'kind = "men"')})
        assert [p.rule for p in found] == ["missing-file"]
        assert kind in found[0].problem


def signed(digest: str, language: str = "en") -> str:
    row = f'[[reviews]]\nid = "a-glass-of-water"\nhash = {{ {language} = "{digest}" }}\n'
    return row + 'date = 2026-01-01\nwho = "author"\n'


@pytest.mark.parametrize(
    ("file", "text", "rule"),
    [
        ("phrases.toml", '[[dangers]]\nphrase = "x"\nfact = "hit"\n', "field"),
        ("phrases.toml", "danger = 3\n", "field"),
        ("phrases.toml", '[[danger]]\nphrase = "x"\n', "field"),
        ("phrases.toml", "danger = [3]\n", "field"),
        ("phrases.toml", "danger = \n", "toml"),
        ("reviewed.toml", "reviews = 3\n", "field"),
        ("reviewed.toml", signed("").replace("a-glass-of-water", "nowhere"), "dangling"),
        ("reviewed.toml", '[[reviews]]\nid = "a-glass-of-water"\n', "field"),
        ("pack.toml", 'id = "x"\n', "field"),
        ("pack.toml", "id = ", "toml"),
        ("pack.toml", 'id="x"\ntitle="x"\nlanguage="en"\norder=["nowhere"]\n', "dangling"),
    ],
)  # fmt: skip
def test_no_table_is_left_unread_without_a_word(file: str, text: str, rule: str) -> None:
    found = problems({file: text})
    assert (file, rule) in [(p.file, p.rule) for p in found]


def test_phrases_and_reviews_may_be_absent() -> None:
    assert problems({"phrases.toml": None, "reviewed.toml": None}) == []


def test_a_line_says_where_what_and_what_instead() -> None:
    (found,) = problems({STEP: change("minutes = 3", "minutes = 0")})
    assert str(found).startswith(f"{STEP}:7: field: minutes: ")
    assert "; instead: " in str(found)
    with pytest.raises(Problems) as raised:
        parse({})
    assert str(raised.value) == "\n".join(raised.value.lines)
    assert raised.value.lines[0].startswith("pack.toml:1: missing-file")


def test_steps_stand_in_the_order_the_pack_names_and_then_by_file() -> None:
    names = [step.id for step in parse(little()).steps]
    assert names == sorted(names)
    about = little()["pack.toml"].replace("order = []", 'order = ["five-things-i-see"]')
    first = parse({**little(), "pack.toml": about}).steps[0]
    assert first.id == "five-things-i-see"


def test_a_list_is_read_however_it_is_marked() -> None:
    assert bullets("- one\n* two\n3. three\n   goes on\n\n- four") == (
        "one",
        "two",
        "three goes on",
        "four",
    )
    assert bullets("no mark\n- one") == ("no mark", "one")
    assert bullets("") == ()


def test_a_text_hash_is_the_same_on_every_machine() -> None:
    assert text_hash("a\nb\n") == text_hash("a  \r\nb") == text_hash("\na\nb\n\n")
    assert text_hash("a\nb") != text_hash("a\nc")


QUIET = change(HEAD, HEAD + '\nflags = ["quiet"]').replace("heal-physical", "boundary")


@pytest.mark.parametrize(
    ("review", "rung"),
    [
        (signed(text_hash(QUIET)), "always"),
        (signed(text_hash(QUIET), "de"), "unasked"),
        (signed(text_hash(WATER)), "unasked"),
        ("", "unasked"),
    ],
)
def test_a_limit_widens_only_while_its_very_text_is_signed(review: str, rung: str) -> None:
    step = parse({**little(), STEP: QUIET, "reviewed.toml": review}).step("a-glass-of-water")
    assert step is not None
    assert step.rung == rung


def test_only_flags_that_widen_are_signed() -> None:
    text = QUIET.replace('["quiet"]', '["quiet", "grounding"]')
    step = parse({**little(), STEP: text, "reviewed.toml": signed(text_hash(text))}).step(
        "a-glass-of-water"
    )
    assert step is not None
    assert step.signed == ("quiet",)


def test_the_document_behind_each_part_is_kept() -> None:
    docs = read(little()).docs
    assert docs["steps/a-glass-of-water"].at("minutes") == 7
    assert docs["steps/a-glass-of-water"].at("basis.kind") == 11
    assert docs["steps/a-glass-of-water"].at("") == 1
    assert docs["steps/a-glass-of-water"].at("nowhere") == 1


# The pack that comes with Tend


def test_the_pack_finds_its_own_parts_and_nothing_else() -> None:
    its = pack()
    assert its.step("breathe-out-longer") in its.steps
    assert its.start("money") in its.starts
    assert its.question("room") in its.questions
    nothing = (its.step(None), its.start(None), its.question("none"), its.country(None))
    assert nothing == (None, None, None, None)
    assert its.country("US") in its.countries


def test_the_twenty_four_starts_are_these_with_four_to_eight_signs() -> None:
    names = {
        *("afraid", "old-trauma", "sexual-past", "no-trust", "family", "harm-i-did", "money"),
        *("cutting-words", "drink-drugs", "pornography", "affair-now", "betrayal-long-ago"),
        *("before-we-married", "never-owned", "we-both-wound", "one-sided", "roommates"),
        *("different-desire", "closeness-scares", "body-hurts", "illness", "baby-or-loss"),
        *("season", "stay-or-go"),
    }
    assert {start.id for start in pack().starts} == names
    assert [s.id for s in pack().starts if not 4 <= len(s.signs) <= 8] == []
    order = {start.id: start.layers for start in pack().starts}
    assert order["one-sided"] == ("L1", "L3", "L6")
    assert order["stay-or-go"] == ("L0", "L2", "L1", "L4")


def test_a_step_serves_the_starts_it_names_or_all() -> None:
    water = parse(little()).step("a-glass-of-water")
    assert water is not None
    assert water.serves("money")
    assert water.serves(None)
    named = next(step for step in pack().steps if step.starts == ("drink-drugs",))
    assert (named.serves("drink-drugs"), named.serves("money"), named.serves(None)) == (
        True,
        False,
        False,
    )
