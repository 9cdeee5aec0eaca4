"""Run every check of the house, one after the other, and end with what could not be tested.

All of them run even when one fails, so that one look shows everything there is to mend.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from prepare import BROWSERS, ROOT, bring, browsers, say

TOOL = Path(sys.executable).parent
PYTEST = [
    *[sys.executable, "-m", "pytest", "-q"],
    *["-n", "auto", "--maxprocesses", "4", "--dist", "loadgroup"],
]
# The core by itself: no Django can be imported, nothing above its folder is read.
CORE = [
    *["-p", "no:django", "-p", "tests.house.alone", "--confcutdir", "tests/core", "tests/core"],
    *["--cov", "tend.core", "--cov-branch", "--cov-fail-under", "100", "--cov-report", "term"],
]
# How the tests learn where a browser is.
TOLD = {"Chromium": "TEND_BROWSER", "Firefox": "TEND_FIREFOX"}
NOT_ASKED = "the pages in a real browser (`make test` does that)"


def main() -> int:
    """Run the checks; exit 1 when any fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", action="store_true", help="test in real browsers too")
    asked = parser.parse_args()
    found = browsers(Path(sys.executable)) if asked.browser else {}
    failed = [name for name, command in checks(found).items() if not passes(name, command, found)]
    return report(failed, left_out(found) if asked.browser else [NOT_ASKED])


def left_out(found: Mapping[str, str]) -> list[str]:
    """What nobody could test here, each with the command that would change it."""
    return [
        f"the pages in {name} (none here that can be driven: {bring([name])})"
        for name in BROWSERS
        if name not in found
    ]


def checks(found: Mapping[str, str]) -> dict[str, Sequence[str | Path]]:
    """Every check by name, in the order it is run: the quick ones first."""
    missing = [f"not {name.lower()}" for name in BROWSERS if name not in found]
    return {
        "layout": [TOOL / "ruff", "format", "--check", "."],
        "lint": [TOOL / "ruff", "check", "."],
        "types": [TOOL / "mypy"],
        "imports": [TOOL / "lint-imports"],
        "the core alone": [*PYTEST, *CORE],
        "everything else": [
            *[*PYTEST, "--ignore", "tests/core"],
            *(["-m", " and ".join(missing)] if missing else []),
        ],
    }


def passes(name: str, command: Sequence[str | Path], found: Mapping[str, str]) -> bool:
    """Run one check with its words shown."""
    say(f"\n== {name}")
    start = time.monotonic()
    ended = subprocess.run(command, cwd=ROOT, env=surroundings(found), check=False)
    said = "passed" if ended.returncode == 0 else "FAILED"
    say(f"== {name}: {said}, {time.monotonic() - start:.0f} s")
    return ended.returncode == 0


def surroundings(found: Mapping[str, str]) -> dict[str, str]:
    """What the checks see of this machine: where the browsers are, and our own commands first."""
    path = os.pathsep.join([str(TOOL), os.environ.get("PATH", "")])
    told = {word: found.get(name, "") for name, word in TOLD.items()}
    return {**os.environ, "PATH": path, **told}


def report(failed: list[str], untested: list[str]) -> int:
    """Say in plain words what failed and what was not tested."""
    say("\n" + (f"FAILED: {', '.join(failed)}." if failed else "Every check passed."))
    for what in untested:
        say(f"Not tested: {what}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
