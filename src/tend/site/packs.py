"""A pack on disk -> its texts. Suspicious of everything: a pack may come from a stranger.

Imports no Django, so that the command line can use it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from tend.core.pack import Pack
from tend.core.parse import Problem, Problems, parse

LARGEST = 1_000_000  # bytes of one file
MOST = 5_000  # files of one pack
KINDS = frozenset({".md", ".toml"})
HIDDEN = "."  # names that begin so (editors, git) are not part of a pack


def home() -> Path:
    """The pack that comes with Tend: beside `src` in a checkout, inside the package in a wheel."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "packs" / "tend"
    return inside if inside.is_dir() else package.parents[1] / "packs" / "tend"


def load(folder: Path) -> Pack:
    """Read and parse a pack; raises `Problems` with every fault found."""
    return parse(texts(folder))


def texts(folder: Path) -> dict[str, str]:
    """Every file of a pack by its path inside the folder, with `/`; raises `Problems`."""
    if not folder.is_dir():
        raise Problems([fault(folder.name, "folder", "there is no such folder", "a pack's folder")])
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for path in walk(folder):
        name = path.relative_to(folder).as_posix()
        read = one(path, name)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            found[name] = read
        if len(found) + len(problems) > MOST:
            problems.append(fault(name, "count", f"more than {MOST} files", "a smaller pack"))
            break
    if problems:
        raise Problems(problems)
    return found


def walk(folder: Path) -> Iterator[Path]:
    """The files and links of a folder in a fixed order; links are named, never followed."""
    for at, folders, files in os.walk(folder, followlinks=False):
        here = Path(at)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(HIDDEN))
        for name in sorted([*files, *links]):
            if not name.startswith(HIDDEN) and (name in links or Path(name).suffix in KINDS):
                yield here / name


def one(path: Path, name: str) -> str | Problem:
    """The text of one file, or what is wrong with it."""
    try:
        # Opened without following a link, and looked at while open: nothing can be exchanged
        # between the look and the reading.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return fault(name, "file", "not a plain file", "a plain text file")
            raw = file.read(LARGEST + 1)
    except OSError:
        return fault(name, "file", "a link, or not readable", "a plain text file")
    return text(raw, name)


def text(raw: bytes, name: str) -> str | Problem:
    """The bytes as text: UTF-8, no NUL, at most `LARGEST`, line ends made plain."""
    if len(raw) > LARGEST:
        return fault(name, "size", f"larger than {LARGEST} bytes", "several smaller files")
    if b"\0" in raw:
        return fault(name, "text", "holds a NUL byte", "plain text")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(name, line, "utf-8", "not UTF-8", "save the file as UTF-8")


def fault(file: str, rule: str, problem: str, instead: str) -> Problem:
    """A problem of a whole file."""
    return Problem(file, 1, rule, problem, instead)
