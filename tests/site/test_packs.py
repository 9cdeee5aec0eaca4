"""A pack is read with suspicion: what is odd is named, and nothing outside is touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tend.core.parse import Problems
from tend.site import packs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pack = tmp_path / "pack"
    (pack / "steps").mkdir(parents=True)
    (pack / "pack.toml").write_text("a = 1\n")
    return pack


def problems(folder: Path) -> tuple[str, ...]:
    with pytest.raises(Problems) as found:
        packs.texts(folder)
    return found.value.lines


def test_texts_are_found_by_their_path(folder: Path) -> None:
    (folder / "steps" / "one.md").write_bytes("\ufeffé\r\nb".encode())
    (folder / ".git").mkdir()
    (folder / ".git" / "x.md").write_text("hidden")
    (folder / "notes.txt").write_text("not of the pack")
    assert packs.texts(folder) == {"pack.toml": "a = 1\n", "steps/one.md": "é\nb"}


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    assert problems(tmp_path / "none") == (
        "none:1: folder: there is no such folder; instead: a pack's folder",
    )


def test_links_are_refused_wherever_they_lead(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("SECRET")
    (folder / "steps" / "file.md").symlink_to(outside / "secret.md")
    (folder / "posts").symlink_to(outside)
    (folder / "steps" / "inside.md").symlink_to(folder / "pack.toml")
    said = problems(folder)
    assert len(said) == 3
    assert "SECRET" not in "".join(said)


@pytest.mark.parametrize(
    ("raw", "line", "rule"),
    [
        (b"a\n\xff\n", 2, "utf-8"),
        (b"a\0b", 1, "text"),
        (b"a" * (packs.LARGEST + 1), 1, "size"),
    ],
)
def test_what_is_not_text_is_named_with_its_line(
    folder: Path, raw: bytes, line: int, rule: str
) -> None:
    (folder / "steps" / "one.md").write_bytes(raw)
    (said,) = problems(folder)
    assert said.startswith(f"steps/one.md:{line}: {rule}: ")
    assert "; instead: " in said


def test_a_pipe_does_not_hold_it_up(folder: Path) -> None:
    os.mkfifo(folder / "steps" / "pipe.md")
    assert len(problems(folder)) == 1


def test_every_problem_is_told_not_only_the_first(folder: Path) -> None:
    for n in range(3):
        (folder / "steps" / f"{n}.md").write_bytes(b"\xff")
    assert len(problems(folder)) == 3


def test_a_pack_of_too_many_files_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "MOST", 3)
    for n in range(9):
        (folder / "steps" / f"{n}.md").write_text("x")
    assert any("more than 3 files" in line for line in problems(folder))


def test_reading_a_pack_needs_no_django() -> None:
    code = "import sys, tend.site.packs; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_pack_that_comes_with_tend_is_found() -> None:
    assert (packs.home() / "pack.toml").is_file()
