"""Whether the parts of a pack fit: every id leads somewhere, nothing needed is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tend.core import conditions, facts, numbers

if TYPE_CHECKING:
    from tend.core.docs import Doc
    from tend.core.pack import Pack, Step
    from tend.core.parse import Parsed

Fault = tuple["Doc | str", str, str, str, str]
"""Document or file, key, rule, problem, what to write instead."""

ASKED_ALONE = (*facts.WORSENERS, *facts.CAUTIONS, *(f for f in facts.ENABLERS if f != "both_free"))


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that does not fit."""
    yield from _about(parsed)
    for step in parsed.pack.steps:
        yield from _step(parsed, step)
    yield from _questions(parsed)
    yield from _posts(parsed)
    yield from _needed(parsed.pack)


def _about(parsed: Parsed) -> Iterator[Fault]:
    doc, pack = parsed.docs["pack"], parsed.pack
    known = {step.id for step in pack.steps}
    for id in pack.about.order:
        if id not in known:
            yield doc, "order", "dangling", f"order names {id!r}, no such step", "name a step"
    for review in pack.reviews:
        if review.id not in known:
            where = "reviewed.toml"
            yield where, "", "dangling", f"review of {review.id!r}, no such step", "drop it"


def _step(parsed: Parsed, step: Step) -> Iterator[Fault]:
    doc, pack = parsed.docs[f"steps/{step.id}"], parsed.pack
    starts = {start.id for start in pack.starts}
    steps = {other.id for other in pack.steps}
    for id in step.starts:
        if id not in starts:
            yield doc, "starts", "dangling", f"no start {id!r}", f"one of {_list(starts)}"
    for id in (*step.after, *([step.twin] if step.twin else [])):
        if id not in steps or id == step.id:
            key = "twin" if id == step.twin else "after"
            yield doc, key, "dangling", f"{key} names {id!r}, no such step", "name another step"
    yield from _facts_of(doc, step)
    if _circular(pack, step):
        yield doc, "after", "dangling", "after leads back to this step", "break the ring"


def _facts_of(doc: Doc, step: Step) -> Iterator[Fault]:
    for fact in step.needs:
        if fact not in facts.ENABLERS:
            yield doc, "needs", "needs", f"{fact!r} may not stand here", _list(facts.ENABLERS)
    for fact in step.never:
        if fact not in facts.BY_ID or fact in facts.ENABLERS:
            others = [f for f in facts.BY_ID if f not in facts.ENABLERS]
            yield doc, "never", "never", f"{fact!r} may not stand here", _list(others)


def _circular(pack: Pack, step: Step) -> bool:
    seen: set[str] = set()
    todo = list(step.after)
    while todo:
        id = todo.pop()
        if id == step.id:
            return True
        other = pack.step(id)
        if other and id not in seen:
            seen.add(id)
            todo += other.after
    return False


def _questions(parsed: Parsed) -> Iterator[Fault]:
    for question in parsed.pack.questions:
        doc = parsed.docs[f"questions/{question.id}"]
        for fact in (*question.facts, *question.lines):
            if fact not in facts.BY_ID:
                yield doc, "facts", "dangling", f"no fact {fact!r}", "tend facts lists them"
        for choice in question.answers:
            known = facts.BY_ID.get(choice.fact or "")
            if choice.fact and (known is None or choice.answer not in known.order):
                words = f"{choice.fact!r} cannot be {choice.answer!r}"
                yield doc, "answers", "dangling", words, "tend facts lists the answers"


def _posts(parsed: Parsed) -> Iterator[Fault]:
    starts = {start.id for start in parsed.pack.starts}
    posts = {post.id for post in parsed.pack.posts}
    for post in parsed.pack.posts:
        doc = parsed.docs[f"posts/{post.id}"]
        for key, ids, known in (("starts", post.starts, starts), ("related", post.related, posts)):
            for id in ids:
                if id not in known:
                    yield doc, key, "dangling", f"{key} names {id!r}", f"one of {_list(known)}"


def _needed(pack: Pack) -> Iterator[Fault]:
    """What no pack can be without."""
    for page in facts.PAGES:
        question = pack.question(page)
        asked = tuple(fact.id for fact in facts.FACTS if fact.page == page)
        if (
            question is None
            or set(question.facts) != set(asked)
            or set(question.lines) != set(asked)
        ):
            where = f"questions/{page}.md"
            yield where, "", "missing-file", "the check needs this page", f"ask {_list(asked)}"
    for fact in (*ASKED_ALONE, "short"):
        if pack.question(fact) is None:
            where = f"questions/{fact}.md"
            yield where, "", "missing-file", "this question is missing", "tend new-pack has one"
    anchors = [step for step in pack.steps if conditions.anchor(step)]
    if len(anchors) < numbers.ANCHORS:
        words = f"{len(anchors)} of {numbers.ANCHORS} anchors"
        yield "steps", "", "anchors", words, "grounding, alone, 5 minutes, no needs, no writing"
    kinds = {line.kind for country in pack.countries if not country.code for line in country.lines}
    for kind in ("emergency", "dv"):
        if kind not in kinds:
            where = "help/_any.toml"
            yield where, "", "missing-file", f"no {kind} item without a country", "add one"


def _list(words: object) -> str:
    return ", ".join(sorted(words)) if isinstance(words, set) else ", ".join(words)  # type: ignore[arg-type]
