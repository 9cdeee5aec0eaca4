"""The clock of the path's tests."""

from __future__ import annotations

from tests.path.hours import time

__all__ = ["time"]
