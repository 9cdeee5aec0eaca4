"""`tend serve` with a clock as many hours ahead as the file `hours` in its folder says."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tend.cli import main
from tend.vault import clock

HOURS = Path(sys.argv[sys.argv.index("--data") + 1]) / "hours"


def turned() -> float:
    """The time it is there."""
    return time.time() + float(HOURS.read_text()) * 3600


if __name__ == "__main__":
    clock.now = turned
    main(["serve", *sys.argv[1:]])
