"""The numbers, as the design says them."""

import pytest

from tend.core import numbers

SAID = {
    "YES_MONTHS": 12,
    "CHECK_DAYS": 30,
    "TOGETHER_CHECK_DAYS": 7,
    "LINES_DAYS": 90,
    "AWAY_DAYS": 30,
    "DRAFT_HOURS": 24,
    "BACK_WAIT_DAYS": 3,
    "BACK_APART_DAYS": 14,
    "BACK_LIFT_DAYS": 90,
    "EASIER_HOURS": 12,
    "LIGHT_HOURS": 36,
    "LIGHT_MINUTES": 5,
    "CALM_DAYS": 7,
    "REPEAT_DAYS": 14,
    "LAYER_STEPS": 2,
    "TOO_MUCH_TIMES": 2,
    "READING_DAYS": 30,
    "IMBALANCE": 4,
    "LITTLE_MINUTES": 5,
    "SOME_MINUTES": 10,
    "MORE_MINUTES": 20,
    "LONG_MINUTES": 20,
    "LATER_DAYS": 1,
    "LATER_TIMES": 3,
    "LATER_WEEK_DAYS": 7,
    "ANCHORS": 3,
    "ANCHOR_MINUTES": 5,
    "REACH_OPEN_MINUTES": 360,
    "REACH_MINUTES": 180,
    "REACH_WATCHED_STEPS": 8,
}


@pytest.mark.parametrize("name", SAID)
def test_a_number_is_the_one_that_was_promised(name: str) -> None:
    assert numbers.listed()[name] == SAID[name]


def test_no_number_decides_without_standing_here() -> None:
    assert set(numbers.listed()) == set(SAID)


def test_every_number_knows_its_unit_its_source_its_date_and_that_nobody_has_read_it() -> None:
    for name, number in numbers.listed().items():
        assert number.unit, name
        assert number.source, name
        assert len(number.date) == len("2026-11-22"), name
        assert number.reviewed_by == "nobody yet", name
