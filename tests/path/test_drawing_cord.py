from __future__ import annotations

import gzip
import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from docs.lives import ALONE, AWAY, HEART, LITTLE, SLOW, YEAR, life
from tend.path.drawing import laid
from tend.path.drawing.braid import crossings
from tend.path.drawing.cord import Seen, drawing, look
from tend.path.drawing.laid import LEFT, NOW, Strand
from tend.path.drawing.values import Cord, Moment, Reading

NEVER = life(lambda n, week: None if n == 1 else (4 + week // 6, 8), 26)
FULL = life(lambda n, week: (10, 10), 52, Moment(10), Moment(30))
NOTHING = life(lambda n, week: (0, 8), 12)
CORDS = [SLOW, ALONE, LITTLE, AWAY, YEAR, NEVER, FULL, NOTHING, Cord(), Cord(now=7)]


def mid(seen: Seen, yarn: int) -> Strand:
    return next(strand for strand in seen.laid.strands if strand.yarn == yarn)


def at(strand: Strand, seen: Seen, week: int) -> tuple[float, float, bool]:
    i = round(seen.scale.x(week)) - LEFT
    return strand.middle[i], strand.half[i], strand.told[i]


# What the picture shows


def test_strands_are_as_wide_as_they_are_close_to_what_is_wished() -> None:
    seen = look(ALONE)
    halves = [at(mid(seen, n), seen, 10)[1] for n in range(3)]
    assert halves[2] > 2 * max(halves[:2])


def test_they_are_braided_where_all_are_close_and_apart_where_one_is_not() -> None:
    seen = look(SLOW)
    assert max(seen.laid.met[:20]) < 0.1
    assert seen.laid.met[round(seen.scale.x(15)) - LEFT] > 0.9
    assert len(crossings(look(FULL).laid)) > 10
    assert max(look(ALONE).laid.met) == 0
    assert crossings(look(ALONE).laid) == []


def test_a_braid_goes_over_and_under_by_turns() -> None:
    met = [c for c in crossings(look(life(lambda n, week: (9, 9), 30)).laid) if c.run[1] < NOW - 20]
    for n in range(3):
        turns = [c.over == n for c in met if n in (c.over, c.under)]
        assert len(turns) > 4
        assert all(a != b for a, b in pairwise(turns))


def test_only_the_first_two_yarns_are_drawn_again_where_they_pass_over() -> None:
    two, others = (
        life(lambda n, week: None if n == 1 else (8, 8), 30),
        life(lambda n, week: None if n == 0 else (8, 8), 30),
    )
    for cord, yarns in ((FULL, {0, 1}), (two, {0}), (others, {1})):
        seen = look(cord).laid
        again = {seen.strands[c.over].yarn for c in crossings(seen) if c.over < c.under}
        assert again == yarns


def test_more_than_wished_lies_apart_too() -> None:
    assert laid.near(9, 2) == laid.near(2, 9) < laid.MEETS
    seen = look(life(lambda n, week: ((8, 8, 7)[n], (8, 8, 1)[n]), 12))
    assert max(seen.laid.met) == 0
    assert "sexual closer than you want" in drawing(seen.cord).says


def test_a_wish_for_nothing_can_be_met() -> None:
    assert laid.full(0, 0) == laid.near(0, 0) == 1
    assert laid.full(0, 10) < 0.1
    met = look(life(lambda n, week: ((7, 7, 0)[n], (7, 7, 0)[n]), 12)).laid.met
    assert max(met) > 0.9


def test_a_gap_is_not_bridged_and_a_short_one_is() -> None:
    seen = look(AWAY)
    assert [at(mid(seen, 0), seen, week)[2] for week in (8, 15, 22, 30)] == [
        True,
        False,
        False,
        True,
    ]
    assert max(seen.laid.met[round(seen.scale.x(14)) - LEFT :][:40]) == 0
    fortnights = Cord(tuple(Reading(week, 5, 8) for week in range(0, 24, 2)), now=22)
    assert all(look(fortnights).laid.strands[0].told)
    assert 'class="gap"' in drawing(AWAY).svg
    assert "only dots" in drawing(AWAY).says


def test_a_strand_nobody_told_of_keeps_its_place_and_the_others_meet_without_it() -> None:
    seen = look(NEVER)
    lowest = seen.laid.strands[2]
    assert lowest.yarn == 1
    assert not any(lowest.told)
    assert max(seen.laid.met) > 0.9
    assert "the two strands" in drawing(NEVER).says
    assert "spiritual not drawn, because nothing was said" in drawing(NEVER).says


def test_too_little_has_a_drawing_of_its_own() -> None:
    three = life(lambda n, week: (10, 10), 3)
    for cord in (Cord(), LITTLE, three):
        shown = drawing(cord)
        assert "Too little to tell yet" in shown.svg
        assert shown.says.startswith("Too little to tell yet")
        assert max(look(cord).laid.met) == 0
    wide = {round(h, 2) for s in look(three).laid.strands for h in s.half[180:200]}
    assert max(wide) < laid.THICK / 2
    assert "Too little" not in drawing(life(lambda n, week: (10, 10), 4)).svg


def test_a_moment_pulls_together_only_those_that_met() -> None:
    seen = look(life(lambda n, week: (2, 9), 20, Moment(10, HEART)))
    a, b, c = (at(mid(seen, n), seen, 10)[0] for n in range(3))
    assert abs(a - b) < 1
    assert abs(c - b) > laid.LANE / 2
    svg = drawing(seen.cord).svg
    assert [svg.count(f'class="tie {yarn}k"') for yarn in "abc"] == [1, 1, 0]


def test_one_bad_week_does_not_undo_a_braid() -> None:
    cord = life(lambda n, week: (4 if week == 13 and n == 0 else 8, 8), 26)
    there = round(look(cord).scale.x(13)) - LEFT
    assert look(cord).laid.met[there] > 0.5


def test_a_wish_once_said_stays_until_another() -> None:
    said = (Reading(0, 3), Reading(1, 3, 6), Reading(2, 3), Reading(3, None, 3), Reading(4, 3))
    told = look(Cord(said, now=4)).told[0]
    assert [(week, round(full, 2)) for week, full, _ in told] == [(1, 0.57), (2, 0.57), (4, 1.0)]


# The same in words and as a table


@pytest.mark.parametrize(
    ("cord", "words"),
    [
        (SLOW, "apart at first and are braided now; three moments are knots in them. Now: "),
        (ALONE, "lie apart. Now: emotional and spiritual far from what you want; sexual as close"),
        (FULL, "Over 51 weeks: the three strands are braided; two moments are knots"),
        (NOTHING, "Now: emotional, spiritual and sexual far from what you want."),
        (YEAR, "emotional, meaning and sexual"),
        (Cord(tuple(Reading(w, 5, 8) for w in range(9)), now=8), "emotional strand lies by itself"),
        (Cord(tuple(Reading(w, 5, 8) for w in range(9)), now=20), "emotional not said lately"),
    ],
)
def test_it_is_said_in_words(cord: Cord, words: str) -> None:
    assert words in drawing(cord).says


def test_a_braid_that_came_apart_for_a_while_is_told_so() -> None:
    cord = life(lambda n, week: (1 if 16 <= week <= 34 and n == 0 else 8, 8), 52)
    assert "were braided at first, apart for a while, and are braided now" in drawing(cord).says


@pytest.mark.parametrize("cord", CORDS)
def test_words_hold_no_decimals_and_no_shares(cord: Cord) -> None:
    assert not re.search(r"\d[.,]\d|%", drawing(cord).says)
    assert drawing(cord).svg.startswith("<svg")


def test_two_the_second_strand_is_meaning() -> None:
    shown = drawing(YEAR)
    assert shown.head == ("Week", "Emotional", "Meaning", "Sexual", "Moment")
    assert ">meaning<" in shown.svg
    assert "spiritual" not in "".join([shown.svg, shown.says, *sum(shown.rows, ())])


def test_the_table_has_every_reading_newest_first() -> None:
    said = (Reading(0, 3, 8), Reading(2, 4), Reading(3, None, 8))
    cord = Cord(said, moments=(Moment(1, HEART), Moment(3)), now=4)
    assert drawing(cord).rows == (
        ("last week", "not said", "not said", "not said", "emotional, spiritual and sexual"),
        ("2 weeks ago", "4", "not said", "not said", ""),
        ("3 weeks ago", "not said", "not said", "not said", "emotional and spiritual"),
        ("4 weeks ago", "3, wanted 8", "not said", "not said", ""),
    )
    assert len(drawing(YEAR).rows) == 52


# What must not be


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: Reading(-1, 3, 3), "week: -1"),
        (lambda: Reading(1041, 3, 3), "week: 1041"),
        (lambda: Reading(0, 11, 3), "now: 11"),
        (lambda: Reading(0, 3, -1), "wish: -1"),
        (lambda: Reading(0, now=True, wish=3), "now: True"),
        (lambda: Reading(0, 2.5, 3), "now: 2.5"),  # type: ignore[arg-type]
        (lambda: Moment(0, ()), r"met: \(\)"),
        (lambda: Moment(0, ("sexual", "sexual")), "met: .*sexual"),
        (lambda: Moment(0, ("joy",)), "met: .*joy"),  # type: ignore[arg-type]
        (lambda: Moment(-2), "week: -2"),
        (lambda: Cord((Reading(3, 1, 1), Reading(3, 1, 1)), now=3), "emotional: the weeks"),
        (lambda: Cord(sexual=(Reading(3, 1, 1), Reading(2, 1, 1)), now=3), "sexual: the weeks"),
        (lambda: Cord((Reading(5, 1, 1),), now=4), "now: 4 is before"),
        (lambda: Cord(moments=(Moment(6),), now=4), "now: 4 is before the last week, 6"),
    ],
)
def test_what_cannot_be_is_refused(make: Any, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        make()


@pytest.mark.parametrize("cord", CORDS)
def test_the_picture_can_stand_under_the_policy_of_a_page(cord: Cord) -> None:
    svg = drawing(cord).svg
    root = ET.fromstring(svg)  # noqa: S314 - our own
    assert root.get("role") == "img"
    assert root.get("aria-label") == drawing(cord).says
    for element in root.iter():
        assert not {"style", "id", "fill", "stroke", "href"} & set(element.attrib)
        assert element.tag in {"svg", "path", "text"}
    assert "nan" not in svg
    assert "inf" not in svg


@pytest.mark.parametrize("cord", CORDS)
def test_it_is_small_and_always_the_same(cord: Cord) -> None:
    assert drawing(cord) == drawing(cord)
    assert len(gzip.compress(drawing(cord).svg.encode(), 9)) <= 4096


def test_a_long_life_is_not_a_large_picture() -> None:
    years = life(lambda n, week: ((week * (n + 3)) % 11, 8), 520)
    assert len(gzip.compress(drawing(years).svg.encode(), 9)) < 9000


@pytest.mark.parametrize("cord", CORDS)
def test_every_mark_lies_on_the_paper(cord: Cord) -> None:
    left, top, wide, tall = (float(n) for n in root_box(drawing(cord).svg))
    for strand in look(cord).laid.strands:
        for middle, half in zip(strand.middle, strand.half, strict=True):
            assert top <= middle - half
            assert middle + half <= top + tall
    assert (left, wide) == (0, 320)


def root_box(svg: str) -> list[str]:
    found = re.search(r'viewBox="([^"]*)"', svg)
    assert found
    return found[1].split()
