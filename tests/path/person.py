"""A person at a browser: pages in, answers out, and what their log says of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tend.core.entries import Answered, Entry, Opened, Tried
from tend.core.gate import gate
from tend.core.known import Situation
from tend.core.policy import Decision, decide
from tend.core.situation import State, situation
from tend.vault import clock, later
from tend.vault.log import Vault
from tend.vault.sessions import SessionStore
from tests.door.reading import Page

LIGHT = 14_600
NEVER_IN_ADDRESS = re.compile(
    r"abuse|danger|harm|hurt|safe|violen|help|suicid|sex|fear|afraid|hit|force|hide|spouse|yes|past",
    re.IGNORECASE,
)


class Person:
    """Somebody who began, alone with their screen."""

    def __init__(self, client: Client, *, begun: bool = True) -> None:
        self.client = client
        if begun:
            client.post("/begin", {"answer": "yes", "key": later.new_key()})

    @property
    def vault(self) -> Vault:
        cookies = self.client.cookies
        session = SessionStore(cookies["s"].value, cookies["k"].value)
        held = session.held
        assert held is not None
        return Vault(session, held)

    @property
    def state(self) -> State:
        return self.vault.state()

    @property
    def situation(self) -> Situation:
        return situation(self.state, clock.now())

    @property
    def decision(self) -> Decision:
        return decide(self.situation, settings.TEND_PACK)

    @property
    def gate(self) -> str:
        return gate(self.situation).word

    def add(self, *entries: Entry) -> None:
        self.vault.append(*entries)

    def say(self, **answers: str) -> None:
        self.add(Answered(at=clock.now(), answers=answers))

    def walked(self) -> None:
        """A step was done before, so that questions may come."""
        self.add(
            Opened(at=clock.now(), step="breathe-out-longer"),
            Tried(at=clock.now(), step="breathe-out-longer", how="good"),
        )

    def page(self, address: str) -> Page:
        response = self.client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return Page(response.content.decode())

    def send(self, address: str, key: str = "", **fields: Any) -> Any:
        """Send a form as its page would: 303 to the next one."""
        return self.client.post(address, {"key": key or later.new_key(), **fields})

    def entries(self, kind: type[Entry]) -> list[Any]:
        return [entry for _, entry in self.vault.entries() if isinstance(entry, kind)]

    def count(self) -> int:
        return self.state.count


@pytest.fixture
def person(db: None) -> Person:
    return Person(Client(HTTP_HOST="127.0.0.1", raise_request_exception=False))


def led(response: Any) -> str:
    """Where a form led on to."""
    assert response.status_code == 303, response.status_code
    return str(response["Location"])


def buttons(page: Page) -> list[str]:
    """The words of every button."""
    return [words.strip() for _, _, words in page.all("button")]


ADDRESSES = (
    "/check",
    "/check/room",
    "/check/body",
    "/check/body/ahead",
    "/check/first",
    "/check/enough",
    "/check/review",
    "/check/short",
    "/ask/27",
    "/near",
    "/word",
    "/changed",
    "/changed/noted",
    "/back",
)
"""Every address of the quiet questions and the ways to help."""
