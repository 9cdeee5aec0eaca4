"""`tend serve`: from a folder and a port to a running copy, or one clear sentence why not."""

from __future__ import annotations

import os
import re
import resource
import secrets
import socket
from collections.abc import Mapping, MutableMapping
from pathlib import Path

import click

from tend.site import database

PORT = 8000
HERE = "127.0.0.1"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
CANNOT = 2  # exit code when it cannot start
WORKERS = 2
THREADS = 2
STOP = 10  # seconds a worker has to finish what it does


class CannotStart(Exception):
    """Why not, as one sentence for the person who typed the command."""


def serve(port: int | None = None, data: Path | str | None = None) -> int:
    """Run a copy until it is stopped; 0, or 2 when it cannot start."""
    try:
        folder = prepare_folder(where(data))
        bind = checked_bind(os.environ)
        check_neutral(os.environ)
        chosen = free(bind, port or PORT)
        shared = settle(folder, os.environ)
        season(folder, os.environ)
        load()
        prepare_database(folder / database.NAME)
        tidy(shared=shared)
    except CannotStart as reason:
        click.echo(reason, err=True)
        return CANNOT
    run(bind, chosen)
    return 0


def where(data: Path | str | None) -> Path:
    """The data folder: as asked, else TEND_DATA, else the place for such things at home."""
    asked = data or os.environ.get("TEND_DATA")
    share = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(asked).expanduser().absolute() if asked else Path(share) / "tend"


def prepare_folder(folder: Path) -> Path:
    """Make the folder, or make sure of it: ours, writable, closed to everybody else."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        probe = folder / f".probe-{secrets.token_hex(4)}"
        probe.touch(mode=0o600)
        probe.unlink()
    except OSError as error:
        raise CannotStart(
            f"The data folder {folder} cannot be written to ({error.strerror}): "
            "choose another with --data, or change who owns it."
        ) from error
    return folder


def checked_bind(env: Mapping[str, str]) -> str:
    """The address to listen on: this machine alone, unless the copy is reached by https."""
    bind = env.get("TEND_BIND", HERE)
    if bind not in LOOPBACK and not env.get("TEND_PUBLIC_URL", "").startswith("https://"):
        raise CannotStart(
            f"Tend does not listen on {bind} without https, because what is written would cross "
            "the network in the clear: leave TEND_BIND out, or set TEND_PUBLIC_URL to the https "
            "address people use."
        )
    return bind


def check_neutral(env: Mapping[str, str]) -> None:
    """The neutral site is a whole address of the web: people are sent there in a hurry."""
    given = env.get("TEND_NEUTRAL")
    if given is not None and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", given):
        raise CannotStart(
            f"TEND_NEUTRAL is {given!r}, which is no address people can be sent to: leave it out, "
            "or give one that begins with https:// and says nothing of who comes."
        )


def free(bind: str, port: int) -> int:
    """The port, when nobody else has it."""
    # The server shares its port between its workers, so it would share it with a stranger too.
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((bind, port))
    except (OSError, OverflowError) as error:
        raise CannotStart(
            f"Port {port} is taken or not allowed here: stop what uses it, or choose another "
            "with --port."
        ) from error
    return port


def settle(folder: Path, env: MutableMapping[str, str]) -> bool:
    """Set what the workers inherit: the folder, the boot secret, and no memory dumps.

    True when the boot secret was given from outside, because several machines share one.
    """
    # A dump of this process would hold open keys.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    env["TEND_DATA"] = str(folder)
    env["DJANGO_SETTINGS_MODULE"] = "tend.site.settings"
    given = env.setdefault("TEND_BOOT", "")
    if given and not re.fullmatch(r"[0-9a-f]{64}", given):
        raise CannotStart("TEND_BOOT is not a boot secret: leave it out, or give 64 hex digits.")
    env["TEND_BOOT"] = given or secrets.token_hex(32)
    return bool(given)


def season(folder: Path, env: MutableMapping[str, str]) -> None:
    """Let the workers know where the pepper lies; make it when this copy is new."""
    from tend.site import pepper  # noqa: PLC0415  (after the environment is settled)

    try:
        env["TEND_PEPPER_FILE"] = str(pepper.prepare(folder, folder / database.NAME, env))
    except pepper.Unfit as reason:
        raise CannotStart(str(reason)) from reason


def prepare_database(file: Path) -> None:
    """Make or change the tables when that is needed, and say so."""
    found = database.look(file)
    if found == "newer":
        raise CannotStart(
            f"The database {file} was made by a newer Tend: start that one, "
            "or choose another folder with --data."
        )
    if found == "foreign":
        raise CannotStart(
            f"{file} is not a database of Tend, or it is damaged: put a copy in its place, "
            "or choose another folder with --data."
        )
    if found == "old":
        click.echo(
            f"The database is brought up to date; a copy of it as it was: {database.copy(file)}"
        )
    if found == "new":
        click.echo(f"A new database is made: {file}")
    if found != "ready":
        migrate()


def tidy(*, shared: bool) -> None:
    """End what a restart ends, and erase again what an old copy of the database brought back.

    A session cannot be opened without its boot secret.
    """
    from django.db import connections  # noqa: PLC0415  (after the environment is settled)

    from tend.vault import accounts, erase  # noqa: PLC0415

    erase.replay()
    if shared:
        accounts.tidy()
    else:
        accounts.end_all()
    connections.close_all()  # a worker must not inherit an open file of the database


def load() -> None:
    """Load the program and its pack once, here, so that the workers need not.

    A pack of one's own is checked whole: a limit nobody signed, or a step that speaks to the
    spouse and does not say so, is no pack to run. The one that comes with Tend is checked by
    its tests.
    """
    from tend.core import check  # noqa: PLC0415  (after the environment is settled)
    from tend.core.parse import Problems  # noqa: PLC0415
    from tend.site import packs  # noqa: PLC0415

    own = os.environ.get("TEND_PACK_DIR")
    try:
        faults = check.problems(packs.texts(Path(own))) if own else ()
        from tend.site import wsgi  # noqa: F401, PLC0415
    except Problems as problems:
        raise CannotStart("\n".join(problems.lines)) from problems
    if faults:
        raise CannotStart("\n".join(map(str, faults)))


def migrate() -> None:
    """Bring the tables up to date."""
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)


def run(bind: str, port: int) -> None:
    """Say the address, and serve until stopped."""
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    server = Granian(
        "tend.site.wsgi:application",
        address=bind,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP,
    )
    name = f"[{bind}]" if ":" in bind else bind
    address = os.environ.get("TEND_PUBLIC_URL") or f"http://{name}:{port}/"
    click.echo(f"Tend is here: {address}\nTo stop it, press Ctrl and C.")
    server.serve()
