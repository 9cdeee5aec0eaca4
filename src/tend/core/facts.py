"""The closed list of facts, each with its answers from mildest to worst.

A fact is something a person may have told us. Ids are permanent; the words a person
reads live in the pack. An answer that was never given is `unknown`.
"""

from __future__ import annotations

import msgspec

Answer = str
"""One of `no`, `past`, `unknown`, `yes`; which of them, and in what order, a fact says."""


class Fact(msgspec.Struct, frozen=True):
    """One thing we may know.

    `group` is safety, overlay, worsener, caution or enabler; `order` its answers from
    mildest to worst; `page` the page of the check that asks it, or None when it is asked
    by itself (or, for `both_free`, never).
    """

    id: str
    group: str
    order: tuple[Answer, ...]
    page: str | None
    meaning: str
    source: str


_SAFETY = ("no", "past", "unknown", "yes")
_GRAVE = ("no", "unknown", "past", "yes")
_THREE = ("no", "unknown", "yes")
_ENABLER = ("yes", "unknown", "no")

_CONTROL = "coercive control: Dutton and Goodman; WEB (Coker 2001)"
_ACUTE = "Danger Assessment factors (Campbell 2009; Messing 2017)"
_BARS = "when couple work is not offered (Bograd and Mederos 1999; Stith 2011; Friend 2011)"


def _safety(page: str, name: str, meaning: str, source: str) -> Fact:
    return Fact(name, "safety", _SAFETY, page, meaning, source)


def _grave(page: str, name: str, meaning: str, source: str) -> Fact:
    return Fact(name, "safety", _GRAVE, page, meaning, source)


def _other(group: str, order: tuple[Answer, ...], name: str, meaning: str, source: str) -> Fact:
    return Fact(name, group, order, None, meaning, source)


FACTS: tuple[Fact, ...] = (
    _safety("room", "fear", "I am afraid of what they may do, or of speaking freely", _BARS),
    _safety("body", "hit", "hit, pushed, held down, locked in, things thrown at me", _BARS),
    _grave("body", "choked", "hands or anything on my neck, even once", "Glass 2008"),
    _grave("body", "weapon", "a weapon used, or shown to frighten", _ACUTE),
    _safety(
        "words",
        "threatened",
        "to kill or hurt me, children, animals, or themselves",
        _ACUTE,
    ),
    _grave(
        "body",
        "forced",
        "sex, or anything sexual, I did not want and could not stop",
        "HARK (Sohal 2007); " + _ACUTE,
    ),
    _safety(
        "me",
        "pressed",
        "sex, a baby or birth control under pressure; not free to say no",
        "reproductive coercion (McCauley 2017)",
    ),
    _safety("words", "degraded", "called names, shamed, put down, again and again", "HARK"),
    _safety(
        "room",
        "controlled",
        "whom I see, where I go, what I do; also by threats to take the children, "
        "my papers, my name",
        _CONTROL,
    ),
    _safety(
        "room",
        "money",
        "kept from money, debts in my name, made to account for all",
        "economic abuse (Adams 2020)",
    ),
    _safety("room", "watched", "phone, messages, place or diary watched", "Freed 2018"),
    _safety("me", "made_to_use", "they insist on Tend, or read it", "Freed 2018"),
    _safety(
        "words",
        "faith_used",
        "faith or scripture used to make me obey or stay",
        "spiritual abuse (AIFS 2024)",
    ),
    _safety("words", "others_hurt", "a child, animal or other at home harmed by them", _ACUTE),
    _safety(
        "me",
        "i_hurt",
        "I have hit, pushed, blocked, frightened, forced or controlled somebody at home",
        "own violence closes couple work (Respect; SafeLives)",
    ),
    Fact(
        "self_harm",
        "overlay",
        _SAFETY,
        "me",
        "thoughts of not living, or of hurting myself",
        "NICE NG225: signpost, do not score",
    ),
    _other("worsener", _THREE, "escalating", "it is getting worse or more frequent", _ACUTE),
    _other("worsener", _THREE, "parting", "one of us is leaving or has just left", _ACUTE),
    _other("worsener", _THREE, "pregnant", "one of us is pregnant, or was weeks ago", _ACUTE),
    _other("caution", _THREE, "deceit", "lies or a secret tie still going on", _BARS),
    _other("caution", _THREE, "eating", "an eating problem that is active", _BARS),
    _other("caution", _THREE, "court", "a court order or case between us", _BARS),
    _other("caution", _THREE, "medical", "a doctor has told me to be careful with effort", _BARS),
    _other("caution", _THREE, "pain", "pain with closeness that nobody has looked at", _BARS),
    _other("caution", _THREE, "flashbacks", "I am thrown back, or go away in my head", _BARS),
    _other("caution", _THREE, "intoxicated", "one of us drunk or high when we are close", _BARS),
    _other("caution", _THREE, "minor", "one of us is under 18", _BARS),
    _other("enabler", _ENABLER, "private", "this screen and place are only mine now", "WHO 2013"),
    _other("enabler", _ENABLER, "helper", "someone trained is in place", _BARS),
    _other(
        "enabler",
        _ENABLER,
        "no_is_safe",
        "the last time I said no nothing frightened me",
        "Kim, Muise and Impett 2018",
    ),
    _other("enabler", _ENABLER, "both_free", "two free yeses, set only by the circle", _BARS),
)

BY_ID: dict[str, Fact] = {fact.id: fact for fact in FACTS}


def ids(group: str) -> tuple[str, ...]:
    """The ids of one group, in the order of the list."""
    return tuple(fact.id for fact in FACTS if fact.group == group)


SAFETY = ids("safety")
WORSENERS = ids("worsener")
CAUTIONS = ids("caution")
ENABLERS = ids("enabler")

PAGES = ("room", "words", "body", "me")
EVENTS = ("birth", "pregnancy", "parting", "disclosure", "invited", "away", "unread")
"""What happens in a life that makes an earlier check count no longer."""


def worse(fact: str, first: Answer, second: Answer) -> Answer:
    """The worse of two answers, in the fact's own order."""
    order = BY_ID[fact].order
    return max(first, second, key=order.index)
