"""Everything a pack must keep beyond being readable: signed limits, honest flags, safe lines.

`problems(texts)` names every fault; `tend check-pack` prints them, and a server does not start
with a pack of one's own that has any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tend.core import gate, infer, numbers
from tend.core.conditions import strict
from tend.core.docs import Doc, Problem, Problems
from tend.core.parse import Parsed, read, text_hash

if TYPE_CHECKING:
    from tend.core.pack import Step

FLAG_WORDS = {
    "toward-spouse": "something said, shown, sent to or asked of the spouse",
    "touch": "touch between the two",
    "forgive": "forgiving",
    "kind-no": "a no to the spouse's wish",
}


def problems(texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """Every fault of a pack; empty when it may be used."""
    try:
        parsed = read(texts)
    except Problems as found:
        return found.problems
    return tuple(sorted(set(_all(parsed))))


def _all(parsed: Parsed) -> Iterator[Problem]:
    for step in parsed.pack.steps:
        doc = parsed.docs[f"steps/{step.id}"]
        yield from _signed(parsed, step, doc)
        yield from _honest(step, doc)
        yield from _fitting(parsed, step, doc)
    yield from _safe_line(parsed)


def _say(doc: Doc, key: str, rule: str, problem: str, instead: str) -> Problem:
    return Problem(doc.file, doc.at(key), rule, problem, instead)


def _signed(parsed: Parsed, step: Step, doc: Doc) -> Iterator[Problem]:
    """A limit offered where there is harm has been read by somebody who signed this very text."""
    unsigned = [f for f in step.flags if f in gate.WIDENS and f not in step.signed]
    if unsigned:
        known = any(review.id == step.id for review in parsed.pack.reviews)
        rule = "stale-review" if known else "unsigned"
        language = parsed.pack.about.language
        entry = f'{language} = "{text_hash(doc.text)}"'
        instead = f"read it again and sign it in reviewed.toml with hash {{ {entry} }}"
        yield _say(doc, "flags", rule, f"{', '.join(unsigned)} is not signed", instead)


def _honest(step: Step, doc: Doc) -> Iterator[Problem]:
    """The front matter says what the wording does."""
    for flag, words in infer.wording(step).items():
        if flag not in step.flags:
            line = doc.text[: doc.text.find(words)].count("\n") + 1 if words in doc.text else 1
            problem = f"{words!r} is {FLAG_WORDS[flag]}, and the flag {flag} is missing"
            yield Problem(doc.file, line, flag, problem, f'add "{flag}" to flags, or reword')
    if step.area == "tend-sexual" or "touch" in step.flags:
        free = re.search(r"\bno\b", " ".join((*step.how, step.stop)), re.IGNORECASE)
        if "consent" not in step.flags or not free:
            instead = "add the flag consent and say that each is free to say no, now and midway"
            yield _say(doc, "flags", "consent", "touch or sex without consent named", instead)
    if step.minutes > numbers.LONG_MINUTES and "long" not in step.flags:
        yield _say(doc, "minutes", "long", f"{step.minutes} minutes", 'add the flag "long"')
    if step.basis.kind != "lived" and step.basis.year is None:
        yield _say(doc, "basis", "basis", "no year", "add the year of the source")


def _fitting(parsed: Parsed, step: Step, doc: Doc) -> Iterator[Problem]:
    """Twins fit each other; strict steps need both yeses."""
    twin = parsed.pack.step(step.twin)
    if step.faith == "christian" and twin is None:
        yield _say(doc, "faith", "twin", "a faith step without a twin", "name its neutral twin")
    if twin and (twin.twin != step.id or twin.minutes != step.minutes or twin.faith == step.faith):
        instead = "twins name each other, take as long, and only one of them speaks of faith"
        yield _say(doc, "twin", "twin", f"{twin.id} does not fit", instead)
    if step.with_ == "together" and "both_free" not in step.needs:
        yield _say(doc, "needs", "together", "both_free is not needed", 'needs = ["both_free"]')
    if strict(step) and step.area.startswith("heal"):
        yield _say(doc, "area", "area", "healing is alone and without touch", "use a tend area")


_CLOSE = re.compile(
    r"\b(?:closeness|touch|sex|sexual|forgiv\w+|together|intimacy)\b", re.IGNORECASE
)
_OFTEN = 3


def _safe_line(parsed: Parsed) -> Iterator[Problem]:
    for post in parsed.pack.posts:
        often = len(_CLOSE.findall(post.body)) >= _OFTEN or _CLOSE.search(post.title)
        if often and not post.safe_line:
            doc = parsed.docs[f"posts/{post.id}"]
            words = "speaks of closeness, touch, sex, forgiveness or together"
            yield _say(doc, "title", "safe-line", words, "safe_line = true")
