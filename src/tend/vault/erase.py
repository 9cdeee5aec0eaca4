"""Erasing everything: the keys first, so that nothing that is left can be read; then the rows.

Stopped at any moment, what is left is a whole account or one that nobody can open, and the next
start ends what was begun. A hash of the account stands in a file beside the database from then on:
when an older copy of the database is put back, the next start erases the account again.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.db import connection, transaction

from tend.vault import rows, ways
from tend.vault.models import Account, Session, Slot
from tend.vault.visit import Visit

NAME = "tend.gone"
"""The file of the erased: one hash a line, added to and never rewritten."""


def everything(request: Visit, passphrase: str) -> None:
    """Erase the account that is open, and end every session of it.

    Raises what `ways.prove` raises.
    """
    account = ways.prove(request, passphrase)
    remember(str(account.pk))
    lose_keys(account)
    account.delete()
    request.session.leave()
    request.vault = None
    rows.empty_journal()


def lose_keys(account: Account) -> None:
    """Take away what opens an account: from here on its rows are noise."""
    with transaction.atomic():
        Slot.objects.filter(account=account).delete()
        Account.objects.filter(pk=account.pk).update(ring=b"", password="")
        Session.objects.filter(account=account).delete()


def replay() -> int:
    """Erase again whoever is in the file and has come back with an old database; how many."""
    gone = remembered()
    if not gone:
        return 0
    back = [pk for pk in Account.objects.values_list("pk", flat=True) if mark(str(pk)) in gone]
    for account in Account.objects.filter(pk__in=back):
        lose_keys(account)
        account.delete()
    if back:
        rows.empty_journal()
    return len(back)


def mark(account: str) -> str:
    """What stands in the file for an account: a hash of its random id."""
    return hashlib.blake2b(account.encode(), digest_size=16, person=b"tend-gone-1").hexdigest()


def remembered() -> frozenset[str]:
    """The marks in the file."""
    try:
        return frozenset(_file().read_text(encoding="ascii").split())
    except FileNotFoundError:
        return frozenset()


def remember(account: str) -> None:
    """Write the mark of an account, on the disk before anything is erased."""
    out = os.open(_file(), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    try:
        os.write(out, f"{mark(account)}\n".encode())
        os.fsync(out)
    finally:
        os.close(out)


def _file() -> Path:
    return Path(connection.settings_dict["NAME"]).with_name(NAME)
