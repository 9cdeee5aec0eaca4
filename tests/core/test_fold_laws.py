"""What holds for every log, drawn at random: the fold's own laws."""

from collections.abc import Iterator
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tend.core import entries as e
from tend.core import facts
from tend.core.conditions import allowed, dark
from tend.core.gate import Gate, gate
from tend.core.known import Chosen, Situation, Wanted
from tend.core.situation import EMPTY, State, advance, pack_state, situation, unpack_state
from tests.core.given import pack
from tests.core.logs import DAY, EVERY, HOUR, SAFE, T, check, fold

STEPS = tuple(step.id for step in pack().steps)
STARTS = tuple(start.id for start in pack().starts)
LAYERS = ("L0", "L1", "L3", "L6")
PAGES = {page: [f.id for f in facts.FACTS if f.page == page] for page in facts.PAGES}
ASKED = (*facts.SAFETY, "self_harm", *facts.WORSENERS, *facts.CAUTIONS, *facts.ENABLERS)
GRADES = ("none", "closed", "urgent")


def answers(names: tuple[str, ...] | list[str]) -> st.SearchStrategy[dict[str, str]]:
    each = {name: st.sampled_from(facts.BY_ID[name].order) for name in names}
    return st.fixed_dictionaries({}, optional=each)


def mostly_no() -> st.SearchStrategy[dict[str, str]]:
    some = answers([*facts.SAFETY, "self_harm", "private", "helper"])
    nothing: dict[str, str] = {}
    return st.one_of(st.just(nothing), some).map(lambda changed: {**SAFE, **changed})


def readings() -> st.SearchStrategy[dict[str, Any]]:
    points = st.none() | st.integers(0, 10)
    return st.fixed_dictionaries(
        {
            "emotional": points,
            "sexual": points,
            "wanted": st.builds(Wanted, points),
            "free": st.sampled_from(["yes", "no", "unsure"]),
        }
    )


def shapes() -> st.SearchStrategy[Any]:
    """An entry of any kind, without its time."""

    def of(kind: type[e.Entry], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.tuples(st.just(kind), st.fixed_dictionaries(fields))

    step, start = st.sampled_from(STEPS[:40]), st.sampled_from(STARTS)
    chosen = st.lists(st.builds(Chosen, start), max_size=3).map(tuple)
    page = st.sampled_from(facts.PAGES)
    draft = page.flatmap(lambda p: st.tuples(st.just(p), answers(PAGES[p])))
    drafted = draft.map(lambda d: (e.Draft, {"page": d[0], "answers": d[1]}))
    full = st.sampled_from([True, True, False])
    return st.one_of(
        st.none(),
        drafted,
        of(e.Answered, answers=answers(ASKED)),
        of(e.Checked, answers=mostly_no(), full=full, lines=st.booleans()),
        of(e.Renewed, answer=st.sampled_from(["nothing", "something", "rather-not"])),
        of(e.Happened, event=st.sampled_from([*facts.EVENTS, "storm"])),
        of(e.Raised, what=st.sampled_from([("danger",), ("self_harm",), ("concern", "harming")])),
        of(e.Easier),
        of(e.AskedBack),
        of(e.Offered, answer=st.sampled_from(["later", "never", "wants"])),
        of(e.Began, starts=chosen, thread=st.none() | start),
        of(e.Threaded, start=start),
        of(e.Layered, start=start, layer=st.sampled_from(LAYERS)),
        of(e.Preferred, minutes=st.none() | st.integers(1, 60), faith=st.just("sometimes")),
        of(e.Opened, step=step),
        of(e.Again, step=step),
        of(e.Tried, step=step, how=st.sampled_from(["good", "hard", "too-much", "not-today"])),
        readings().map(lambda r: (e.Measured, r)),
        of(e.Told, text=st.just("words")),
        of(e.Tomorrow, text=st.just("words")),
        of(e.Caution, gate=st.sampled_from(["open", "mending", "unasked", "closed", "urgent"])),
        of(e.Erased),
    )


HOPS = (1.0, 60.0, HOUR, 11 * HOUR, DAY - 1, DAY, 3 * DAY, 14 * DAY, 31 * DAY, 100 * DAY)


def hops(back: bool) -> st.SearchStrategy[float]:  # noqa: FBT001
    forward = st.sampled_from(HOPS)
    return st.one_of(forward, forward.map(lambda hop: -hop)) if back else forward


def logs(*, back: bool = False, most: int = 14) -> st.SearchStrategy[list[Any]]:
    """Entries with their times; `back` lets the clock be set back between them."""

    def dated(pairs: list[tuple[float, Any]]) -> list[Any]:
        now, made = T, []
        for number, (hop, shape) in enumerate(pairs):
            now += hop
            made.append(shape and shape[0](at=now, key=f"k{number}", **shape[1]))
        return made

    return st.lists(st.tuples(hops(back), shapes()), max_size=most).map(dated)


def end(log: list[Any]) -> float:
    """A moment after every entry, whatever the clock did."""
    times: list[float] = [T, *(entry.at for entry in log if entry)]
    return max(times) + 2


def last(log: list[Any]) -> float:
    """A moment after the last entry."""
    times: list[float] = [T, *(entry.at for entry in log if entry)]
    return times[-1] + 2


def probes() -> tuple[Any, ...]:
    """One real step of each rung and flag, to see what a situation lets through."""
    found: dict[Any, Any] = {}
    for step in pack().steps:
        found.setdefault((step.rung, step.area, step.flags, step.with_, step.writes), step)
    return tuple(found.values())


PROBES = probes()


def let_through(situation: Situation) -> set[str]:
    at = gate(situation)
    return {step.id for step in PROBES if allowed(step, situation, at)}


@given(logs(back=True), st.integers(0, 14))
def test_a_snapshot_and_the_tail_are_the_whole_fold(log: list[Any], cut: int) -> None:
    kept = unpack_state(pack_state(fold(log[:cut])))
    assert kept is not None
    assert fold(log[cut:], kept) == fold(log)
    assert situation(fold(log[cut:], kept), end(log)) == situation(fold(log), end(log))


@given(logs(), st.sampled_from(facts.PAGES), st.data())
def test_a_page_sent_lets_nothing_through_for_a_day(log: list[Any], page: str, data: Any) -> None:
    """Compared with the same moment without it; a word was written either way."""
    sent = last(log)
    draft = e.Draft(at=sent, page=page, answers=data.draw(answers(PAGES[page])))
    for later in (0.0, HOUR, DAY - 1):
        now = sent + later
        without = situation(fold([*log, e.Told(at=sent, text="")]), now)
        with_it = situation(fold([*log, draft]), now)
        assert gate(with_it) >= gate(without)
        assert let_through(with_it) <= let_through(without)
        assert dark(with_it) >= dark(without)


@given(logs(back=True))
def test_what_was_once_said_never_shrinks(log: list[Any]) -> None:
    state = EMPTY
    for entry in log:
        after = advance(state, entry)
        assert GRADES.index(after.worst) >= GRADES.index(state.worst)
        for fact, answer in state.ever.items():
            assert after.ever[fact] == "yes" or answer == "past" == after.ever[fact]
        state = after
    for entry in log:
        if isinstance(entry, e.Answered | e.Checked):
            once = {f for f in facts.SAFETY if entry.answers.get(f) in ("past", "yes")}
            assert once <= set(state.ever)


@given(logs(), st.integers(0, 14), st.sampled_from([None, "erased"]))
def test_an_entry_that_is_gone_or_unread_opens_nothing(
    log: list[Any], place: int, kind: str | None
) -> None:
    """Put anywhere into a log, it never lets through what the log without it does not."""
    before = [entry.at for entry in log[:place] if entry]
    gone = e.Erased(at=before[-1] if before else T) if kind else None
    now = end(log)
    without, with_it = (
        situation(fold(log), now),
        situation(fold([*log[:place], gone, *log[place:]]), now),
    )
    assert gate(with_it) >= gate(without)
    assert let_through(with_it) <= let_through(without)


@given(logs(), st.sampled_from(["urgent", "closed", "mending", "unasked", "open"]))
def test_a_caution_opens_nothing(log: list[Any], word: str) -> None:
    now = last(log)
    without = situation(fold([*log, e.Told(at=now, text="")]), now + 1)
    with_it = situation(fold([*log, e.Caution(at=now, gate=word)]), now + 1)
    assert gate(with_it) >= gate(without)
    assert let_through(with_it) <= let_through(without)


@given(logs(back=True))
def test_an_erase_of_words_with_its_caution_never_lifts(log: list[Any]) -> None:
    """As the vault does it: the caution first, then a tombstone where the words stood."""
    now = last(log)
    before = gate(situation(fold([*log, e.Told(at=now, text="")]), now))
    worded = [i for i, entry in enumerate(log) if isinstance(entry, e.ERASABLE)]
    bare = [e.Erased(at=x.at, key=x.key) if i in worded else x for i, x in enumerate(log)]
    after = gate(situation(fold([*bare, e.Caution(at=now, gate=before.word)]), now))
    assert after >= min(before, Gate.CLOSED)


@given(logs(), st.sampled_from([b'{"kind":"dreamt","at":1}', b'{"kind":"told","v":9}', b"\x00"]))
def test_a_kind_nobody_knows_acts_as_unread_until_the_next_check(
    log: list[Any], raw: bytes
) -> None:
    unknown = e.decode(raw)
    now = last(log)
    state = fold([*log, unknown])
    assert gate(situation(state, now)) >= Gate.UNASKED
    assert "unread" in {event.id for event in situation(state, now).events}
    state = advance(state, e.Told(at=now, text=""))
    assert gate(situation(state, now + DAY)) >= Gate.UNASKED
    checked = advance(state, check(now + DAY))
    read = situation(checked, now + DAY + 1)
    assert all(
        ev.days_ago > (read.checked_days_ago or 0) for ev in read.events if ev.id == "unread"
    )


@given(logs(back=True))
def test_at_most_one_step_is_open(log: list[Any]) -> None:
    state = EMPTY
    for entry in log:
        state = advance(state, entry)
        opened = situation(state, end(log)).open_step
        assert opened is None or isinstance(opened, str)
        if isinstance(entry, e.Tried):
            assert opened != entry.step
        if isinstance(entry, e.Opened):
            assert opened == entry.step


@given(logs(back=True), st.sampled_from([HOUR, 2 * DAY, 40 * DAY, 400 * DAY]))
def test_what_tightens_counts_also_when_the_clock_was_set_back(log: list[Any], back: float) -> None:
    now = last(log) - back
    for entry in (
        e.Answered(at=now, answers={"degraded": "yes"}),
        e.Raised(at=now, what=("danger",)),
        e.Happened(at=now, event="parting"),
        e.Answered(at=now, answers={"self_harm": "yes"}),
        e.Draft(at=now, page="room", answers={"fear": "yes"}),
        None,
        e.Caution(at=now, gate="closed"),
    ):
        for after in (now + 1, now + back):
            seen = situation(fold([*log, entry]), after)
            if isinstance(entry, e.Answered) and "self_harm" in entry.answers:
                assert dark(seen)
            else:
                assert gate(seen) >= Gate.UNASKED


@given(st.sampled_from([HOUR, 2 * DAY, 40 * DAY, 400 * DAY]))
def test_what_loosens_and_is_dated_ahead_has_not_happened(ahead: float) -> None:
    log = [check(T + ahead), e.Told(at=T, text="")]
    assert gate(situation(fold(log), T + 1)) >= Gate.UNASKED
    asked = [e.Answered(at=T, answers={"fear": "yes"}), e.AskedBack(at=T + ahead)]
    asked += [check(T + ahead + days * DAY, fear="past") for days in (3, 17, 90)]
    assert gate(situation(fold(asked), T + 1)) >= Gate.CLOSED
    night = [e.Answered(at=T, answers={"self_harm": "yes"}), e.Easier(at=T + ahead + DAY)]
    assert dark(situation(fold(night), T + 60))


@given(st.sampled_from(["no", "unsure"]), st.sampled_from([DAY, 10 * DAY]))
def test_a_reading_of_a_clock_that_ran_ahead_hides_no_later_one(free: Any, ahead: float) -> None:
    log = [e.Measured(at=T + ahead, free="yes"), e.Measured(at=T, free=free)]
    newest = situation(fold(log), T + ahead / 2).newest_readings()
    assert {reading.free for reading in newest} - {"yes"} == {free}


@given(logs(back=True))
def test_no_log_ends_in_a_crash_at_any_moment(log: list[Any]) -> None:
    state = fold(log)
    for now in (0.0, T - DAY, last(log), end(log), end(log) + 1000 * DAY):
        for offset in (-12.0, 0.0, 14.0):
            found = situation(state, now, offset)
            assert all(done.days_ago >= 0 for done in found.done)
            assert all(event.days_ago >= 0 for event in found.events)
            assert gate(found) in Gate


# What is kept stays small


def busy(count: int) -> Iterator[e.Entry]:
    """Entries of every kind, with real ids and real keys, as fast as somebody could."""
    random = Random(7)
    now = T
    for number in range(count):
        now += random.choice((40.0, HOUR, DAY))
        key = f"{random.getrandbits(128):032x}"
        sample = random.choice(EVERY)
        changed: dict[str, Any] = {"at": now, "key": key}
        if isinstance(sample, e.Opened | e.Tried | e.Again):
            changed["step"] = random.choice(STEPS)
        if isinstance(sample, e.Tried):
            changed["how"] = random.choice(("good", "hard", "too-much", "not-today"))
        if isinstance(sample, e.Layered):
            changed["start"] = random.choice(STARTS)
        if isinstance(sample, e.Draft):
            page = random.choice(facts.PAGES)
            changed |= {"page": page, "answers": dict.fromkeys(PAGES[page], "unknown")}
        if isinstance(sample, e.Answered):
            changed["answers"] = {f: random.choice(facts.BY_ID[f].order) for f in ASKED}
        if isinstance(sample, e.Happened):
            changed["event"] = facts.EVENTS[number % len(facts.EVENTS)]
        yield msgspec.structs.replace(sample, **changed)


@pytest.fixture(scope="module")
def long_log() -> list[e.Entry]:
    return list(busy(20_000))


def test_the_state_of_twenty_thousand_entries_stays_within_64_kib(long_log: list[e.Entry]) -> None:
    state = EMPTY
    largest = 0
    for number, entry in enumerate(long_log):
        state = advance(state, entry)
        if number % 1000 == 999:
            largest = max(largest, len(pack_state(state)))
    assert state.count == 20_000
    assert largest <= 64 * 1024


def test_the_last_sixty_four_keys_are_kept_in_order(long_log: list[e.Entry]) -> None:
    state = fold(long_log[:500])
    assert state.keys == tuple(entry.key for entry in long_log[500 - 64 : 500])
    bare = advance(state, e.Told(at=T, text=""))
    assert bare.keys == state.keys


def test_a_state_holds_no_words() -> None:
    words = ("zebra " * 5).strip()
    log = [
        e.Told(at=T, text=words),
        e.Noted(at=T, text=words),
        e.Change(at=T, where="us", text=words),
        e.Tomorrow(at=T, text=words),
        e.AskedBack(at=T, text=words),
    ]
    assert b"zebra" not in pack_state(fold(log))


@pytest.mark.parametrize("raw", [b"", b"\xff", b"[]", b'{"fold":0}', b'{"fold":"1"}', b"3"])
def test_a_snapshot_of_another_fold_is_not_used(raw: bytes) -> None:
    assert unpack_state(raw) is None


def test_a_snapshot_of_an_empty_log_is_a_snapshot() -> None:
    assert unpack_state(pack_state(EMPTY)) == EMPTY == State()
