"""Make this checkout ready to run or to test; take no time at all when it already is.

Given only Python's standard library, on a machine that may have no virtual environments, no pip
and no browser. What is missing comes from Debian's packages where this command may install them;
otherwise one line says what to install. Every package comes from a lock, by its hash.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}
BROWSERS = {
    "Chromium": ("chromium", "chromium-browser", "google-chrome"),
    "Firefox": ("firefox-esr", "firefox"),
}
# Each with a font to see words with; libatomic1 is what Playwright's own driver is linked against.
PACKAGES = {
    "Chromium": ("chromium", "fonts-liberation", "libatomic1"),
    "Firefox": ("firefox-esr", "fonts-liberation"),
}
BEAT = 15  # seconds between two signs of life of a long command


class NotReadyError(Exception):
    """Something is missing that only the person at this machine can bring; says what."""


def main() -> int:
    """Prepare for `run` or `test`. Exit 1, with one line, when something is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("purpose", choices=LOCKS)
    parser.add_argument("--venv", type=Path, default=Path(".venv"))
    parser.add_argument("--browser", action="store_true", help="fetch browsers that are not here")
    asked = parser.parse_args()
    try:
        prepare(ROOT / asked.venv, asked.purpose)
        if asked.browser:
            fetch_browsers(ROOT / asked.venv / "bin" / "python")
    except NotReadyError as missing:
        say(str(missing))
        return 1
    except KeyboardInterrupt:
        say("Stopped; the same command goes on from here.")
        return 1
    return 0


def prepare(venv: Path, purpose: str) -> None:
    """Bring the environment to what the lock of this purpose says, unless it is there already."""
    if ready(venv, purpose):
        return
    if sys.version_info < OLDEST:
        raise NotReadyError(f"Tend needs Python 3.11 or newer; {sys.executable} is older.")
    make_environment(venv)
    install(venv, LOCKS[purpose])
    # What is ready to test is ready to run: the test lock holds the other one whole.
    for able in ("run", purpose):
        stamp(venv, able).write_text(fingerprint(able))


def ready(venv: Path, purpose: str) -> bool:
    """Whether the environment was made from exactly what lies here now."""
    kept = stamp(venv, purpose)
    return kept.is_file() and kept.read_text() == fingerprint(purpose)


def stamp(venv: Path, purpose: str) -> Path:
    """The file that says what the environment was made from."""
    return venv / f"ready-to-{purpose}"


def fingerprint(purpose: str) -> str:
    """What the environment depends on: lock, project file, place and Python."""
    files = (LOCKS[purpose], "pyproject.toml")
    hashes = [hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in files]
    return "\n".join([*hashes, str(ROOT), sys.version])


def make_environment(venv: Path) -> None:
    """Make the virtual environment, or leave the one that works here.

    A copied or moved one still starts, but its scripts begin with the path of where it was.
    """
    if f" from {venv.resolve()}/" in words_of([venv / "bin" / "pip", "--version"]):
        return
    maker = python_that_makes_environments()
    patiently("Making a virtual environment", [maker, "-m", "venv", "--clear", venv])


def python_that_makes_environments() -> str:
    """The path of a Python with `ensurepip`, from Debian's python3-venv when it has to be."""
    if find_spec("ensurepip"):
        return sys.executable
    if not from_debian("python3-venv"):
        raise NotReadyError("Tend needs virtual environments: sudo apt install python3-venv")
    return "/usr/bin/python3"


def install(venv: Path, lock: str) -> None:
    """Fetch every package of the lock, each checked by its hash, then Tend itself from here."""
    pip: list[str | Path] = [venv / "bin" / "python", "-m", "pip", "install"]
    count = sum("==" in line for line in (ROOT / lock).read_text().splitlines())
    patiently(
        f"Fetching {count} packages by the hashes of {lock}, this once",
        [*pip, "--require-hashes", "-r", ROOT / lock],
    )
    patiently(
        "Installing Tend from this folder",
        [*pip, "--no-deps", "--no-index", "--no-build-isolation", "-e", ROOT],
    )


def browsers(python: Path) -> dict[str, str]:
    """The path of each browser by name, of those that the tests of this Python can drive."""
    found = {name: next(filter(None, map(shutil.which, BROWSERS[name])), None) for name in BROWSERS}
    able: dict[str, list[str | Path]] = {
        "Chromium": [python, "-m", "playwright", "--version"],
        "Firefox": [found["Firefox"] or "", "--version"],
    }
    return {name: path for name, path in found.items() if path and works(able[name])}


def fetch_browsers(python: Path) -> None:
    """Bring the browsers that are not here. Without one the other tests still run, and say so."""
    here = browsers(python)
    missing = [name for name in BROWSERS if name not in here]
    if missing and not from_debian(*packages(missing)):
        say(f"No {' and no '.join(missing)} here, so its tests are left out: {bring(missing)}")


def packages(names: Iterable[str]) -> list[str]:
    """Debian's packages for browsers, each once."""
    return list(dict.fromkeys(package for name in names for package in PACKAGES[name]))


def bring(names: Iterable[str]) -> str:
    """The command that brings browsers."""
    return f"sudo apt install {' '.join(packages(names))}"


def from_debian(*packages: str) -> bool:
    """Install Debian packages if this command may (root, or sudo without a password)."""
    as_root: list[str] = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not works(["apt-get", "--version"]) or not works([*as_root, "true"]):
        return False
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    try:
        patiently("Reading Debian's package lists", [*apt, "update"])
        patiently(
            f"Installing {', '.join(packages)} from Debian",
            [*apt, "install", "-y", "--no-install-recommends", *packages],
        )
    except NotReadyError as problem:
        say(str(problem))
        return False
    return True


def works(command: Sequence[str | Path]) -> bool:
    """Whether a command can be started and ends well."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def words_of(command: Sequence[str | Path]) -> str:
    """What a quick command says; nothing if it cannot be started."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def patiently(label: str, command: Sequence[str | Path]) -> None:
    """Run a long command with a sign of life now and then; show its words only if it fails."""
    say(f"  {label} ...")
    start = time.monotonic()
    with tempfile.TemporaryFile("w+") as words:
        running = subprocess.Popen(command, stdout=words, stderr=subprocess.STDOUT, env=quiet())
        while not ended(running):
            say(f"    still at it, {time.monotonic() - start:.0f} s")
        if running.returncode:
            words.seek(0)
            raise NotReadyError(f"{''.join(words.readlines()[-20:])}\nDid not work: {label}.")
    say(f"    done, {time.monotonic() - start:.0f} s")


def ended(running: "subprocess.Popen[bytes]") -> bool:
    """Whether a command ended within one beat."""
    try:
        running.wait(BEAT)
    except subprocess.TimeoutExpired:
        return False
    return True


def quiet() -> dict[str, str]:
    """This machine's environment and pip settings, less what would ask or send elsewhere."""
    ours = {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return {**os.environ, **ours}


def say(line: str) -> None:
    """One line, at once."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
