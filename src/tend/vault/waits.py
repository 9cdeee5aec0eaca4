"""Waiting after wrong tries: it grows, it never locks, and it is the same in every worker.

Counted is the name that was typed, known here or not, under a keyed hash, for a day. Each way in
has its own count: whoever tries passphrases all night does not keep anybody from a recovery key.
A try is counted before it is made and given back when it was right, so that many at once gain
nothing.
"""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import F

from tend.vault import clock, keys
from tend.vault.models import Wait

FREE = 5  # tries without a wait
LONGEST = 60  # seconds: longer would let one person keep another out
DAY = 24 * 60 * 60  # seconds a count is kept after the last try


class Later(Exception):
    """Too many tries; `seconds` until the next one is made."""

    def __init__(self, seconds: int) -> None:
        super().__init__("Wait a little.")
        self.seconds = seconds


def take(way: str, name: str) -> str:
    """Take a turn at a way in for a name; what to call the turn by. Raises `Later`."""
    turn = keys.subkey(settings.TEND_PEPPER, "tend-wait-1", f"{way}\0{name}".encode()).hex()
    at = int(clock.now())
    with transaction.atomic():
        Wait.objects.filter(ends__lte=at).delete()
        row = Wait.objects.select_for_update().filter(pk=turn).first()
        if row and row.until > at:
            raise Later(row.until - at)
        count = row.count + 1 if row else 1
        given = {"count": count, "until": at + pause(count), "ends": at + DAY}
        Wait.objects.update_or_create(turn=turn, defaults=given)
    return turn


def pause(count: int) -> int:
    """Seconds to wait after that many tries."""
    return min(LONGEST, 1 << min(count - FREE, 16)) if count > FREE else 0


def give_back(turn: str) -> None:
    """The try was not made after all: the machine had no room for it."""
    Wait.objects.filter(pk=turn, count__gt=0).update(count=F("count") - 1, until=0)


def forget(turn: str) -> None:
    """The try was right: what was counted is gone."""
    Wait.objects.filter(pk=turn).delete()
