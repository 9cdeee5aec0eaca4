"""Somebody got in: everything new, at once or not at all."""

from __future__ import annotations

import time as real
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tend.core.entries import Noted
from tend.vault import accounts, keys, later, ring, rows, slots, ways
from tend.vault.envelope import HEADER, Unreadable, seal
from tend.vault.log import Elsewhere, Vault
from tend.vault.models import Account, Entry, Log, Session, Slot, Snapshot
from tend.vault.sessions import SessionStore
from tests.vault import doing
from tests.vault.conftest import HOST


def start_anew(browser: Client, old: str = doing.PASSPHRASE) -> Any:
    return doing.prove(browser, "/keys/anew", old, passphrase=doing.NEW)


def write(browser: Client, count: int) -> None:
    """So many lines, as quickly as rows can be made."""
    held = doing.store(browser).held
    assert held is not None
    lines = [Noted(at=float(n), key=later.new_key(), text=f"line {n}") for n in range(count)]
    Vault(SessionStore(), held).append(*lines)


def table() -> list[Any]:
    """Everything that matters of the database."""
    kinds: list[Any] = [Account, Slot, Log, Entry, Snapshot, Session]
    return [list(kind.objects.order_by("pk").values_list()) for kind in kinds]


def versions() -> set[int]:
    blobs = [*Entry.objects.values_list("sealed", flat=True)]
    blobs += [*Snapshot.objects.values_list("sealed", flat=True)]
    return {HEADER.unpack_from(bytes(blob))[2] for blob in blobs}


def test_everything_is_new_and_nothing_is_lost(browser: Client) -> None:
    groups = doing.kept(browser)
    write(browser, 100)
    second = Client(enforce_csrf_checks=True, HTTP_HOST=HOST)
    doing.come(second)
    before, lines = table(), doing.here(browser)["lines"]
    page = start_anew(browser)
    assert b"101 notes, all of them" in page.content
    new = doing.key_of(page)
    assert versions() == {2}
    assert Log.objects.get().version == 2
    after = table()
    assert not set(map(str, before[1])) & set(map(str, after[1]))
    assert not {bytes(row[2]) for row in before[3]} & {bytes(row[2]) for row in after[3]}
    assert doing.here(browser)["lines"] == lines
    assert not doing.here(second)["here"]
    for _ in range(2):  # what opened it before opens it no more
        doing.send(browser, "/out")
        doing.come(browser)
        assert not doing.here(browser)["here"]
        doing.recover(browser, "-".join(groups), "some other words")
        assert not doing.here(browser)["here"]
        doing.come(browser, words=doing.NEW)
        assert doing.here(browser)["lines"] == lines
    doing.send(browser, "/out")
    doing.recover(browser, "-".join(new), "some other words")
    assert doing.here(browser)["lines"] == lines


def test_keys_somebody_took_before_open_nothing_that_is_there(browser: Client) -> None:
    doing.kept(browser)
    held = doing.store(browser).held
    assert held is not None
    start_anew(browser)
    now = doing.store(browser).held
    assert now is not None
    assert now.root != held.root
    assert set(now.ring) == {2}
    stolen = Vault(SessionStore(), held)
    assert list(stolen.entries()) == []
    with pytest.raises(Unreadable):
        ring.of(held.root, held.account)


def test_the_old_bytes_are_in_no_file(browser: Client, disk: Any) -> None:
    doing.kept(browser)
    old = [bytes(row) for row in Entry.objects.values_list("sealed", flat=True)]
    old += [bytes(row) for row in Slot.objects.values_list("sealed", flat=True)]
    start_anew(browser)
    for file in disk.parent.iterdir():
        raw = file.read_bytes()
        assert not any(blob[6:] in raw for blob in old)


@pytest.mark.parametrize("at", ["seal_anew", "fill", "spoil", "end_others", "arrive", "update"])
def test_stopped_anywhere_it_is_as_it_was(
    browser: Client, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    doing.kept(browser)
    write(browser, 40)
    lines, before = doing.here(browser)["lines"], table()
    mark = doing.token(browser, "/keys/anew")

    def stop(*_: object, **__: object) -> None:
        raise OSError

    where: dict[str, Any] = {"seal_anew": rows, "fill": slots, "spoil": slots, "end_others": ways}
    if at == "arrive":
        monkeypatch.setattr(accounts, "arrive", stop)
    elif at == "update":
        count = [0]

        def halfway(*given: Any) -> bytes:
            count[0] += 1
            if count[0] > 20:
                stop()
            return seal(*given)

        monkeypatch.setattr(rows, "seal", halfway)
    else:
        monkeypatch.setattr(where[at], at, stop)
    form = {"now": doing.PASSPHRASE, "passphrase": doing.NEW, "csrfmiddlewaretoken": mark}
    assert browser.post("/keys/anew", form).status_code == 500
    monkeypatch.undo()
    assert table()[:5] == before[:5]
    assert doing.here(browser)["lines"] == lines
    doing.send(browser, "/out")
    doing.come(browser)
    assert doing.here(browser)["lines"] == lines


def test_a_form_that_was_on_its_way_meanwhile_is_not_lost(browser: Client) -> None:
    doing.kept(browser)
    held = doing.store(browser).held
    assert held is not None
    on_its_way = Vault(SessionStore(), held)
    on_its_way.state()
    start_anew(browser)
    before = Entry.objects.count()
    with pytest.raises(Elsewhere):
        on_its_way.append(Noted(at=1.0, text="typed meanwhile"))
    assert Entry.objects.count() == before


def test_the_words_of_such_a_form_stand_on_the_page_that_follows(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    doing.kept(browser)
    Log.objects.update(version=2)
    answer = doing.send(browser, "/t/write", words="typed meanwhile")
    assert answer.status_code == 503
    assert b"typed meanwhile" in answer.content


def test_twice_at_once_is_once(browser: Client) -> None:
    doing.kept(browser)
    held = doing.store(browser).held
    assert held is not None
    after = held.__class__(held.account, held.log, {2: keys.new_key()}, keys.new_key(), guest=False)
    assert ways._seal_anew(held, after) == 1
    with pytest.raises(Elsewhere):
        ways._seal_anew(held, after)


def test_a_row_that_does_not_open_stays_as_it_is(browser: Client) -> None:
    doing.kept(browser)
    write(browser, 3)
    Entry.objects.filter(seq=2).update(sealed=b"noise")
    assert b"3 notes, all of them" in start_anew(browser).content
    assert bytes(Entry.objects.get(seq=2).sealed) == b"noise"
    assert len(doing.here(browser)["lines"]) == 3


def test_ten_thousand_are_sealed_anew_within_two_seconds(browser: Client) -> None:
    doing.kept(browser)
    write(browser, 10_000)
    held = doing.store(browser).held
    assert held is not None
    new = keys.item_keys({2: keys.new_key()})
    before = real.perf_counter()
    with transaction.atomic():
        assert rows.seal_anew(held.log, keys.item_keys(held.ring), new) == 10_001
    took = real.perf_counter() - before
    assert took < 2
