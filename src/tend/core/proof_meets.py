"""The conditions of a step, the exclusions of a road and the help, read a second time.

Sentence by sentence from what is promised, without the code that decides. A name in the
answer is a promise that would be broken if the step stood there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tend.core import facts, levels
from tend.core.levels import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tend.core.known import Reading, Situation
    from tend.core.pack import Step

CLOSER = ("toward-spouse", "forgive", "kind-no")


def told(situation: Situation, fact: str) -> str:
    """The answer to any fact; for a safety fact, as it counts."""
    if fact in facts.SAFETY:
        return levels.said(situation, fact)
    return situation.facts.get(fact, "unknown")


def broken(step: Step, situation: Situation, at: Level | None = None) -> list[str]:
    """The promises this step would break here; empty when it may be offered.

    `at` is the level of the situation when the caller has found it already.
    """
    level = levels.level(situation) if at is None else at
    return [*_always(step, situation, level), *_near(step, situation), *_dark(step, situation)]


def _always(step: Step, situation: Situation, level: Level) -> Iterator[str]:
    """What holds for steps of every kind."""
    worst = levels.AT_WORST[step.at_worst] if step.at_worst else Level.DANGER
    flags, no = step.flags, told(situation, "no_is_safe")
    breaks = {
        "level": level > levels.bears(step),
        "at-worst": level > worst,
        "needs": any(told(situation, fact) != "yes" for fact in step.needs),
        "never": any(told(situation, fact) == "yes" for fact in step.never),
        "court": "toward-spouse" in flags and told(situation, "court") == "yes",
        "kind-no": "kind-no" in flags and no != "yes",
        "forgive": "forgive" in flags and not _may_forgive(situation, level),
        "own-harm": "own-harm" in flags and others_yes(situation),
        "writes": step.writes and _read_along(situation),
        "private": "grounding" not in flags and told(situation, "private") != "yes",
    }
    yield from (name for name, broke in breaks.items() if broke)


def others_yes(situation: Situation) -> bool:
    """Whether a safety fact other than what I did is `yes`."""
    return any(told(situation, fact) == "yes" for fact in facts.SAFETY if fact != "i_hurt")


def _read_along(situation: Situation) -> bool:
    spied = told(situation, "watched") == "yes" or told(situation, "made_to_use") == "yes"
    return spied or told(situation, "private") != "yes"


def _may_forgive(situation: Situation, level: Level) -> bool:
    named = [start for start in situation.starts if start.id == situation.thread]
    first = (named or list(situation.starts))[:1]
    over = any(start.when == "past" or start.owned == "yes" for start in first)
    return over and (level != Level.GUARDED or told(situation, "helper") == "yes")


def _near(step: Step, situation: Situation) -> Iterator[str]:
    """What holds for together, touch and sex, whatever the pack wrote."""
    if not levels.near(step):
        return
    grown = all(told(situation, fact) == "no" for fact in ("minor", "court", "intoxicated"))
    breaks = {
        "never-unknown": any(told(situation, fact) == "unknown" for fact in step.never),
        "sober-and-grown": not grown,
        "free": any(reading.free != "yes" for reading in newest(situation)),
    }
    yield from (name for name, broke in breaks.items() if broke)
    if step.with_ == "together":
        yield from _both(situation)


def _both(situation: Situation) -> Iterator[str]:
    """What holds for the two together."""
    checked, lines = situation.checked_days_ago, situation.lines_days_ago
    if told(situation, "both_free") != "yes":
        yield "both_free"
    if checked is None or checked > 7:  # noqa: PLR2004 - the promise itself
        yield "a-week"
    if lines is None or lines > 90:  # noqa: PLR2004 - the promise itself
        yield "lines"


def newest(situation: Situation) -> list[Reading]:
    """The newest reading, or all that bear the same time."""
    readings = situation.readings
    return [r for r in readings if not any(other.days_ago < r.days_ago for other in readings)]


def last_night(situation: Situation) -> tuple[float | None, bool]:
    """Days since self-harm was last said, and whether "easier" has not come since."""
    overlay = situation.overlay
    days = overlay.yes_days_ago
    if days is None:
        days = 0.0 if told(situation, "self_harm") == "yes" else None
    if days is None:
        return None, False
    easier = overlay.easier_days_ago
    return days, easier is None or round(days - easier, levels.EXACT) * 24 < 12  # noqa: PLR2004


def _dark(step: Step, situation: Situation) -> Iterator[str]:
    days, still = last_night(situation)
    if days is None:
        return
    steady = "grounding" in step.flags or step.area == "support"
    if still and (levels.near(step) or not steady):
        yield "night"
    heavy = step.minutes > 5 and "grounding" not in step.flags  # noqa: PLR2004
    if not still and days * 24 < 36 and heavy:  # noqa: PLR2004
        yield "light"
    if days < 7 and levels.near(step):  # noqa: PLR2004
        yield "calm"


# The road


def misplaced(step: Step, situation: Situation) -> list[str]:
    """The exclusions of the road that this step would break; empty when it may stand there."""
    first = situation.starts[0].id if situation.starts else None
    known = [start.id for start in situation.starts]
    thread = situation.thread if situation.thread in known else first
    found = []
    if "own-harm" in step.flags and not (only_mine(situation) or thread == "harm-i-did"):
        found.append("own-harm-thread")
    if levels.near(step) and (thread == "one-sided" or uneven(situation)):
        found.append("one-sided")
    closer = any(flag in step.flags for flag in CLOSER) or step.area.startswith("tend-")
    if thread == "stay-or-go" and (closer or step.with_ == "together"):
        found.append("stay-or-go")
    return found


def only_mine(situation: Situation) -> bool:
    """What I did is `yes` and nothing else is, and it is no dark night."""
    alone = told(situation, "i_hurt") == "yes" and not others_yes(situation)
    return alone and not last_night(situation)[1]


def uneven(situation: Situation) -> bool:
    """The newest reading, not older than 30 days, was not free or far from even."""
    recent = [r for r in newest(situation) if r.days_ago <= 30]  # noqa: PLR2004
    return any(
        r.free == "no"
        or (r.sexual is not None and r.emotional is not None and r.sexual - r.emotional > 3)  # noqa: PLR2004
        for r in recent
    )


# Help


def help_due(situation: Situation, level: Level) -> set[str]:
    """The kinds of help that belong on the page."""
    yes = {fact for fact in facts.SAFETY if told(situation, fact) == "yes"}
    dark = last_night(situation)[1]
    unknown = any(told(situation, fact) == "unknown" for fact in facts.SAFETY)
    due = {
        "emergency": level == Level.DANGER or dark,
        "suicide": dark,
        "dv": level == Level.DANGER or bool(yes - {"i_hurt"}) or (yes == {"i_hurt"} and unknown),
        "sv": bool(yes & {"forced", "pressed"}),
        "child": "others_hurt" in yes or told(situation, "minor") == "yes",
        "harming": "i_hurt" in yes,
    }
    found = {kind for kind, stands in due.items() if stands}
    return found | ({"men"} if "dv" in found else set())


def must_refer(situation: Situation, level: Level) -> bool:
    """Whether help comes first here: danger, a dark night, or any safety fact that is `yes`."""
    yes = any(told(situation, fact) == "yes" for fact in facts.SAFETY)
    return level == Level.DANGER or yes or last_night(situation)[1]
