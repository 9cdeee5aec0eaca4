from __future__ import annotations

import pytest

from tend.core import facts
from tend.path.views.lines import opening
from tests.path.person import Person, person

__all__ = ["person"]


def test_what_most_lines_begin_with_is_seen_once_and_heard_with_each(person: Person) -> None:
    read = person.page("/check/body")
    (above,) = [words for _, at, words in read.all("p") if "aria-hidden" in at]
    assert above == "My husband or wife or someone at home has …"
    assert read.text().count(above) == 1 + 4
    room = person.page("/check/room").text()
    assert "I am afraid of what my husband or wife or someone at home may do." in room
    assert room.count("My husband or wife or someone at home …") == 1 + 3
    mine = person.page("/check/me").text()
    assert "…" not in mine
    assert "My husband or wife or someone at home wants me to use these pages" in mine


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([], ""),
        (["One line."], ""),
        (["They say one thing.", "They say another."], ""),
        (["They at home say one.", "They at home say two.", "I do."], "They at home say"),
        (["We at our home do a b", "We at our home do a c", "We at our home go"], "We at our home"),
    ],
)
def test_only_words_worth_it_are_said_once(texts: list[str], said: str) -> None:
    assert opening(texts) == said


def test_what_was_sent_is_known_to_count_where_it_is_sent(person: Person) -> None:
    for each in facts.PAGES:
        assert "after a day it counts" in person.page(f"/check/{each}").text()
