"""Everything a person can add, as one tagged union. Entries are appended, never rewritten.

Each entry has `kind` and `v`. A change of shape adds `v + 1` and a pure upgrade from the
older one that stays for good; a kind or version nobody knows is kept, skipped, and read
as "something here could not be read". Retired kinds stay listed in `RETIRED`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import msgspec

from tend.core.facts import Answer
from tend.core.known import Chosen, Faith, How, Points, Strength, Wanted

Time = float
"""Seconds since 1970, UTC."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """One thing that was added: when (UTC seconds), and the key of the form that sent it."""

    at: Time
    key: str = ""
    v: int = 1


class Answered(Entry, frozen=True, tag="answered"):
    """Answers given outside the check: a caution, an enabler, the private page on harm."""

    answers: dict[str, Answer]


class Draft(Entry, frozen=True, tag="draft"):
    """A page of the check that was sent: tightens at once, loosens nothing.

    `lines` is true when every line was answered by itself, false for "none of these".
    """

    page: str
    answers: dict[str, Answer]
    lines: bool = True


class Checked(Entry, frozen=True, tag="checked"):
    """The review page that ends a check; `full` when all its pages were sent."""

    answers: dict[str, Answer]
    full: bool
    lines: bool = False


class Renewed(Entry, frozen=True, tag="renewed"):
    """The short check, which asks whether any of this has happened since."""

    answer: Literal["nothing", "something", "rather-not"]


class Happened(Entry, frozen=True, tag="happened"):
    """Something that makes an earlier check count no longer; `event` is one of `facts.EVENTS`."""

    event: str


class Raised(Entry, frozen=True, tag="raised"):
    """Words or signs that name harm; what they were is in no field."""

    what: tuple[Literal["danger", "concern", "self_harm", "harming"], ...]


class Easier(Entry, frozen=True, tag="easier"):
    """After a dark night: it is a little easier now."""


class AskedBack(Entry, frozen=True, tag="asked-back"):
    """The person asks for the way back, in own words."""

    text: str = ""


class Offered(Entry, frozen=True, tag="offered"):
    """How the offer of the check was answered."""

    answer: Literal["later", "never", "wants"]


class Began(Entry, frozen=True, tag="began"):
    """The starts that were picked, and the one to walk first; none for "not sure"."""

    starts: tuple[Chosen, ...] = ()
    thread: str | None = None


class Told(Entry, frozen=True, tag="told"):
    """What hurts, in own words."""

    text: str


class Threaded(Entry, frozen=True, tag="threaded"):
    """Another of the starts is the thread now."""

    start: str


class Layered(Entry, frozen=True, tag="layered"):
    """By the person's own word, this is the layer they are in."""

    start: str
    layer: str


class Preferred(Entry, frozen=True, tag="preferred"):
    """What the person likes; None leaves it as it was."""

    faith: Faith | None = None
    minutes: int | None = None
    with_: Literal["alone", "together"] | None = None
    strength: Strength | None = None
    spouse: str | None = None
    country: str | None = None
    language: str | None = None
    zone: str | None = None


class Opened(Entry, frozen=True, tag="opened"):
    """A step was taken up; there is never more than one."""

    step: str


class Tried(Entry, frozen=True, tag="tried"):
    """How it went with a step; this closes it."""

    step: str
    how: How


class Again(Entry, frozen=True, tag="again"):
    """The person wants this step once more."""

    step: str


class Noted(Entry, frozen=True, tag="noted"):
    """A line about a step, or about nothing in particular."""

    text: str
    step: str | None = None


class Change(Entry, frozen=True, tag="change"):
    """Something that changed: in me, between us, in my spouse."""

    where: Literal["me", "us", "spouse"]
    text: str = ""


class Tomorrow(Entry, frozen=True, tag="tomorrow"):
    """What the person would like to find here next time."""

    text: str


class Measured(Entry, frozen=True, tag="measured"):
    """A reading: how close it was per strand, 0-10, and whether it was free."""

    emotional: Points | None = None
    spiritual: Points | None = None
    sexual: Points | None = None
    wanted: Wanted = Wanted()
    free: Literal["yes", "no", "unsure"] = "unsure"


class Caution(Entry, frozen=True, tag="caution"):
    """Put before an undo or an erase, so that they remove words and never caution."""

    gate: str


class Erased(Entry, frozen=True, tag="erased"):
    """What stands where an entry was erased."""


ENTRIES: tuple[type[Entry], ...] = (
    Answered,
    Draft,
    Checked,
    Renewed,
    Happened,
    Raised,
    Easier,
    AskedBack,
    Offered,
    Began,
    Told,
    Threaded,
    Layered,
    Preferred,
    Opened,
    Tried,
    Again,
    Noted,
    Change,
    Tomorrow,
    Measured,
    Caution,
    Erased,
)

ERASABLE: tuple[type[Entry], ...] = (Told, Noted, Change, Tomorrow)
"""Entries that are only words: an erase takes words, never an answer and never caution."""

RETIRED: tuple[str, ...] = ()
"""Kinds no longer written; never given to anything else."""

UPGRADES: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""(kind, version) -> pure upgrade of its plain data to the next version."""

_BY_KIND: dict[str, type[Entry]] = {str(cls.__struct_config__.tag): cls for cls in ENTRIES}
_VERSION = 1


def encode(entry: Entry) -> bytes:
    """The bytes that are sealed."""
    return msgspec.json.encode(entry)


def decode(raw: bytes) -> Entry | None:
    """The entry, or None when its kind, version or bytes cannot be read."""
    try:
        data = msgspec.json.decode(raw)
        kind, version = data["kind"], data.get("v", 1)
        while (kind, version) in UPGRADES:
            data = UPGRADES[kind, version](data)
            version = data["v"]
        return msgspec.convert(data, _BY_KIND[kind]) if version == _VERSION else None
    except (msgspec.MsgspecError, KeyError, TypeError, AttributeError, ValueError, RecursionError):
        return None
