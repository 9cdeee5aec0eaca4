"""Logs written down once and folded for ever: how one is made.

`python -m tests.core.vectors 0.1` writes `tests/vectors/log-0.1.json`. A log that stands for a
release is never written again: what it folds to is what people's logs fold to.
"""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from tend.core import entries
from tend.core.situation import EMPTY, State, advance, pack_state, situation
from tests.core.given import ROOT
from tests.core.logs import DAY, EVERY, T, fold

FOLDER = ROOT / "tests" / "vectors"
LATER = (1.0, 2.5 * DAY, 40 * DAY)
"""Moments after the last entry at which the situation is written down too."""


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    return json.loads(msgspec.json.encode(value))


def written(release: str) -> dict[str, Any]:
    """Every kind of entry, one that is missing, one of a kind nobody knows, and what follows."""
    log: list[entries.Entry | None] = [*EVERY[:12], None, *EVERY[12:]]
    raws: list[Any] = [None if entry is None else plain(entry) for entry in log]
    raws.append({"kind": "not-known-yet", "at": T + 13 * DAY})
    state = fold([*log, None])
    end = EVERY[-1].at
    return {
        "release": release,
        "entries": raws,
        "state": plain(msgspec.Raw(pack_state(state))),
        "situations": [
            {
                "now": end + later,
                "offset": 13,
                "situation": plain(situation(state, end + later, 13)),
            }
            for later in LATER
        ],
    }


def read(file: Path) -> dict[str, Any]:
    """A log that was written down."""
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def folded(found: dict[str, Any]) -> State:
    """The state of a log that was written down, entry by entry."""
    state = EMPTY
    for raw in found["entries"]:
        state = advance(state, None if raw is None else entries.decode(json.dumps(raw).encode()))
    return state


if __name__ == "__main__":
    name = sys.argv[1]
    text = json.dumps(written(name), indent=1, ensure_ascii=False) + "\n"
    (FOLDER / f"log-{name}.json").write_text(text, encoding="utf-8")
