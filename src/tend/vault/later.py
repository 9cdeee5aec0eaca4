"""Forms that come late or twice: form keys, and typed words that travel sealed in the page.

When a session is over, typed words are neither stored nor lost: they go back into the page as a
hidden field that only this running program can open, for a day, and come along when the person
has signed in again.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import struct

from tend.vault import clock, keys, sessions
from tend.vault.envelope import Unreadable, seal, unseal
from tend.vault.visit import Visit

DAY = 24 * 60 * 60  # seconds
MARK = 16  # bytes that make the key of every hidden field its own
FIELD = "later"
"""The name of the hidden field, and of the words in the session once it was opened."""


def new_key() -> str:
    """A form key: the same form sent twice is known by it."""
    return secrets.token_urlsafe(12)


def seal_for_later(_request: Visit, text: str) -> str:
    """Typed words as text for a hidden field; nothing of them is stored."""
    mark = secrets.token_bytes(MARK)
    plain = struct.pack(">Q", int(clock.now())) + text.encode("utf-8", "replace")
    blob = seal(_key(mark), plain, ("later",))
    return base64.urlsafe_b64encode(mark + blob).decode()


def open_later(sealed: str) -> str | None:
    """The words of a hidden field; None after a day, after a new start, or when damaged."""
    try:
        blob = base64.urlsafe_b64decode(sealed.encode())
        plain = unseal({1: _key(blob[:MARK])}, blob[MARK:], ("later",))
    except (Unreadable, binascii.Error, ValueError):
        return None
    (at,) = struct.unpack_from(">Q", plain)
    return plain[8:].decode() if clock.now() - at <= DAY else None


def lay_by(request: Visit, sealed: str) -> None:
    """After signing in: put the words of a hidden field where the next page finds them."""
    text = open_later(sealed) if sealed else None
    if text:
        request.session[FIELD] = text


def take_up(request: Visit) -> str | None:
    """The words laid by, once; None when there are none."""
    if request.vault is None or FIELD not in request.session:
        return None
    return str(request.session.pop(FIELD))


def _key(mark: bytes) -> bytes:
    return keys.subkey(sessions.boot(), "tend-later-1", mark)
