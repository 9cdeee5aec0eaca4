"""What holds for one person and one pack, whatever road is taken: which steps may stand at all.

A step *may* stand when its conditions hold and nothing on this road excludes it; it is *due*
when it is not a repeat, speaks in the person's voice, and what goes before it is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tend.core import conditions, helplines, numbers
from tend.core.gate import Gate, gate

if TYPE_CHECKING:
    from tend.core.known import Situation
    from tend.core.pack import Pack, Step

STRENGTH = {
    "little": numbers.LITTLE_MINUTES,
    "some": numbers.SOME_MINUTES,
    "more": numbers.MORE_MINUTES,
}


TOWARD = ("toward-spouse", "forgive", "kind-no")


def closer(step: Step) -> bool:
    """Whether a step turns to the spouse or brings two people closer."""
    tends = step.with_ == "together" or step.area.startswith("tend")
    return tends or any(flag in step.flags for flag in TOWARD)


class Ground:
    """One situation and one pack, with what follows from them found once."""

    def __init__(self, situation: Situation, pack: Pack) -> None:
        """Both are values and stay as they are."""
        self.situation = situation
        self.pack = pack
        self.at = gate(situation)
        chosen = situation.on()
        self.thread = chosen.id if chosen else None
        self.tries = sorted(
            (d for d in situation.done if d.how != "not-today"), key=lambda d: d.days_ago
        )
        self.done = {d.step for d in self.tries if d.how in ("good", "hard")}
        self.known = {d.step for d in self.tries}
        self.lately = {d.step for d in self.tries if d.days_ago < numbers.REPEAT_DAYS}
        self.put_off = {d.step for d in situation.done if d.how == "not-today" and d.days_ago < 1}
        self.refers = self._refers()
        self.one_sided = self._one_sided()
        self._may: dict[str, bool] = {}

    def _refers(self) -> str | None:
        yes = helplines.said_yes(self.situation)
        if conditions.dark(self.situation):
            return "P1"
        if helplines.only_i_hurt(self.situation):
            return "P3"
        return "P2" if yes or self.at == Gate.URGENT else None

    def _one_sided(self) -> bool:
        """The thread `one-sided`, or a recent reading that was not free or far from even."""
        recent = [r for r in self.situation.newest_readings() if r.days_ago <= numbers.READING_DAYS]
        uneven = any(
            r.sexual is not None
            and r.emotional is not None
            and r.sexual - r.emotional >= numbers.IMBALANCE
            for r in recent
        )
        return self.thread == "one-sided" or uneven or any(r.free == "no" for r in recent)

    def may(self, step: Step) -> bool:
        """Whether this step may stand in the decision, as its step or among the others."""
        if step.id not in self._may:
            held = not self.excluded(step)
            self._may[step.id] = held and conditions.allowed(step, self.situation, self.at)
        return self._may[step.id]

    def excluded(self, step: Step) -> bool:
        """Whether the thread, P3 or P6 leaves this step out, whatever its conditions say."""
        if "own-harm" in step.flags and self.refers != "P3" and self.thread != "harm-i-did":
            return True
        if self.one_sided and conditions.strict(step):
            return True
        return self.thread == "stay-or-go" and closer(step)

    def due(self, step: Step) -> bool:
        """Not a repeat, not put off today, in the person's voice, what goes before it done."""
        if step.faith == "christian" and self.situation.prefer.faith == "none":
            return False
        if step.with_ == "together" and self.situation.prefer.with_ != "together":
            return False
        return not self._repeats(step) and all(id in self.done for id in step.after)

    def _repeats(self, step: Step) -> bool:
        lately = step.id in self.lately or step.twin in self.lately
        return lately or step.id in self.put_off

    def fits(self, step: Step) -> bool:
        """Whether the step's minutes fit the person's strength and wish."""
        most = STRENGTH[self.situation.strength]
        long = "long" in step.flags and self.situation.strength == "more"
        return step.minutes <= self.situation.prefer.minutes and (step.minutes <= most or long)

    @property
    def done_today(self) -> bool:
        """A step done today, well or hardly."""
        return any(d.days_ago < 1 and d.how in ("good", "hard") for d in self.tries)

    def grounding(self) -> Step:
        """A grounding step not done lately, else an anchor."""
        found = (s for s in self.pack.steps if "grounding" in s.flags and self.due(s))
        return next((s for s in found if self.may(s) and self.fits(s)), None) or self.anchor()

    def anchors(self) -> list[Step]:
        """The anchors, the one done longest ago first; put-off ones last."""
        found = [step for step in self.pack.steps if conditions.anchor(step)]
        return sorted(found, key=lambda step: (step.id in self.put_off, -self._last(step)))

    def anchor(self) -> Step:
        """The anchor whose turn it is; there is always one."""
        return self.anchors()[0]

    def _last(self, step: Step) -> float:
        days = (d.days_ago for d in self.tries if d.step == step.id)
        return min(days, default=float("inf"))
