from __future__ import annotations

import pytest
from django.test import Client

from tests.door.reading import page

pytestmark = pytest.mark.usefixtures("small")


def title(address: str) -> str:
    (first,) = page(Client().get(address)).all("h1")
    return first[2]


def test_one_step_stands_there_at_once() -> None:
    text = page(Client().get("/steady")).text()
    assert "Title of anchor-a" in text
    assert "First, sit." in text
    assert "your husband or wife or not" in text
    assert "Stop when you like." in text
    assert "Why it helps" not in text


def test_another_leads_through_every_anchor_and_back() -> None:
    address, seen = "/steady", []
    for _ in range(4):
        read = page(Client().get(address))
        seen.append(read.all("h1")[0][2])
        (address,) = [str(at["href"]) for _, at, words in read.all("a") if words == "Another one"]
    assert seen == [f"Title of anchor-{letter}" for letter in "abca"]


def test_an_anchor_is_found_by_its_id_too() -> None:
    assert title("/steady/anchor-b") == title("/steady/2")


@pytest.mark.parametrize("at", ["0", "4", "not-grounding", "too-long", "writing", "-1", "²"])
def test_only_anchors_are_found(at: str) -> None:
    assert Client().get(f"/steady/{at}").status_code == 404
