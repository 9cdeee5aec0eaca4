"""The cases: sentences an expert can correct, each with what is known and what must follow.

A case stands in `tests/cases/*.toml` as `[[case]]` with a `name` that is a sentence and
- `given`: the JSON of `tend next`; `base = "clear"` puts under it that every safety fact, the
  dark night and the worseners are answered no, the screen is one's own, and the check was
  today (on each day of a walk);
- or `text`: own words;
- `days`: so many days, on each of which the step is done `good` (or as `how` says);
- `expect`: what must hold. Only what is named is looked at; a name nobody knows fails.

Of the first day: `gate kind rule question paused layer step` (`"none"` for nothing),
`step_area` (one of; `heal` and `tend` stand for all of theirs), `step_layer` (one of),
`step_starts` (the step names this start), `step_minutes_most`, `step_faith`, `step_with`,
`step_flags_any`, `step_flags_none`, `help_kinds` (these and no others, in order), `help_any`
(these at least), `left_out` (what -> because, as far as named), `not_left_out`.
Of every step shown on any day, others too: `never_flags`, `never_areas`, `never_together`,
`never_faith`. Of the steps of all days: `count` (flag, area, kind, rule or `new` -> at least so
many), `areas_seen`, `no_gap` (a step on every day).
Of own words: `starts_any`, `starts_none`, `safety` (exactly), `understood`.
"""

import tomllib
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from tend.core.known import Done, Situation
from tend.core.pack import Step
from tend.core.policy import Decision, decide
from tend.core.words import Understood, understand
from tests.core.given import CLEAR, ROOT, pack, told
from tests.core.test_days import holds, older

Case = dict[str, Any]
KEYS = {"name", "base", "given", "text", "days", "how", "expect"}


def cases() -> list[tuple[str, Case]]:
    found = []
    for file in sorted((ROOT / "tests" / "cases").glob("*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        assert set(data) == {"case"}, f"{file.name}: only [[case]] stands here"
        found += [(file.stem, case) for case in data["case"]]
    return found


CASES = cases()


def situation(case: Case) -> Situation:
    given = dict(case.get("given", {}))
    if case.get("base") == "clear":
        answers = {**CLEAR, **given.pop("facts", {})}
        given = {"checked_days_ago": 0, "lines_days_ago": 0, **given, "facts": answers}
    return told(given)


class Walk:
    """A case walked day by day: what was said, and every step that stood there."""

    def __init__(self, case: Case) -> None:
        now = situation(case)
        self.said: list[Decision] = []
        for _ in range(case.get("days", 1)):
            decision = decide(now, pack())
            holds(now, decision)
            self.said.append(decision)
            now = self._next_day(now, decision, case)

    def _next_day(self, now: Situation, decision: Decision, case: Case) -> Situation:
        if decision.step:
            done = (Done(decision.step, 0.0, case.get("how", "good")), *now.done)
            now = msgspec.structs.replace(now, done=done, open_step=None, again=None)
        later = older(now, 1.0)
        if case.get("base") != "clear":
            return later
        fresh = {"checked_days_ago": now.checked_days_ago, "lines_days_ago": now.lines_days_ago}
        return msgspec.structs.replace(later, **fresh)

    @property
    def first(self) -> Decision:
        return self.said[0]

    @property
    def step(self) -> Step:
        return _step(self.first.step)

    @property
    def steps(self) -> list[Step]:
        return [_step(decision.step) for decision in self.said if decision.step]

    @property
    def shown(self) -> list[Step]:
        others = [_step(id) for decision in self.said for id in decision.others]
        return [*self.steps, *others]


def _step(id: str | None) -> Step:
    step = pack().step(id)
    assert step is not None, "there is no step"
    return step


def _area(step: Step, areas: list[str] | str) -> bool:
    named = [areas] if isinstance(areas, str) else areas
    return any(step.area == area or step.area.startswith(area + "-") for area in named)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _left(walk: Walk) -> dict[str, str]:
    return {one.what: one.because for one in walk.first.left_out}


def _kinds(walk: Walk) -> list[str]:
    return list(dict.fromkeys(line.kind for line in walk.first.help))


def _count(walk: Walk, wanted: dict[str, int]) -> bool:
    seen: Counter[str] = Counter(str(flag) for step in walk.steps for flag in step.flags)
    seen += Counter(str(step.area) for step in walk.steps)
    seen += Counter(str(decision.kind) for decision in walk.said)
    seen += Counter(decision.rule for decision in walk.said)
    seen["new"] = len({step.id for step in walk.steps})
    return all(seen[name] >= least for name, least in wanted.items())


def _plain(value: Any) -> Any:
    return None if value == "none" else value


CHECKS: dict[str, Callable[[Walk, Any], bool]] = {
    **{
        name: lambda walk, value, name=name: getattr(walk.first, name) == _plain(value)  # type: ignore[misc]
        for name in ("gate", "kind", "rule", "question", "paused", "layer", "step")
    },
    "step_area": lambda walk, value: _area(walk.step, value),
    "step_layer": lambda walk, value: walk.step.layer in _listed(value),
    "step_starts": lambda walk, value: value in walk.step.starts,
    "step_minutes_most": lambda walk, value: walk.step.minutes <= value,
    "step_faith": lambda walk, value: walk.step.faith == value,
    "step_with": lambda walk, value: walk.step.with_ == value,
    "step_flags_any": lambda walk, value: bool(set(walk.step.flags) & set(value)),
    "step_flags_none": lambda walk, value: not set(walk.step.flags) & set(value),
    "help_kinds": lambda walk, value: _kinds(walk) == value,
    "help_any": lambda walk, value: set(value) <= set(_kinds(walk)),
    "left_out": lambda walk, value: value.items() <= _left(walk).items(),
    "not_left_out": lambda walk, value: not set(value) & set(_left(walk)),
    "never_flags": lambda walk, value: not any(set(s.flags) & set(value) for s in walk.shown),
    "never_areas": lambda walk, value: not any(_area(step, value) for step in walk.shown),
    "never_together": lambda walk, value: value is not any(s.with_ != "alone" for s in walk.shown),
    "never_faith": lambda walk, value: value is not any(s.faith != "any" for s in walk.shown),
    "count": _count,
    "areas_seen": lambda walk, value: all(any(_area(s, a) for s in walk.steps) for a in value),
    "no_gap": lambda walk, value: value is (len(walk.steps) == len(walk.said)),
}

WORDS: dict[str, Callable[[Understood, Any], bool]] = {
    "starts_any": lambda found, value: bool({s.id for s in found.starts} & set(value)),
    "starts_none": lambda found, value: not {s.id for s in found.starts} & set(value),
    "safety": lambda found, value: {c.what for c in found.cautions} == set(value),
    "understood": lambda found, value: found.understood is value,
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{file}: {case['name']}") for file, case in CASES]
)
def test_case(case: Case) -> None:
    assert set(case) <= KEYS
    expect = case["expect"]
    if "text" in case:
        found = understand(case["text"], pack())
        wrong = {key: value for key, value in expect.items() if not WORDS[key](found, value)}
        assert wrong == {}, found
    else:
        walk = Walk(case)
        wrong = {key: value for key, value in expect.items() if not CHECKS[key](walk, value)}
        assert wrong == {}, [(d.gate, d.kind, d.rule, d.step, d.question) for d in walk.said]


def test_there_are_seventy_cases_and_each_is_a_sentence_of_its_own() -> None:
    names = [case["name"] for _, case in CASES]
    assert len(names) >= 70
    assert len(set(names)) == len(names)
    assert [name for name in names if not name.endswith(".") or len(name.split()) < 5] == []
    assert [name for (_, case), name in zip(CASES, names, strict=True) if not case["expect"]] == []


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"expect": {"gate": "open"}}, "gate"),
        ({"expect": {"never_flags": ["grounding"]}}, "never_flags"),
        ({"base": "clear", "days": 3, "expect": {"count": {"grounding": 4}}}, "count"),
    ],
)
def test_a_case_that_does_not_hold_fails(given: Case, wrong: str) -> None:
    with pytest.raises(AssertionError, match=wrong):
        test_case({"name": "x", **given})


def test_a_name_nobody_knows_fails() -> None:
    with pytest.raises(KeyError):
        test_case({"name": "x", "expect": {"mood": "blue"}})
    with pytest.raises(AssertionError):
        test_case({"name": "x", "moods": 3, "expect": {}})
