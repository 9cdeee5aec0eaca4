"""What a reader of the pages is told to open or to type is there and works."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from docs import examples
from tend.cli import main
from tests.house.tree import ROOT, name

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
WRITTEN = [path for path in PAGES if path.parent.name != "reference"]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]*))?\)")
BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEND = re.compile(r"(?:^|[ /|])tend ([a-z][^|>]*)")
SETTING = re.compile(r'"(TEND_[A-Z_]+)"')
WANTED = {
    "tutorial": {"first-step"},
    "how-to": {"write-a-pack", "run-a-copy", "add-a-case"},
    "explanation": {"core", "sealed-log", "why-one-step", "content"},
    "reference": {"facts", "gate", "numbers", "commands", "pack-format", "starts", "steps"},
}


def anchors(path: Path) -> set[str]:
    """The places of a page that a link can lead to."""
    headings = re.findall(r"(?m)^#+ (.*)$", path.read_text())
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {words.strip().replace(" ", "-") for words in plain}


def dead(path: Path) -> Iterator[str]:
    """The links of a page that lead nowhere."""
    for to, anchor in LINK.findall(re.sub(BLOCK, "", path.read_text())):
        target = (path.parent / to).resolve() if to else path
        lost = not target.exists() or (
            target.suffix == ".md" and anchor and anchor not in anchors(target)
        )
        if lost:
            yield f"{to}#{anchor}"


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_link_is_dead(path: Path) -> None:
    assert list(dead(path)) == []


def test_a_dead_link_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One two\n[a](#one-two) [b](#three) [c](gone.md) [d](https://example.org)\n")
    assert list(dead(page)) == ["#three", "gone.md#"]


def test_every_page_is_there_and_can_be_found_from_the_first() -> None:
    index = (DOCS / "README.md").read_text()
    for folder, names in WANTED.items():
        assert {path.stem for path in (DOCS / folder).glob("*.md")} >= names
    pages = [path.relative_to(DOCS).as_posix() for path in PAGES if DOCS in path.parents]
    assert [p for p in pages if f"({p}" not in index and p != "README.md"] == []


def test_choices_are_numbered_one_after_the_other() -> None:
    names = sorted(path.name for path in (DOCS / "adr").glob("*.md"))
    assert [int(n[:4]) for n in names] == list(range(1, len(names) + 1))
    for n in names:
        first = (DOCS / "adr" / n).read_text().splitlines()[0]
        assert first.startswith(f"# {int(n[:4])}. ")


def shown() -> Iterator[tuple[str, str]]:
    """Every command shown on a hand-written page, each with the page."""
    for path in WRITTEN:
        for kind, text in BLOCK.findall(path.read_text()):
            if kind == "sh":
                yield from ((name(path), line) for line in text.splitlines() if line.strip())
            elif kind == "console":
                yield from ((name(path), line) for line in examples.commands(text))


def test_every_make_that_is_shown_is_there() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):.*## ", (ROOT / "Makefile").read_text()))
    asked = {found[1] for _, line in shown() if (found := re.match(r"make (\w+)", line))}
    assert {"run"} <= asked <= targets


def parsed(line: str) -> None:
    """Read a `tend` command line as the command does, and do nothing; raises UsageError."""
    found = TEND.search(line)
    assert found, line
    name, *words = shlex.split(found[1])
    main.commands[name].make_context(name, words, click.Context(main, **main.context_settings))


def test_every_tend_command_that_is_shown_is_understood() -> None:
    lines = [line for _, line in shown() if TEND.search(line)]
    assert len(lines) > 5
    for line in lines:
        parsed(line)
    with pytest.raises(click.UsageError):
        parsed("tend next --nothing")
    with pytest.raises(KeyError):
        parsed("tend nothing")


def test_options_that_make_passes_on_are_understood() -> None:
    lines = [line for _, line in shown() if "ARGS=" in line]
    assert lines
    for line in lines:
        options = re.search(r'ARGS="([^"]*)"', line)
        assert options
        parsed(f"tend serve {options[1]}")


def test_every_setting_is_told_and_no_other() -> None:
    code = [path.read_text() for path in (ROOT / "src" / "tend" / "site").glob("*.py")]
    read = {word for text in code for line in text.splitlines() for word in settings_of(line)}
    told = set(re.findall(r"(?m)^\| `(TEND_\w+)`", (DOCS / "how-to" / "run-a-copy.md").read_text()))
    assert told == read


def settings_of(line: str) -> list[str]:
    """The settings that a line of code reads from the environment."""
    return SETTING.findall(line) if re.search(r"\benv(?:iron)?\b", line) else []


def test_the_address_is_the_one_that_is_printed() -> None:
    port = next(p for p in main.commands["serve"].params if p.name == "port").default
    told = (DOCS / "tutorial" / "first-step.md").read_text()
    assert f"http://127.0.0.1:{port}/" in told
    assert "To stop it, press Ctrl and C." in told
    assert "To stop it, press Ctrl and C." in (ROOT / "src/tend/site/launcher.py").read_text()
