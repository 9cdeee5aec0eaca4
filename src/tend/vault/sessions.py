"""Sessions: one row, opened only by both cookies together with the boot secret.

The cookie `s` finds the row (by its hash) and is one part of the key that opens it; the marker
cookie `k` and the boot secret are the other two. The row alone, a stolen cookie alone, the
machine's memory alone: none of them opens anything. Either cookie gone, the row gone or out of
time, or the program started anew: then nobody is here.
"""

from __future__ import annotations

import secrets
from typing import Any

import msgspec
from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError
from nacl.bindings import sodium_memcmp

from tend.vault import clock, keys, rows
from tend.vault.envelope import Unreadable, seal, unseal
from tend.vault.models import Session

MINUTE = 60  # seconds
WHOLE = 4 * 60 * MINUTE  # seconds a session lives at most
IDLE = 10  # minutes without a request, for somebody who signed in and chose nothing else
IDLE_LEAST, IDLE_MOST = 5, 60  # minutes that may be chosen
GUEST_MORE = 20  # minutes added to a guest's open step
GUEST_MOST = 90  # minutes a guest's session idles at most
TOUCH = 30  # seconds within which a further request does not move the idle limit


class Held(msgspec.Struct, frozen=True):
    """What an open session holds: whose log, and the keys to it."""

    account: str
    log: str
    ring: dict[int, bytes]
    root: bytes
    guest: bool


class Inside(msgspec.Struct):
    """The plain inside of a session row."""

    held: Held | None
    idle: int  # seconds
    data: dict[str, Any]


def boot() -> bytes:
    """The secret made when the program started; it lives in memory alone."""
    return bytes(settings.TEND_BOOT)


def ref(cookie: str) -> str:
    """What a row is found by: a hash, so that the row does not yield the cookie."""
    return keys.subkey(cookie.encode()[:64], "tend-ref-1").hex()


def marker_hash(marker: str) -> str:
    """What the row keeps of the marker cookie."""
    return keys.subkey(boot(), "tend-marker-1", marker.encode()).hex()


def row_key(cookie: str, marker: str) -> bytes:
    """The key of a row: both cookies and the boot secret."""
    return keys.subkey(cookie.encode()[:64], "tend-row-1", boot() + marker.encode())


def form_secret(cookie: str) -> str:
    """What the forms of one session cookie are known by: 32 letters and digits."""
    return keys.subkey(boot(), "tend-form-1", cookie.encode()).hex()[:32]


class SessionStore(SessionBase):
    """Django's session, kept as a sealed row; `held` is the open log that came with it, or None.

    `fresh` means that new cookies must go out, `ended` that the old ones must go.
    """

    def __init__(self, session_key: str | None = None, marker: str = "") -> None:
        super().__init__(session_key)
        self.marker = marker
        self._held: Held | None = None
        self._idle = IDLE * MINUTE
        self.fresh = False
        self.ended = False

    @property
    def held(self) -> Held | None:
        """The keys of the open session; reads the row the first time it is asked."""
        self._data()
        return self._held

    def load(self) -> dict[str, Any]:
        """The session's data, and `held` with it; empty when nobody is here."""
        row = self._row()
        inside = self._open(row) if row else None
        if row is None or inside is None:
            self._session_key = None
            return {}
        self._held, self._idle = inside.held, inside.idle
        self._touch(row)
        return inside.data

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  (Django's own shape)
        """Write the row; raises UpdateError when it is gone, so that it never comes back."""
        if self.session_key is None:
            self.create()
            return
        row = self._sealed(self._data(no_load=must_create))
        if must_create:
            self._insert(row)
        elif not Session.objects.filter(ref=ref(self.session_key)).update(**row):
            raise UpdateError

    def create(self) -> None:
        """Begin a row under new ids: 32 random bytes in `s`, 16 in the marker."""
        self._session_key = secrets.token_hex(32)
        self.marker = secrets.token_hex(16)
        self.save(must_create=True)
        self.modified = self.fresh = True
        self.ended = False

    def exists(self, session_key: str) -> bool:
        """Whether a row stands under that cookie."""
        return Session.objects.filter(ref=ref(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        """Remove the row of that cookie, or this session's own."""
        key = session_key or self._session_key
        if key:
            Session.objects.filter(ref=ref(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Remove every row whose time is over."""
        at = int(clock.now())
        Session.objects.filter(idle_until__lte=at).delete()
        Session.objects.filter(ends__lte=at).delete()

    def hold(self, held: Held, minutes: int = IDLE) -> None:
        """Take an open log in; what the session remembers goes along. Begin a row afterwards."""
        self._data()
        self._held, self._idle = held, minutes * MINUTE

    def flush(self) -> None:
        """Forget everything: the row is gone now."""
        super().flush()
        self._held = None

    def leave(self) -> None:
        """End it: the row is gone now, the cookies go with the answer."""
        self.flush()
        self.fresh, self.ended = False, True

    def idle(self, minutes: int) -> None:
        """Let it idle that many minutes from now on."""
        if self._idle != minutes * MINUTE:
            self._idle = minutes * MINUTE
            self.modified = True

    def _data(self, *, no_load: bool = False) -> dict[str, Any]:
        data: dict[str, Any] = self._get_session(no_load=no_load)  # type: ignore[attr-defined]
        return data

    def _row(self) -> rows.Open | None:
        if not (self.session_key and self.marker):
            return None
        return rows.session(ref(self.session_key), int(clock.now()))

    def _open(self, row: rows.Open) -> Inside | None:
        cookie = str(self.session_key)
        if not sodium_memcmp(marker_hash(self.marker).encode(), row.marker.encode()):
            return None
        try:
            key = row_key(cookie, self.marker)
            plain = unseal({1: key}, row.sealed, ("session", row.ref))
        except Unreadable:
            return None  # sealed before the program was last started
        return msgspec.msgpack.decode(plain, type=Inside)

    def _sealed(self, data: dict[str, Any]) -> dict[str, Any]:
        cookie = str(self.session_key)
        inside = msgspec.msgpack.encode(Inside(self._held, self._idle, data))
        at = int(clock.now())
        return {
            "account_id": self._held.account if self._held else None,
            "idle_until": at + self._idle,
            "sealed": seal(row_key(cookie, self.marker), inside, ("session", ref(cookie))),
        }

    def _insert(self, row: dict[str, Any]) -> None:
        mark, ends = marker_hash(self.marker), int(clock.now()) + WHOLE
        try:
            Session.objects.create(ref=ref(str(self.session_key)), marker=mark, ends=ends, **row)
        except IntegrityError as error:
            raise CreateError from error

    def _touch(self, row: rows.Open) -> None:
        until = int(clock.now()) + self._idle
        if until - row.idle_until >= TOUCH:
            Session.objects.filter(ref=row.ref).update(idle_until=until)
