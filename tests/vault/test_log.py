"""The log: nothing lost, nothing doubled, nothing moved; a snapshot changes nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tend.core import facts
from tend.core.entries import (
    Again,
    Answered,
    Caution,
    Entry,
    Happened,
    Measured,
    Noted,
    Opened,
    Preferred,
    Tomorrow,
    Tried,
)
from tend.core.situation import EMPTY, advance, pack_state, unpack_state
from tend.vault import keys
from tend.vault import log as vault_log
from tend.vault.log import Vault, fold
from tend.vault.models import Account, Log, Snapshot
from tend.vault.models import Entry as Row
from tend.vault.sessions import Held, SessionStore
from tests.vault import doing

Make = Callable[[], Vault]


def held() -> Held:
    account = Account.objects.create(ring=b"")
    log = Log.objects.create(account=account)
    return Held(str(account.pk), str(log.pk), {1: keys.new_key()}, keys.new_key(), guest=True)


@pytest.fixture
def anew(disk: object) -> Make:
    """Open the same log again, as the next request would."""
    mine = held()
    return lambda: Vault(SessionStore(), mine)


def line(n: int, key: str = "") -> Noted:
    return Noted(at=float(n), key=key, text=f"line {n}")


def seqs(vault: Vault) -> list[int]:
    return [seq for seq, _ in vault.entries()]


steps = st.sampled_from(["breathe-out-longer", "a-walk", "gone-step"])
at = st.floats(0, 4e9)
keyed = st.text(max_size=3)
some = st.one_of(
    st.builds(Noted, at=at, key=keyed, text=st.text(max_size=20)),
    st.builds(
        Answered,
        at=at,
        key=keyed,
        answers=st.dictionaries(
            st.sampled_from(sorted(facts.SAFETY)), st.sampled_from(["no", "yes"]), max_size=3
        ),
    ),
    st.builds(Opened, at=at, key=keyed, step=steps),
    st.builds(Again, at=at, key=keyed, step=steps),
    st.builds(Tried, at=at, key=keyed, step=steps, how=st.sampled_from(["good", "too-much"])),
    st.builds(Measured, at=at, key=keyed, emotional=st.integers(0, 10)),
    st.builds(Happened, at=at, key=keyed, event=st.just("pregnancy")),
    st.builds(Caution, at=at, key=keyed, gate=st.sampled_from(["closed", "mending"])),
    st.builds(Preferred, at=at, key=keyed, minutes=st.just(5)),
)


def opened(entries: list[Entry | None], after: int = 0) -> Iterator[tuple[int, Entry | None]]:
    yield from enumerate(entries, after + 1)


@given(st.lists(st.one_of(st.none(), some), max_size=60), st.integers(0, 60))
def test_a_snapshot_and_what_came_after_are_the_whole(log: list[Entry | None], cut: int) -> None:
    cut = min(cut, len(log))
    whole = fold(EMPTY, 0, opened(log), len(log))
    half = unpack_state(pack_state(fold(EMPTY, 0, opened(log[:cut]), cut)))
    assert half is not None
    assert fold(half, cut, opened(log[cut:], cut), len(log)) == whole


@given(st.lists(st.lists(some, min_size=1, max_size=20), max_size=8))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_log_in_any_portions_is_its_full_fold(
    disk: object, portions: list[list[Entry]]
) -> None:
    mine = held()
    for portion in portions:
        Vault(SessionStore(), mine).append(*portion)
    vault, state = Vault(SessionStore(), mine), EMPTY
    for _, entry in reversed(list(vault.entries())):
        state = advance(state, entry)
    assert vault.state() == state


def test_words_come_newest_first_and_all_of_them(anew: Make, monkeypatch: Any) -> None:
    monkeypatch.setattr(vault_log, "CHUNK", 3)
    anew().append(*(line(n) for n in range(1, 11)))
    assert seqs(anew()) == list(range(10, 0, -1))
    assert [entry for _, entry in anew().entries()] == [line(n) for n in range(10, 0, -1)]


def test_a_form_sent_twice_counts_once(anew: Make) -> None:
    first = anew().append(line(1, "form"), line(2, "form"))
    assert anew().append(line(1, "form"), line(2, "form")) == first
    assert seqs(anew()) == [2, 1]


def test_what_another_tab_added_meanwhile_is_seen_before_anything_is_added(anew: Make) -> None:
    mine = anew()
    mine.state()
    anew().append(line(1, "theirs"))
    assert mine.append(line(1, "theirs")).count == 1
    anew().append(line(2))
    assert mine.append(line(3)) == anew().state()
    assert seqs(anew()) == [3, 2, 1]


def test_a_form_is_known_by_its_key_for_sixty_four_forms(anew: Make) -> None:
    for n in range(64):
        anew().append(line(n, f"k{n}"))
    anew().append(line(0, "k0"))
    assert len(seqs(anew())) == 64


def test_without_a_key_nothing_is_taken_for_a_repeat(anew: Make) -> None:
    anew().append(line(1))
    anew().append(line(1))
    assert seqs(anew()) == [2, 1]


def test_snapshots_come_with_every_32nd_entry_and_two_stay(anew: Make) -> None:
    for n in range(1, 31 + 1):
        anew().append(line(n))
    assert Snapshot.objects.count() == 0
    for n in range(32, 140):
        anew().append(line(n))
    assert sorted(Snapshot.objects.values_list("seq", flat=True)) == [96, 128]


def test_reading_writes_nothing(anew: Make) -> None:
    for n in range(40):
        anew().append(line(n))
    Snapshot.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        anew().state()
    assert len(asked) == 1
    assert Snapshot.objects.count() == 0


@pytest.mark.parametrize("harm", ["bits", "fold"])
def test_a_snapshot_that_cannot_be_used_is_not_used(
    anew: Make, harm: str, monkeypatch: Any
) -> None:
    for n in range(40):
        anew().append(line(n))
    whole = anew().state()
    if harm == "bits":
        Snapshot.objects.update(sealed=b"noise")
    else:
        monkeypatch.setattr(vault_log, "unpack_state", lambda raw: None)
    assert anew().state() == whole
    anew().append(line(41))
    assert Snapshot.objects.filter(seq=41).exists()


def test_rows_exchanged_within_a_log_are_not_believed(anew: Make) -> None:
    anew().append(line(1), line(2), line(3))
    one, two = Row.objects.get(seq=1).sealed, Row.objects.get(seq=2).sealed
    Row.objects.filter(seq=1).update(sealed=two)
    Row.objects.filter(seq=2).update(sealed=one)
    assert seqs(anew()) == [3]
    assert "unread" in anew().state().events


def test_rows_of_another_log_are_not_believed_even_with_its_keys(disk: object) -> None:
    mine, other = held(), held()
    Vault(SessionStore(), mine).append(line(1))
    theirs = Held(other.account, other.log, mine.ring, mine.root, guest=True)
    Vault(SessionStore(), theirs).append(line(2))
    foreign = Row.objects.get(log_id=other.log).sealed
    Row.objects.filter(log_id=mine.log).update(sealed=foreign)
    assert seqs(Vault(SessionStore(), mine)) == []
    assert Vault(SessionStore(), mine).state().unread


def test_a_snapshot_put_in_an_entrys_place_does_not_open(anew: Make) -> None:
    for n in range(1, 33):
        anew().append(line(n))
    Row.objects.filter(seq=32).update(sealed=Snapshot.objects.get().sealed)
    assert 32 not in seqs(anew())


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_missing_entry_is_noticed_wherever_it_stood(anew: Make, seq: int) -> None:
    anew().append(line(1), line(2), line(3))
    Row.objects.filter(seq=seq).delete()
    state = anew().state()
    assert state.unread or "unread" in state.events
    assert state.count == 3


def test_an_unknown_kind_is_kept_and_makes_careful(anew: Make) -> None:
    anew().append(line(1))
    vault = anew()
    strange = vault._seal("entry", 2, b'{"kind":"from-the-future","at":2.0}')
    Row.objects.create(log_id=vault.log_id, seq=2, sealed=strange)
    Log.objects.update(top=2)
    assert anew().state().unread
    assert Row.objects.get(seq=2).sealed == strange


def test_erasing_leaves_a_tombstone_and_no_gap(anew: Make) -> None:
    for n in range(1, 41):
        anew().append(line(n, f"k{n}"))
    anew().append(Caution(at=41.0, gate="closed"))
    state = anew().erase(7)
    assert 7 not in seqs(anew())
    assert state == anew().state()
    assert state.count == 41
    assert not state.unread
    assert "unread" not in state.events
    assert state.worst == "closed"
    assert anew().append(line(7, "k7")).count == 41


def test_what_was_erased_is_folded_no_more_not_even_by_an_old_snapshot(anew: Make) -> None:
    anew().append(Tomorrow(at=1.0, text="a song"))
    for n in range(2, 70):
        anew().append(line(n))
    assert anew().state().tomorrow == 1
    assert anew().erase(1).tomorrow == EMPTY.tomorrow
    assert anew().state().tomorrow == EMPTY.tomorrow


def test_an_erase_takes_words_and_never_an_answer(anew: Make) -> None:
    anew().append(Answered(at=1.0, answers={"choked": "yes"}))
    with pytest.raises(TypeError):
        anew().erase(1)
    assert anew().state().ever == {"choked": "yes"}


def test_erasing_takes_the_bytes_out_of_the_file(disk: Any, anew: Make) -> None:
    anew().append(line(1))
    before = bytes(Row.objects.get().sealed)
    anew().erase(1)
    for file in disk.parent.iterdir():
        assert before not in file.read_bytes()


def test_what_is_not_there_cannot_be_erased(anew: Make) -> None:
    with pytest.raises(KeyError):
        anew().erase(1)


def test_several_entries_are_added_all_or_none(anew: Make, monkeypatch: Any) -> None:
    anew().append(line(1))

    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(vault_log, "advance", fail)
    with pytest.raises(OSError):  # noqa: PT011  (which one does not matter)
        anew().append(line(2), line(3))
    monkeypatch.undo()
    assert seqs(anew()) == [1]
    assert Log.objects.get().top == 1


def test_the_loser_of_a_race_folds_again(anew: Make, monkeypatch: Any) -> None:
    true, lost = Vault._append, [1, 1]

    def once(self: Vault, entries: tuple[Entry, ...]) -> Any:
        if lost and lost.pop():
            raise IntegrityError
        return true(self, entries)

    monkeypatch.setattr(Vault, "_append", once)
    assert anew().append(line(1)).count == 1
    lost[:] = [1, 1, 1]
    with pytest.raises(IntegrityError):
        anew().append(line(2))


def test_tabs_that_write_at_once_are_all_kept_once_each(anew: Make) -> None:
    start, errors = threading.Barrier(4), []

    def tab(name: int) -> None:
        start.wait()
        try:
            for n in range(10):
                anew().append(line(n, f"{name}-{n}"))
                anew().append(line(n, f"{name}-{n}"))
        except Exception as error:  # noqa: BLE001  (told below)
            errors.append(error)
        finally:
            connections.close_all()

    tabs = [threading.Thread(target=tab, args=(name,)) for name in range(4)]
    for thread in tabs:
        thread.start()
    for thread in tabs:
        thread.join()
    assert errors == []
    keys_seen = [entry.key for _, entry in anew().entries()]
    assert sorted(keys_seen) == sorted(f"{name}-{n}" for name in range(4) for n in range(10))
    assert seqs(anew()) == list(range(40, 0, -1))


def test_two_tabs_of_one_browser(browser: Client) -> None:
    doing.arrive(browser)
    mark = doing.token(browser)
    answers = []

    def post(words: str) -> None:
        tab = Client(enforce_csrf_checks=True, HTTP_HOST="127.0.0.1:8484")
        tab.cookies = browser.cookies
        form = {"words": words, "key": words, "csrfmiddlewaretoken": mark}
        answers.append(tab.post("/t/write", form).status_code)
        connections.close_all()

    tabs = [threading.Thread(target=post, args=(words,)) for words in ("left", "right")]
    for thread in tabs:
        thread.start()
    for thread in tabs:
        thread.join()
    assert answers == [200, 200]
    assert sorted(doing.here(browser)["lines"]) == ["first line", "left", "right"]
