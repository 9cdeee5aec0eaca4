"""Real runs: what a shell answers to a command, for the pages that show one.

A hand-written page shows commands in blocks called `console`: lines that begin with `$ `, each
with what it answered below it. `make docs` runs them again, in order, in one empty folder for
the page, and writes the answers anew. A block that begins with three back quotes and
`markdown file=NAME` is a file the reader is told to write: it is written there as well.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?: file=(?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
SHELL = shutil.which("sh") or "/bin/sh"
PROMPT = "$ "


@cache
def answer(command: str) -> str:
    """What a command prints, on either stream, in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        return run(command, Path(folder))


def run(command: str, folder: Path) -> str:
    """What a command prints, on either stream, with the commands of this environment first."""
    ended = subprocess.run(
        [SHELL, "-c", command],
        cwd=folder,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return ended.stdout.strip()


def surroundings() -> dict[str, str]:
    """This machine's environment, less what would change what Tend does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEND_")}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return kept | {"PATH": path, "COLUMNS": "80"}


def refreshed(text: str) -> str:
    """A hand-written page with the answers its commands give now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return BLOCK.sub(lambda block: _again(block, folder), text)


def _again(block: re.Match[str], folder: Path) -> str:
    """One block anew: a file is written, commands are run, anything else stays."""
    if block["file"]:
        path = folder / block["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["text"], encoding="utf-8")
    if block["kind"] != "console":
        return block[0]
    told = [f"{PROMPT}{command}\n{_said(command, folder)}" for command in commands(block["text"])]
    return "```console\n" + "".join(told) + "```"


def _said(command: str, folder: Path) -> str:
    words = run(command, folder)
    return f"{words}\n" if words else ""


def commands(text: str) -> list[str]:
    """The commands of a `console` block."""
    lines = text.splitlines()
    return [line.removeprefix(PROMPT) for line in lines if line.startswith(PROMPT)]
