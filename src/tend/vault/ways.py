"""The ways in, once somebody keeps their log: other words, the recovery key, all sealed anew.

Whatever could keep the person out, or let another in, asks for the words again: an open screen that
somebody else picked up is not enough.
"""

from __future__ import annotations

import uuid
from typing import NamedTuple

import msgspec
from django.db import transaction

from tend.vault import accounts, keys, paper, ring, rows, seen, sessions, slots, waits
from tend.vault.envelope import Unreadable
from tend.vault.hasher import listening
from tend.vault.log import Elsewhere, Vault
from tend.vault.models import Account, Log, Session
from tend.vault.ring import Paper, Ring
from tend.vault.sessions import Held
from tend.vault.visit import Visit


class Wrong(Exception):
    """These are not the words of the account that is open."""


class Anew(NamedTuple):
    """The new recovery key, and how many rows of the log were sealed anew."""

    raw: bytes
    rows: int


def held(request: Visit) -> Held:
    """The keys of the person who is here; raises LookupError for a guest and for nobody."""
    found = request.session.held
    if found is None or found.guest:
        raise LookupError("Nobody who keeps their log is here.")
    return found


def ring_of(request: Visit) -> Ring:
    """The keyring of the person who is here."""
    mine = held(request)
    return ring.of(mine.root, mine.account)


def prove(request: Visit, passphrase: str) -> Account:
    """The account that is open, once its words were typed again.

    Raises `Wrong`, `Later` after many wrong tries, and `Busy`.
    """
    account = Account.objects.get(pk=held(request).account)
    turn = waits.take("inside", str(account.pk))
    try:
        right = account.check_password(passphrase)
    except keys.Busy:
        waits.give_back(turn)
        raise
    if not right:
        raise Wrong
    waits.forget(turn)
    return account


def change_words(request: Visit, old: str, new: str) -> None:
    """Other words from now on. Other sessions end; what was written and the recovery key stay.

    Raises what `prove` raises.
    """
    account, mine = prove(request, old), held(request)
    slot_key = _set(account, new)
    with transaction.atomic():
        account.save(update_fields=["password"])
        slots.fill(mine.account, slots.PASS, slot_key, mine.root)
        now = note(request, "words")
        end_others(request)
        accounts.arrive(request, account, mine, now.idle)


def recover(request: Visit, name: str, typed: str, new: str) -> bytes | None:
    """Come in with the recovery key and take new words; the new recovery key, once.

    None for an unknown name and a wrong key alike. The old key is dead, the second step is gone
    (whoever lost their phone comes this way), every session there was has ended. Raises `Slip` for
    what is no recovery key, before anything is counted, and `Later` and `Busy`.
    """
    slot_key = paper.slot_key(paper.read(typed))
    turn = waits.take("paper", name)
    account = Account.objects.filter(name=name).first() or Account(pk=uuid.uuid4())
    try:
        root = slots.root(str(account.pk), slots.PAPER, slot_key)
        fresh = _set(account, new)
    except Unreadable:
        return None
    except keys.Busy:
        waits.give_back(turn)
        raise
    waits.forget(turn)
    return _recovered(request, account, root, fresh, slot_key)


def new_paper(request: Visit, passphrase: str) -> bytes:
    """Another recovery key; the one before is dead. Raises what `prove` raises."""
    prove(request, passphrase)
    mine, raw = held(request), paper.new()
    with transaction.atomic():
        slots.fill(mine.account, slots.PAPER, paper.slot_key(raw), mine.root)
        note(request, "new-paper", paper="shown")
    return raw


def no_paper(request: Visit, passphrase: str) -> None:
    """No recovery key at all, for whom a paper is no safe thing. Raises what `prove` raises."""
    prove(request, passphrase)
    with transaction.atomic():
        slots.spoil(held(request).account, slots.PAPER)
        note(request, "none", paper="none")


def typed_back(request: Visit) -> None:
    """The recovery key is on paper: two groups of it were typed back."""
    mine = held(request)
    ring.change(mine.root, mine.account, lambda now: msgspec.structs.replace(now, paper="typed"))


def idle(request: Visit, minutes: int) -> None:
    """Let sessions of this account idle that long, this one too; the bounds are kept here."""
    mine = held(request)
    kept = min(max(minutes, sessions.IDLE_LEAST), sessions.IDLE_MOST)
    ring.change(mine.root, mine.account, lambda now: msgspec.structs.replace(now, idle=kept))
    request.session.idle(kept)


def end_others(request: Visit) -> int:
    """End every other session of the person who is here; how many there were."""
    others = Session.objects.filter(account=held(request).account)
    return others.exclude(ref=sessions.ref(str(request.session.session_key))).delete()[0]


def anew(request: Visit, old: str, new: str) -> Anew:
    """Somebody got in, the person thinks: new words, new keys, every row sealed anew.

    There is a new recovery key, every other session ends, and the second step goes. All or
    nothing: whatever stops it leaves the log as it was. Raises what `prove` raises.
    """
    account, before = prove(request, old), held(request)
    slot_key, raw = _set(account, new), paper.new()
    was, root, zone = ring_of(request), keys.new_key(), _zone(request)
    made = seen.noted(_fresh(was), "anew", zone)
    after = msgspec.structs.replace(before, ring=made.vault, root=root)
    with transaction.atomic():
        count = _seal_anew(before, after)
        account.ring = ring.sealed(root, made, before.account)
        account.save(update_fields=["ring", "password"])
        slots.fill(before.account, slots.PASS, slot_key, root)
        slots.fill(before.account, slots.PAPER, paper.slot_key(raw), root)
        slots.spoil(before.account, slots.SPARE)
        end_others(request)
        accounts.arrive(request, account, after, made.idle)
    rows.empty_journal()
    return Anew(raw, count)


def _set(account: Account, passphrase: str) -> bytes:
    """Give an account in memory its new words; their slot key."""
    with listening() as heard:
        account.set_password(passphrase)
    return heard[-1]


def _zone(request: Visit) -> str:
    return request.vault.state().zone if request.vault else ""


def note(request: Visit, what: str, *, paper: Paper | None = None) -> Ring:
    """Note what was done to the ways in, and how it stands with the recovery key."""
    mine, zone = held(request), _zone(request)

    def changed(now: Ring) -> Ring:
        kept = now.paper if paper is None else paper
        return seen.noted(msgspec.structs.replace(now, paper=kept), what, zone)

    return ring.change(mine.root, mine.account, changed)


def _recovered(
    request: Visit, account: Account, root: bytes, pass_key: bytes, paper_key: bytes
) -> bytes:
    mine, raw = accounts.held_by(account, paper_key, slots.PAPER), paper.new()
    zone = Vault(request.session, mine).state().zone

    def changed(now: Ring) -> Ring:
        kept = msgspec.structs.replace(now, paper="shown", number=b"", number_at=-1)
        return seen.noted(kept, "paper", zone)

    with transaction.atomic():
        account.save(update_fields=["password"])
        slots.fill(mine.account, slots.PASS, pass_key, root)
        slots.fill(mine.account, slots.PAPER, paper.slot_key(raw), root)
        now = ring.change(root, mine.account, changed)
        Session.objects.filter(account=account).delete()
        accounts.leave_guest(request)
        request.session.flush()
        accounts.arrive(request, account, mine, now.idle)
    return raw


def _fresh(was: Ring) -> Ring:
    """A ring with nothing of the old one but how long sessions idle and who was seen."""
    made = ring.new(max(was.vault) + 1)
    return msgspec.structs.replace(made, idle=was.idle, paper="shown", seen=was.seen)


def _seal_anew(before: Held, after: Held) -> int:
    """Every row of a log under the newest key; raises `Elsewhere` when it has been done already."""
    mine = Log.objects.select_for_update().filter(pk=before.log, version=max(before.ring))
    if not mine.update(version=max(after.ring)):
        raise Elsewhere
    return rows.seal_anew(before.log, keys.item_keys(before.ring), keys.item_keys(after.ring))
