"""Every number the core decides by, each with its source and its date.

No advocate or counselor has seen these numbers yet. `reviewed_by` says so, and every
page that shows a number says it too. *Proposed* means: chosen here, on the careful side,
because no study fixes it.
"""

from __future__ import annotations

from typing import Self


class Number(int):
    """A whole number that knows its unit, where it comes from, and who has read it."""

    unit: str
    source: str
    date: str
    reviewed_by: str

    def __new__(cls, value: int, unit: str, source: str = "proposed") -> Self:
        """Make the number; `unit` is what one of it is (days, hours, minutes, points)."""
        made = super().__new__(cls, value)
        made.unit = unit
        made.source = source
        made.date = "2026-11-22"
        made.reviewed_by = "nobody yet"
        return made


_ASKED_AGAIN = (
    "proposed; asking again finds more than asking once (Kimberlin; Chang 2012), "
    "no study fixes the interval (USPSTF 2013)"
)
_OWN_WAIT = "proposed; nothing grave is lifted by waiting alone (safety research R11)"
_RELIABLE = "Jacobson and Truax 1991, single 0-10 item, SD 2, r .7: 3 points; 4 proposed"

YES_MONTHS = Number(12, "months")  # how far back `yes` reaches, said on every page of the check
CHECK_DAYS = Number(30, "days", _ASKED_AGAIN)
TOGETHER_CHECK_DAYS = Number(7, "days", _ASKED_AGAIN)
LINES_DAYS = Number(90, "days", _ASKED_AGAIN)
AWAY_DAYS = Number(30, "days")
DRAFT_HOURS = Number(24, "hours")

BACK_WAIT_DAYS = Number(3, "days", _OWN_WAIT)
BACK_APART_DAYS = Number(14, "days", _OWN_WAIT)
BACK_LIFT_DAYS = Number(90, "days", _OWN_WAIT)

EASIER_HOURS = Number(12, "hours")
LIGHT_HOURS = Number(36, "hours")
LIGHT_MINUTES = Number(5, "minutes")
CALM_DAYS = Number(7, "days")

REPEAT_DAYS = Number(14, "days")
LAYER_STEPS = Number(2, "steps")
TOO_MUCH_TIMES = Number(2, "times")
READING_DAYS = Number(30, "days")
IMBALANCE = Number(4, "points", _RELIABLE)

LITTLE_MINUTES = Number(5, "minutes")
SOME_MINUTES = Number(10, "minutes")
MORE_MINUTES = Number(20, "minutes")
LONG_MINUTES = Number(
    20, "minutes", "content rule C24: a step is at most 20 minutes unless flagged"
)

LATER_DAYS = Number(1, "days")
LATER_TIMES = Number(3, "times")
LATER_WEEK_DAYS = Number(7, "days")

ANCHORS = Number(3, "steps")
ANCHOR_MINUTES = Number(5, "minutes")
REACH_OPEN_MINUTES = Number(
    360, "minutes", "proposed; full programs of 6-8 hours keep their effect"
)
REACH_MINUTES = Number(180, "minutes")
REACH_WATCHED_STEPS = Number(8, "steps")


def listed() -> dict[str, Number]:
    """Every number by its name, in the order written here."""
    return {name: n for name, n in globals().items() if isinstance(n, Number)}
