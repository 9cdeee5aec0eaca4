"""Erasing everything: the keys first, then the rows; no old copy brings it back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tend.vault import accounts, erase, rows
from tend.vault.models import Account, Entry, Log, Session, Slot, Snapshot
from tests.vault import doing
from tests.vault.conftest import HOST

TABLES: list[Any] = [Account, Slot, Log, Entry, Snapshot, Session]


def counts() -> list[int]:
    return [table.objects.count() for table in TABLES]


def test_everything_is_gone_and_the_browser_forgets(browser: Client) -> None:
    doing.kept(browser)
    other = Client(enforce_csrf_checks=True, HTTP_HOST=HOST)
    doing.come(other)
    answer = doing.prove(browser, "/keys/erase")
    assert answer["Location"] == "/"
    assert answer["Clear-Site-Data"] == '"cookies", "storage"'
    assert counts() == [0] * len(TABLES)
    assert not doing.here(browser)["here"]
    assert not doing.here(other)["here"]
    doing.come(browser)
    assert not doing.here(browser)["here"]


def test_nobody_else_loses_anything(browser: Client) -> None:
    doing.kept(browser)
    other = Client(enforce_csrf_checks=True, HTTP_HOST=HOST)
    doing.arrive(other, "mine")
    doing.keep(other, "blue-spoon-17")
    doing.prove(browser, "/keys/erase")
    assert doing.here(other)["lines"] == ["mine"]
    doing.send(other, "/out")
    doing.come(other, "blue-spoon-17")
    assert doing.here(other)["lines"] == ["mine"]


def test_s29_nothing_of_it_is_left_in_any_file(browser: Client, disk: Path) -> None:
    doing.kept(browser)
    account = str(Account.objects.get().pk)
    blobs = [
        bytes(row) for t in (Slot, Entry) for row in t.objects.values_list("sealed", flat=True)
    ]
    blobs.append(bytes(Account.objects.get().ring))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1
    doing.prove(browser, "/keys/erase")
    for file in disk.parent.iterdir():
        raw = file.read_bytes()
        assert not any(blob[6:] in raw for blob in blobs)
        assert account.replace("-", "").encode() not in raw


@pytest.mark.parametrize("at", ["remember", "lose_keys", "delete", "empty_journal"])
def test_s16_stopped_anywhere_it_is_whole_or_nobody_can_read_it(
    browser: Client, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    doing.kept(browser)

    def stop(*_: object, **__: object) -> None:
        raise OSError

    where: dict[str, Any] = {"delete": Account, "empty_journal": rows}
    with monkeypatch.context() as broken:
        broken.setattr(where.get(at, erase), at, stop)
        assert doing.prove(browser, "/keys/erase").status_code == 500
    whole = doing.here(browser)["here"]
    assert whole is (at in {"remember", "lose_keys"})
    if whole:
        assert doing.here(browser)["lines"] == ["first line"]
    else:
        assert Slot.objects.count() == 0
        assert not any(bytes(account.ring) for account in Account.objects.all())
        doing.come(browser)
        assert not doing.here(browser)["here"]
    erase.replay()
    accounts.end_all()
    assert (Account.objects.count() == 0) is (at != "remember")


def test_s16_an_account_without_keys_is_tidied_away_by_the_next_start(browser: Client) -> None:
    doing.kept(browser)
    erase.lose_keys(Account.objects.get())
    accounts.end_all()
    assert counts() == [0] * len(TABLES)


def test_s16_an_old_copy_put_back_is_erased_again(browser: Client, disk: Path) -> None:
    doing.kept(browser)
    other = Client(enforce_csrf_checks=True, HTTP_HOST=HOST)
    doing.arrive(other, "mine")
    doing.keep(other, "blue-spoon-17")
    rows.empty_journal()
    copy = disk.with_name("copy")
    shutil.copy(disk, copy)
    doing.prove(browser, "/keys/erase")
    connection.close()
    for left in disk.parent.glob("tend.db-*"):
        left.unlink()
    shutil.move(copy, disk)
    assert Account.objects.filter(name="green-kettle-42").exists()
    assert erase.replay() == 1
    assert list(Account.objects.values_list("name", flat=True)) == ["blue-spoon-17"]
    assert Entry.objects.count() == 1
    assert erase.replay() == 0


def test_the_file_of_the_erased_tells_nobody(browser: Client, disk: Path) -> None:
    doing.kept(browser)
    account = str(Account.objects.get().pk)
    doing.prove(browser, "/keys/erase")
    file = disk.with_name(erase.NAME)
    assert file.read_text() == f"{erase.mark(account)}\n"
    assert account[:8] not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    erase.remember("another")
    assert erase.remembered() == {erase.mark(account), erase.mark("another")}


def test_the_page_says_what_backups_still_hold(browser: Client) -> None:
    doing.kept(browser)
    assert b"If an old copy is put back, you are erased again" in browser.get("/keys/erase").content
