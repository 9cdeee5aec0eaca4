"""Own words -> starts to suggest and cautions to raise. Words typed can only tighten.

Simple phrase rules, until the understanding of words is built: a phrase is read in whole
words inside one sentence. They miss much; what they find is asked about, never believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from tend.core.pack import Pack, Phrase

What = Literal["danger", "concern", "self_harm", "harming"]
WORST_FIRST: tuple[What, ...] = ("danger", "self_harm", "concern", "harming")
SUGGESTIONS = 3


class Caution(msgspec.Struct, frozen=True):
    """A reason to ask, in the person's own words. There is no other kind: nothing loosens.

    `fact` is what a "now" or "before" is noted under once the person says so.
    """

    what: What
    fact: str
    because: str


class Suggestion(msgspec.Struct, frozen=True):
    """A start the words point to, and the words that do."""

    id: str
    because: str


class Understood(msgspec.Struct, frozen=True):
    """What was found; `understood` is False when the language or spelling is not covered."""

    starts: tuple[Suggestion, ...]
    cautions: tuple[Caution, ...]
    understood: bool


class _Sentence(msgspec.Struct, frozen=True):
    """Words opened and lower-cased, and where each stands in the text."""

    text: str
    plain: str
    places: tuple[tuple[int, int], ...]

    def quote(self, start: int, end: int) -> str:
        """The person's own words behind a stretch of `plain`."""
        first = self.plain.count(" ", 0, start) - 1
        last = self.plain.count(" ", 0, end) - 2
        return self.text[self.places[max(first, 0)][0] : self.places[last][1]]


_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_WHOLE = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "i'm": "i am",
    "im": "i am",
    "ive": "i have",
    "dont": "do not",
    "cant": "can not",
    "wont": "will not",
}
_BARE_NOT = re.compile(r"^(does|did|is|was|were|could|would|should|have|has|had|are)nt$")
_ENDS = {"n't": " not", "'s": " s", "'re": " are", "'ve": " have", "'ll": " will", "'d": " would"}


def _open(word: str) -> str:
    if word in _WHOLE:
        return _WHOLE[word]
    bare = _BARE_NOT.match(word)
    if bare:
        return bare.group(1) + " not"
    for end, opened in _ENDS.items():
        if word.endswith(end):
            return word[: -len(end)] + opened
    return word.replace("'", "")


LONGEST = 300_000
"""Letters that are read: all that a form can bring."""

_SENTENCE = re.compile(r"(?:[^.!?;\n]|\n(?!\s*\n))+")
"""A line break alone ends no sentence: pasted text is broken anywhere."""


def _sentences(text: str) -> Iterator[_Sentence]:
    for part in _SENTENCE.finditer(text[:LONGEST]):
        words: list[str] = []
        places: list[tuple[int, int]] = []
        for found in _WORD.finditer(part.group().replace("\u2019", "'")):
            place = (part.start() + found.start(), part.start() + found.end())
            for word in _open(found.group().lower()).split():
                words.append(word)
                places.append(place)
        if words:
            yield _Sentence(text, " " + " ".join(words) + " ", tuple(places))


_SPOUSES = "my husband|my wife|my partner|my spouse"
_SLOTS = {"{they}": f"he|she|they|{_SPOUSES}", "{them}": f"him|her|them|{_SPOUSES}"}


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    parts = []
    for word in phrase.lower().split():
        if word == "*":
            parts.append(r"(?:\S+ ){0,3}")
        else:
            parts.append(f"(?:{_SLOTS.get(word) or re.escape(_open(word))}) ")
    return re.compile(r"(?<= )" + "".join(parts))


@lru_cache(maxsize=4096)
def _needed(phrase: str) -> frozenset[str]:
    """The words a text must have for the phrase to stand in it: the quick look first."""
    words = (word for word in phrase.lower().split() if word != "*" and word not in _SLOTS)
    return frozenset(opened for word in words for opened in _open(word).split())


def _hit(phrase: Phrase, sentence: _Sentence) -> re.Match[str] | None:
    for found in _pattern(phrase.phrase).finditer(sentence.plain):
        if not any(_cancels(unless, found, sentence.plain) for unless in phrase.unless):
            return found
    return None


def _cancels(unless: str, found: re.Match[str], plain: str) -> bool:
    """Whether a cancelling phrase shares a word with the match or stands right before it."""
    return any(
        near.start() < found.end() and near.end() >= found.start()
        for near in _pattern(unless).finditer(plain)
    )


def cautions(text: str, pack: Pack) -> tuple[Caution, ...]:
    """Every caution the text raises, the worst first, each fact once."""
    found: dict[tuple[str, str], Caution] = {}
    sentences = list(_sentences(text))
    said = _said_words(sentences)
    for what in WORST_FIRST:
        for phrase in getattr(pack.phrases, what):
            for sentence in sentences if _needed(phrase.phrase) <= said else ():
                hit = _hit(phrase, sentence)
                if hit and (what, phrase.fact) not in found:
                    quoted = sentence.quote(hit.start(), hit.end())
                    found[what, phrase.fact] = Caution(what, phrase.fact, quoted)
    return tuple(found.values())


def suggestions(text: str, pack: Pack) -> tuple[Suggestion, ...]:
    """The starts the text points to most, at most three."""
    scored: list[tuple[int, int, Suggestion]] = []
    sentences = list(_sentences(text))
    said = _said_words(sentences)
    for place, start in enumerate(pack.starts):
        known = (phrase for phrase in start.phrases if _needed(phrase) <= said)
        quotes = [q for phrase in known if (q := _said(phrase, sentences))]
        if quotes:
            words = sum(len(phrase.split()) for phrase in quotes)
            scored.append((-words, place, Suggestion(start.id, quotes[0])))
    return tuple(one for _, _, one in sorted(scored, key=lambda s: s[:2])[:SUGGESTIONS])


def _said_words(sentences: list[_Sentence]) -> set[str]:
    return {word for sentence in sentences for word in sentence.plain.split()}


def _said(phrase: str, sentences: list[_Sentence]) -> str | None:
    for sentence in sentences:
        for found in _pattern(phrase).finditer(sentence.plain):
            before = sentence.plain[: found.start()].split()[-2:]
            if not {"not", "never", "no"} & set(before):
                return sentence.quote(found.start(), found.end())
    return None


_COMMON = frozenset(
    re.findall(
        r"\w+",
        """i me my we us our he him his she her they them their you it this that a an the and or but
        so if because when who what is am are was were be been have has had do does did not no
        never to of in on at for with from about by as up out all any just can will would know
        feel think want after before then than there here now again always every more only very""",
    )
)
_ENOUGH = 0.25
_KNOWN = 0.6


def understand(text: str, pack: Pack) -> Understood:
    """Starts, cautions, and whether this is language we can read at all."""
    starts, raised = suggestions(text, pack), cautions(text, pack)
    words = [word for sentence in _sentences(text) for word in sentence.plain.split()]
    common = sum(word in _COMMON for word in words) >= _ENOUGH * len(words)
    usual = _COMMON | pack.vocabulary
    spelled = sum(word in usual for word in words) >= _KNOWN * len(words)
    known = bool(words) and common and spelled
    return Understood(starts, raised, bool(starts or raised) or known)
