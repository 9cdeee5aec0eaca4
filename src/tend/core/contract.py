"""The command's JSON: an input text -> a situation, a decision -> plain data.

Strict on the way in: an unknown name, a wrong type or a day in the future is a problem
with its path, and every problem is named. Nothing is guessed.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from tend.core import facts
from tend.core.fields import Report, fill, join
from tend.core.known import Situation
from tend.core.pack import LAYERS
from tend.core.words import understand

if TYPE_CHECKING:
    from tend.core.pack import Pack
    from tend.core.policy import Decision


class Refused(Exception):
    """An input that cannot be taken; `lines` holds one line per problem, with its path."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Keep every line, in the order found."""
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


def loads(text: str | bytes) -> Any:
    """Strict JSON: no name twice in one table, no NaN or Infinity, nothing too deep."""
    plain = ""
    try:
        plain = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        data = json.loads(plain, object_pairs_hook=_table, parse_constant=_constant)
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        raise Refused(["input: not UTF-8 text"]) from None
    except UnicodeEncodeError:
        raise Refused(["input: holds half a character (a lone surrogate)"]) from None
    except RecursionError:
        raise Refused(["input: nested too deep"]) from None
    except _Twice as fault:
        raise Refused([f"{join('', fault)}: stands twice in one table"]) from None
    except ValueError as fault:
        raise Refused([f"input: {_not_json(plain, fault)}"]) from None
    return data


def _not_json(text: str, fault: ValueError) -> str:
    if not text.strip():
        return "nothing came in; {} asks for the first step"
    return "a number has too many digits" if "digits" in str(fault) else f"not JSON: {fault}"


class _Twice(Exception):
    """A name that stands twice in one table."""


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Twice(twice)
    return found


def _constant(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def situation(data: Any, pack: Pack) -> Situation:
    """The situation of one input; raises `Refused` with every problem found."""
    problems: list[str] = []

    def report(path: str, problem: str) -> None:
        problems.append(f"{path}: {problem}")

    made = fill(Situation, data, report)
    if isinstance(data, dict):
        _check(data, pack, report)
    if problems or made is None:
        raise Refused(problems)
    return made


def _check(data: dict[str, Any], pack: Pack, report: Report) -> None:
    """What types cannot say: known ids, answers a fact can have, numbers that are numbers."""
    _check_facts(data, report)
    _check_starts(data, {start.id for start in pack.starts}, report)
    _check_steps(data, {step.id for step in pack.steps}, report)
    for name, pattern, words in _TAGS:
        if isinstance(data.get(name), str) and not pattern.fullmatch(data[name]):
            report(name, words)
    _finite("", data, report)


def _check_facts(data: dict[str, Any], report: Report) -> None:
    for fact, answer in _items(data.get("facts")):
        _answer(join("facts", fact), fact, answer, report)
    history = data.get("history")
    for fact, _ in _items(history.get("ever") if isinstance(history, dict) else None):
        if fact not in facts.SAFETY:
            report(join("history.ever", fact), "not a safety fact")


def _check_starts(data: dict[str, Any], known: set[str], report: Report) -> None:
    chosen = [start.get("id") for start in _rows(data.get("starts"))]
    for i, id in enumerate(chosen):
        _known(f"starts[{i}].id", id, known, "start", report)
        if id in chosen[:i]:
            report(f"starts[{i}].id", f"{id!r} stands twice")
    if isinstance(data.get("thread"), str) and data["thread"] not in chosen:
        report("thread", f"{data['thread']!r} is not one of the starts given")
    for start, layer in _items(data.get("layers")):
        _known(join("layers", start), start, known, "start", report)
        if isinstance(layer, str) and layer not in LAYERS:
            report(join("layers", start), f"no layer {layer!r}")


def _check_steps(data: dict[str, Any], known: set[str], report: Report) -> None:
    for name in ("open_step", "again"):
        _known(name, data.get(name), known, "step", report)
    for i, done in enumerate(_rows(data.get("done"))):
        _known(f"done[{i}].step", done.get("step"), known, "step", report)


_TAGS = (
    ("country", re.compile("[A-Z]{2}"), "two capital letters, as in US"),
    ("language", re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"), "a language tag, as in en"),
)


def _items(value: Any) -> Iterable[tuple[str, Any]]:
    return value.items() if isinstance(value, dict) else ()


def _rows(value: Any) -> list[dict[str, Any]]:
    """The tables of a list; anything else in it is an empty one, so that places stay right."""
    return (
        [row if isinstance(row, dict) else {} for row in value] if isinstance(value, list) else []
    )


def _answer(path: str, fact: str, answer: Any, report: Report) -> None:
    if fact not in facts.BY_ID:
        report(path, "no such fact")
    elif isinstance(answer, str) and answer not in facts.BY_ID[fact].order:
        report(path, f"{answer!r} is not one of {', '.join(facts.BY_ID[fact].order)}")


def _known(path: str, id: Any, known: set[str], word: str, report: Report) -> None:
    if isinstance(id, str) and id not in known:
        report(path, f"no {word} {id!r} in this pack")


def _finite(path: str, value: Any, report: Report) -> None:
    if isinstance(value, float) and not math.isfinite(value):
        report(path, "too large")
    for name, inner in _items(value):
        _finite(join(path, name), inner, report)
    for i, inner in enumerate(value if isinstance(value, list) else ()):
        _finite(f"{path}[{i}]", inner, report)


HELP = ("id", "kind", "name", "phone", "text", "url", "checked")


def output(decision: Decision) -> dict[str, Any]:
    """The decision as plain data, in the order and with the names of the contract."""
    data: dict[str, Any] = msgspec.to_builtins(decision)
    data["help"] = [{name: line.get(name) for name in HELP} for line in data["help"]]
    return data


def listed(things: Iterable[Any]) -> list[dict[str, Any]]:
    """Values as plain data, every field under the name the pack writes it by."""
    return [msgspec.to_builtins(thing) for thing in things]


def facts_listed() -> list[dict[str, Any]]:
    """Every fact: id, group, order from mildest to worst, page of the check, meaning, source."""
    return listed(facts.FACTS)


def steps_listed(pack: Pack) -> list[dict[str, Any]]:
    """Every step with its computed rung."""
    return [{**msgspec.to_builtins(step), "rung": step.rung} for step in pack.steps]


def words(raw: bytes, pack: Pack, *, jsonl: bool = False) -> dict[str, Any]:
    """What own words say: starts, safety, the words quoted, and whether they were understood."""
    given: Any = {}
    if jsonl:
        given = loads(raw)
        if not isinstance(given, dict) or not isinstance(given.get("text"), str):
            raise Refused(['input: expected {"id", "text"}'])
        text = given["text"]
    else:
        text = _text(raw)
    found = understand(text, pack)
    data: dict[str, Any] = {"id": given["id"]} if "id" in given else {}
    return data | {
        "starts": listed(found.starts),
        "safety": list(dict.fromkeys(caution.what for caution in found.cautions)),
        "because": list(dict.fromkeys(caution.because for caution in found.cautions)),
        "understood": found.understood,
    }


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(["input: not UTF-8 text"]) from None
