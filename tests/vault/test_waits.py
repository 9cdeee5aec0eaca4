"""Waiting grows and never locks; it holds across workers and restarts, and tells no name."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from django.test import Client

from tend.vault import keys, waits
from tend.vault.models import Wait
from tests.vault import doing
from tests.vault.conftest import HOST, Clock


def stranger() -> Client:
    return Client(enforce_csrf_checks=True, HTTP_HOST=HOST)


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Argon2 that costs nothing, so that a thousand tries can be made; each one is noted."""
    runs: list[str] = []

    def quick(passphrase: str, salt: bytes, profile: keys.Profile) -> bytes:
        runs.append(passphrase)
        return keys.subkey(salt, "quick", passphrase.encode())

    monkeypatch.setattr(keys, "stretch", quick)
    return runs


def test_s26_a_thousand_wrong_words_never_keep_the_recovery_key_out(
    browser: Client, cheap: list[str]
) -> None:
    groups = doing.kept(browser)
    thief = stranger()
    mark = doing.token(thief)
    for n in range(1000):
        form = {"name": "green-kettle-42", "passphrase": f"no {n}", "csrfmiddlewaretoken": mark}
        assert thief.post("/in", form).status_code in {200, 429}
    assert len(cheap) < 20
    assert doing.come(stranger()).status_code == 429
    page = doing.recover(browser, "-".join(groups))
    assert len(doing.key_of(page)) == 9
    assert doing.here(browser)["here"]


def test_s26_the_longest_wait_is_a_minute_and_the_right_words_end_it(
    browser: Client, cheap: list[str], time: Clock
) -> None:
    doing.kept(browser)
    thief = stranger()
    waited = []
    for _ in range(20):
        while (answer := doing.come(thief, words="no no no no")).status_code == 429:
            waited.append(int(answer["Retry-After"]))
            time.forward(waited[-1] / 60)
    assert waited == [2, 4, 8, 16, 32, *[60] * 9]
    other = stranger()
    answer = doing.come(other)
    assert answer.status_code == 429
    assert b"Please wait 60 seconds" in answer.content
    assert b"Nothing is locked" in answer.content
    time.forward(1)
    doing.come(other)
    assert doing.here(other)["here"]
    assert Wait.objects.count() == 0


def test_s26_a_wait_stands_across_workers_and_restarts(
    browser: Client, cheap: list[str], settings: Any, time: Clock
) -> None:
    doing.kept(browser)
    for _ in range(6):
        doing.come(stranger(), words="no no no no")
    settings.TEND_BOOT = secrets.token_bytes(32)
    assert doing.come(stranger()).status_code == 429


def test_s25_an_unknown_name_waits_as_a_known_one_does(
    browser: Client, cheap: list[str], time: Clock
) -> None:
    doing.kept(browser)
    seen = []
    for name in ("green-kettle-42", "grown-kettle-42"):
        answers = [doing.come(stranger(), name, "no no no no") for _ in range(8)]
        seen.append([(a.status_code, a.get("Retry-After"), len(a.content)) for a in answers])
    assert seen[0] == seen[1]
    assert seen[0][-1][0] == 429


def test_a_count_tells_no_name_and_is_gone_after_a_day(
    browser: Client, cheap: list[str], time: Clock
) -> None:
    doing.come(stranger(), "green-kettle-42")
    row = Wait.objects.get()
    assert "kettle" not in row.turn
    assert len(row.turn) == 64
    time.forward(24 * 60 - 1)
    doing.come(stranger(), "somebody-else-1")
    assert Wait.objects.count() == 2
    time.forward(2)
    doing.come(stranger(), "a-third-one-12")
    assert not Wait.objects.filter(turn=row.turn).exists()


def test_a_try_the_machine_had_no_room_for_is_not_counted(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = doing.kept(browser)
    doing.send(browser, "/out")
    monkeypatch.setattr(keys, "WAIT", 0.001)
    with keys._one_at_a_time:
        for _ in range(9):
            assert doing.come(browser).status_code == 503
            assert doing.recover(browser, "-".join(groups)).status_code == 503
    assert doing.come(browser).status_code == 302


def test_wrong_words_inside_keep_nobody_from_signing_in(browser: Client, cheap: list[str]) -> None:
    doing.kept(browser)
    for _ in range(6):
        doing.prove(browser, "/keys/erase", "no no no no")
    assert b"Please wait" in doing.prove(browser, "/keys/erase").content
    assert doing.here(browser)["here"]
    other = stranger()
    doing.come(other)
    assert doing.here(other)["here"]


def test_many_at_once_gain_nothing(disk: object, time: Clock) -> None:
    for _ in range(waits.FREE + 1):
        waits.take("in", "name")
    with pytest.raises(waits.Later) as wait:
        waits.take("in", "name")
    assert wait.value.seconds == 2
    waits.take("paper", "name")


@pytest.mark.parametrize(
    ("count", "seconds"), [(0, 0), (5, 0), (6, 2), (10, 32), (11, 60), (9_999_999, 60)]
)
def test_how_long(count: int, seconds: int) -> None:
    assert waits.pause(count) == seconds
