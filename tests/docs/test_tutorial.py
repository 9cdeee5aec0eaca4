"""The tutorial is walked as it is written: every word in bold stands on the page it speaks of."""

import re
from typing import Any

import pytest
from django.test import Client

from tend.vault import later
from tests.door.reading import Page
from tests.house.tree import ROOT

TOLD = (ROOT / "docs" / "tutorial" / "first-step.md").read_text().split("## For the curious")[0]
NAME, WORDS = "green-kettle-42", "kettle window river lamp"


class Reader:
    """Somebody at a browser with the tutorial beside it; every page they see is kept."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.seen: list[str] = []

    def open(self, address: str) -> str:
        return self._keep(self.client.get(address, follow=True))

    def tap(self, address: str, **fields: Any) -> str:
        sent = {"key": later.new_key(), **fields}
        return self._keep(self.client.post(address, sent, follow=True))

    def _keep(self, response: Any) -> str:
        assert response.status_code == 200
        text = Page(response.content.decode()).text()
        self.seen.append(text)
        return text


def bold() -> list[str]:
    """What the tutorial tells to look for, in its order."""
    return re.findall(r"\*\*(.+?)\*\*", TOLD)


def example() -> str:
    """The line it offers to write."""
    found = re.search(r"(?m)^> (.+)$", TOLD)
    assert found
    return found[1]


@pytest.mark.django_db
def test_the_walk_goes_as_it_is_told(client: Client, settings: Any) -> None:
    settings.TEND_SMALL = True
    reader = Reader(client)
    reader.open("/")
    reader.open("/steady")
    reader.open("/")
    reader.open("/begin")
    reader.tap("/begin", answer="yes")
    reader.tap("/begin/words", answer="words", words=example())
    reader.tap("/begin/starts", answer="on", start="roommates")
    reader.tap("/begin/faith", answer="no")
    reader.tap("/begin/call", answer="partner")
    step = re.search(r'name="step" value="([\w-]+)"', client.get("/today").content.decode())
    assert step
    reader.tap("/today", answer="did", step=step[1])
    reader.tap("/after", answer="good", step=step[1])
    reader.tap("/after/line", step=step[1], words_wish="Something about the evenings.")
    reader.open("/keep")
    reader.tap("/keep", name=NAME, passphrase=WORDS)
    reader.open("/you")
    reader.tap("/out")
    reader.open("/in")
    reader.tap("/in", name=NAME, passphrase=WORDS)
    assert "That is enough for today" in reader.tap("/begin", answer="yes")
    in_order(reader.seen)


def in_order(seen: list[str]) -> None:
    """Every bold word stands on a page, none on a page before the last one that was found."""
    at = 0
    for words in bold():
        pages = [n for n in range(at, len(seen)) if words.lower() in seen[n].lower()]
        assert pages, f"{words!r} is on no page from the {at + 1}th on"
        at = pages[0]


def test_words_out_of_order_would_be_seen() -> None:
    with pytest.raises(AssertionError, match="Steady me"):
        in_order(["Begin", "Begin"])
