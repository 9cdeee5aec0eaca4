"""A machine with nothing but git, make and python3: what is missing is brought, or named."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import prepare
from tests.house.tree import ROOT


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house that is only a project file and its locks."""
    for file in ("pyproject.toml", *prepare.LOCKS.values()):
        (tmp_path / file).write_text("first")
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "make_environment", lambda venv: venv.mkdir(exist_ok=True))
    return tmp_path


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The locks that were installed, in order."""
    locks: list[str] = []
    monkeypatch.setattr(prepare, "install", lambda venv, lock: locks.append(lock))
    return locks


@pytest.fixture
def powerless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who may not install Debian's packages."""
    monkeypatch.setattr(prepare, "from_debian", lambda *packages: False)


def test_what_is_ready_is_left_alone(house: Path, installed: list[str]) -> None:
    prepare.prepare(house / "venv", "run")
    prepare.prepare(house / "venv", "run")
    assert installed == ["requirements.lock"]


def test_what_is_ready_to_test_is_ready_to_run(house: Path, installed: list[str]) -> None:
    prepare.prepare(house / "venv", "test")
    prepare.prepare(house / "venv", "run")
    assert installed == ["requirements-dev.lock"]


def test_what_is_ready_to_run_is_not_ready_to_test(house: Path, installed: list[str]) -> None:
    prepare.prepare(house / "venv", "run")
    prepare.prepare(house / "venv", "test")
    assert installed == ["requirements.lock", "requirements-dev.lock"]


@pytest.mark.parametrize("file", ["pyproject.toml", "requirements.lock"])
def test_a_change_is_noticed(house: Path, installed: list[str], file: str) -> None:
    prepare.prepare(house / "venv", "run")
    (house / file).write_text("second")
    prepare.prepare(house / "venv", "run")
    assert len(installed) == 2


def test_a_moved_house_is_noticed(
    house: Path, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare.prepare(house / "venv", "run")
    moved = house.rename(house.parent / "moved")
    monkeypatch.setattr(prepare, "ROOT", moved)
    prepare.prepare(moved / "venv", "run")
    assert len(installed) == 2


def test_an_environment_that_works_here_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "patiently", lambda label, command: pytest.fail(label))
    prepare.make_environment(Path(sys.prefix))


def test_an_environment_that_was_moved_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(prepare, "patiently", lambda label, command: made.append(label))
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "pip").symlink_to(Path(sys.prefix) / "bin" / "pip")
    prepare.make_environment(tmp_path)
    assert made == ["Making a virtual environment"]


def test_a_failed_installation_is_not_called_ready(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(venv: Path, lock: str) -> None:
        raise prepare.NotReadyError(lock)

    monkeypatch.setattr(prepare, "install", fail)
    with pytest.raises(prepare.NotReadyError):
        prepare.prepare(house / "venv", "run")
    assert not prepare.ready(house / "venv", "run")


def test_an_older_python_is_named(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "OLDEST", (4, 0))
    with pytest.raises(prepare.NotReadyError, match="newer"):
        prepare.prepare(house / "venv", "run")


@pytest.mark.usefixtures("powerless")
def test_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "find_spec", lambda module: None)
    with pytest.raises(prepare.NotReadyError) as missing:
        prepare.python_that_makes_environments()
    assert str(missing.value).count("\n") == 0
    assert "apt install python3-venv" in str(missing.value)


def test_debian_brings_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "find_spec", lambda module: None)
    monkeypatch.setattr(prepare, "from_debian", lambda *packages: packages == ("python3-venv",))
    assert prepare.python_that_makes_environments() == "/usr/bin/python3"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any browser."""
    nowhere = dict.fromkeys(prepare.BROWSERS, ("no-such-browser",))
    monkeypatch.setattr(prepare, "BROWSERS", nowhere)


@pytest.mark.usefixtures("powerless", "bare")
def test_a_missing_browser_is_said_and_stops_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    prepare.fetch_browsers(Path(sys.executable))
    said = capsys.readouterr().out
    assert "No Chromium and no Firefox here" in said
    assert "apt install chromium fonts-liberation libatomic1 firefox-esr" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("there", ["Chromium", "Firefox"])
def test_only_the_missing_browser_is_brought(monkeypatch: pytest.MonkeyPatch, there: str) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(prepare, "browsers", lambda python: {there: "path"})
    monkeypatch.setattr(prepare, "from_debian", lambda *packages: asked.append(packages))
    prepare.fetch_browsers(Path(sys.executable))
    (other,) = set(prepare.BROWSERS) - {there}
    assert asked == [prepare.PACKAGES[other]]


@pytest.mark.parametrize("name", ["Chromium", "Firefox"])
@pytest.mark.parametrize("driven", [True, False])
def test_a_browser_that_cannot_be_driven_is_none(
    monkeypatch: pytest.MonkeyPatch, name: str, *, driven: bool
) -> None:
    only = {**dict.fromkeys(prepare.BROWSERS, ("no-such-browser",)), name: ("nor-this", "sh")}
    monkeypatch.setattr(prepare, "BROWSERS", only)
    monkeypatch.setattr(prepare, "works", lambda command: driven)
    assert set(prepare.browsers(Path("python"))) == ({name} if driven else set())


def test_without_debian_nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "works", lambda command: command[0] != "apt-get")
    assert prepare.from_debian("chromium") is False


def test_a_command_that_is_not_there_does_not_work() -> None:
    assert prepare.works(["no-such-command"]) is False
    assert prepare.works([sys.executable, "-c", "raise SystemExit(3)"]) is False
    assert prepare.works([sys.executable, "-c", ""]) is True


def test_a_long_command_shows_its_words_only_when_it_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    prepare.patiently("Trying", [sys.executable, "-c", "print('quietly done')"])
    with pytest.raises(prepare.NotReadyError, match=r"(?s)why it failed.*Did not work: Trying"):
        prepare.patiently("Trying", [sys.executable, "-c", "raise SystemExit('why it failed')"])
    assert "quietly done" not in capsys.readouterr().out


def test_a_long_command_gives_signs_of_life(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare, "BEAT", 0.05)
    prepare.patiently("Waiting", [sys.executable, "-c", "import time; time.sleep(0.5)"])
    assert "still at it" in capsys.readouterr().out


def test_the_packs_travel_inside_a_wheel(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    assert {"tend/packs/tend/pack.toml", "tend/core/gate.py"} <= names
    assert [name for name in names if "tests/" in name or "__pycache__" in name] == []
