"""Logs of every release so far, folded by the code of today."""

import json
from pathlib import Path

import pytest

from tend.core import entries
from tend.core.situation import situation, unpack_state
from tests.core import vectors
from tests.core.vectors import FOLDER, folded, plain, read

FILES = sorted(FOLDER.glob("log-*.json"))


def test_there_is_a_log_of_the_first_release() -> None:
    assert FOLDER / "log-0.1.json" in FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_old_log_still_folds_to_what_it_was(file: Path) -> None:
    found = read(file)
    state = folded(found)
    assert unpack_state(json.dumps(found["state"]).encode()) == state
    for then in found["situations"]:
        assert plain(situation(state, then["now"], then["offset"])) == then["situation"]


def test_the_log_of_this_release_holds_every_kind_of_entry() -> None:
    kinds = {raw["kind"] for raw in read(FILES[-1])["entries"] if raw}
    assert kinds >= {str(cls.__struct_config__.tag) for cls in entries.ENTRIES}


def test_what_is_written_down_is_what_would_be_written_now() -> None:
    assert vectors.written("0.1") == read(FOLDER / "log-0.1.json")
