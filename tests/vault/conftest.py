"""A database in a real file with a real journal, and people who use it through a browser."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client

from tend.vault import clock

HOST = "127.0.0.1:8484"


def _point_at(file: Path) -> Any:
    """Give this process a new connection to a database file; return the one before."""
    before = connections["default"]
    connections.settings["default"]["NAME"] = file
    connections["default"] = connections.create_connection("default")
    return before


@contextlib.contextmanager
def pointed(file: Path) -> Iterator[None]:
    """This process uses another database file for a while."""
    name = connections.settings["default"]["NAME"]
    before = _point_at(file)
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before
        connections.settings["default"]["NAME"] = name


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Path:
    """An empty database with its tables, to be copied."""
    file = tmp_path_factory.mktemp("made") / "tend.db"
    with django_db_blocker.unblock(), pointed(file):
        call_command("migrate", verbosity=0, interactive=False)
    return file


@pytest.fixture
def disk(made: Path, tmp_path: Path, django_db_blocker: Any) -> Iterator[Path]:
    """A fresh database file for one test, its journal beside it."""
    file = tmp_path / "data" / "tend.db"
    file.parent.mkdir()
    shutil.copy(made, file)
    with django_db_blocker.unblock(), pointed(file):
        yield file


@pytest.fixture
def rooms(settings: Any) -> None:
    """The site's own addresses and a few test rooms; a light Argon2, still above the floor."""
    settings.ROOT_URLCONF = "tests.vault.rooms"
    settings.TEND_SMALL = True


@pytest.fixture
def browser(disk: Path, rooms: None) -> Client:
    """A browser that checks forms as the real site does."""
    return Client(enforce_csrf_checks=True, HTTP_HOST=HOST, raise_request_exception=False)


class Clock:
    """A clock to turn by hand."""

    def __init__(self, at: float) -> None:
        self.at = at

    def forward(self, minutes: float) -> None:
        self.at += minutes * 60


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The vault's clock, standing still until it is turned."""
    hand = Clock(clock.now())
    monkeypatch.setattr(clock, "now", lambda: hand.at)
    return hand
