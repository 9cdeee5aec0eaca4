"""The import contracts hold, and each of them has been seen to fail."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT

TOOLS = Path(sys.executable).parent
# Contract, file of `src/tend` that is given a line (made when it is not there), the line.
OFFENCES = [
    ("layers", "vault/offence.py", "import tend.path"),
    ("layers", "core/offence.py", "from tend.vault import keys"),
    ("layers", "posts/offence.py", "import tend.site"),
    ("layers", "utils.py", "HELPFUL = 1"),
    ("pure-core", "core/offence.py", "from django.db import models"),
    ("pure-core", "core/offence.py", "import os"),
    ("pure-core", "core/offence.py", "from pathlib import Path"),
    ("pure-core", "core/offence.py", "from time import time"),
    ("pure-core", "core/offence.py", "import random"),
    ("pure-core", "core/offence.py", "import nacl.utils"),
    ("independence", "door/offence.py", "import tend.path"),
    ("independence", "path/offence.py", "import tend.posts"),
    ("no-cycles", "core/facts.py", "import tend.core.policy"),
]
APPS = ("door", "path", "circle", "posts")
CLOCKS = [
    "from datetime import datetime\n\nNOW = datetime.now()\n",
    "import datetime\n\nTODAY = datetime.date.today()\n",
    "from uuid import uuid4\n\nONE = uuid4()\n",
]


def contracts() -> dict[str, str]:
    """The contracts' names by id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return {contract["id"]: contract["name"] for contract in settings["contracts"]}


def broken(house: Path) -> set[str]:
    """The ids of the contracts that a copy of the house breaks."""
    seen = subprocess.run(
        [TOOLS / "lint-imports", "--no-cache", "--config", house / "pyproject.toml"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = {id_ for id_, name in contracts().items() if f"{name} BROKEN" in seen.stdout}
    assert (seen.returncode == 0) == (not found), seen.stdout + seen.stderr
    assert re.search(r"Contracts: \d+ kept", seen.stdout), seen.stdout + seen.stderr
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the contracts are about."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_house_keeps_every_contract(copy: Path) -> None:
    assert broken(copy) == set()


@pytest.mark.parametrize(("contract", "file", "line"), OFFENCES)
def test_an_offence_is_caught_by_its_contract(
    copy: Path, contract: str, file: str, line: str
) -> None:
    offender = copy / "src" / "tend" / file
    was = offender.read_text() if offender.exists() else ""
    offender.write_text(f"{was}\n{line}\n")
    assert contract in broken(copy)


def test_every_contract_has_an_offence() -> None:
    assert {contract for contract, _, _ in OFFENCES} == set(contracts())


def test_every_app_that_stands_is_independent_of_the_others() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    named = next(c["modules"] for c in settings["contracts"] if c["id"] == "independence")
    standing = [app for app in APPS if (ROOT / "src" / "tend" / app).is_dir()]
    assert named == [f"tend.{app}" for app in standing]


@pytest.mark.parametrize("code", CLOCKS)
def test_a_clock_or_a_die_is_caught_in_the_core_and_only_there(code: str) -> None:
    assert bans("src/tend/core/offence.py", code) > 0
    assert bans("src/tend/vault/clock.py", code) == 0


def bans(file: str, code: str) -> int:
    """How often the ban list names something in this code, were it in that file."""
    command = [str(TOOLS / "ruff"), "check", "--output-format=concise", "--stdin-filename", file]
    run = subprocess.run(command, cwd=ROOT, input=code, capture_output=True, text=True, check=False)
    return run.stdout.count("TID251")
