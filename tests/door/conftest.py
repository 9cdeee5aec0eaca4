from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import OperationalError
from pytest_django import Settings

from tend.door import help as lines
from tests.door.sample import PACK


@pytest.fixture
def small(settings: Settings) -> Iterator[Settings]:
    """The small pack in place of the real one."""
    settings.TEND_PACK = PACK
    lines._pages.cache_clear()
    yield settings
    lines._pages.cache_clear()


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that answers nothing any more."""

    def down(self: BaseDatabaseWrapper) -> None:
        raise OperationalError("down")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", down)
