"""A stranger finds both commands at once, and no trace of anybody's machine."""

import os
import re

from tests.house.tree import ROOT, name, written

FIRST_SCREEN = 40  # lines
MACHINE = re.compile(r"(?<![\w.~-])/(?:home|root|Users|work|farm)/\w")


def test_both_commands_stand_on_the_first_screen() -> None:
    screen = (ROOT / "README.md").read_text().splitlines()[:FIRST_SCREEN]
    assert [command for command in ("make run", "make test") if command not in screen] == []


def test_what_the_readme_points_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text())
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_no_file_names_a_place_on_a_machine() -> None:
    texts = {name(path): path.read_text(errors="replace") for path in written()}
    assert [file for file, text in texts.items() if MACHINE.search(text)] == []


def test_a_place_on_a_machine_would_be_seen() -> None:
    assert MACHINE.search("see /" + "home/ann/notes")
    assert MACHINE.search("(/" + "work/x)")
    assert MACHINE.search("a page at /h/more or tests/home/x") is None


def test_a_merge_passes_the_same_command() -> None:
    script = ROOT / ".ci" / "run"
    assert "make test" in script.read_text()
    assert os.access(script, os.X_OK)
