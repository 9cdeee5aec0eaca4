"""S25, S26: what a try costs, whoever is tried, and how many there may be at once."""

from __future__ import annotations

import statistics
import threading
import time as real
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from nacl import pwhash

from tend.vault import keys, paper
from tests.vault import doing


def test_s25_known_and_unknown_names_cost_the_same(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    doing.kept(browser)
    doing.send(browser, "/out")
    monkeypatch.setattr("tend.vault.waits.FREE", 10_000)
    mark = doing.token(browser)
    apart = [differing(browser, mark) for _ in range(3)]
    assert min(apart) < 0.05, apart  # a real difference would be there each time


def differing(browser: Client, mark: str) -> float:
    """How far the medians of a known and an unknown name lie apart, tried by turns."""
    took: dict[str, list[float]] = {"green-kettle-42": [], "grown-kettle-42": []}
    for _ in range(7):
        for name, times in took.items():
            form = {"name": name, "passphrase": "no no no no", "csrfmiddlewaretoken": mark}
            before = real.thread_time()
            assert browser.post("/in", form).status_code == 200
            times.append(real.thread_time() - before)
    known, unknown = (statistics.median(times) for times in took.values())
    return abs(known - unknown) / max(known, unknown)


def test_s25_a_recovery_key_costs_the_same_for_any_name(browser: Client) -> None:
    doing.kept(browser)
    doing.send(browser, "/out")
    counts, runs = [], []
    for name in ("green-kettle-42", "grown-kettle-42"):
        with CaptureQueriesContext(connection) as asked, pytest.MonkeyPatch.context() as patch:
            patch.setattr(keys, "stretch", lambda *_: runs.append(1))
            doing.recover(browser, "-".join(paper.groups(bytes(20))), name=name)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert runs == []


def test_s26_too_many_at_once_are_asked_to_come_back(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    doing.kept(browser)
    doing.send(browser, "/out")
    mark = doing.token(browser)
    most, running, lock = [0], [0], threading.Lock()

    def slow(*_: Any, **__: Any) -> bytes:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        real.sleep(0.5)
        with lock:
            running[0] -= 1
        return bytes(32)

    monkeypatch.setattr(pwhash.argon2id, "kdf", slow)
    answers: list[Any] = []

    def come(n: int) -> None:
        other = doing.stranger()
        other.cookies["s"] = browser.cookies["s"].value
        form = {"name": f"name-{n}", "passphrase": "x y z", "csrfmiddlewaretoken": mark}
        answers.append(other.post("/in", form))
        connections.close_all()

    threads = [threading.Thread(target=come, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    assert {answer.status_code for answer in answers} == {200, 503}
    assert all(answer["Retry-After"] == "2" for answer in answers if answer.status_code == 503)
