"""What a person can add, and what can be read again."""

from typing import Any

import msgspec
import pytest

from tend.core import entries
from tend.core.known import Chosen, Wanted
from tests.core.logs import EVERY


def test_every_kind_is_in_the_list_of_examples() -> None:
    assert {type(entry) for entry in EVERY} == set(entries.ENTRIES)


@pytest.mark.parametrize("entry", EVERY, ids=map(str, range(len(EVERY))))
def test_what_is_sealed_is_read_again_the_same(entry: entries.Entry) -> None:
    assert entries.decode(entries.encode(entry)) == entry


def test_kinds_are_words_and_no_two_are_alike() -> None:
    kinds = [cls.__struct_config__.tag for cls in entries.ENTRIES]
    assert len(set(kinds)) == len(kinds)
    assert not set(kinds) & set(entries.RETIRED)


def test_a_written_entry_says_its_kind_and_its_time() -> None:
    raw = entries.encode(entries.Told(at=12.5, text="hello", key="k"))
    assert msgspec.json.decode(raw) == {"kind": "told", "at": 12.5, "text": "hello", "key": "k"}


def test_a_name_that_came_later_is_not_in_the_way() -> None:
    raw = b'{"kind":"told","at":1,"text":"a","mood":"blue"}'
    assert entries.decode(raw) == entries.Told(at=1, text="a")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff",
        b"null",
        b"3",
        b"[]",
        b"{}",
        b'{"at":1}',
        b'{"kind":"told","text":"a"}',
        b'{"kind":"told","at":1}',
        b'{"kind":"told","at":1,"text":3}',
        b'{"kind":"told","at":"1","text":"a"}',
        b'{"kind":"told","at":1,"text":"a","v":2}',
        b'{"kind":"told","at":1,"text":"a","v":"1"}',
        b'{"kind":"told","at":1,"text":"a","v":[1]}',
        b'{"kind":"dreamt","at":1}',
        b'{"kind":[],"at":1}',
        b'{"kind":"tried","step":"a","how":"fine","at":1}',
        b'{"kind":"measured","at":1,"sexual":11}',
        b'{"kind":"told","at":1e999,"text":"a"}',
        b"[" * 200_000,
        b'{"kind":"told","at":1,"text":' + b"[" * 100_000,
    ],
)
def test_what_nobody_can_read_is_none_and_never_a_crash(raw: bytes) -> None:
    assert entries.decode(raw) is None


def test_an_older_version_is_read_by_its_upgrades(monkeypatch: pytest.MonkeyPatch) -> None:
    def upgrade(data: dict[str, Any]) -> dict[str, Any]:
        return {"kind": "told", "at": data["at"], "text": data["words"], "v": data["v"] + 1}

    steps = {("told", -1): lambda data: {**data, "v": 0}, ("told", 0): upgrade}
    monkeypatch.setattr(entries, "UPGRADES", steps)
    raw = b'{"kind":"told","at":1,"words":"a","v":-1}'
    assert entries.decode(raw) == entries.Told(at=1, text="a")


def test_only_entries_that_are_words_may_be_erased() -> None:
    words = {entries.Told, entries.Noted, entries.Change, entries.Tomorrow}
    assert set(entries.ERASABLE) == words


def test_nested_values_come_back_as_values() -> None:
    began = entries.Began(at=1, starts=(Chosen("money", "past", "yes"),), thread="money")
    measured = entries.Measured(at=1, emotional=3, wanted=Wanted(spiritual=9), free="no")
    for entry in (began, measured):
        assert entries.decode(entries.encode(entry)) == entry
