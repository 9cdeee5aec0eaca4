"""Small packs and small questions to ask of the policy."""

from typing import Any

from tend.core.pack import Pack, Step
from tend.core.policy import Decision, decide
from tests.core.given import FREE, small, start, step, told

ALL = (
    start("money", "L3", "L6"),
    start("one-sided", "L1", "L3", "L6"),
    start("stay-or-go", "L0", "L4"),
    start("harm-i-did", "L3"),
    start("afraid", "L0"),
    start("betrayal-long-ago", "L4"),
)
LONG = step("long", layer="L1", minutes=20)
URGENT_KIND = step("leave", area="support", layer="L0", flags=("urgent",))
FRIEND = step("friend", area="support", layer="L2")
QUIET = step("quiet", area="boundary", layer="L3", flags=("quiet",), signed=("quiet",))
ADVOCATE = step("ask-her", area="boundary", layer="L3", flags=("advocate",), signed=("advocate",))
HEAL = step("heal", area="heal-emotional", layer="L1")
JOY = step("joy", area="joy", layer="L9")
CLOSE = step("close", area="tend-emotional", layer="L6")
NEED = step("need", layer="L1", area="heal-emotional", starts=("one-sided",))
LIMIT = step("limit", layer="L3", area="boundary")
UNEVEN = [{"days_ago": 1, "emotional": 2, "sexual": 6, "free": "yes"}]


def of(*steps: Step) -> Pack:
    return small(*steps, starts=ALL)


def on(begun: str, answers: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    facts_ = {**FREE, **(answers or {})}
    base = {"facts": facts_, "checked_days_ago": 0, "lines_days_ago": 0, "starts": [{"id": begun}]}
    return {**base, **more}


def ask(data: dict[str, Any], *steps: Step) -> Decision:
    its = of(*steps)
    return decide(told(data, its), its)


def did(step: str, days_ago: float, how: str = "good") -> dict[str, Any]:
    return {"step": step, "days_ago": days_ago, "how": how}


def steadied() -> list[dict[str, Any]]:
    """Every anchor was walked some days ago, none of them well enough to end a layer."""
    return [did(id, 5, "hard") for id in ("one", "two", "three")]


def too_much(*ids: str) -> list[dict[str, Any]]:
    return [did(id, day, "too-much") for day, id in enumerate(ids)]
