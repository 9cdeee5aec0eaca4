"""A person day after day: long histories of decisions, drawn at random and walked by hand."""

from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tend.core import facts
from tend.core.conditions import allowed, anchor
from tend.core.known import Chosen as Start
from tend.core.known import Done, Event, Overlay, Prefer, Reading, Situation
from tend.core.policy import Decision, decide
from tend.core.roads import Road, turn
from tests.core.given import CLEAR, pack

STARTS = tuple(start.id for start in pack().starts)
ASKED = [f for f in facts.BY_ID if f != "both_free"]
ANCHORS = {step.id for step in pack().steps if anchor(step)}
replace = msgspec.structs.replace


def older(situation: Situation, days: float) -> Situation:
    """The same person so many days later."""

    def on(value: float | None) -> float | None:
        return None if value is None else value + days

    history, night = situation.history, situation.overlay
    return replace(
        situation,
        checked_days_ago=on(situation.checked_days_ago),
        lines_days_ago=on(situation.lines_days_ago),
        events=tuple(replace(e, days_ago=e.days_ago + days) for e in situation.events),
        done=tuple(replace(d, days_ago=d.days_ago + days) for d in situation.done),
        readings=tuple(replace(r, days_ago=r.days_ago + days) for r in situation.readings),
        overlay=Overlay(on(night.yes_days_ago), on(night.easier_days_ago)),
        history=replace(
            history,
            worst_days_ago=on(history.worst_days_ago),
            asked_back_days_ago=on(history.asked_back_days_ago),
            clear_checks_days_ago=tuple(d + days for d in history.clear_checks_days_ago),
        ),
        asked=replace(situation.asked, last_days_ago=on(situation.asked.last_days_ago)),
    )


def holds(situation: Situation, said: Decision) -> None:
    """What is true of every decision."""
    assert said.kind in ("offer", "ask", "refer", "rest")
    assert said.step or said.question, "there is always a step or a question"
    assert (said.kind == "ask") == (said.step is None)
    assert said.kind != "refer" or said.help
    assert said.gate != "urgent" or {"emergency", "dv"} <= {line.kind for line in said.help}
    assert said.kind != "rest" or said.step in ANCHORS
    assert said.kind != "ask" or situation.done or situation.open_step
    assert len(said.others) == len(set(said.others)) <= 2
    assert said.step not in said.others
    assert said.why
    assert said.rule in {f"P{n}" for n in range(1, 10)}
    assert decide(situation, pack()) == said
    road = Road(situation, pack())
    for id in (*said.others, *([said.step] if said.step else [])):
        step = pack().step(id)
        assert step is not None
        assert allowed(step, situation), id
        assert not road.excluded(step), id
    free_to_repeat = {situation.open_step, situation.again, *ANCHORS}
    lately = {d.step for d in situation.done if d.days_ago < 14 and d.how != "not-today"}
    put_off = {d.step for d in situation.done if d.days_ago < 1 and d.how == "not-today"}
    for shown in (said.step, *said.others):
        assert shown not in lately or shown in free_to_repeat, f"{shown} again within 14 days"
        assert shown not in put_off or shown in free_to_repeat, f"{shown} was put off today"


class Days(RuleBasedStateMachine):
    """One person, from a first night on."""

    situation: Situation

    def __init__(self) -> None:
        super().__init__()
        self.situation = Situation()
        self.said = self.look()

    def look(self) -> Decision:
        said = decide(self.situation, pack())
        holds(self.situation, said)
        self.said = said
        return said

    def change(self, **changed: Any) -> None:
        self.situation = replace(self.situation, **changed)
        self.look()

    @initialize(
        starts=st.lists(st.sampled_from(STARTS), max_size=3, unique=True),
        begun=st.sampled_from(["first night", "checked", "private"]),
        faith=st.sampled_from(["none", "sometimes", "christian"]),
        strength=st.sampled_from(["little", "some", "more"]),
        country=st.sampled_from([None, "US", "NZ", "ZZ"]),
    )
    def begin(
        self, starts: list[str], begun: str, faith: Any, strength: Any, country: str | None
    ) -> None:
        known = {"first night": {}, "checked": CLEAR, "private": {"private": "yes"}}[begun]
        checked = 0.0 if begun == "checked" else None
        self.change(
            facts=known,
            checked_days_ago=checked,
            lines_days_ago=checked,
            starts=tuple(Start(id) for id in starts),
            prefer=Prefer(faith=faith),
            strength=strength,
            country=country,
        )

    @rule(how=st.sampled_from(["good", "hard", "too-much", "not-today"]), other=st.booleans())
    def tries(self, how: Any, other: bool) -> None:  # noqa: FBT001
        ids = [*(self.said.others[:1] if other else ()), self.said.step]
        offered: str | None = ids[0]
        if offered is None:
            return
        done = (Done(offered, 0.0, how), *self.situation.done)
        self.change(done=done, open_step=None, again=None)

    @rule(days=st.sampled_from([0.5, 1.0, 1.0, 1.0, 3.0, 14.0, 31.0]))
    def waits(self, days: float) -> None:
        self.situation = older(self.situation, days)
        self.look()

    @rule()
    def opens(self) -> None:
        if self.said.step:
            self.change(open_step=self.said.step)

    @rule()
    def wants_again(self) -> None:
        if self.situation.done:
            self.change(again=self.situation.done[0].step)

    @rule(fact=st.sampled_from(ASKED), data=st.data())
    def answers(self, fact: str, data: Any) -> None:
        answer = data.draw(st.sampled_from(facts.BY_ID[fact].order))
        self.change(facts={**self.situation.facts, fact: answer})

    @rule()
    def answers_the_check(self) -> None:
        once = {**self.situation.facts, **CLEAR}
        self.change(facts=once, checked_days_ago=0.0, lines_days_ago=0.0)

    @rule(event=st.sampled_from(facts.EVENTS))
    def something_happens(self, event: Any) -> None:
        self.change(events=(*self.situation.events, Event(event, 0.0)))

    @rule(easier=st.booleans())
    def has_a_dark_night(self, easier: bool) -> None:  # noqa: FBT001
        self.change(overlay=Overlay(0.6, 0.0) if easier else Overlay(0.0))

    @rule(
        emotional=st.integers(0, 10),
        sexual=st.integers(0, 10),
        free=st.sampled_from(["yes", "no", "unsure"]),
    )
    def reads_how_close_it_was(self, emotional: int, sexual: int, free: Any) -> None:
        reading = Reading(0.0, emotional, None, sexual, free=free)
        self.change(readings=(reading, *self.situation.readings[:5]))

    @rule(thread=st.sampled_from([None, *STARTS]), both=st.booleans(), minutes=st.integers(1, 60))
    def likes_something_else(self, thread: str | None, both: bool, minutes: int) -> None:  # noqa: FBT001
        known = {start.id for start in self.situation.starts}
        with_: Any = "together" if both else "alone"
        prefer = replace(self.situation.prefer, minutes=minutes, with_=with_)
        two = {**self.situation.facts, "both_free": "yes"} if both else self.situation.facts
        self.change(thread=thread if thread in known else None, prefer=prefer, facts=two)

    @rule(wants=st.booleans(), never=st.booleans(), later=st.integers(0, 4))
    def is_asked(self, wants: bool, never: bool, later: int) -> None:  # noqa: FBT001
        asked = replace(self.situation.asked, wants=wants, never=never, later=later)
        self.change(asked=replace(asked, last_days_ago=0.0))


TestDays = Days.TestCase
TestDays.settings = settings(
    settings.get_profile("ci"), max_examples=30, stateful_step_count=25, deadline=None
)


# By hand: every day one step, each done well


def walk(situation: Situation, days: int) -> list[tuple[Situation, Decision]]:
    seen = []
    for _ in range(days):
        said = decide(situation, pack())
        holds(situation, said)
        seen.append((situation, said))
        if said.step:
            done = (Done(said.step, 0.0, "good"), *situation.done)
            situation = replace(situation, done=done, open_step=None)
        situation = older(situation, 1.0)
    return seen


def harmed(start: str | None, fact: str, **more: Any) -> Situation:
    starts = (Start(start),) if start else ()
    return Situation(facts={**CLEAR, fact: "yes"}, checked_days_ago=0.0, starts=starts, **more)


@pytest.mark.parametrize("fact", ["degraded", "forced"])
@pytest.mark.parametrize("start", [None, *STARTS])
def test_day_thirty_beside_help_still_has_something_new(start: str | None, fact: str) -> None:
    days = walk(harmed(start, fact), 31)
    steps = [said.step for _, said in days]
    assert all(said.kind == "refer" and said.rule == "P2" for _, said in days)
    assert steps[30] not in steps[:30]
    assert len(set(steps)) == len(steps)


@pytest.mark.parametrize("fact", ["degraded", "forced"])
@pytest.mark.parametrize("start", [None, "cutting-words", "drink-drugs", "money", "afraid"])
def test_beside_help_one_kind_a_day_by_turns(start: str | None, fact: str) -> None:
    kinds = []
    for _, said in walk(harmed(start, fact), 20):
        step = pack().step(said.step)
        assert step is not None
        kinds.append(turn(step))
    assert all(kinds)
    assert all(one != next_ for one, next_ in pairwise(kinds))
    assert kinds[:5] == ["urgent", "support", "boundary", "heal", "joy"]


@pytest.mark.parametrize("start", STARTS[::3])
def test_thirty_days_of_any_road_at_any_gate_have_a_step_each(start: str) -> None:
    for known in (CLEAR, {"private": "yes"}, {**CLEAR, "hit": "past"}, {**CLEAR, "choked": "past"}):
        begun = Situation(
            facts=known, starts=(Start(start),), checked_days_ago=0.0, strength="some"
        )
        for _, said in walk(begun, 30):
            assert said.step or said.kind == "ask"


def test_a_watched_person_has_eight_steps_and_writes_none_of_them() -> None:
    days = walk(harmed("afraid", "watched"), 20)
    steps = [pack().step(said.step) for _, said in days]
    assert not any(step.writes for step in steps if step)
    assert len({step.id for step in steps if step}) >= 8
