"""The fold, entry by entry: what each does to what we know."""

import pytest

from tend.core import entries as e
from tend.core import facts
from tend.core.conditions import dark
from tend.core.known import Chosen
from tend.core.situation import EMPTY, advance
from tests.core.logs import DAY, HOUR, SAFE, T, check, fold, gate_at, page, said, then, tried

MINUTE = 60.0


def test_an_empty_log_knows_nothing() -> None:
    empty = then(T)
    assert (empty.facts, empty.checked_days_ago, empty.events, empty.done) == ({}, None, (), ())


# Answers


def test_the_newest_answer_counts() -> None:
    assert then(T, said(T, deceit="yes"), said(T + 1, deceit="no")).facts["deceit"] == "no"


def test_answers_nobody_knows_are_left_aside() -> None:
    log = [e.Answered(at=T, answers={"joy": "yes", "fear": "maybe", "money": "past"})]
    assert then(T, *log).facts == {"money": "past"}
    drafted = e.Draft(at=T, page="room", answers={"joy": "yes", "fear": "maybe", "money": "yes"})
    assert then(T, drafted).facts == {"money": "yes"}


@pytest.mark.parametrize("fact", facts.SAFETY)
def test_a_yes_or_a_before_is_remembered_for_ever_and_yes_the_longer(fact: str) -> None:
    past = then(T, said(T, **{fact: "past"}), said(T, **{fact: "no"})).history
    assert (past.ever, past.worst) == ({fact: "past"}, "none")
    yes = then(T, said(T, **{fact: "yes"}), said(T, **{fact: "past"})).history
    assert yes.ever == {fact: "yes"}
    assert yes.worst != "none"
    later = then(T, said(T, **{fact: "past"}), said(T, **{fact: "yes"})).history
    assert later.ever == {fact: "yes"}


def test_other_facts_leave_no_history() -> None:
    log = [said(T, self_harm="yes", pain="yes", escalating="yes", private="yes")]
    assert then(T, *log).history.ever == {}
    assert then(T, *log).history.worst == "none"


def test_the_worst_of_a_history_is_urgent_once_it_was() -> None:
    assert then(T, said(T, degraded="yes")).history.worst == "closed"
    log = [said(T, choked="yes"), said(T + DAY, degraded="yes")]
    assert then(T + DAY, *log).history.worst == "urgent"
    assert then(T, said(T, degraded="yes"), said(T, choked="yes")).history.worst == "urgent"


def test_the_worst_is_dated_by_the_last_yes() -> None:
    log = [said(T, fear="yes"), said(T + 5 * DAY, degraded="yes"), said(T + 6 * DAY, fear="past")]
    assert then(T + 7 * DAY, *log).history.worst_days_ago == 2


# Pages of the check


def test_a_page_that_was_sent_tightens_at_once() -> None:
    assert gate_at(T + 2, check(T), page(T + 1, fear="yes")) == "closed"
    assert gate_at(T + 2, check(T), page(T + 1, fear="past")) == "mending"
    assert gate_at(T + 2, check(T), page(T + 1, fear="unknown")) == "unasked"


def test_a_page_that_was_sent_loosens_nothing_for_a_day() -> None:
    log = [check(T, fear="unknown"), page(T + 1, fear="no")]
    assert then(T + 2, *log).facts["fear"] == "unknown"
    assert then(T + 1 + DAY - 1, *log).facts["fear"] == "unknown"
    assert then(T + 1 + DAY, *log).facts["fear"] == "no"


def test_a_page_becomes_answers_at_the_review_page() -> None:
    log = [page(T, fear="no", money="past"), e.Checked(at=T + 60, answers={}, full=False)]
    assert then(T + 61, *log).facts == {"fear": "no", "money": "past"}
    assert fold(log).drafts == ()


def test_a_slip_is_corrected_on_the_review_page() -> None:
    log = [check(T - DAY), page(T, fear="yes"), check(T + 60, fear="no")]
    assert gate_at(T + 61, *log) == "open"
    assert then(T + 61, *log).history.ever == {}


def test_a_slip_is_corrected_nowhere_else() -> None:
    twice = [check(T), page(T + 1, fear="yes"), page(T + 2, fear="no")]
    assert gate_at(T + 3, *twice) == "closed"
    unnamed = [check(T), page(T + 1, fear="yes"), e.Checked(at=T + 2, answers={}, full=False)]
    assert gate_at(T + 3, *unnamed) == "closed"
    assert then(T + 3, *unnamed).history.ever == {"fear": "yes"}


def test_a_page_left_lying_becomes_history_after_a_day() -> None:
    log = [page(T, fear="yes"), e.Told(at=T + DAY, text="")]
    assert fold(log).ever == {"fear": "yes"}
    assert then(T + DAY, page(T, fear="yes")).history.worst == "closed"


@pytest.mark.parametrize("ending", ["time", "review"])
def test_an_older_page_never_overrides_a_newer_answer(ending: str) -> None:
    log: list[e.Entry] = [check(T - DAY), page(T, fear="no"), said(T + HOUR, fear="yes")]
    log += [e.Checked(at=T + 2 * HOUR, answers={}, full=False)] if ending == "review" else []
    assert then(T + 2 * DAY, *log).facts["fear"] == "yes"


def test_a_newer_page_may_tighten_an_older_answer() -> None:
    log = [said(T, fear="no"), page(T + HOUR, fear="yes")]
    assert then(T + 2 * DAY, *log).facts["fear"] == "yes"


# When a check counts


def test_a_full_check_counts_with_no_line_left_open() -> None:
    assert gate_at(T, check(T)) == "open"
    assert then(T, check(T)).checked_days_ago == 0
    assert then(T, check(T, fear="unknown")).checked_days_ago is None
    half = {fact: "no" for fact in facts.SAFETY if fact != "forced"}
    assert then(T, e.Checked(at=T, answers=half, full=True)).checked_days_ago is None
    assert then(T, e.Checked(at=T, answers=SAFE, full=False)).checked_days_ago is None


def test_lines_count_when_answered_one_by_one() -> None:
    assert then(T, check(T, lines=True)).lines_days_ago == 0
    assert then(T, check(T, lines=False)).lines_days_ago is None
    log = [check(T, lines=True), check(T + DAY, lines=False)]
    now = then(T + 2 * DAY, *log)
    assert (now.lines_days_ago, now.checked_days_ago) == (2, 1)


def test_a_check_answers_the_wish_for_one() -> None:
    log = [e.Offered(at=T, answer="later"), e.Offered(at=T, answer="never"), check(T + 1)]
    asked = then(T + 2, *log).asked
    assert (asked.later, asked.never, asked.wants) == (0, False, False)
    log = [e.Offered(at=T, answer="wants"), check(T + 1)]
    assert then(T + 2, *log).asked.wants is False


def test_a_short_check_renews_a_full_one() -> None:
    renewed = e.Renewed(at=T + 29 * DAY, answer="nothing")
    assert gate_at(T + 50 * DAY, check(T)) == "unasked"
    assert gate_at(T + 50 * DAY, check(T), renewed) == "open"
    rather_not = e.Renewed(at=T + 29 * DAY, answer="rather-not")
    assert gate_at(T + 50 * DAY, check(T), rather_not) == "unasked"
    something = e.Renewed(at=T + 1 * DAY, answer="something")
    assert gate_at(T + 2 * DAY, check(T), something) == "unasked"


def test_a_short_check_renews_nothing_without_a_full_one_of_the_last_ninety_days() -> None:
    alone = [said(T, **SAFE), e.Renewed(at=T + 1, answer="nothing")]
    assert gate_at(T + 2, *alone) == "unasked"
    log: list[e.Entry] = [check(T)]
    log += [e.Renewed(at=T + days * DAY, answer="nothing") for days in range(20, 200, 20)]
    assert gate_at(T + 90 * DAY, *log) == "open"
    assert gate_at(T + 111 * DAY, *log) == "unasked"
    visits = [tried(T + days * DAY, "a") for days in (29, 58, 80)]
    renewed = e.Renewed(at=T + 90 * DAY, answer="nothing")
    assert gate_at(T + 91 * DAY, check(T), *visits, renewed) == "open"


@pytest.mark.parametrize("between", [e.Raised(at=T + DAY, what=("danger",)), None, "birth"])
def test_a_short_check_renews_nothing_over_what_happened(between: e.Entry | str | None) -> None:
    event = e.Happened(at=T + DAY, event=between) if isinstance(between, str) else between
    log = [check(T), event, e.Renewed(at=T + 2 * DAY, answer="nothing")]
    assert gate_at(T + 2 * DAY + 1, *log) == "unasked"


# What happens


@pytest.mark.parametrize("event", facts.EVENTS)
def test_an_event_is_kept_with_its_newest_day(event: str) -> None:
    log = [e.Happened(at=T, event=event), e.Happened(at=T + 5 * DAY, event=event)]
    (kept,) = then(T + 6 * DAY, *log).events
    assert (kept.id, kept.days_ago) == (event, 1)


def test_an_event_nobody_knows_is_none() -> None:
    assert then(T, e.Happened(at=T, event="storm")).events == ()


@pytest.mark.parametrize(
    ("what", "counts"),
    [("danger", True), ("concern", True), ("self_harm", False), ("harming", False)],
)
def test_words_of_danger_or_concern_are_a_disclosure(what: str, counts: bool) -> None:  # noqa: FBT001
    raised = e.Raised(at=T + 1, what=(what,))  # type: ignore[arg-type]
    assert gate_at(T + 2, check(T), raised) == ("unasked" if counts else "open")


def test_a_long_absence_is_an_event() -> None:
    log = [check(T), tried(T + 20 * DAY, "a")]
    assert [event.id for event in then(T + 49.9 * DAY, *log).events] == []
    assert [event.id for event in then(T + 50 * DAY, *log).events] == ["away"]
    back = [*log, e.Told(at=T + 50 * DAY, text="")]
    assert [event.id for event in then(T + 51 * DAY, *back).events] == ["away"]


def test_what_could_not_be_read_counts_from_now_until_the_next_check() -> None:
    assert gate_at(T + 1, check(T), None) == "unasked"
    log = [check(T), None, e.Told(at=T + DAY, text="")]
    assert then(T + 2 * DAY, *log).events[0].days_ago == 1
    assert gate_at(T + 2 * DAY, *log) == "unasked"
    assert gate_at(T + 3 * DAY, *log, check(T + 3 * DAY - 1)) == "open"


def test_the_review_page_right_after_an_unread_entry_does_not_count_over_it() -> None:
    assert gate_at(T + 2, None, check(T + 1)) == "unasked"


# A dark night


def test_a_dark_night_lasts_until_easier_is_given_after_twelve_hours() -> None:
    yes = said(T, self_harm="yes")
    assert dark(then(T + 30 * DAY, yes))
    assert dark(then(T + 30 * DAY, yes, e.Easier(at=T + 11 * HOUR)))
    assert not dark(then(T + 30 * DAY, yes, e.Easier(at=T + 12 * HOUR)))
    assert dark(then(T + 30 * DAY, yes, said(T + DAY, self_harm="no")))


def test_a_second_night_begins_again() -> None:
    log = [said(T, self_harm="yes"), e.Easier(at=T + DAY), said(T + 9 * DAY, self_harm="yes")]
    assert dark(then(T + 20 * DAY, *log))
    assert dark(then(T + 9 * DAY, *log[:2], page(T + 9 * DAY, "me", self_harm="yes")))
    assert dark(then(T + 20 * DAY, *log[:2], page(T + 9 * DAY, "me", self_harm="yes")))


def test_a_night_on_a_page_sent_in_a_check_is_dark_at_once() -> None:
    assert dark(then(T + 1, page(T, "me", self_harm="yes")))
    assert not dark(then(T + 1, page(T, "me", self_harm="no")))


# The road


def test_starts_and_the_thread_are_the_last_ones_told() -> None:
    begun = e.Began(at=T, starts=(Chosen("money"), Chosen("family")), thread="family")
    assert then(T, begun).thread == "family"
    assert then(T, begun, e.Threaded(at=T, start="money")).thread == "money"
    assert then(T, begun, e.Threaded(at=T, start="afraid")).thread == "family"
    assert then(T, begun, e.Began(at=T)).starts == ()
    assert then(T, e.Layered(at=T, start="money", layer="L3")).layers == {"money": "L3"}


def test_a_preference_left_out_stays_as_it_was() -> None:
    log = [e.Preferred(at=T, faith="christian", minutes=10), e.Preferred(at=T, with_="together")]
    prefer = then(T, *log).prefer
    assert (prefer.faith, prefer.minutes, prefer.with_) == ("christian", 10, "together")
    log = [e.Preferred(at=T, strength="more", country="IE", language="en-IE")]
    now = then(T, *log)
    assert (now.strength, now.country, now.language) == ("more", "IE", "en-IE")
    words = fold([e.Preferred(at=T, spouse="wife", zone="Europe/Dublin")])
    assert (words.spouse, words.zone) == ("wife", "Europe/Dublin")


def test_there_is_never_more_than_one_open_step() -> None:
    log: list[e.Entry] = [e.Opened(at=T, step="one"), e.Opened(at=T, step="two")]
    assert then(T, *log).open_step == "two"
    assert then(T, *log, tried(T, "one")).open_step == "two"
    for how in ("good", "hard", "too-much", "not-today"):
        assert then(T, *log, tried(T, "two", how)).open_step is None


def test_again_stands_until_it_was_tried() -> None:
    log: list[e.Entry] = [e.Again(at=T, step="one")]
    assert then(T, *log, tried(T, "two")).again == "one"
    assert then(T, *log, tried(T, "one", "hard")).again is None


def test_what_is_kept_of_a_step_is_its_last_try_of_each_kind() -> None:
    log = [tried(T, "one"), tried(T + DAY, "one", "hard"), tried(T + 2 * DAY, "one", "too-much")]
    log += [tried(T + 3 * DAY, "one", "not-today"), tried(T + 4 * DAY, "two")]
    done = [(d.step, d.how, d.days_ago) for d in then(T + 4 * DAY, *log).done]
    assert done == [
        ("two", "good", 0),
        ("one", "not-today", 1),
        ("one", "too-much", 2),
        ("one", "hard", 3),
        ("one", "good", 4),
    ]


def test_tries_stand_newest_first_also_within_a_day() -> None:
    log = [tried(T, "a", "too-much"), tried(T + 60, "b", "too-much"), tried(T + 120, "c")]
    assert [d.step for d in then(T + 180, *log).done] == ["c", "b", "a"]


def test_too_much_twice_on_one_step_is_twice() -> None:
    log = [tried(T, "a", "too-much"), e.Again(at=T, step="a"), tried(T + 60, "a", "too-much")]
    assert [d.how for d in then(T + 180, *log).done] == ["too-much", "too-much"]


@pytest.mark.parametrize(
    ("hours", "offset", "days"),
    [(3, 0, 0), (4, 0, 1), (27, 0, 1), (28, 0, 2), (3, 1, 1), (4, -1, 0), (5, -1, 1)],
)
def test_days_turn_at_four_in_the_morning_where_the_person_is(
    hours: float, offset: float, days: float
) -> None:
    midnight = T - T % DAY
    evening = tried(midnight - 2 * HOUR, "one")
    now = then(midnight + hours * HOUR, evening, offset=offset)
    assert now.done[0].days_ago == days


def test_offers_are_counted_and_dated() -> None:
    log = [e.Offered(at=T, answer="later"), e.Offered(at=T + DAY, answer="later")]
    asked = then(T + 3 * DAY, *log).asked
    assert (asked.later, asked.last_days_ago, asked.never) == (2, 2, False)
    asked = then(T + 3 * DAY, *log, e.Offered(at=T + 2 * DAY, answer="never")).asked
    assert (asked.later, asked.never, asked.wants) == (2, True, False)
    asked = then(T + 3 * DAY, *log, e.Offered(at=T + 2 * DAY, answer="wants")).asked
    assert (asked.wants, asked.never) == (True, False)


def test_readings_are_kept_in_full_and_only_the_last_sixty() -> None:
    log = [e.Measured(at=T + day * DAY, emotional=day % 11, free="yes") for day in range(70)]
    readings = then(T + 70 * DAY, *log).readings
    assert len(readings) == 60
    assert (readings[-1].days_ago, readings[-1].emotional, readings[-1].free) == (1, 3, "yes")


def test_words_change_nothing_that_decides() -> None:
    before = then(T + 60, check(T))
    for entry in (
        e.Told(at=T + 60, text="a"),
        e.Noted(at=T + 60, text="a"),
        e.Change(at=T + 60, where="us"),
        e.Tomorrow(at=T + 60, text="a"),
        e.Erased(at=T + 60),
    ):
        assert then(T + 60, check(T), entry) == before


def test_where_the_wish_for_tomorrow_stands_is_kept_and_not_its_words() -> None:
    state = fold([check(T), e.Tomorrow(at=T, text="a warm word"), check(T)])
    assert state.tomorrow == 2
    assert "warm" not in repr(state)


def test_advance_has_no_clock_and_changes_nothing_it_was_given() -> None:
    first = advance(EMPTY, check(T))
    assert EMPTY.count == 0
    assert advance(EMPTY, check(T)) == first
    assert first.count == 1
