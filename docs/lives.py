"""Made-up lives, for the pictures of the cord and the rings and for their tests. Nobody's own."""

import math
from collections.abc import Callable

from tend.path.drawing.values import KINDS, Cord, Kind, Layer, Moment, Reading, Rings, State

Said = tuple[int | None, int | None] | None
"""One reading: how close, and as close as I want; None where there was none."""

LEFT_OFF, CAME_BACK = 12, 24
"""The weeks between which somebody was away."""

SEX = KINDS.index("sexual")
HEART: tuple[Kind, ...] = ("emotional", "spiritual")


def life(
    said: Callable[[int, int], Said], weeks: int, *moments: Moment, faith: bool = True
) -> Cord:
    """A cord from what is said of each strand (0-2) in each week."""
    first, second, third = (
        tuple(Reading(week, *pair) for week in range(weeks) if (pair := said(n, week)))
        for n in range(3)
    )
    return Cord(first, second, third, moments, weeks - 1, faith)


def points(value: float) -> int:
    """The nearest reading there is."""
    return max(0, min(10, round(value)))


def sway(strand: int, week: int) -> float:
    """Good weeks and bad ones, at most a point and a half either way; the same every time."""
    return 0.9 * math.sin(1.7 * week + strand) + 0.6 * math.sin(2.9 * week + 2 * strand)


def _mending(n: int, week: int) -> Said:
    wish, before = (8, 7, 6)[n], (2, 3, 1)[n]
    grown = 1 / (1 + math.exp((8 + 2 * (n == SEX) - week) / 2))
    harder = 4.2 * math.exp(-(((week - 18) / 1.7) ** 2)) if n == 0 else 0
    return points(before + (wish - before) * grown - harder + sway(n, week) / 3), wish


def _alone(n: int, week: int) -> Said:
    return points((2, 1, 7)[n] + 0.6 * sway(n, week)), (8, 6, 6)[n]


def _away(n: int, week: int) -> Said:
    if LEFT_OFF <= week <= CAME_BACK:
        return None
    since = 0.28 * (week - CAME_BACK)
    now = (5, 6, 4)[n] + 0.15 * week if week < LEFT_OFF else (5, 5, 3)[n] + since
    return points(now + sway(n, week) / 2), (8, 7, 6)[n]


def _year(n: int, week: int) -> Said:
    swing = 0.7 * sway(n, week) + 1.2 * math.sin(week / 7 + n)
    waiting = n == SEX and week < LEFT_OFF
    return points(1 + sway(n, week) / 2 if waiting else (4, 3, 1)[n] + week / 10 + swing), (
        9,
        8,
        6,
    )[n]


SLOW = life(_mending, 26, Moment(4, HEART), Moment(13), Moment(23))
"""Slow mending over half a year, with a hard stretch that the braid comes through."""

ALONE = life(_alone, 20)
"""Sex without closeness."""

LITTLE = Cord((Reading(0, 3, 8), Reading(1, 4, 8)), (Reading(1, 2, 6),), now=2)
"""Two readings: too little to tell."""

AWAY = life(_away, 36, Moment(8, ("emotional", "sexual")), Moment(33))
"""A quarter of a year without a word, and back again."""

YEAR = life(_year, 52, Moment(15, HEART), Moment(38), Moment(49), faith=False)
"""A year of weekly readings of somebody who speaks of meaning."""

CORDS = {
    "slow mending": SLOW,
    "sex without closeness": ALONE,
    "too little to tell": LITTLE,
    "a long gap": AWAY,
}

NAMES = {
    "L0": "Settled and protected",
    "L1": "Naming it, steadying the body",
    "L2": "Someone with me",
    "L3": "Truth and limits",
    "L4": "Grieving and making sense",
    "L6": "Closeness of heart",
    "L7": "Calm touch with no goal",
    "L8": "Sexual closeness, freely chosen",
    "L9": "Joy, and keeping it",
}


def tree(start: str, **states: State) -> Rings:
    """The rings of a start, from its layers in their order."""
    return Rings(start, tuple(Layer(NAMES[layer], state) for layer, state in states.items()))


BEGUN = tree("We live like roommates", L1="open", L6="ahead", L9="ahead", L7="ahead")
REOPENED = tree(
    "Something that was done to me before",
    L0="opened",
    L1="again",
    L2="opened",
    L4="open",
    L7="ahead",
    L6="ahead",
    L8="ahead",
    L9="ahead",
)
RINGS = {"just begun": BEGUN, "a layer open again": REOPENED}
