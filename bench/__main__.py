"""`python -m bench`: what is promised about speed, measured here and now, as ratios.

Two programs answer in turn, in the same minute on the same machine: a bare Django project (its
usual middleware, one session read, one select, a template of 6 KB) and *today* of Tend with a log
of 10 and of 10,000 entries. Each time is the median of a round, and of the rounds the quietest
counts: the machine decides the milliseconds, not the ratios.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench import whole

ROUNDS = 6
WHO = {
    "bare": ["bench.bare"],
    "today, 10 entries": ["bench.today", "10"],
    "today, 10,000 entries": ["bench.today", "10000"],
}
TODAY_GOAL = 1.5
LOG_GOAL = 1.3


def main() -> None:
    """Measure everything and print it."""
    times = {name: min(found) for name, found in rounds().items()}
    for name, milliseconds in times.items():
        print(f"{name:28} {milliseconds:8.2f} ms")
    bare, few, many = times.values()
    ratio("today against bare Django", few / bare, TODAY_GOAL)
    ratio("10,000 entries against 10", many / few, LOG_GOAL)
    whole.proof()
    whole.start()
    whole.weights()


def rounds() -> dict[str, list[float]]:
    """Medians of each program, asked in turn so that a busy moment strikes all of them."""
    with tempfile.TemporaryDirectory() as folder:
        found: dict[str, list[float]] = {name: [] for name in WHO}
        for _ in range(ROUNDS):
            for place, (name, module) in enumerate(WHO.items()):
                found[name].append(asked(module, Path(folder, str(place))))
        return found


def asked(module: Iterable[str], folder: Path) -> float:
    """The median in milliseconds that one program measured of itself."""
    folder.mkdir(exist_ok=True)
    name, *more = module
    command = [sys.executable, "-m", name, str(folder), *more]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    if said.returncode:
        sys.exit(f"{name} did not run:\n{said.stderr}")
    return float(said.stdout.split()[-1])


def ratio(what: str, value: float, goal: float) -> None:
    """One ratio beside its goal."""
    print(f"{what:28} {value:8.2f} x   goal <= {goal}: {'met' if value <= goal else 'MISSED'}")


if __name__ == "__main__":
    main()
