"""What the proof found wrong, as values: a law, a step, the smallest situation that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tend.core import facts
from tend.core.known import Situation

if TYPE_CHECKING:
    from tend.core.pack import Step


class Counterexample(msgspec.Struct, frozen=True):
    """One break of a law; `given` is an input for `tend next`, `step` the step it is about."""

    law: str
    what: str
    step: str | None = None
    given: dict[str, Any] = {}
    size: int = 0


def found(
    law: str, what: str, situation: Situation | None = None, step: Step | None = None
) -> Counterexample:
    """The counterexample, with the situation as plain data and how far it is from all well."""
    given = {} if situation is None else plain(situation)
    return Counterexample(law, what, step.id if step else None, given, _size(given))


def plain(situation: Situation) -> dict[str, Any]:
    """The situation as an input of the command; what is as never told is left out."""
    unsaid = msgspec.to_builtins(Situation())
    data = msgspec.to_builtins(situation)
    return {name: value for name, value in data.items() if value != unsaid[name]}


def _size(given: dict[str, Any]) -> int:
    """How many things are not as good as they can be."""
    answers = given.get("facts", {}).items()
    off: int = sum(answer != facts.BY_ID[fact].order[0] for fact, answer in answers)
    return off + sum(name != "facts" for name in given)
