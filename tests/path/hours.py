"""A clock to turn by hand, and a person whose lines are all answered."""

from __future__ import annotations

import pytest

from tend.core import facts
from tend.core.entries import Began, Preferred
from tend.core.known import Chosen
from tend.vault import clock
from tend.vault.models import Session
from tests.path.person import Person

HOURS = 60  # minutes
FAR = 2**40  # a moment long after all of these


class Clock:
    """A clock to turn by hand."""

    def __init__(self) -> None:
        self.at = clock.now()

    def forward(self, minutes: float) -> None:
        self.at += minutes * 60

    def stay(self, minutes: float) -> None:
        """The same, for somebody whose session outlasts it."""
        Session.objects.update(idle_until=FAR, ends=FAR)
        self.forward(minutes)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A morning; it stands still until it is turned."""
    hand = Clock()
    hand.at = hand.at // 86_400 * 86_400 + 9 * 3600
    monkeypatch.setattr(clock, "now", lambda: hand.at)
    return hand


def checked(me: Person, **answers: str) -> None:
    """Every safety line answered `no` but these, and a start chosen."""
    me.say(**{**dict.fromkeys((*facts.SAFETY, *facts.WORSENERS), "no"), **answers})
    start = Began(at=clock.now(), starts=(Chosen("drink-drugs"),))
    me.add(start, Preferred(at=clock.now(), spouse="wife"))
