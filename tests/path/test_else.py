from __future__ import annotations

import pytest
from django.test import Client

from tend.core.entries import Opened
from tests.path.hours import Clock, checked
from tests.path.person import Person, led

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(time: Clock) -> Person:
    return Person(Client())


# Something else


def test_two_others_stand_there_one_tap_each(me: Person) -> None:
    others = me.decision.others
    read = me.page("/else")
    assert [at["value"] for _, at, _ in read.all("button")] == list(others)
    described = [at["aria-describedby"] for _, at, _ in read.all("button")]
    assert described == [at["id"] for _, at, _ in read.all("h2")]
    assert led(me.send("/else", step=others[1])) == "/today"
    assert me.decision.step == others[1]


def test_what_is_not_offered_cannot_be_taken(me: Person) -> None:
    checked(me, forced="yes")
    for step in ("sit-or-hold-clothed", "no-such-step"):
        assert led(me.send("/else", step=step)) == "/today"
        assert "Here is what is" in me.page("/today").text()
    assert not me.entries(Opened)
