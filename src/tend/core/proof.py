"""The proof: seven laws over every situation and every step a pack has or could have.

It folds the very table that runs, counts what it has folded, reads the promises a second
time beside it, and says where the two part. The laws stand in `docs/explanation/core.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from tend.core import (
    proof_classes,
    proof_decided,
    proof_laws,
    proof_log,
    proof_reach,
    proof_survey,
)
from tend.core.proof_found import Counterexample
from tend.core.proof_reach import Reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tend.core.pack import Pack

Verdict = Literal["proven", "broken"]
LAWS = ("1", "2", "3", "4", "5", "6", "7")
SHOWN = 20
"""So many counterexamples are told of each law, the smallest first."""


class Proof(msgspec.Struct, frozen=True):
    """What was proven of a pack; `short` says where a road alone is shorter than promised."""

    situations: str
    classes: int
    steps: int
    laws: dict[str, Verdict]
    reach: tuple[Reach, ...]
    short: tuple[str, ...]
    counterexamples: tuple[Counterexample, ...]


def prove(pack: Pack) -> Proof:
    """Try every law on this pack."""
    all_ = proof_survey.survey(pack)
    broken = {law: smallest(breaks(law, all_)) for law in LAWS}
    walked = proof_reach.reach(pack) if all_.scenes else []
    return Proof(
        situations=str(proof_classes.situations()),
        classes=len(all_.classes),
        steps=len(pack.steps),
        laws={law: "broken" if found else "proven" for law, found in broken.items()},
        reach=tuple(walked),
        short=tuple(proof_reach.short(pack, walked)) if all_.scenes else (),
        counterexamples=tuple(sorted((c for found in broken.values() for c in found), key=_size)),
    )


def breaks(law: str, all_: proof_survey.Survey) -> Iterator[Counterexample]:
    """Every break of one law, as it is found."""
    if law == "4":
        return proof_log.law_4()
    if law == "7":
        return proof_log.law_7(all_.pack)
    return _OF_SURVEY[law](all_)


_OF_SURVEY = {
    "1": proof_laws.law_1,
    "2": proof_laws.law_2,
    "3": proof_laws.law_3,
    "5": proof_decided.law_5,
    "6": proof_laws.law_6,
}


def smallest(found: Iterator[Counterexample]) -> list[Counterexample]:
    """The smallest of them, each break of one step told once."""
    kept: dict[tuple[str, str | None], Counterexample] = {}
    for one in sorted(found, key=_size):
        kept.setdefault((one.what, one.step), one)
    return list(kept.values())[:SHOWN]


def _size(one: Counterexample) -> int:
    return one.size
