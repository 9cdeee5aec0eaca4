"""The same people and the same database file as in the vault's tests."""

from __future__ import annotations

from tests.vault.conftest import browser, disk, made, rooms, time

__all__ = ["browser", "disk", "made", "rooms", "time"]
