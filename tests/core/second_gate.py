"""A second gate, written only from the sentences of the promise: no table, no ranks, no reuse.

Beside it, a sentence for every number the core decides by: what holds on one day more, and
what no longer does.
"""

from collections.abc import Callable, Iterable

import msgspec

from tend.core import check, conditions, entries, numbers, policy, proof_reach, refs, roads
from tend.core import situation as folding
from tend.core.docs import Doc
from tend.core.gate import gate as real_gate
from tend.core.known import Asked, Chosen, Done, History, Overlay, Prefer, Reading, Situation
from tend.core.pack import Pack, Step
from tend.core.proof_classes import well
from tend.core.proof_scenes import make
from tests.core import given
from tests.core.proof_pack import SMALL

ROOM = ("fear", "controlled", "watched", "money")
WORDS = ("degraded", "faith_used", "threatened", "others_hurt")
BODY = ("hit", "choked", "weapon", "forced")
ME = ("pressed", "made_to_use", "i_hurt")
ABOUT_HOME = (*ROOM, *WORDS, *BODY, *ME)
LIFTABLE = (*ROOM, "degraded", "faith_used", *ME)


def gate(now: Situation) -> str:  # noqa: C901 - one sentence after the other, as promised
    """How things stand, in words."""
    ever = now.history.ever

    def says(fact: str) -> str:
        answer = now.facts.get(fact, "unknown")
        return "past" if answer == "no" and fact in ever else answer

    worseners = [now.facts.get(w, "unknown") for w in ("escalating", "parting", "pregnant")]
    it_is_worse = "yes" in worseners
    if "yes" in [says(f) for f in ("choked", "weapon", "threatened", "forced", "others_hurt")]:
        return "urgent"
    if says("hit") == "yes" and worseners != ["no", "no", "no"]:
        return "urgent"
    if it_is_worse and "yes" in (says("controlled"), says("watched"), says("fear")):
        return "urgent"
    way = way_back(now.history)
    once_harmed = now.history.worst in ("closed", "urgent")
    if any(says(fact) == "yes" for fact in ABOUT_HOME) or (once_harmed and way == "none"):
        return "closed"
    if any(says(f) == "past" or f in ever for f in ("choked", "weapon", "forced")):
        return "closed"
    if it_is_worse and (
        says("hit") in ("past", "unknown") or says("threatened") in ("past", "unknown")
    ):
        return "closed"
    if any(says(fact) == "unknown" for fact in ABOUT_HOME) or not still_counts(now):
        return "unasked"
    if any(says(f) == "past" or f in ever for f in ("hit", "threatened", "others_hurt")):
        return "mending"
    if any(says(fact) == "past" for fact in LIFTABLE) and way != "finished":
        return "mending"
    return "mending" if once_harmed and way == "begun" else "open"


def still_counts(now: Situation) -> bool:
    """Whether the check is there, not old, and nothing has happened since."""
    if now.checked_days_ago is None or now.checked_days_ago > 30:
        return False
    return all(event.days_ago > now.checked_days_ago for event in now.events)


def way_back(history: History) -> str:
    """none, begun or finished."""
    asked = history.asked_back_days_ago
    if asked is None:
        return "none"
    if history.worst != "none" and asked >= (history.worst_days_ago or 0):
        return "none"
    after = [round(asked - ago, 6) for ago in history.clear_checks_days_ago]
    if not any(day >= 3 for day in after):
        return "none"
    for first in after:
        for second in after:
            for third in after:
                apart = second >= first + 14 and third >= second + 14
                if first >= 3 and apart and third >= 90:
                    return "finished"
    return "begun"


# Every number, one sentence: true as it stands, false when the number is one off on the
# side that lets more through or gives less


DAY = 24 * 3600.0
SEXUAL = make("tend-sexual")
TOGETHER = make("joy", with_="together")
HEAL = make("heal-emotional")
TEN = make("heal-emotional", minutes=10)


def _may(step: object, **changes: object) -> bool:
    return conditions.allowed(step, well(**changes))  # type: ignore[arg-type]


def _opens(asked: float, *clear: float) -> bool:
    back = History("closed", 200.0, asked, clear)
    return gate(well(history=back)) == _real(well(history=back))


def _real(situation: Situation) -> str:
    return real_gate(situation).word


def _log(*given: entries.Entry, now: float = 100 * DAY) -> Situation:
    state = folding.EMPTY
    for entry in given:
        state = folding.advance(state, entry)
    return folding.situation(state, now)


def _away() -> bool:
    told = [entries.Told(at=(100 - days) * DAY, text="x") for days in (29.0, 30.0)]
    gone = ["away" in [event.id for event in _log(one).events] for one in told]
    back = _log(told[1], entries.Told(at=100 * DAY, text="x"))
    return gone == [False, True] and "away" in [event.id for event in back.events]


def _draft() -> bool:
    said = entries.Answered(at=90 * DAY, answers={"fear": "yes"})
    drafts = [
        entries.Draft(at=100 * DAY - hours * 3600, page="room", answers={"fear": "no"})
        for hours in (23.0, 24.0)
    ]
    return [_log(said, draft).facts["fear"] for draft in drafts] == ["yes", "no"]


def _decide(pack: Pack = SMALL, **changes: object) -> policy.Decision:
    chosen = {"starts": (Chosen("roommates"),), **changes}
    return policy.decide(well(**chosen), pack)


def _road(**changes: object) -> roads.Road:
    return roads.Road(well(**{"starts": (Chosen("roommates"),), **changes}), SMALL)


def _repeats() -> bool:
    step = next(s for s in SMALL.steps if s.area == "heal-emotional")
    days = [Done(step.id, days, "good") for days in (13.0, 14.0)]
    return [_road(done=(day,)).due(step) for day in days] == [False, True]


def _layer() -> bool:
    """One step done well leaves its layer the first; two put it behind."""
    firsts = [s for s in SMALL.steps if s.layer == "L1" and not s.starts][:2]
    done = [Done(step.id, 2.0, "good") for step in firsts]
    layers = [_decide(done=tuple(done[:n]), strength="more").layer for n in (1, 2)]
    return layers[0] == "L1" and layers[1] != "L1"


def _too_much() -> bool:
    """Two in a row bring rest; one does not."""
    tries = [Done("joy", days, "too-much") for days in (1.0, 2.0)]
    return [_decide(done=tuple(tries[:n])).rule for n in (1, 2)] == ["P7", "P5"]


def _even(sexual: int, days: float = 1.0) -> bool:
    reading = Reading(days, emotional=2, sexual=sexual, free="yes")
    return _road(readings=(reading,)).one_sided


def _fits(strength: str, minutes: int) -> bool:
    road = _road(strength=strength, prefer=Prefer(minutes=60))
    return [road.fits(make("joy", minutes=m)) for m in (minutes, minutes + 1)] == [True, False]


def _later(times: int, days: float) -> bool:
    """Whether the check stands under the step again."""
    asked = Asked(later=times, last_days_ago=days)
    return _decide(asked=asked, checked_days_ago=None).question is not None


def _short(lines: float) -> bool:
    return _decide(checked_days_ago=40.0, lines_days_ago=lines).question == "short-check"


def _needs_anchors() -> bool:
    grounding = [s for s in SMALL.steps if conditions.anchor(s)]
    packs = [_only(grounding[:n]) for n in (2, 3)]
    return [_lacks_anchors(pack) for pack in packs] == [True, False]


def _only(steps: Iterable[Step]) -> Pack:
    return msgspec.structs.replace(SMALL, steps=tuple(steps))


def _lacks_anchors(pack: Pack) -> bool:
    return "anchors" in [rule for _, _, rule, *_ in refs._needed(pack)]


def _reach(minutes: int, gate_: str) -> bool:
    return proof_reach.wanted(gate_) == minutes


def _watched() -> bool:
    told = [s for s in proof_reach.short(_only(SMALL.steps[:1]), []) if "watched" in s]
    return bool(told) and all(line.endswith("of 8 steps") for line in told)


def _long() -> bool:
    """20 minutes need no flag, 21 do."""
    steps = [make("joy", minutes=minutes) for minutes in (20, 21)]
    told = [[p.rule for p in check._honest(step, Doc("x", "", {}))] for step in steps]
    return ["long" in rules for rules in told] == [False, True]


def _a_year() -> bool:
    """The pages of the check say a year wherever they explain what *now* means."""
    pages = [text for path, text in given.texts().items() if path.startswith("questions/")]
    explained = [text for text in pages if "*Now* means" in text]
    return numbers.YES_MONTHS == 12 and all("in the last year" in text for text in explained)


NUMBERS: dict[str, Callable[[], bool]] = {
    "YES_MONTHS": _a_year,
    "LONG_MINUTES": _long,
    "CHECK_DAYS": lambda: (
        [_real(well(checked_days_ago=d)) for d in (30.0, 31.0)] == ["open", "unasked"]
    ),
    "TOGETHER_CHECK_DAYS": lambda: (
        [_may(TOGETHER, checked_days_ago=d) for d in (7.0, 8.0)] == [True, False]
    ),
    "LINES_DAYS": lambda: (
        [_may(TOGETHER, lines_days_ago=d) for d in (90.0, 91.0)] == [True, False]
        and [_short(90.0), _short(91.0)] == [True, False]
    ),
    "AWAY_DAYS": _away,
    "DRAFT_HOURS": _draft,
    "BACK_WAIT_DAYS": lambda: _opens(100.0, 98.0) and _opens(100.0, 97.0),
    "BACK_APART_DAYS": lambda: (
        _opens(100.0, 97.0, 84.0, 5.0)
        and _opens(100.0, 20.0, 16.0, 3.0)
        and _opens(100.0, 97.0, 83.0, 5.0)
    ),
    "BACK_LIFT_DAYS": lambda: _opens(100.0, 97.0, 83.0, 11.0) and _opens(100.0, 97.0, 83.0, 10.0),
    "EASIER_HOURS": lambda: (
        [_may(HEAL, overlay=Overlay(1.0, 1 - h / 24)) for h in (11.5, 12)] == [False, True]
    ),
    "LIGHT_HOURS": lambda: (
        [_may(TEN, overlay=Overlay(h / 24, 0.5)) for h in (35.5, 36)] == [False, True]
    ),
    "LIGHT_MINUTES": lambda: (
        [_may(make("joy", minutes=m), overlay=Overlay(1.0, 0.25)) for m in (5, 6)] == [True, False]
    ),
    "CALM_DAYS": lambda: (
        [_may(SEXUAL, overlay=Overlay(d, 1.0)) for d in (6.0, 7.0)] == [False, True]
    ),
    "REPEAT_DAYS": _repeats,
    "LAYER_STEPS": _layer,
    "TOO_MUCH_TIMES": _too_much,
    "READING_DAYS": lambda: [_even(9, d) for d in (30.0, 31.0)] == [True, False],
    "IMBALANCE": lambda: [_even(5), _even(6)] == [False, True],
    "LITTLE_MINUTES": lambda: _fits("little", 5),
    "SOME_MINUTES": lambda: _fits("some", 10),
    "MORE_MINUTES": lambda: _fits("more", 20),
    "LATER_DAYS": lambda: [_later(1, d) for d in (0.0, 1.0)] == [False, True],
    "LATER_TIMES": lambda: [_later(n, 2.0) for n in (2, 3)] == [True, False],
    "LATER_WEEK_DAYS": lambda: [_later(3, d) for d in (6.0, 7.0)] == [False, True],
    "ANCHORS": _needs_anchors,
    "ANCHOR_MINUTES": lambda: (
        [conditions.anchor(make("heal-physical", flags=("grounding",), minutes=m)) for m in (5, 6)]
        == [True, False]
    ),
    "REACH_OPEN_MINUTES": lambda: _reach(360, "open"),
    "REACH_MINUTES": lambda: _reach(180, "closed") and _reach(180, "unasked"),
    "REACH_WATCHED_STEPS": _watched,
}
