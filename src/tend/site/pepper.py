"""The pepper: 32 bytes in a file beside the database, mixed into every passphrase.

Without it a copy of the database does not let anybody even begin to guess passphrases, so a backup
of it belongs in another place than a backup of the database. When it is lost, passphrases open
nothing any more and recovery keys still do.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from tend.vault.hasher import SlotHasher, mark

NAME = "tend.pepper"
SIZE = 32  # bytes
OTHERS = 0o077  # what nobody but its owner may do with the file


class Unfit(Exception):
    """Why it cannot be used, as one sentence for whoever starts the program."""


def prepare(folder: Path, base: Path, env: Mapping[str, str]) -> Path:
    """The file of the pepper, made when nothing needs one yet. Raises `Unfit`."""
    file = Path(env.get("TEND_PEPPER_FILE") or folder / NAME).expanduser().absolute()
    wanted = marks_wanted(base)
    if not file.exists():
        if wanted and env.get("TEND_PEPPER_LOST") != "1":
            raise Unfit(_gone(file))
        make(file)
    elif wanted and mark(read(file)) not in wanted and env.get("TEND_PEPPER_LOST") != "1":
        raise Unfit(_gone(file))
    read(file)
    return file


def read(file: Path) -> bytes:
    """The pepper in a file; raises `Unfit` when it is none, or when others could read it."""
    try:
        found, mode = file.read_bytes(), file.stat().st_mode
    except OSError as error:
        raise Unfit(f"The pepper {file} cannot be read ({error.strerror}).") from error
    if len(found) != SIZE:
        raise Unfit(f"{file} is not a pepper: it should hold {SIZE} bytes, put back your copy.")
    if mode & OTHERS:
        raise Unfit(f"Others on this machine may read {file}: close it to them with chmod 600.")
    return found


def make(file: Path) -> None:
    """A new pepper, on the disk before anything relies on it; for its owner alone."""
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
            out.write(secrets.token_bytes(SIZE))
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise Unfit(f"The pepper {file} cannot be written ({error.strerror}).") from error


def marks_wanted(base: Path) -> set[str]:
    """The marks of the peppers that passphrases in a database were made with."""
    if not base.exists():
        return set()
    asked = "SELECT DISTINCT substr(password, 1, 40) FROM vault_account WHERE password LIKE ?"
    try:
        with contextlib.closing(sqlite3.connect(f"file:{base}?mode=ro", uri=True)) as link:
            rows = link.execute(asked, [f"{SlotHasher.algorithm}$%"]).fetchall()
    except sqlite3.DatabaseError:
        return set()  # no database of ours, which is told elsewhere
    return {str(text).split("$")[3] for (text,) in rows}


def _gone(file: Path) -> str:
    return (
        f"The pepper {file} is not the one that the passphrases here were made with: put back your "
        "copy of it; if there is none, start once with TEND_PEPPER_LOST=1, and people come in "
        "with their recovery keys."
    )
