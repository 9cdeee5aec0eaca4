"""The way back through real entries, and what an undo or erase cannot lift."""

from dataclasses import dataclass

import pytest

from tend.core import entries as e
from tests.core.logs import DAY, SAFE, T, check, gate_at, page, said, then

# The way back, through real entries


def walk(*days: float, asked: float = 1.0, **answers: str) -> list[e.Entry]:
    """A yes at T, the asking, and clear checks so many days after it, each after a word."""
    log: list[e.Entry] = [said(T, fear="yes"), e.AskedBack(at=T + asked * DAY)]
    for day in days:
        at = T + (asked + day) * DAY
        log += [e.Told(at=at - 60, text=""), check(at, lines=True, **{"fear": "past", **answers})]
    return log


@dataclass(frozen=True)
class Walk:
    days: tuple[float, ...]
    now: str


@pytest.mark.parametrize(
    "way",
    [
        Walk((2,), "closed"),
        Walk((2.9,), "closed"),
        Walk((3,), "mending"),
        Walk((3, 16), "mending"),
        Walk((3, 16, 90), "mending"),
        Walk((3, 17), "mending"),
        Walk((3, 17, 31), "mending"),
        Walk((3, 17, 89), "mending"),
        Walk((3, 17, 90), "open"),
        Walk((3, 17, 80, 90), "open"),
        Walk((3, 80, 93), "mending"),
        Walk((3, 80, 94), "open"),
        Walk((0, 1, 2), "closed"),
        Walk(tuple(range(1, 91)), "open"),
        Walk(tuple(range(1, 90)), "mending"),
        Walk(tuple(range(3, 400, 5)), "open"),
    ],
)
def test_the_way_back_takes_the_days_it_takes(way: Walk) -> None:
    log = walk(*way.days)
    last = T + (1 + way.days[-1]) * DAY
    assert gate_at(last + 1, *log) == way.now


def test_asking_comes_after_the_yes() -> None:
    assert gate_at(T + 100 * DAY, *walk(3, 17, 95, asked=0)) == "closed"
    too_soon = [e.AskedBack(at=T - DAY), *walk(3, 17, 95)[:1], *walk(3, 17, 95)[2:]]
    assert gate_at(T + 96 * DAY + 1, *too_soon) == "closed"


def test_a_new_yes_begins_the_way_again() -> None:
    log = [*walk(3, 17, 90), said(T + 92 * DAY, degraded="yes"), check(T + 93 * DAY, fear="past")]
    assert gate_at(T + 94 * DAY, *log) == "closed"
    again = then(T + 94 * DAY, *log).history
    assert (again.asked_back_days_ago, again.clear_checks_days_ago) == (None, ())
    on_a_page = [*walk(3, 17, 90), page(T + 92 * DAY, fear="yes")]
    assert gate_at(T + 92 * DAY + 1, *on_a_page) == "closed"
    ripe = [*on_a_page, check(T + 94 * DAY, fear="past")]
    assert gate_at(T + 95 * DAY, *ripe) == "closed"


def test_asking_again_begins_the_way_again() -> None:
    log = [*walk(3, 17), e.AskedBack(at=T + 30 * DAY), check(T + 31 * DAY, fear="past")]
    assert gate_at(T + 31 * DAY + 1, *log) == "closed"


@pytest.mark.parametrize(
    "one",
    [
        check(T + 4 * DAY, lines=False, fear="past"),
        check(T + 4 * DAY, fear="past", private="no"),
        check(T + 4 * DAY, fear="past", private="unknown"),
        check(T + 4 * DAY, fear="past", money="unknown"),
        check(T + 4 * DAY, fear="past", i_hurt="past"),
        check(T + 4 * DAY, fear="past", i_hurt="past", helper="no"),
        e.Checked(at=T + 4 * DAY, answers={**SAFE, "fear": "past"}, full=False, lines=True),
    ],
    ids=["lines", "private", "unsure", "open-line", "harm", "no-helper", "not-full"],
)
def test_a_check_that_is_not_clear_is_no_step_on_the_way(one: e.Checked) -> None:
    assert gate_at(T + 4 * DAY + 1, *walk(), one) in ("closed", "unasked")
    clear = check(T + 4 * DAY + 60, fear="past", helper="yes")
    assert gate_at(T + 5 * DAY, *walk(), one, clear) == "mending"


def test_with_someone_trained_in_place_own_harm_has_a_way_back_too() -> None:
    log = walk(3, 17, 90, i_hurt="past", helper="yes")
    assert gate_at(T + 91 * DAY + 1, *log) == "open"


def test_self_harm_does_not_stand_in_the_way_back() -> None:
    log = walk(3, 17, 90, self_harm="yes")
    assert gate_at(T + 91 * DAY + 1, *log) == "open"


@pytest.mark.parametrize("fact", ["choked", "weapon", "forced"])
def test_for_the_gravest_there_is_no_way_back(fact: str) -> None:
    log = [said(T - DAY, **{fact: "past"}), *walk(3, 17, 90)]
    assert gate_at(T + 91 * DAY + 1, *log) == "closed"


# Undo and erase


@pytest.mark.parametrize("gate", ["closed", "urgent"])
def test_a_caution_keeps_what_an_erase_would_have_lifted(gate: str) -> None:
    log = [check(T), e.Erased(at=T), e.Caution(at=T + DAY, gate=gate)]
    assert gate_at(T + 2 * DAY, *log) == "closed"
    assert then(T + 2 * DAY, *log).history.worst == gate


@pytest.mark.parametrize("gate", ["unasked", "mending", "open", "whatever"])
def test_any_other_caution_asks_again(gate: str) -> None:
    assert gate_at(T + 2 * DAY, check(T), e.Caution(at=T + DAY, gate=gate)) == "unasked"


def test_a_caution_begins_the_way_again() -> None:
    log = [*walk(3, 17, 90), e.Caution(at=T + 91 * DAY + 60, gate="closed")]
    assert gate_at(T + 92 * DAY, *log) == "closed"
