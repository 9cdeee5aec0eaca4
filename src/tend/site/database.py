"""The database before the program meets it: whether it is ours, new enough, or too new.

Read with one cheap statement and without Django, so that a prepared start is quick.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

NAME = "tend.db"
COPY = "tend.db.before"  # the copy made before the tables are changed; the newest only
# Django's own rooms and ours: the folder of each one's migrations tells what tables it wants.
ROOMS = {
    "auth": "django.contrib.auth",
    "contenttypes": "django.contrib.contenttypes",
    "vault": "tend.vault",
    "door": "tend.door",
    "path": "tend.path",
    "posts": "tend.posts",
}

Steps = frozenset[tuple[str, str]]
Found = Literal["new", "old", "ready", "newer", "foreign"]


def look(file: Path) -> Found:
    """Where a database stands against this program."""
    if not file.exists():
        return "new"
    try:
        done = applied(file)
    except sqlite3.DatabaseError:
        return "foreign"
    wanted = known()
    if done - wanted:
        return "newer"
    return "ready" if done == wanted else "old"


def applied(file: Path) -> Steps:
    """What was done to the tables of a database; raises sqlite3.DatabaseError when unreadable."""
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as link:
        rows = link.execute("SELECT app, name FROM django_migrations").fetchall()
    return frozenset((str(room), str(name)) for room, name in rows)


def known() -> Steps:
    """What this program knows to do to its tables."""
    return frozenset((room, name) for room in ROOMS for name in migrations(room))


def migrations(room: str) -> Iterable[str]:
    """The names of a room's migrations, from its folder."""
    spec = find_spec(ROOMS[room])
    places = list(spec.submodule_search_locations or []) if spec else []
    for place in places:
        for file in Path(place, "migrations").glob("[0-9]*.py"):
            yield file.stem


def copy(file: Path) -> Path:
    """A whole copy beside the database, sealed like itself; for its owner alone."""
    target = file.with_name(COPY)
    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with (
        contextlib.closing(sqlite3.connect(file)) as here,
        contextlib.closing(sqlite3.connect(target)) as there,
    ):
        here.backup(there)
    return target
