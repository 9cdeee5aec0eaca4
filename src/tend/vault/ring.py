"""The keyring of an account: what its root key alone opens, in one sealed blob.

Vault keys stand in it, and whatever must be known of the ways in and must not be changed by hand
in the database: how long a session idles, the second step, whether the recovery key was typed back,
when somebody last came in. The blob has one size for everybody, so it shows none of that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec
from django.db import transaction

from tend.vault import keys
from tend.vault.envelope import Unreadable, seal, unseal
from tend.vault.models import Account
from tend.vault.sessions import IDLE

Paper = Literal["none", "shown", "typed"]
"""The recovery key: there is none, it was shown once, or it was shown and typed back."""


class Ring(msgspec.Struct, frozen=True, array_like=True):
    """Vault keys by version; minutes of idling; the recovery key; the second step; who came."""

    vault: dict[int, bytes]
    idle: int = IDLE
    paper: Paper = "none"
    number: bytes = b""  # the secret of the second step; empty: there is none
    number_at: int = -1  # the time step of the last number that was taken
    seen: tuple[int, ...] = ()  # as `seen` reads them, the newest first


def new(version: int = 1) -> Ring:
    """A ring with one fresh vault key of that version."""
    return Ring({version: keys.new_key()})


def sealed(root: bytes, ring: Ring, account: str) -> bytes:
    """A ring sealed under the root key of an account."""
    return seal(root, msgspec.msgpack.encode(ring), ("ring", account))


def opened(root: bytes, blob: bytes, account: str) -> Ring:
    """The ring of an account; raises `Unreadable`."""
    plain = unseal({1: root}, blob, ("ring", account))
    try:
        found = msgspec.msgpack.decode(plain, type=Ring | dict[int, bytes])
    except msgspec.MsgspecError as error:
        raise Unreadable from error
    return found if isinstance(found, Ring) else Ring(found)  # rings were once their keys alone


def of(root: bytes, account: str) -> Ring:
    """The ring as it stands in the database; raises `Unreadable`."""
    found = Account.objects.filter(pk=account).values_list("ring", flat=True).first()
    return opened(root, bytes(found or b""), account)


def change(root: bytes, account: str, changed: Callable[[Ring], Ring]) -> Ring:
    """Write the ring anew, as `changed` makes it of the one that stands; the new one.

    All or nothing, and one after the other: what two sessions change at once is both kept.
    Raises `Unreadable` when the root key is no longer the account's.
    """
    with transaction.atomic():
        found = Account.objects.select_for_update().filter(pk=account)
        blob = found.values_list("ring", flat=True).first()
        now = changed(opened(root, bytes(blob or b""), account))
        Account.objects.filter(pk=account).update(ring=sealed(root, now, account))
    return now
