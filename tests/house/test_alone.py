"""The core's tests really run without the rest: an import of it fails there."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.alone import ABSENT
from tests.house.tree import ROOT

ALONE = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-p", "tests.house.alone"]


def run(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run one test that holds one line, as `bin/check.py` runs the core's."""
    (folder / "test_one.py").write_text(f"def test_one():\n    {line}\n")
    command = [*ALONE, "-c", str(ROOT / "pyproject.toml"), "--confcutdir", str(folder), str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("package", ["django", "click", "nacl.secret"])
def test_what_is_absent_cannot_be_imported(tmp_path: Path, package: str) -> None:
    ended = run(tmp_path, f"import {package}")
    assert ended.returncode == 1
    assert "is absent here on purpose" in ended.stdout


def test_the_core_can(tmp_path: Path) -> None:
    ended = run(tmp_path, "import tend.core.gate, tend.core.policy")
    assert ended.returncode == 0, ended.stdout


def test_every_package_the_core_may_not_know_is_absent() -> None:
    for name in ("django", "granian", "nacl", "nh3", "csp", "whitenoise", "click", "rich"):
        assert name in ABSENT
