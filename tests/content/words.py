"""What a reader is shown of the pack, text by text, and the words that never stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tend.core.pack import Pack, Question, Start, Step
from tests.door.reading import grade

NEVER = (
    r"should|must|ought",  # no orders
    r"he|she|him|his|her|hers|himself|herself",  # the spouse is a wife or a husband
    r"narciss\w*|addicts?|psychopath\w*|borderline|toxic|codependen\w*",  # no diagnosis
    r"streaks?|points|good job",  # no marks
    r"confront\w*|ultimatum",  # nothing that gets someone hurt
    r"so that (?:they|your \{spouse\}) will|then they will|they will change|win \w+ back",
    r"save (?:your|my|the|this) marriage",
)
NOT_AMERICAN = (
    r"programmes?|counsell\w+|colours?|favour\w*|neighbours?",
    r"grey|behaviour\w*|moisturis\w+|tablets?|bins|flats|whilst|physio\w*",
)
NOT_OUR_HELP = (r"help page|help link|go to help|under help|see Help|look at Help",)


def found(patterns: tuple[str, ...], text: str) -> list[str]:
    """Each unwanted word in a text."""
    return re.findall(rf"\b(?:{'|'.join(patterns)})\b", text, re.IGNORECASE)


def said(text: str) -> float:
    """The grade of a text as it stands on a page: with a word for the spouse, typeset."""
    plain = text.replace("{spouse}", "partner")
    return grade(plain.replace("'", "’").replace("*", ""))


def of_step(step: Step) -> str:
    """All a reader is given to do and to say."""
    words = step.words.replace("\n- ", "\n").removeprefix("- ")
    return "\n".join([step.why, *step.how, step.smaller, words, step.stop, step.after_note])


def of_start(start: Start) -> str:
    return "\n".join([start.summary, *start.signs, start.met])


def of_question(question: Question) -> str:
    labels = [choice.label for choice in question.answers]
    return "\n".join([question.announce, question.intro, *question.lines.values(), *labels])


def everything(pack: Pack) -> Iterator[tuple[str, str]]:
    """Every text of steps, starts and questions with its place; posts and help speak for others."""
    yield from ((step.id, f"{step.title}\n{of_step(step)}") for step in pack.steps)
    yield from ((start.id, f"{start.title}\n{of_start(start)}") for start in pack.starts)
    yield from ((asked.id, f"{asked.title}\n{of_question(asked)}") for asked in pack.questions)
    yield from pack.about.reasons.items()
    yield from pack.about.layers.items()
