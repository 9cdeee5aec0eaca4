"""Coming, staying and going: guests, Keep this, sign in, sign out, and tidying up after guests."""

from __future__ import annotations

import msgspec
from django.conf import settings
from django.contrib.auth import authenticate, login
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from tend.vault import keys, rows, sessions
from tend.vault.hasher import listening
from tend.vault.log import Vault
from tend.vault.models import Account, Log, Session, Slot
from tend.vault.sessions import Held, SessionStore
from tend.vault.visit import Visit

PASS = "pass"  # noqa: S105  (the kind of a slot, not a passphrase)


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


def keep(request: Visit, name: str, passphrase: str) -> Vault:
    """Give a guest's log a name and a passphrase; new session ids.

    Raises `Taken` for a name in use, `Busy` when the machine has no memory for it just now, and
    LookupError when no guest is here.
    """
    held = request.session.held
    if held is None or not held.guest:
        raise LookupError("Only a guest's log can be kept.")
    account = Account.objects.get(pk=held.account)
    with listening() as heard:
        account.set_password(passphrase)
    account.name = name
    sealed = keys.wrap(heard[-1], held.root, held.account, PASS)
    try:
        with transaction.atomic():
            account.save(update_fields=["name", "password"])
            Slot.objects.create(account=account, kind=PASS, sealed=sealed)
    except IntegrityError as error:
        raise Taken from error
    return _arrive(request, account, msgspec.structs.replace(held, guest=False))


def sign_in(request: Visit, name: str, passphrase: str) -> Vault | None:
    """Open an account's log; None for an unknown name and for a wrong passphrase alike.

    Costs one Argon2 run either way. A guest's log that was open here is let go.
    """
    with listening() as heard:
        user = authenticate(request, username=name, password=passphrase)
    if not isinstance(user, Account):
        return None
    held = _held(user, heard[-1])
    _leave_guest(request)
    request.session.flush()
    return _arrive(request, user, held)


def sign_out(request: Visit) -> None:
    """End the session here and now; a guest's log goes with it."""
    _leave_guest(request)
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
    """Remove sessions whose time is over, and the guests that no session can open any more."""
    SessionStore.clear_expired()
    open_here = Session.objects.filter(account=OuterRef("pk"))
    Account.objects.filter(~Exists(open_here), name=None).delete()


def end_all() -> None:
    """End every session: without the boot secret they were made with, none can be opened."""
    Session.objects.all().delete()
    tidy()
    rows.empty_journal()


def new_guest() -> Held:
    """An account without name or slots, its log and the keys to it."""
    account = Account()
    account.set_unusable_password()
    root, name = keys.new_key(), str(account.pk)
    ring, account.ring = keys.new_ring(root, name)
    account.save(force_insert=True)
    log = Log.objects.create(account=account)
    return Held(name, str(log.pk), ring, root, guest=True)


def _held(account: Account, slot_key: bytes) -> Held:
    name = str(account.pk)
    slot = Slot.objects.get(account=account, kind=PASS)
    root = keys.unwrap(slot_key, bytes(slot.sealed), name, PASS)
    ring = keys.open_ring(root, bytes(account.ring), name)
    log = Log.objects.get(account=account)
    return Held(name, str(log.pk), ring, root, guest=False)


def _arrive(request: Visit, account: Account, held: Held) -> Vault:
    # The keys go in first: `login` then moves everything to a row of its own, under new ids.
    request.session.hold(held)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return request.arrive()


def _leave_guest(request: Visit) -> None:
    held = request.session.held
    if held is not None and held.guest:
        Account.objects.filter(pk=held.account, name=None).delete()
