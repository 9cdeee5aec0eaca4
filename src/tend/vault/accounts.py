"""Coming, staying and going: guests, Keep this, sign in, sign out, and tidying up after guests."""

from __future__ import annotations

import msgspec
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, authenticate, login
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from tend.vault import hasher, keys, number, paper, ring, rows, seen, sessions, slots, waits
from tend.vault.envelope import Unreadable
from tend.vault.hasher import listening
from tend.vault.log import Vault
from tend.vault.models import Account, Log, Session
from tend.vault.ring import Ring
from tend.vault.sessions import Held, SessionStore
from tend.vault.visit import Visit


class Full(Exception):
    """As many guests are here as this copy takes at once; some leave within the hour."""


class Taken(Exception):
    """Another account has that name."""


def start_guest(request: Visit) -> Vault:
    """Open a log for somebody of whom nothing is asked; it goes when their session goes.

    Whoever is here already stays. Raises `Full` when too many guests are here: rows are counted,
    never people or addresses.
    """
    if request.vault is not None:
        return request.vault
    tidy()
    if Account.objects.filter(name=None).count() >= settings.TEND_GUESTS:
        raise Full
    with transaction.atomic():  # a guest without a session would be tidied away
        request.session.hold(new_guest(), sessions.GUEST_MORE)
        request.session.create()
    return request.arrive()


def keep(request: Visit, name: str, passphrase: str) -> bytes:
    """Give a guest's log a name and a passphrase; new session ids. The recovery key, once.

    Raises `Taken` for a name in use, `Busy` when the machine has no memory for it just now, and
    LookupError when no guest is here.
    """
    held, vault = request.session.held, request.vault
    if held is None or vault is None or not held.guest:
        raise LookupError("Only a guest's log can be kept.")
    account = Account.objects.get(pk=held.account)
    with listening() as heard:
        account.set_password(passphrase)
    account.name, raw, zone = name, paper.new(), vault.state().zone
    try:
        with transaction.atomic():
            account.save(update_fields=["name", "password"])
            slots.fill(held.account, slots.PASS, heard[-1], held.root)
            slots.fill(held.account, slots.PAPER, paper.slot_key(raw), held.root)
            slots.spoil(held.account, slots.SPARE)
            ring.change(held.root, held.account, lambda now: _kept(now, zone))
    except IntegrityError as error:
        raise Taken from error
    arrive(request, account, msgspec.structs.replace(held, guest=False), sessions.IDLE)
    return raw


def sign_in(request: Visit, name: str, passphrase: str, digits: str = "") -> Vault | None:
    """Open an account's log; None for an unknown name, wrong words and a wrong number alike.

    Costs one Argon2 run in any case (one more, once, when the passphrase was stored in a weaker
    way than now). A guest's log that was open here is let go. Raises `Later` after many wrong
    tries and `Busy` when the machine has no memory for it just now.
    """
    turn = waits.take("in", name)
    try:
        with listening() as heard:
            user = authenticate(request, username=name, password=passphrase)
    except keys.Busy:
        waits.give_back(turn)
        raise
    if not isinstance(user, Account):
        return None
    try:
        held = held_by(user, heard[-1])
        now = came(held, "in", digits)
    except (Unreadable, number.Wrong):
        return None  # unreadable: somebody set a passphrase in the database, which opens no slot
    waits.forget(turn)
    renew(user, held, passphrase)
    leave_guest(request)
    request.session.flush()
    return arrive(request, user, held, now.idle)


def sign_out(request: Visit) -> None:
    """End the session here and now; a guest's log goes with it."""
    leave_guest(request)
    request.session.leave()
    request.vault = None


def end(request: Visit) -> None:
    """End the session that the first cookie names, also when it cannot be opened any more.

    The script of the way out deletes the marker cookie before the server hears of it, so nothing
    is opened here; a guest's log goes all the same.
    """
    cookie = request.session.session_key
    if cookie:
        here = Session.objects.filter(ref=sessions.ref(cookie))
        Account.objects.filter(name=None, pk__in=here.values("account")).delete()
        here.delete()
    request.session.leave()
    request.vault = None


def tidy() -> None:
    """Remove sessions whose time is over, and accounts that nobody can open any more.

    These are guests without a session, and accounts whose erase was begun and not ended.
    """
    SessionStore.clear_expired()
    open_here = Session.objects.filter(account=OuterRef("pk"))
    Account.objects.filter(~Exists(open_here), name=None).delete()
    Account.objects.exclude(name=None).filter(slots=None).delete()


def end_all() -> None:
    """End every session: without the boot secret they were made with, none can be opened."""
    Session.objects.all().delete()
    tidy()
    rows.empty_journal()


def new_guest() -> Held:
    """An account without name or slots, its log and the keys to it."""
    account = Account()
    account.set_unusable_password()
    root, name, made = keys.new_key(), str(account.pk), ring.new()
    account.ring = ring.sealed(root, made, name)
    account.save(force_insert=True)
    log = Log.objects.create(account=account)
    return Held(name, str(log.pk), made.vault, root, guest=True)


# What every way in has in common


def held_by(account: Account, slot_key: bytes, kind: str = slots.PASS) -> Held:
    """The keys of an account, out of one of its slots; raises `Unreadable`."""
    name = str(account.pk)
    root = slots.root(name, kind, slot_key)
    log = Log.objects.get(account=account)
    return Held(name, str(log.pk), ring.of(root, name).vault, root, guest=False)


def came(held: Held, what: str, digits: str = "") -> Ring:
    """Let the second step see the number, and note who came; raises `Wrong`."""
    zone = Vault(SessionStore(), held).state().zone
    return ring.change(
        held.root, held.account, lambda now: seen.noted(number.passed(now, digits), what, zone)
    )


def renew(account: Account, held: Held, passphrase: str) -> None:
    """Store a passphrase anew when it was stored in a weaker way than passphrases are now."""
    if not hasher.outgrown(account.password):
        return
    with listening() as heard:
        account.set_password(passphrase)
    with transaction.atomic():
        account.save(update_fields=["password"])
        slots.fill(held.account, slots.PASS, heard[-1], held.root)
        slots.even(held.account)
        ring.change(held.root, held.account, lambda now: now)  # or the root key is not theirs


def arrive(request: Visit, account: Account, held: Held, idle: int) -> Vault:
    """Let somebody in under new ids; `idle` in minutes."""
    # The keys go in first: `login` then moves everything to a row of its own, under new ids.
    request.session.hold(held, idle)
    if SESSION_KEY in request.session:
        # Signed in already, with the words of before: `login` would empty it or leave its ids.
        request.session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        request.session.cycle_key()
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return request.arrive()


def leave_guest(request: Visit) -> None:
    """Let the log of a guest who is here go."""
    held = request.session.held
    if held is not None and held.guest:
        Account.objects.filter(pk=held.account, name=None).delete()


def _kept(now: Ring, zone: str) -> Ring:
    return seen.noted(msgspec.structs.replace(now, paper="shown"), "kept", zone)
