"""When somebody came in, and what was done to the ways in: for the person's own eyes, and coarse.

A day and a part of it, no device and no address. It lies in the keyring, sealed; each line is one
small number, so that twenty of them change the size of nothing.
"""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime, tzinfo
from typing import NamedTuple

import msgspec
from django.utils import timezone

from tend.vault import clock
from tend.vault.ring import Ring

KEPT = 20  # lines
WHATS = ("in", "kept", "paper", "words", "anew", "number", "no-number", "file", "new-paper", "none")
"""What may be told: signed in, kept, came with the recovery key, new words, all sealed anew, the
second step set or taken away, an archive taken, a new recovery key, or none any more."""
PARTS = ("night", "morning", "afternoon", "evening")
_WHATS, _PARTS = 16, 4  # how the small number is built
_QUARTER = 6  # hours


class Line(NamedTuple):
    """One thing that was seen."""

    what: str
    day: date
    part: str


def noted(ring: Ring, what: str, zone: str) -> Ring:
    """The ring with one more line, by the clock of the place the person named."""
    here = datetime.fromtimestamp(clock.now(), place(zone))
    days = here.date().toordinal()
    line = (days * _PARTS + here.hour // _QUARTER) * _WHATS + WHATS.index(what)
    return msgspec.structs.replace(ring, seen=(line, *ring.seen)[:KEPT])


def lines(ring: Ring) -> list[Line]:
    """What was seen, the newest first."""
    return [_read(line) for line in ring.seen]


def _read(line: int) -> Line:
    rest, what = divmod(line, _WHATS)
    days, part = divmod(rest, _PARTS)
    return Line(WHATS[what], date.fromordinal(days), PARTS[part])


def place(zone: str) -> tzinfo:
    """The clock of a zone; the copy's own without one."""
    try:
        return zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return timezone.get_default_timezone()
