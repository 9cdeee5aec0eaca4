"""The pages of the check that were sent and not yet looked over: what they say so far."""

from __future__ import annotations

from collections.abc import Iterable

from tend.core import conditions, facts, numbers
from tend.core.entries import Checked, Draft, Entry, Offered
from tend.core.facts import Answer
from tend.core.gate import Gate, gate, of_fact
from tend.core.known import Situation
from tend.path.walk import HOUR, Here, stamp

FIRST = "first"
"""The page of a draft that holds the lines which tell the help to show first."""

TELLING: tuple[tuple[str, ...], ...] = (
    facts.WORSENERS,
    ("threatened", "others_hurt"),
    ("hit", "choked", "weapon", "forced"),
)
"""Those lines, a page each, the plainest first; each may change which help comes first."""


def may_ask(now: Here) -> bool:
    """Whether lines may stand on this screen: it is only theirs, and the night is not dark."""
    return now.situation.answer("private") == "yes" and not conditions.dark(now.situation)


def standing(now: Here) -> tuple[Draft, ...]:
    """The pages sent less than a day ago; older ones count as said."""
    most = numbers.DRAFT_HOURS * HOUR
    return tuple(draft for draft in now.state.drafts if now.now - draft.at < most)


def sent(drafts: Iterable[Draft]) -> tuple[str, ...]:
    """The pages of the check that were sent, in their order."""
    pages = {draft.page for draft in drafts}
    return tuple(page for page in facts.PAGES if page in pages)


def said(drafts: Iterable[Draft]) -> dict[str, Answer]:
    """Every answer of these pages; where two pages have the same line the later one counts."""
    return {fact: answer for draft in drafts for fact, answer in draft.answers.items()}


def ends(now: Here, drafts: Iterable[Draft]) -> bool:
    """Whether what these pages say is enough to end the check, whatever was known before.

    What was said in other years does not end it: else nobody could walk the way back.
    """
    told = said(drafts)
    worse = {fact: now.situation.answer(fact) for fact in facts.WORSENERS}
    alone = Situation(facts={**worse, **told})
    return any(of_fact(alone, fact) >= Gate.CLOSED for fact in told if fact in facts.SAFETY)


def over(now: Here, drafts: Iterable[Draft]) -> bool:
    """Whether nothing more is to be asked: the last page is sent, or it is enough."""
    drafts = tuple(drafts)
    return facts.PAGES[-1] in sent(drafts) or ends(now, drafts)


def following(drafts: Iterable[Draft], after: str | None = None) -> str | None:
    """The next page not yet sent, in order; after a page that was left out, or from the first."""
    done = sent(drafts)
    start = facts.PAGES.index(after) + 1 if after else 0
    return next((page for page in facts.PAGES[start:] if page not in done), None)


def corrected(drafts: Iterable[Draft], given: dict[str, Answer]) -> tuple[Draft, ...]:
    """The same pages with what was corrected when they were looked over."""
    found = []
    for draft in drafts:
        answers = {fact: given.get(fact, answer) for fact, answer in draft.answers.items()}
        found.append(Draft(at=stamp(), page=draft.page, answers=answers, lines=draft.lines))
    return tuple(found)


def checked(drafts: Iterable[Draft]) -> Checked:
    """What ends the check: full when its four pages were sent."""
    drafts = tuple(drafts)
    lines = all(draft.lines for draft in drafts if draft.page in facts.PAGES)
    full = sent(drafts) == facts.PAGES
    return Checked(at=stamp(), answers=said(drafts), full=full, lines=full and lines)


def settled(drafts: Iterable[Draft]) -> tuple[Entry, ...]:
    """The same, and "later" when it does not count: nobody is asked again the same day."""
    end = checked(drafts)
    open_lines = [fact for fact in facts.SAFETY if end.answers.get(fact, "unknown") == "unknown"]
    later = Offered(at=stamp(), answer="later")
    return (end,) if end.full and not open_lines else (end, later)


def telling(now: Here) -> tuple[str, ...]:
    """The next lines that would tell which help to show first; none when there is no cause to ask.

    What is known, and what was left open on a page sent just now, is not asked again.
    """
    if gate(now.situation) < Gate.CLOSED or not may_ask(now):
        return ()
    asked = said(standing(now))
    groups = (
        tuple(f for f in group if now.situation.answer(f) == "unknown" and f not in asked)
        for group in TELLING
    )
    return next(filter(None, groups), ())


def told_first(now: Here, given: dict[str, Answer]) -> Draft:
    """The draft of those lines, with what was said of them before."""
    before = (draft.answers for draft in standing(now) if draft.page == FIRST)
    return Draft(at=stamp(), page=FIRST, answers={**next(before, {}), **given})
