"""Forms that come twice, at once, late, too long or broken: no word lost, none kept twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e.conftest import Begin
from tests.e2e.looking import look
from tests.e2e.serving import House
from tests.e2e.walker import Walker

LINE = "A line that nobody else may read."


def test_two_tabs_at_once_are_both_kept_once_each(begin: Begin, house: House) -> None:
    walker = _today(begin()).tap("This stays here").tap("Keep this screen open")
    before = house.rows("entry")
    other = walker.tab()
    other.goto(f"{house.address}/today")
    for page in (walker.page, other):
        if not page.get_by_label("A line, if you like").is_visible():
            page.locator("summary").filter(has_text="Write a line").click()
        page.get_by_label("A line, if you like").fill(f"{LINE} {page == other}")
    with walker.page.expect_navigation(), other.expect_navigation():
        for page in (walker.page, other):
            page.get_by_role("button", name="Keep this line").click(no_wait_after=True)
    assert house.rows("entry") == before + 2


def test_a_form_sent_twice_counts_once(begin: Begin, house: House) -> None:
    walker = _today(begin())
    address, fields = walker.form("Not today")
    fields |= {"words_line": LINE, "answer": "not-today"}
    before = house.rows("entry")
    answers = [walker.post(address, fields) for _ in range(3)]
    assert [answer.status for answer in answers] == [303, 303, 303]
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert house.rows("entry") == before + 2  # what was tapped, and the line
    walker.open("/today").says("Put away for today.")


def test_half_an_hour_over_a_long_step_loses_nothing(begin: Begin, later: House) -> None:
    later.turn(0)
    walker = _today(begin(later)).tap("More", within="form.side")
    _line(walker)
    later.turn(20 / 60)
    walker.tap("Keep this line").on("/today").says("Your line is kept.")


def test_a_form_that_comes_late_gives_its_words_back(begin: Begin, later: House) -> None:
    later.turn(0)
    walker = _today(begin(later))
    _line(walker)
    later.turn(3)
    walker.tap("I did it").says("Good that you did it", LINE, "What you wrote is not lost.")
    look(walker, "late")
    walker.tap("Yes, go on with my words").on("/begin/words").says(LINE)
    assert later.holds(LINE) == []


def test_a_form_from_before_somebody_left_gives_its_words_back(begin: Begin) -> None:
    walker = _today(begin())
    _line(walker)
    walker.tab().goto(f"{walker.house.address}/x")
    walker.tap("Keep this line")
    assert walker.status() == 403
    walker.says("This page was open for a long time", LINE)
    look(walker, "error-open-long")


def test_a_megabyte_is_answered_kindly_and_given_back(begin: Begin) -> None:
    walker = begin().open("/begin").tap("Yes")
    words = "I cannot stop writing. " * 45_000
    walker.write("In your own words", words).tap("Go on")
    assert walker.status() == 413
    walker.says("That is too long to send at once")
    assert walker.page.get_by_label("Here are your words").input_value().strip() == words.strip()


@pytest.mark.parametrize(
    "broken",
    [lambda raw: raw.replace(b"LINE", b"%00"), lambda raw: raw.replace(b"LINE", b"%FF%FE")],
    ids=["nul", "not-utf-8"],
)
def test_what_no_keyboard_sends_is_told_kindly(
    begin: Begin, house: House, broken: Callable[[bytes], bytes]
) -> None:
    walker = begin().open("/begin").tap("Yes")
    address, fields = walker.form("Go on")
    before = house.rows("entry")
    raw = f"csrfmiddlewaretoken={fields['csrfmiddlewaretoken']}&answer=words&words=I+am+LINE+tired"
    answer = walker.post_raw(address, broken(raw.encode()))
    assert answer.status == 400
    text = answer.text()
    assert "That could not be read" in text
    assert "I am" in text
    assert "tired" in text
    assert "Traceback" not in text
    assert house.rows("entry") == before


def test_a_page_that_is_not_there(begin: Begin) -> None:
    walker = begin().open("/nowhere")
    assert walker.status() == 404
    look(walker, "error-not-there")


def _today(walker: Walker) -> Walker:
    return walker.open("/begin").tap("Yes").tap("Skip").on("/today")


def _line(walker: Walker) -> None:
    if not walker.page.get_by_label("A line, if you like").is_visible():
        walker.tap("Write a line")
    walker.write("A line, if you like", LINE)
