"""The two reads that every page makes (who is here, the rows of their log), and sealing all anew.

Written as SQL by hand, and the only place that is: a log is read with one statement (the newest
snapshot, the entries after it, the counter) where the ORM would ask three times, building the
query for a session costs more than asking it, and ten thousand rows are written with one prepared
statement. It is plain SQL that SQLite and PostgreSQL share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from django.db import connection
from django.db.models import UUIDField

from tend.vault.envelope import Unreadable, seal, unseal
from tend.vault.models import Entry, Log

ID: UUIDField[str, str] = UUIDField()  # how the database at hand writes an id
_READ = """
SELECT 0, seq, sealed FROM vault_snapshot
 WHERE log_id = %(log)s AND seq = (SELECT MAX(seq) FROM vault_snapshot WHERE log_id = %(log)s)
UNION ALL
SELECT 1, seq, sealed FROM vault_entry
 WHERE log_id = %(log)s
   AND seq > COALESCE((SELECT MAX(seq) FROM vault_snapshot WHERE log_id = %(log)s), 0)
UNION ALL
SELECT 2, top, NULL FROM vault_log WHERE id = %(log)s
 ORDER BY 1, 2
"""


_SESSION = """
SELECT marker, idle_until, sealed FROM vault_session
 WHERE ref = %s AND idle_until > %s AND ends > %s
"""


class Open(msgspec.Struct, frozen=True):
    """A session row whose time is not over; `idle_until` in whole seconds, UTC."""

    ref: str
    marker: str
    idle_until: int
    sealed: bytes


def session(ref: str, at: int) -> Open | None:
    """The session row of that name at that time, or None."""
    with connection.cursor() as cursor:
        cursor.execute(_SESSION, [ref, at, at])
        found = cursor.fetchone()
    return Open(ref, found[0], found[1], bytes(found[2])) if found else None


class Found(msgspec.Struct, frozen=True):
    """The newest snapshot (`base` is its `seq`, 0 without one), the entries after it, the top."""

    base: int
    snapshot: bytes | None
    entries: list[tuple[int, bytes]]
    top: int


def read(log_id: str) -> Found:
    """What has to be folded to know a log's state."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"log": ID.get_db_prep_value(log_id, connection)})
        found = cursor.fetchall()
    snapshot = next(((seq, bytes(sealed)) for kind, seq, sealed in found if kind == 0), None)
    entries = [(seq, bytes(sealed)) for kind, seq, sealed in found if kind == 1]
    base, sealed = snapshot or (0, None)
    return Found(base, sealed, entries, _top(found))


def read_all(log_id: str) -> Found:
    """Every entry of a log, for when its snapshot cannot be used."""
    entries = Entry.objects.filter(log_id=log_id).order_by("seq").values_list("seq", "sealed")
    top = Log.objects.values_list("top", flat=True).get(pk=log_id)
    return Found(0, None, [(seq, bytes(sealed)) for seq, sealed in entries], top)


def _top(found: list[tuple[int, int, bytes | None]]) -> int:
    return next((seq for kind, seq, _ in found if kind == 2), 0)  # noqa: PLR2004


TABLES = ("entry", "snapshot")  # what a sealed row is bound to, and the tables' own names
_CHUNK = 2000  # rows in memory at once


def seal_anew(log_id: str, old: Mapping[int, bytes], new: Mapping[int, bytes]) -> int:
    """Seal every entry and snapshot of a log under the newest of the new keys; how many entries.

    A row that does not open stays as it is: it goes on being told as one that cannot be read.
    """
    counts = [_table_anew(table, log_id, old, new) for table in TABLES]
    return counts[0]


def _table_anew(table: str, log_id: str, old: Mapping[int, bytes], new: Mapping[int, bytes]) -> int:
    here, version = ID.get_db_prep_value(log_id, connection), max(new)
    change = f"UPDATE vault_{table} SET sealed = %s WHERE log_id = %s AND seq = %s"  # noqa: S608  (our names)
    count = 0
    for found in _chunks(table, here):
        made = []
        for seq, sealed in found:
            place = (log_id, table, seq)
            plain = _plain(old, sealed, place)
            if plain is not None:
                made.append((seal(new[version], plain, place, version), here, seq))
        with connection.cursor() as cursor:
            cursor.executemany(change, made)
        count += len(made)
    return count


def _plain(
    old: Mapping[int, bytes], sealed: bytes, place: tuple[str | int | bytes, ...]
) -> bytes | None:
    try:
        return unseal(old, bytes(sealed), place)
    except Unreadable:
        return None


def _chunks(table: str, here: Any) -> Iterator[list[tuple[int, bytes]]]:
    asked = f"SELECT seq, sealed FROM vault_{table} WHERE log_id = %s AND seq > %s ORDER BY seq LIMIT {_CHUNK}"  # noqa: S608, E501  (our names)
    after = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(asked, [here, after])
            found = cursor.fetchall()
        if not found:
            return
        yield found
        after = found[-1][0]


def empty_journal() -> None:
    """Empty SQLite's write-ahead log, where overwritten bytes would stay for a while."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
