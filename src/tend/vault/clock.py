"""The one place that reads the time, so that a test can turn the clock."""

from __future__ import annotations

import time


def now() -> float:
    """Seconds since 1970, UTC."""
    return time.time()
