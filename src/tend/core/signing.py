"""The signed list of a pack, and a small pack to begin from. Texts in, texts out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

import msgspec

from tend.core.conditions import anchor
from tend.core.pack import Review
from tend.core.parse import Problem, Problems, read, text_hash

HEAD = """\
# Steps whose limits may be offered where there is harm, each signed for the very text it has now.
# `who` is a role: author until an advocate or a counselor has read it. A changed text must be
# read and signed again: tend sign STEP --who ROLE
"""


def signed(texts: Mapping[str, str], ids: Iterable[str], who: str, day: dt.date) -> str:
    """The text of `reviewed.toml` with these steps signed; raises `Problems` for unknown ones."""
    parsed = read(texts)
    language = parsed.pack.about.language
    unknown = [id for id in ids if parsed.pack.step(id) is None]
    if unknown:
        raise Problems(Problem("steps", 1, "sign", f"no step {id!r}", "name one") for id in unknown)
    reviews = {review.id: review for review in parsed.pack.reviews}
    for id in ids:
        now = text_hash(parsed.docs[f"steps/{id}"].text)
        before = reviews[id].hash if id in reviews else {}
        reviews[id] = Review(id, {**before, language: now}, day, who)
    return HEAD + "".join(_row(review) for _, review in sorted(reviews.items()))


def _row(review: Review) -> str:
    hashes = ", ".join(f'{language} = "{digest}"' for language, digest in review.hash.items())
    row = [f'id = "{review.id}"', f"hash = {{ {hashes} }}", f"date = {review.date.isoformat()}"]
    return (
        "\n[[reviews]]\n"
        + "\n".join([*row, f"who = {msgspec.json.encode(review.who).decode()}"])
        + "\n"
    )


SAMPLE = """\
+++
id = "a-glass-of-water"
title = "A glass of water, slowly"
area = "heal-physical"
layer = "L1"
with = "alone"
minutes = 3
faith = "any"
writes = false
[basis]
kind = "lived"
source = "Lived experience"
limits = "One small habit that some people like; nothing has been measured."
+++
## why
A body that was cared for once today finds the next thing easier.
## how
- Fill a glass with water.
- Drink it in small sips, by a window if there is one.
- Put the glass down when it is empty.
## smaller
Take one sip.
## stop
Stop whenever you like.
## after
How is your mouth now?
"""


def small(texts: Mapping[str, str], name: str) -> dict[str, str]:
    """The files of a small valid pack: the check, help, three anchors and one step of its own."""
    parsed = read(texts)
    anchors = [f"steps/{step.id}.md" for step in parsed.pack.steps if anchor(step)][:3]
    kept = [
        f for f in texts if f.startswith("questions/") or f in ("help/_any.toml", "phrases.toml")
    ]
    start = "starts/roommates.md"
    kept += [*anchors, *([start] if start in texts else [])]
    id = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "pack"
    about = re.sub(r"(?m)^id = .*$", f'id = "{id}"', texts["pack.toml"], count=1)
    about = re.sub(r"(?m)^title = .*$", f'title = "{id}"', about, count=1)
    about = re.sub(r"(?ms)^order = \[.*?\]$", "order = []", about, count=1)
    files = {file: texts[file] for file in kept}
    own = {"pack.toml": about, "steps/a-glass-of-water.md": SAMPLE, "reviewed.toml": HEAD}
    return files | own
