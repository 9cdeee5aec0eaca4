"""The files of a pack as documents: front matter, headings, and problems with their place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from tend.core.fields import fill

T = TypeVar("T")


class Problem(msgspec.Struct, frozen=True, order=True):
    """One fault of a pack, where it stands, and what to write instead."""

    file: str
    line: int
    rule: str
    problem: str
    instead: str

    def __str__(self) -> str:
        """`file:line: rule: problem; instead: ...`."""
        return f"{self.file}:{self.line}: {self.rule}: {self.problem}; instead: {self.instead}"


class Problems(Exception):
    """A pack that cannot be read; `problems` holds every fault found, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Sort by file and line, each fault once."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> tuple[str, ...]:
        """Every fault as one line of text."""
        return tuple(str(problem) for problem in self.problems)


class Doc(msgspec.Struct, frozen=True):
    """One file: its path, its whole text, its data, and the parts under each `## ` heading."""

    file: str
    text: str
    data: dict[str, Any]
    parts: dict[str, str] = {}

    def at(self, key: str) -> int:
        """The line a key of the front matter stands on, else 1."""
        name = re.split(r"[.\[]", key)[-1].rstrip("]") if key else ""
        first = re.split(r"[.\[]", key)[0]
        for word in (name, first):
            found = re.search(rf"(?m)^\s*\[*\"?{re.escape(word)}\"?\]*\s*(=|$)", self.text)
            if word and found:
                return self.text.count("\n", 0, found.start()) + 1
        return 1


class Reader:
    """Collects problems while the files are read."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """`texts` holds every file by its path."""
        self.texts = texts
        self.problems: list[Problem] = []

    def say(self, doc: Doc | str, key: str, rule: str, problem: str, instead: str) -> None:
        """Keep a problem at the line a key stands on; `doc` may be a file that is not there."""
        file, line = (doc, 1) if isinstance(doc, str) else (doc.file, doc.at(key))
        self.problems.append(Problem(file, line, rule, problem, instead))

    def toml(self, file: str, text: str, shift: int = 0) -> dict[str, Any] | None:
        """The data of a TOML text that begins `shift` lines down its file."""
        try:
            return tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as fault:
            found = re.search(r"line (\d+)", str(fault))
            line = int(found.group(1)) + shift if found else 1 + shift
            self.problems.append(
                Problem(file, line, "toml", str(fault) or "too deep", "write valid TOML")
            )
            return None

    def doc(self, file: str) -> Doc | None:
        """A Markdown file with front matter between two `+++` lines."""
        text = self.texts[file]
        lines = text.split("\n")
        ends = [i for i, line in enumerate(lines) if line.rstrip() == "+++"]
        if ends[:1] != [0] or not ends[1:]:
            self.say(file, "", "front-matter", "no front matter", "put TOML between +++ lines")
            return None
        data = self.toml(file, "\n".join(lines[1 : ends[1]]), 1)
        body = "\n".join(lines[ends[1] + 1 :])
        return None if data is None else Doc(file, text, data, _parts(body))

    def table(self, file: str) -> Doc | None:
        """A TOML file."""
        data = self.toml(file, self.texts[file])
        return None if data is None else Doc(file, self.texts[file], data)

    def make(self, cls: type[T], doc: Doc, data: Mapping[str, Any], path: str = "") -> T | None:
        """The struct of a document's data, or None when anything was wrong with it."""

        def report(key: str, problem: str) -> None:
            self.say(doc, key, "field", f"{key}: {problem}", "see the pack format")

        return fill(cls, data, report, path)

    def under(self, folder: str, ending: str) -> list[str]:
        """The files of a folder, in the order of their paths."""
        return sorted(f for f in self.texts if f.startswith(folder + "/") and f.endswith(ending))


def _parts(body: str) -> dict[str, str]:
    parts = {"": ""}
    name = ""
    for line in body.split("\n"):
        if line.startswith("## "):
            name = line[3:].strip().lower()
            parts.setdefault(name, "")
        else:
            parts[name] += line + "\n"
    return {name: text.strip() for name, text in parts.items()}


def bullets(text: str) -> tuple[str, ...]:
    """The lines of a Markdown list; a line that goes on is joined to the one before."""
    found: list[str] = []
    for line in filter(None, (raw.strip() for raw in text.split("\n"))):
        item = re.match(r"(?:[-*]|\d+\.)\s+(.*)", line)
        if item or not found:
            found.append(item.group(1) if item else line)
        else:
            found[-1] += " " + line
    return tuple(found)
