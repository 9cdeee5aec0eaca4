"""A pack: the words Tend speaks, as values. Starts, steps, questions, help lines, posts.

`parse(texts)` takes every file of a pack by its path and gives the pack, or every problem
found with file, line and what to write instead. Reading from disk is somebody else's.
`parse` stands in `parse.py`, so that this page holds nothing but the shape of a pack.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cached_property
from typing import Annotated, Literal

import msgspec

from tend.core.gate import RUNG_WORDS, rung

Area = Literal[
    "heal-emotional",
    "heal-spiritual",
    "heal-physical",
    "support",
    "boundary",
    "tend-emotional",
    "tend-spiritual",
    "tend-sexual",
    "joy",
]
Layer = Literal["L0", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9"]
LAYERS: tuple[str, ...] = ("L0", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9")
Flag = Literal[
    "grounding",
    "urgent",
    "long",
    "quiet",
    "advocate",
    "own-harm",
    "toward-spouse",
    "forgive",
    "kind-no",
    "touch",
    "consent",
]
Kind = Literal["emergency", "dv", "sv", "suicide", "men", "child", "harming", "counselor"]
Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line1 = Annotated[str, msgspec.Meta(min_length=1)]


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a step rests on: kind of evidence, who found it, when, and what it does not show."""

    kind: Literal[
        "trial",
        "experiment",
        "observational",
        "correlational",
        "guideline",
        "clinical-model",
        "safety-consensus",
        "lived",
    ]
    source: Line1
    limits: Line1
    year: int | None = None


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One small thing to do. `starts` empty: it serves every start. Minutes are whole.

    `signed` holds the flags that a signed review lets count (law 6); a pack cannot write it.
    """

    id: Name
    title: Line1
    area: Area
    layer: Layer
    minutes: Annotated[int, msgspec.Meta(ge=1, le=240)]
    basis: Basis
    starts: tuple[str, ...] = ()
    with_: Literal["alone", "together"] = msgspec.field(default="alone", name="with")
    faith: Literal["any", "christian"] = "any"
    twin: str | None = None
    needs: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    at_worst: Literal["unasked", "mending", "open"] | None = msgspec.field(
        default=None, name="at-worst"
    )
    after: tuple[str, ...] = ()
    writes: bool = False
    why: str = ""
    how: tuple[str, ...] = ()
    smaller: str = ""
    words: str = ""
    stop: str = ""
    after_note: str = ""
    signed: tuple[str, ...] = ()

    @property
    def rung(self) -> str:
        """The rung in words: always, unasked, mending or open."""
        return RUNG_WORDS[rung(self)]

    def serves(self, start: str | None) -> bool:
        """Whether this step is for people on that start."""
        return not self.starts or start in self.starts


class Start(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A place to begin: what hurts, the signs it shows by, the order of its layers."""

    id: Name
    title: Line1
    group: Literal["brought", "theirs", "ours", "closeness", "body", "season", "deciding"]
    layers: tuple[Layer, ...]
    asks: tuple[Literal["when", "owned"], ...] = ()
    phrases: tuple[str, ...] = ()
    summary: str = ""
    signs: tuple[str, ...] = ()
    met: str = ""


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer a person can tap: its words, and the fact and answer it stands for."""

    label: Line1
    fact: str | None = None
    answer: str | None = None


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A page that asks: a page of the check, one fact by itself, or a single moment."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z_-]+$", max_length=60)]
    title: Line1
    kind: Literal["page", "short", "fact", "once", "harm"]
    facts: tuple[str, ...] = ()
    announce: str = ""
    lines: dict[str, str] = {}
    answers: tuple[Choice, ...] = ()
    intro: str = ""


class HelpLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line to call, in the spirit of HSDS: what it is, how to reach it, when it was checked."""

    id: Name
    kind: Kind
    name: Line1
    phone: str = ""
    text: str = ""
    url: str = ""
    hours: str = ""
    cost: str = ""
    bill: bool = True
    languages: tuple[str, ...] = ()
    faith: bool = False
    checked: dt.date | None = None
    source: str = ""
    country: str = ""


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The help of one country; `country` is empty for the items used when none is chosen."""

    code: str = msgspec.field(name="country")
    name: str
    title: str = ""
    nobody_answers: str = ""
    missing: tuple[str, ...] = ()
    lines: tuple[HelpLine, ...] = ()


class Post(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One text of the reading room, as Markdown."""

    id: Name
    title: Line1
    summary: Line1
    starts: tuple[str, ...] = ()
    tag: str = ""
    safe_line: bool = False
    minutes: int = 5
    published: dt.date | None = None
    sources: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    body: str = ""


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase that raises a caution when somebody types it, unless one of `unless` is near.

    `fact` is what a "now" or "before" on the private page is noted under.
    """

    phrase: Line1
    fact: str
    unless: tuple[str, ...] = ()


class Phrases(msgspec.Struct, frozen=True):
    """The phrase rules of a pack, by what they raise."""

    danger: tuple[Phrase, ...] = ()
    concern: tuple[Phrase, ...] = ()
    self_harm: tuple[Phrase, ...] = ()
    harming: tuple[Phrase, ...] = ()


class Review(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signed reading of one step: the hash of its text per language, when, and by which role."""

    id: str
    hash: dict[str, str]
    date: dt.date
    who: Line1


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What `pack.toml` says of the pack as a whole."""

    id: Name
    title: Line1
    language: Line1
    version: Line1 = "1"
    licence: str = ""
    written_for: str = ""
    order: tuple[str, ...] = ()
    reasons: dict[str, str] = {}
    safe_line: dict[str, str] = {}
    layers: dict[str, str] = {}


KINDS: dict[str, Callable[[Step], bool]] = {
    "together": lambda step: step.with_ == "together",
    "touch": lambda step: "touch" in step.flags,
    "sexual": lambda step: step.area == "tend-sexual",
    "spouse": lambda step: "toward-spouse" in step.flags,
    "boundary": lambda step: step.area == "boundary",
}
"""Kinds of step that may be left out for now, as a person would name them."""


class Pack(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A whole pack; tuples stand in pack order, which also breaks every tie."""

    about: About
    steps: tuple[Step, ...] = ()
    starts: tuple[Start, ...] = ()
    questions: tuple[Question, ...] = ()
    countries: tuple[Country, ...] = ()
    posts: tuple[Post, ...] = ()
    phrases: Phrases = Phrases()
    reviews: tuple[Review, ...] = ()

    def step(self, id: str | None) -> Step | None:
        """The step of that id, or None (a retired or foreign id)."""
        return self._by_id.get(id or "")

    @cached_property
    def _by_id(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    def serving(self, start: str | None) -> tuple[Step, ...]:
        """The steps for people on that start; those for everyone without one."""
        return tuple(step for step in self.steps if step.serves(start))

    @cached_property
    def kinds(self) -> dict[str, tuple[Step, ...]]:
        """The steps of each of `KINDS`; a step may be of several."""
        return {
            what: tuple(step for step in self.steps if test(step)) for what, test in KINDS.items()
        }

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word the pack itself uses, in lower case: what counts as spelled here."""
        said = [text for s in self.steps for text in (s.title, s.why, *s.how, s.words)]
        said += [text for s in self.starts for text in (s.title, s.met, *s.signs)]
        said += [post.body for post in self.posts]
        return frozenset(re.findall(r"[a-z]+", " ".join(said).lower()))

    def start(self, id: str | None) -> Start | None:
        """The start of that id, or None."""
        return next((start for start in self.starts if start.id == id), None)

    def question(self, id: str | None) -> Question | None:
        """The question of that id, or None."""
        return next((question for question in self.questions if question.id == id), None)

    def country(self, code: str | None) -> Country | None:
        """The help of that country, or None when the pack lists none."""
        return next((c for c in self.countries if c.code and c.code == code), None)

    @property
    def lines(self) -> tuple[HelpLine, ...]:
        """Every help line of every country."""
        return tuple(line for country in self.countries for line in country.lines)
