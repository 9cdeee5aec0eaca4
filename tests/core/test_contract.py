"""The command's JSON, by the functions behind it."""

import json
from typing import Any

import pytest

from tend.core import contract, facts
from tend.core.contract import Refused
from tend.core.known import Situation
from tend.core.policy import decide
from tests.core.bad_inputs import BAD, DEEP, NOT_UTF8
from tests.core.given import pack

FIELDS = [
    *("gate", "kind", "step", "paused", "question", "help", "why", "rule", "facts_used"),
    *("others", "left_out", "layer"),
]
HELP = ["id", "kind", "name", "phone", "text", "url", "checked"]


def read(text: str | bytes) -> Situation:
    return contract.situation(contract.loads(text), pack())


def refused(text: str | bytes) -> tuple[str, ...]:
    with pytest.raises(Refused) as found:
        read(text)
    return found.value.lines


@pytest.mark.parametrize("text", BAD)
def test_a_bad_input_gives_one_line_for_each_problem_with_its_path(text: str) -> None:
    lines = refused(text)
    assert sorted(line.split(": ")[0] for line in lines) == sorted(BAD[text])
    assert all(line.partition(": ")[2] for line in lines)


@pytest.mark.parametrize("text", DEEP, ids=["lists", "tables", "under-a-name"])
def test_what_is_nested_too_deep_is_refused_in_one_line(text: str) -> None:
    assert len(refused(text)) == 1


@pytest.mark.parametrize("depth", range(900, 1010, 5))
def test_no_depth_ends_in_a_crash(depth: int) -> None:
    for text in ('{"x": %s}', '{"done": [{"step": %s}]}', '{"layers": {"money": %s}}'):
        assert refused(text % ("[" * depth + "]" * depth))


@pytest.mark.parametrize("text", NOT_UTF8)
def test_what_is_not_utf8_is_refused_in_one_line(text: bytes) -> None:
    assert refused(text) == ("input: not UTF-8 text",)


def test_a_line_of_a_problem_can_always_be_printed() -> None:
    for text in ('{"facts": {"\\ud800": "yes"}}', '{"strength": "\\udfff"}', '{"a\\nb": 1}'):
        lines = refused(text)
        assert len(lines) == 1
        assert lines[0].encode()
        assert "\n" not in lines[0]


def test_a_byte_order_mark_is_no_problem() -> None:
    assert read(b"\xef\xbb\xbf{}") == read("\ufeff{}") == read("{}") == Situation()


def test_every_field_may_be_left_out_and_every_field_may_be_given() -> None:
    situation = read(json.dumps(EVERYTHING))
    assert situation.facts == EVERYTHING["facts"]
    assert situation.prefer.with_ == "together"
    assert situation.readings[0].wanted.spiritual == 10
    assert situation.history.ever == {"hit": "past"}
    assert list(situation.history.clear_checks_days_ago) == [1, 20.5]
    assert decide(situation, pack()).gate == "mending"


EVERYTHING: dict[str, Any] = {
    "facts": {"fear": "no", "self_harm": "no", "private": "yes", "deceit": "unknown"}
    | dict.fromkeys(facts.SAFETY, "no"),
    "checked_days_ago": 0.25,
    "lines_days_ago": 3,
    "events": [{"id": "birth", "days_ago": 400}],
    "history": {
        "worst": "none",
        "worst_days_ago": None,
        "asked_back_days_ago": 40,
        "clear_checks_days_ago": [1, 20.5],
        "ever": {"hit": "past"},
    },
    "overlay": {"yes_days_ago": 90, "easier_days_ago": 89},
    "starts": [{"id": "money", "when": "past", "owned": "partly"}, {"id": "family"}],
    "thread": "family",
    "layers": {"family": "L4"},
    "open_step": None,
    "again": None,
    "done": [{"step": "breathe-out-longer", "days_ago": 2, "how": "not-today"}],
    "readings": [
        {
            "days_ago": 1,
            "emotional": 0,
            "spiritual": None,
            "sexual": 3,
            "wanted": {"emotional": None, "spiritual": 10, "sexual": 1},
            "free": "unsure",
        }
    ],
    "prefer": {"faith": "sometimes", "minutes": 30, "with": "together"},
    "strength": "some",
    "asked": {"wants": False, "later": 2, "last_days_ago": 3, "never": False},
    "country": "NZ",
    "language": "en-NZ",
}


def test_the_defaults_are_the_ones_the_contract_names() -> None:
    empty = read("{}")
    assert (empty.checked_days_ago, empty.lines_days_ago, empty.events) == (None, None, ())
    assert (empty.history.worst, empty.prefer.faith, empty.prefer.minutes) == ("none", "none", 20)
    assert (empty.prefer.with_, empty.strength, empty.country) == ("alone", "little", None)
    assert (empty.asked.wants, empty.asked.later, empty.asked.never) == (False, 0, False)
    assert empty.language == "en"
    chosen = read('{"starts": [{"id": "money"}]}').starts[0]
    assert (chosen.when, chosen.owned) == ("now", "no")
    reading = read('{"readings": [{"days_ago": 1}]}').readings[0]
    assert (reading.free, reading.wanted.sexual) == ("unsure", None)


def output(data: dict[str, Any]) -> dict[str, Any]:
    said = contract.output(decide(contract.situation(data, pack()), pack()))
    plain: dict[str, Any] = json.loads(json.dumps(said))
    return plain


def test_nothing_told_gives_this_to_the_letter() -> None:
    said = output({})
    assert list(said) == FIELDS
    assert len(said.pop("why")) >= 1
    assert len(said.pop("others")) == 2
    said.pop("left_out")
    assert said == {
        "gate": "unasked",
        "kind": "offer",
        "step": "breathe-out-longer",
        "paused": None,
        "question": None,
        "help": [],
        "rule": "P7",
        "facts_used": ["private"],
        "layer": "L1",
    }


LEFT_OUT = ("together", "touch", "sexual", "spouse", "boundary")


def test_what_is_left_out_is_named_in_one_order_with_its_reason() -> None:
    because = dict.fromkeys(LEFT_OUT, "check") | {"boundary": "needs"}  # limits need privacy
    assert output({})["left_out"] == [{"what": w, "because": b} for w, b in because.items()]


def test_help_stands_as_plain_data_with_the_names_of_the_contract() -> None:
    found = output({"facts": {"choked": "yes"}, "country": "US"})["help"]
    assert [list(one) for one in found] == [HELP] * len(found)
    assert [one["kind"] for one in found[:2]] == ["emergency", "dv"]
    assert all(one["checked"] is None or len(one["checked"]) == 10 for one in found)


# The lists and the words


def test_the_lists_hold_every_field_under_the_name_a_pack_writes_it_by() -> None:
    assert [row["id"] for row in contract.facts_listed()] == list(facts.BY_ID)
    row = contract.steps_listed(pack())[0]
    assert {"with", "at-worst", "minutes", "basis", "rung", "how"} <= set(row)
    assert row["basis"].keys() == {"kind", "source", "limits", "year"}
    starts = contract.listed(pack().starts)
    assert {"id", "title", "layers", "signs", "asks"} <= set(starts[0])
    assert json.loads(json.dumps(starts))


def test_own_words_give_starts_safety_the_words_quoted_and_whether_they_were_read() -> None:
    said = contract.words(b"My husband drinks. He choked me.", pack())
    assert list(said) == ["starts", "safety", "because", "understood"]
    assert (said["safety"], said["understood"]) == (["danger"], True)
    assert said["because"] == ["He choked me"]
    assert said["starts"][0]["id"] == "drink-drugs"
    twice = contract.words(b"He choked me and put a gun to my head.", pack())
    assert twice["safety"] == ["danger"]


def test_a_line_of_words_keeps_its_id_whatever_it_is() -> None:
    for id in ("a", 7, None):
        raw = json.dumps({"id": id, "text": "We are roommates."}).encode()
        assert contract.words(raw, pack(), jsonl=True)["id"] == id
    assert "id" not in contract.words(b'{"text": "hello"}', pack(), jsonl=True)


@pytest.mark.parametrize("raw", [b"[]", b"{}", b'{"text": 3}', b'{"id": 1}', b"nonsense", b"\xff"])
def test_a_line_without_text_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused):
        contract.words(raw, pack(), jsonl=True)


def test_words_that_are_no_text_are_refused() -> None:
    with pytest.raises(Refused, match="UTF-8"):
        contract.words(b"\xff", pack())
