"""The sealed log of one person, open for the length of one request.

Entries are appended and folded; nothing is rewritten but by `erase`, and that leaves a sealed
tombstone. A missing or unreadable row is told to the fold as None, which makes it careful.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import QuerySet

from tend.core.entries import ERASABLE, Entry, Erased, decode, encode
from tend.core.situation import EMPTY, State, advance, pack_state, unpack_state
from tend.vault import keys, rows, sessions
from tend.vault.envelope import Unreadable, seal, unseal
from tend.vault.models import Entry as EntryRow
from tend.vault.models import Log, Snapshot
from tend.vault.sessions import SessionStore

EVERY = 32  # entries between two snapshots
KEPT = 2  # snapshots kept for a log
TRIES = 3  # times an append is tried when another tab was quicker
CHUNK = 200  # rows opened at once when the words of a log are read
GAP = 10_000  # missing entries that are counted one by one; more say nothing more


Opened = tuple[int, Entry | None]
"""A row's `seq` and its entry; None when it cannot be read."""


def fold(state: State, after: int, opened: Iterable[Opened], top: int) -> State:
    """Fold rows onto the state of everything up to `after`; each missing `seq` is told as None."""
    for seq, entry in opened:
        state = advance(missing(state, seq - after - 1), entry)
        after = seq
    return missing(state, top - after)


def missing(state: State, count: int) -> State:
    """The state after that many entries that are not there."""
    for _ in range(min(count, GAP)):
        state = advance(state, None)
    return state


class Elsewhere(DatabaseError):
    """Another session sealed this log anew or erased it meanwhile; nothing was added."""


class Folded(msgspec.Struct, frozen=True):
    """A folded log: its state, the snapshot it began from (0: none), and its last `seq`."""

    state: State
    base: int
    top: int


class Vault:
    """What `request.vault` is while somebody is here."""

    def __init__(self, session: SessionStore, held: sessions.Held) -> None:
        self._session = session
        self.guest = held.guest
        self.log_id = held.log
        self.account_id = held.account
        self._keys = keys.item_keys(held.ring)
        self._newest = max(self._keys)
        self._folded: Folded | None = None

    def state(self) -> State:
        """The state of the log: newest snapshot and what came after it, read once a request."""
        if self._folded is None:
            self._folded = self._read()
        return self._folded.state

    def append(self, *entries: Entry) -> State:
        """Seal and add entries, all or none of them; gives the state after them.

        If one carries a form key that was seen before, nothing is added: the first answer stands.
        Of two tabs at once the later one folds again, so both are kept, once each.
        """
        for tries in range(TRIES):
            try:
                with transaction.atomic():
                    self._folded = self._append(entries)
                break
            except IntegrityError:
                if tries == TRIES - 1:
                    raise
        return self.state()

    def entries(self) -> Iterator[tuple[int, Entry]]:
        """Every readable entry with its `seq`, newest first. Words stand here and nowhere else."""
        every = EntryRow.objects.filter(log_id=self.log_id).order_by("-seq")
        found = list(every.values_list("seq", "sealed")[:CHUNK])
        while found:
            for seq, entry in self._opened(found):
                if entry is not None and not isinstance(entry, Erased):
                    yield seq, entry
            older = every.filter(seq__lt=found[-1][0])
            found = list(older.values_list("seq", "sealed")[:CHUNK])

    def raws(self) -> Iterator[tuple[int, bytes]]:
        """Every row that opens, oldest first, as its bytes: also what this program cannot read."""
        every = EntryRow.objects.filter(log_id=self.log_id).order_by("seq")
        found = list(every.values_list("seq", "sealed")[:CHUNK])
        while found:
            for seq, sealed in found:
                plain = self._unseal("entry", seq, sealed)
                if plain is not None:
                    yield seq, plain
            newer = every.filter(seq__gt=found[-1][0])
            found = list(newer.values_list("seq", "sealed")[:CHUNK])

    def bring(self, raws: Sequence[bytes], *then: Entry) -> State:
        """Add the bytes of entries from elsewhere and entries after them, all or none."""
        with transaction.atomic():
            top = self._lock()
            self._folded = self._add(self._read(), top, [*raws, *map(encode, then)])
        return self.state()

    def erase(self, seq: int) -> State:
        """Put a sealed tombstone in the place of an entry; append its caution first.

        It keeps the day and the form key, so that a repeated form does not bring the words back.
        The old bytes are overwritten in the file, and snapshots made with them are dropped.
        Raises KeyError when the log has no such entry, and TypeError for one that is not only
        words: an erase never takes an answer, and so never lifts what an answer closed.
        """
        with transaction.atomic():
            self._lock()
            row = EntryRow.objects.filter(log_id=self.log_id, seq=seq)
            row.update(sealed=self._seal("entry", seq, encode(self._tombstone(row))))
            Snapshot.objects.filter(log_id=self.log_id).delete()
            self._folded = self._read()
            self._snap(self._folded)
        rows.empty_journal()
        return self.state()

    def idle(self, minutes: int) -> None:
        """Say how long the open step takes: a guest may be away that long and twenty more.

        At most ninety. Somebody signed in keeps their own limit.
        """
        if self.guest:
            self._session.idle(min(minutes + sessions.GUEST_MORE, sessions.GUEST_MOST))

    # Reading

    def _read(self) -> Folded:
        found = rows.read(self.log_id)
        base, state = found.base, self._unpacked(found)
        if state is None:  # another version of the fold, or damaged: begin from the first entry
            base, state = 0, EMPTY
            found = rows.read_all(self.log_id)
        return Folded(fold(state, base, self._opened(found.entries), found.top), base, found.top)

    def _unpacked(self, found: rows.Found) -> State | None:
        if found.snapshot is None:
            return EMPTY
        plain = self._unseal("snapshot", found.base, found.snapshot)
        return None if plain is None else unpack_state(plain)

    def _opened(self, sealed_rows: Iterable[tuple[int, bytes]]) -> Iterator[Opened]:
        for seq, sealed in sealed_rows:
            plain = self._unseal("entry", seq, sealed)
            yield seq, None if plain is None else decode(plain)

    # Writing

    def _lock(self) -> int:
        locked = Log.objects.select_for_update().filter(pk=self.log_id, version=self._newest)
        top: int | None = locked.values_list("top", flat=True).first()
        if top is None:
            raise Elsewhere
        return top

    def _append(self, entries: tuple[Entry, ...]) -> Folded:
        top = self._lock()
        folded = self._read()
        if any(entry.key and entry.key in folded.state.keys for entry in entries):
            return folded
        return self._add(folded, top, [encode(entry) for entry in entries])

    def _add(self, folded: Folded, top: int, raws: list[bytes]) -> Folded:
        rows = (self._row(top + n, raw) for n, raw in enumerate(raws, 1))
        EntryRow.objects.bulk_create(rows, batch_size=CHUNK)
        top += len(raws)
        Log.objects.filter(pk=self.log_id).update(top=top)
        state = folded.state
        for raw in raws:
            state = advance(state, decode(raw))
        return self._snapped(Folded(state, folded.base, top))

    def _tombstone(self, row: QuerySet[EntryRow]) -> Erased:
        found = list(self._opened(row.values_list("seq", "sealed")))
        if not found:
            raise KeyError
        entry = found[0][1]
        if not isinstance(entry, ERASABLE):
            raise TypeError("Only words can be erased.")
        return Erased(at=entry.at, key=entry.key)

    def _row(self, seq: int, raw: bytes) -> EntryRow:
        sealed = self._seal("entry", seq, raw)
        return EntryRow(log_id=self.log_id, seq=seq, sealed=sealed)

    def _snapped(self, folded: Folded) -> Folded:
        if folded.top - folded.base < EVERY:
            return folded
        return self._snap(folded)

    def _snap(self, folded: Folded) -> Folded:
        sealed = self._seal("snapshot", folded.top, pack_state(folded.state))
        Snapshot.objects.update_or_create(
            log_id=self.log_id, seq=folded.top, defaults={"sealed": sealed}
        )
        mine = Snapshot.objects.filter(log_id=self.log_id)
        newest = list(mine.order_by("-seq").values_list("seq", flat=True)[:KEPT])
        mine.exclude(seq__in=newest).delete()
        return Folded(folded.state, folded.top, folded.top)

    # Sealing

    def _place(self, table: str, seq: int) -> tuple[str | int | bytes, ...]:
        return (self.log_id, table, seq)

    def _seal(self, table: str, seq: int, plain: bytes) -> bytes:
        return seal(self._keys[self._newest], plain, self._place(table, seq), self._newest)

    def _unseal(self, table: str, seq: int, sealed: bytes) -> bytes | None:
        try:
            return unseal(self._keys, bytes(sealed), self._place(table, seq))
        except Unreadable:
            return None
