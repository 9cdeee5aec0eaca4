"""The locks name packages and hashes, and nobody's address."""

import json
import re
import tomllib

import pytest

from tests.house.tree import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
ADDRESS = re.compile(r"://|--(?:extra-)?index-url|--find-links|--trusted-host|\bfile:|@ ")
PIN = re.compile(r"^([a-z0-9.-]+)==([^ ;\\]+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Package names and versions of a lock."""
    return dict(PIN.findall((ROOT / lock).read_text()))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address(lock: str) -> None:
    assert ADDRESS.search((ROOT / lock).read_text()) is None


@pytest.mark.parametrize(
    "line",
    [
        "--extra-index-url file:///srv/wheels",
        "--find-links wheels",
        "nh3 @ https://example.org/nh3.whl",
        "# from http://127.0.0.1:3141",
    ],
)
def test_an_address_would_be_seen(line: str) -> None:
    assert ADDRESS.search(line)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_hash(lock: str) -> None:
    packages = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    assert len(packages) == len(pins(lock))
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []


def test_what_is_tested_is_what_runs() -> None:
    run, tested = pins(LOCKS[0]), pins(LOCKS[1])
    assert {name: tested.get(name) for name in run} == run


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=]", wish)[0] for wish in wanted}
    assert names - set(pins(LOCKS[1])) == set()


def test_no_lock_that_records_addresses_is_kept() -> None:
    assert "uv.lock" in (ROOT / ".gitignore").read_text().splitlines()
    for lock in ROOT.glob("package-lock.json"):
        assert "resolved" not in json.dumps(json.loads(lock.read_text()))
