"""What the tests of the house look at: its root and the files we wrote."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("src", "packs", "tests", "bench", "docs", "bin")
MADE = {"__pycache__", "node_modules", "artefacts"}


def written(*suffixes: str) -> Iterator[Path]:
    """Every file we wrote with one of these suffixes (all when none is given), in order."""
    # What a coverage run leaves behind when it was stopped is not ours.
    left = (".coverage", ".coverage.")
    loose = [p for p in ROOT.iterdir() if p.is_file() and not p.name.startswith(left)]
    roomed = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    for path in sorted(loose + roomed):
        kept = not MADE.intersection(path.relative_to(ROOT).parts)
        if kept and (not suffixes or path.suffix in suffixes):
            yield path


def name(path: Path) -> str:
    """A file's path as seen from the root of the house."""
    return path.relative_to(ROOT).as_posix()
