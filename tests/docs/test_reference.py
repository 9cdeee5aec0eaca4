"""The reference pages say what the code does now, and leave nothing out."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from docs import build, commands, examples, fields, markdown, meanings, packs
from tend.cli import main
from tend.core import conditions, facts, gate, known, numbers, pack, policy
from tend.core.docs import Problem
from tend.core.proof import LAWS, Proof
from tests.house.tree import ROOT

CORE = ROOT / "src" / "tend" / "core"
pytestmark = pytest.mark.timeout(300)  # the pages are made once, with a proof, on a busy machine
PLACE = {"say": 2, "_say": 2, "Problem": 2, "fault": 1}
"""Who names a rule of `check-pack`, and which of its arguments is the name."""


def row(*cells: str) -> str:
    return "\n| " + " | ".join(cells)


def page(name: str) -> str:
    return build.pages()[name]


def lines(name: str) -> list[str]:
    return page(name).splitlines()


def test_every_page_is_current() -> None:
    assert build.outdated() == []


def test_every_written_page_says_so_and_names_no_machine() -> None:
    for name, text in build.pages().items():
        assert text.splitlines()[2] == markdown.NOTE, name
        assert str(ROOT) not in text
        assert "Traceback" not in text


def test_a_page_that_is_not_current_is_named_and_written_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "reference").mkdir()
    for name, text in (("one.md", "one"), ("two.md", "old"), ("stray.md", "gone")):
        (tmp_path / "reference" / name).write_text(text)
    kept = {"reference/one.md": "one", "reference/two.md": "two", "reference/three.md": "three"}
    monkeypatch.setattr(build, "HERE", tmp_path)
    monkeypatch.setattr(build, "wanted", lambda: kept)
    late = ["reference/stray.md", "reference/three.md", "reference/two.md"]
    assert build.outdated() == late
    build.write(late)
    assert build.outdated() == []
    assert sorted(path.name for path in tmp_path.rglob("*.md")) == ["one.md", "three.md", "two.md"]


def test_every_fact_and_event_is_told() -> None:
    told = page("facts.md")
    assert [f.id for f in facts.FACTS if row(f"`{f.id}`", f.group) not in told] == []
    assert [event for event in facts.EVENTS if f"`{event}`" not in told] == []
    assert row("`both_free`", "enabler", "yes < unknown < no", "never") in told


def test_every_row_of_the_gate_is_told() -> None:
    told = page("gate.md")
    for fact in facts.SAFETY:
        assert row(f"`{fact}`", *build.answers(fact)) in told
    for (fact, answer, worse), rank in gate.PAIR.items():
        assert row(f"`{fact}`", answer, worse, f"`{rank.word}`") in told
    for fact, rank in gate.EVER.items():
        assert row(f"`{fact}`", f"`{rank.word}`") in told
    assert build.answers("choked") == ["", "closed", "unasked", "urgent"]
    assert list(meanings.GATES) == [rank.word for rank in gate.Gate]


def test_everything_that_sets_a_rung_is_told() -> None:
    told = dict(build.rungs())
    named = [*gate.AREA, *gate.WIDENS, *gate.NARROWS, *gate.AT_WORST, "together"]
    assert len(told) == len(named)
    for word in named:
        assert any(word in what for what in told), word
    assert told["flag `touch`"] == "`open`"


def test_every_condition_law_and_number_is_told() -> None:
    told = page("gate.md")
    assert set(meanings.CONDITIONS) == set(conditions.CONDITIONS)
    assert [c for c in conditions.CONDITIONS if row(f"`{c}`") not in told] == []
    assert tuple(meanings.LAWS) == LAWS
    for name, number in numbers.listed().items():
        value = f"{int(number)} {number.unit}"
        assert row(f"`{name}`", value, number.source) in page("numbers.md")
        assert number.reviewed_by in page("numbers.md")


def test_every_command_is_told_with_its_own_help() -> None:
    told = page("commands.md")
    found = commands.found(main)
    assert "next" in found
    for name, command in found.items():
        assert f"\n## tend {name}\n" in told
        for option in command.params:
            assert all(word in told for word in option.opts if word.startswith("--"))


def test_every_name_of_what_goes_in_and_comes_out_is_told() -> None:
    named = list(names_in(known.Situation, ""))
    for struct in commands.IN:
        named += names_in(struct, f"{struct.__name__.lower()}.")
    assert sorted(meanings.INPUT) == sorted(named)
    assert tuple(meanings.OUTPUT) == policy.Decision.__struct_fields__
    assert tuple(meanings.PROOF) == Proof.__struct_fields__
    assert tuple(meanings.PROBLEM) == Problem.__struct_fields__
    for name in (*meanings.OUTPUT, *meanings.PROOF, *meanings.UNDERSTOOD, *meanings.PROBLEM):
        assert row(f"`{name}`") in page("commands.md")


def names_in(struct: type[Any], before: str) -> list[str]:
    return [before + name.strip("`") for name, _, _ in fields.of(struct)]


def test_the_examples_are_what_the_commands_answer() -> None:
    decision = json.loads(examples.answer(commands.EMPTY))
    assert tuple(decision) == tuple(meanings.OUTPUT)
    assert tuple(json.loads(examples.answer(commands.WORDS))) == tuple(meanings.UNDERSTOOD)
    assert tuple(json.loads(examples.answer(commands.PROVE))) == tuple(meanings.PROOF)
    assert json.loads(examples.answer(commands.HARM))["kind"] == "refer"
    assert examples.answer(commands.WRONG).splitlines()[1].startswith("facts.fear: ")
    assert ": heading: unknown heading" in examples.answer(commands.BAD_PACK)


def test_every_rule_of_the_policy_is_told() -> None:
    code = "".join((CORE / f"{name}.py").read_text() for name in ("policy", "roads", "ground"))
    assert set(re.findall(r'"(P\d+)"', code)) <= set(meanings.RULES)
    assert set(meanings.RULES) == set(packs.default().about.reasons)
    assert set(meanings.KINDS) == set(get_args(policy.Kind))
    assert set(pack.KINDS) <= set(re.findall(r"`([a-z]+)`", page("commands.md")))


def rules_named() -> Iterator[str]:
    """Every rule that the code names when it tells a problem of a pack."""
    for path in [*CORE.glob("*.py"), ROOT / "src" / "tend" / "site" / "packs.py"]:
        for node in ast.walk(ast.parse(path.read_text())):
            yield from _rules_of(node, path)


def _rules_of(node: ast.AST, path: Path) -> Iterator[str]:
    parts: list[ast.expr] = []
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        parts = node.args[PLACE[name] :][:1] if name in PLACE else []
    elif isinstance(node, ast.Yield) and path.name == "refs.py":
        parts = node.value.elts[2:3] if isinstance(node.value, ast.Tuple) else []
    elif isinstance(node, ast.Assign) and path.name == "check.py" and _names_rule(node):
        parts = [node.value]
    for part in parts:
        for constant in ast.walk(part):
            if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                yield constant.value


def _names_rule(node: ast.Assign) -> bool:
    return getattr(node.targets[0], "id", "") == "rule"


def test_every_rule_of_the_checker_is_told() -> None:
    from tend.core.check import FLAG_WORDS

    named = {*rules_named(), *FLAG_WORDS}
    assert {"twin", "unsigned", "stale-review", "anchors", "utf-8", "dangling"} <= named
    assert set(meanings.CHECKS) == named
    assert [r for r in meanings.CHECKS if row(f"`{r}`") not in page("pack-format.md")] == []


def test_every_key_and_flag_of_a_pack_is_told() -> None:
    told = page("pack-format.md")
    kinds = [kind for kind in vars(pack).values() if isinstance(kind, type)]
    made = {kind for kind in kinds if issubclass(kind, msgspec.Struct)}
    assert made - set(packs.STRUCTS.values()) == {pack.Pack, pack.Phrases}
    keys = [key for struct in packs.STRUCTS.values() for key, _, _ in packs.keys(struct)]
    assert [key for key in keys if row(key) not in told] == []
    assert tuple(packs.FLAGS) == get_args(pack.Flag)
    assert "`at-worst`" in keys
    assert "`with`" in keys


def test_every_start_layer_and_step_is_told() -> None:
    own = packs.default()
    starts, steps = page("starts.md"), page("steps.md")
    assert [s.id for s in own.starts if row(f"`{s.id}`", s.title) not in starts] == []
    assert [layer for layer in pack.LAYERS if row(f"`{layer}`") not in starts] == []
    for step in own.steps:
        assert row(f"`{step.id}`", step.title, step.layer, str(step.minutes), step.rung) in steps
