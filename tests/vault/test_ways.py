"""The ways in, from inside: other words, idling, other screens, who came, a thief at a screen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tend.core.entries import Preferred
from tend.vault import clock, seen, sessions, slots
from tend.vault.log import Vault
from tend.vault.models import Account, Entry, Session, Slot
from tend.vault.ring import Ring
from tests.vault import doing
from tests.vault.conftest import HOST, Clock

ASKED_AGAIN = ["/keys/words", "/keys/paper", "/keys/anew", "/keys/erase", "/keys/file"]
INSIDE = ["/keys", "/keys/number", "/keys/bring", "/keys/paper/back", *ASKED_AGAIN]


def other() -> Client:
    return Client(enforce_csrf_checks=True, HTTP_HOST=HOST)


def change(browser: Client, old: str = doing.PASSPHRASE, new: str = doing.NEW) -> Any:
    return doing.prove(browser, "/keys/words", old, passphrase=new)


def test_s12_other_words_leave_every_row_and_the_recovery_key_as_they_are(browser: Client) -> None:
    groups = doing.kept(browser)
    paper = bytes(Slot.objects.get(kind=slots.PAPER).sealed)
    rows = [bytes(row) for row in Entry.objects.values_list("sealed", flat=True)]
    second = other()
    doing.come(second)
    assert change(browser)["Location"] == "/keys"
    assert [bytes(row) for row in Entry.objects.values_list("sealed", flat=True)] == rows
    assert bytes(Slot.objects.get(kind=slots.PAPER).sealed) == paper
    assert not doing.here(second)["here"]
    assert doing.here(browser)["here"]
    doing.send(browser, "/out")
    doing.come(browser)
    assert not doing.here(browser)["here"]
    doing.come(browser, words=doing.NEW)
    assert doing.here(browser)["lines"] == ["first line"]
    doing.send(browser, "/out")
    doing.recover(browser, "-".join(groups), "a third row of words")
    assert doing.here(browser)["here"]


def test_s10_other_words_give_this_screen_new_ids(browser: Client) -> None:
    doing.kept(browser)
    thief = doing.twin(browser)
    assert doing.here(thief)["here"]
    change(browser)
    assert not doing.here(thief)["here"]
    assert Session.objects.count() == 1


@pytest.mark.parametrize("end", ["/out", "/lock", "idle", "four hours", "/x", "elsewhere"])
def test_s10_an_old_cookie_opens_nothing_and_its_row_is_gone(
    browser: Client, time: Clock, end: str
) -> None:
    doing.kept(browser)
    thief = doing.twin(browser)
    if end == "elsewhere":
        second = other()
        doing.come(second)
        assert doing.send(second, "/keys/out", "/keys")["Location"] == "/keys"
        assert b"This is the only one" in second.get("/keys").content
        doing.send(second, "/out")
    elif end == "idle":
        time.forward(10.1)
    elif end == "four hours":
        time.forward(240.1)
    elif end == "/x":
        browser.get("/x")
    else:
        doing.send(browser, end)
    assert not doing.here(thief)["here"]
    assert thief.get("/keys")["Location"] == "/in"
    sessions.SessionStore.clear_expired()
    assert Session.objects.count() == 0


@pytest.mark.parametrize(("chosen", "stays"), [(5, 5), (20, 20), (60, 60)])
def test_idling_is_chosen_and_kept(browser: Client, time: Clock, chosen: int, stays: int) -> None:
    doing.kept(browser)
    doing.send(browser, "/keys/idle", "/keys", minutes=str(chosen))
    for _ in range(2):
        time.forward(stays - 0.6)
        assert doing.here(browser)["here"]
        time.forward(stays + 0.1)
        assert not doing.here(browser)["here"]
        doing.come(browser)


@pytest.mark.parametrize("given", ["4", "61", "0", "-5", "1e9", "", "ten", "600"])
def test_another_length_of_idling_is_not_taken(browser: Client, given: str) -> None:
    doing.kept(browser)
    doing.send(browser, "/keys/idle", "/keys", minutes=given)
    assert doing.rings(browser).idle == sessions.IDLE


@pytest.mark.parametrize("at", INSIDE)
def test_nobody_and_a_guest_see_nothing_of_it(browser: Client, at: str) -> None:
    assert browser.get(at)["Location"] == "/in"
    doing.arrive(browser)
    assert browser.get(at)["Location"] == "/keep"


@pytest.mark.parametrize("at", [*ASKED_AGAIN, "/keys/number"])
def test_an_open_screen_is_not_enough(browser: Client, at: str) -> None:
    doing.kept(browser)
    before = everything()
    more = {"passphrase": doing.NEW, "number": "123456", "secret": "x", "answer": "none"}
    answer = doing.prove(browser, at, "not the words", **more)
    assert answer.status_code == 200
    assert b'role="alert"' in answer.content
    assert everything() == before


def everything() -> list[object]:
    """All that opens anything, and all that is sealed."""
    tables: list[Any] = [Account.objects.order_by("pk"), Slot.objects.order_by("pk")]
    return [*(list(t.values_list()) for t in tables), list(Entry.objects.values_list())]


def test_s13_a_passphrase_set_by_the_host_opens_nothing_and_breaks_nothing(
    browser: Client,
) -> None:
    groups = doing.kept(browser)
    doing.send(browser, "/out")
    before = list(Slot.objects.order_by("pk").values_list()), list(Entry.objects.values_list())
    account = Account.objects.get()
    account.set_password("set by the host")
    account.save()
    assert b"do not open anything" in doing.come(browser, words="set by the host").content
    assert (
        list(Slot.objects.order_by("pk").values_list()),
        list(Entry.objects.values_list()),
    ) == before
    doing.recover(browser, "-".join(groups))
    assert doing.here(browser)["lines"] == ["first line"]


def test_who_came_is_seen_inside_by_day_and_part_of_day_alone(browser: Client, time: Clock) -> None:
    time.at = 1_800_000_000.0  # 15 January 2027, 08:00 UTC
    doing.kept(browser)
    doing.send(browser, "/out")
    time.forward(24 * 60)
    doing.come(browser)
    page = browser.get("/keys").content.decode()
    assert "16 January, morning: opened with your words" in page
    assert "15 January, morning: kept for the first time" in page
    assert "08:00" not in page
    doing.send(browser, "/out")
    assert b"January" not in browser.get("/in").content


def test_a_day_is_the_one_of_the_place_the_person_named(browser: Client, time: Clock) -> None:
    time.at = 1_800_000_000.0
    doing.kept(browser)
    held = doing.store(browser).held
    assert held is not None
    Vault(doing.store(browser), held).append(Preferred(at=1.0, zone="Pacific/Auckland"))
    doing.send(browser, "/out")
    doing.come(browser)
    assert b"15 January, evening: opened with your words" in browser.get("/keys").content


def test_twenty_lines_are_kept_and_the_ring_keeps_its_size(time: Clock) -> None:
    kept, sizes = Ring({1: bytes(32)}, number=bytes(20), number_at=2**40), set()
    from tend.vault import ring

    for n in range(40):
        time.forward(7 * 60)
        kept = seen.noted(kept, seen.WHATS[n % len(seen.WHATS)], "")
        sizes.add(len(ring.sealed(bytes(32), kept, "me")))
    assert len(seen.lines(kept)) == 20
    assert len(sizes) == 1
    assert {line.what for line in seen.lines(kept)} == set(seen.WHATS)
    assert seen.lines(kept)[0].day.toordinal() >= seen.lines(kept)[-1].day.toordinal()


def test_signing_out_everywhere_leaves_this_one(browser: Client) -> None:
    doing.kept(browser)
    others = [other() for _ in range(3)]
    for each in others:
        doing.come(each)
    assert b"4 are open" in browser.get("/keys").content
    doing.send(browser, "/keys/out", "/keys")
    assert doing.here(browser)["here"]
    assert not any(doing.here(each)["here"] for each in others)


def test_new_words_are_looked_at_like_the_first(browser: Client) -> None:
    doing.kept(browser)
    for new, said in (("short", b"at least 12"), ("passwordpassword", b"easy to guess")):
        assert said in change(browser, new=new).content
    assert clock.now() > 0
    doing.send(browser, "/out")
    doing.come(browser)
    assert doing.here(browser)["here"]
