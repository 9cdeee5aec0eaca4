"""Files stay small enough to be read in one sitting."""

import pytest

from tests.house.tree import ROOT, name, written

LIMITS = {"src/tend/core": 300, ".": 400}


@pytest.mark.parametrize("room", LIMITS)
def test_python_files_stay_within_their_lines(room: str) -> None:
    files = [path for path in written(".py") if path.is_relative_to(ROOT / room)]
    lengths = {name(path): len(path.read_text().splitlines()) for path in files}
    assert files
    assert {file: lines for file, lines in lengths.items() if lines > LIMITS[room]} == {}


def test_no_file_is_over_a_megabyte() -> None:
    assert [name(path) for path in written() if path.stat().st_size > 1_000_000] == []
