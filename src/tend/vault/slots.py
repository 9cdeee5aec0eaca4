"""Slots: the root key of an account, sealed once for each way in.

Everybody who keeps their log has the same three rows of the same size: one for the passphrase, one
for the recovery key, one to spare. Where there is no recovery key its row holds noise, as the spare
one does, so that the table shows neither who has one nor whether something more is kept.
"""

from __future__ import annotations

from tend.vault import keys
from tend.vault.models import Slot

PASS = "pass"  # noqa: S105  (the kind of a slot, not a passphrase)
PAPER = "paper"
SPARE = "spare"


def fill(account: str, kind: str, slot_key: bytes, root: bytes) -> None:
    """Let what yields this slot key open the account from now on, and what did before no more."""
    _put(account, kind, keys.wrap(slot_key, root, account, kind))


def spoil(account: str, kind: str) -> None:
    """Put noise in the place of a slot."""
    _put(account, kind, keys.noise())


def even(account: str) -> None:
    """Put noise where an account of an older release has no row yet."""
    there = set(Slot.objects.filter(account=account).values_list("kind", flat=True))
    for kind in {PAPER, SPARE} - there:
        spoil(account, kind)


def root(account: str, kind: str, slot_key: bytes) -> bytes:
    """The root key out of a slot; raises `Unreadable` when this key does not open it.

    An account without such a slot fails in the same way and costs the same.
    """
    found = Slot.objects.filter(account=account, kind=kind).values_list("sealed", flat=True)
    sealed = next(iter(found), None)
    return keys.unwrap(slot_key, bytes(sealed) if sealed else keys.noise(), account, kind)


def _put(account: str, kind: str, sealed: bytes) -> None:
    Slot.objects.update_or_create(account_id=account, kind=kind, defaults={"sealed": sealed})
