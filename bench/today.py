"""*Today* as a guest sees it, with a log of so many entries."""

# ruff: noqa: PLC0415  (what needs settings is imported after they are made)
from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.asking import Program, environ, median

PORTION = 100  # entries added at once; the pace of adding is not measured here


def ready(folder: Path) -> Program:
    """The program, with its tables made in that folder."""
    os.environ.update(TEND_DATA=str(folder), DJANGO_SETTINGS_MODULE="tend.site.settings")
    os.environ["TEND_BOOT"] = kept(folder / "boot", lambda: secrets.token_hex(32))
    from tend.site import launcher, wsgi

    launcher.migrate()
    program: Program = wsgi.application
    return program


def written(count: int) -> list[Any]:
    """A log as a person leaves it: what they began with, then a step a day with its line."""
    from django.conf import settings

    from tend.core import entries
    from tend.core.known import Chosen
    from tend.vault import clock

    steps = [step.id for step in settings.TEND_PACK.steps]
    start, days = clock.now() - count * 20_000, range(count)
    first: list[Any] = [
        entries.Answered(at=start, key="a", answers={"private": "yes"}),
        entries.Began(at=start, key="b", starts=(Chosen("cutting-words"),), thread="cutting-words"),
    ]
    for day in days:
        at, step = start + day * 20_000, steps[day // 3 % len(steps)]
        kinds: tuple[Any, ...] = (
            entries.Opened(at=at, key=f"o{day}", step=step),
            entries.Noted(at=at, key=f"n{day}", text="A line about tonight. " * 5, step=step),
            entries.Tried(at=at, key=f"t{day}", step=step, how="good"),
        )
        first.append(kinds[day % 3])
    return first[:count]


def guest(count: int) -> str:
    """The cookies of a guest with so many entries."""
    from tend.path import walk
    from tend.vault import accounts, sessions
    from tend.vault.log import Vault

    session = sessions.SessionStore()
    held = accounts.new_guest()
    session.hold(held, sessions.GUEST_MOST)
    session[walk.ALONE] = True
    session.create()
    log = written(count)
    for at in range(0, count, PORTION):
        Vault(session, held).append(*log[at : at + PORTION])
    return f"s={session.session_key}; k={session.marker}"


def kept(file: Path, make: Callable[[], str]) -> str:
    """What an earlier round left in the folder of this measure, else made now."""
    if not file.exists():
        file.write_text(make(), encoding="utf-8")
    return file.read_text(encoding="utf-8")


def main() -> None:
    """Print the median of the page, in milliseconds."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    program = ready(folder)
    cookies = kept(folder / "cookies", lambda: guest(count))
    print(median(program, environ("/today", cookies)))


if __name__ == "__main__":
    main()
