"""Which help lines stand on a decision: a union that nothing narrows, urgent first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tend.core import conditions, facts
from tend.core.gate import Gate, gate

if TYPE_CHECKING:
    from tend.core.known import Situation
    from tend.core.pack import Country, HelpLine, Pack

ALIASES = {"GB": "UK"}


def said_yes(situation: Situation) -> tuple[str, ...]:
    """The safety facts answered `yes`."""
    return tuple(fact for fact in facts.SAFETY if situation.answer(fact) == "yes")


def only_i_hurt(situation: Situation) -> bool:
    """`i_hurt` is yes and no other safety fact is."""
    return said_yes(situation) == ("i_hurt",)


def kinds(situation: Situation, at: Gate | None = None) -> tuple[str, ...]:
    """The kinds of help that belong on the page now, in order; empty when none does.

    `at` is the gate of this situation when the caller has found it already.
    """
    yes = said_yes(situation)
    found: list[str] = []
    if (gate(situation) if at is None else at) == Gate.URGENT:
        found += ["emergency", "dv"]
    if conditions.dark(situation):
        found += ["emergency", "suicide"]
    if any(fact != "i_hurt" for fact in yes):
        found += ["dv"]
    found += _own(situation)
    if "forced" in yes or "pressed" in yes:
        found += ["sv"]
    if "others_hurt" in yes or situation.answer("minor") == "yes":
        found += ["child"]
    if "dv" in found:
        found.insert(found.index("dv") + 1, "men")
    return tuple(dict.fromkeys(found))


def _own(situation: Situation) -> list[str]:
    """For harm one does oneself; while anything is unknown, help for harm at home as well."""
    if "i_hurt" not in said_yes(situation):
        return []
    unknown = any(situation.answer(fact) == "unknown" for fact in facts.SAFETY)
    return ["harming", "dv"] if only_i_hurt(situation) and unknown else ["harming"]


def lines(situation: Situation, pack: Pack, at: Gate | None = None) -> tuple[HelpLine, ...]:
    """The lines of the person's country for those kinds; never empty when a kind is asked.

    A country without a line of a kind gives its domestic-violence line instead, else its
    emergency number. Without a country: the emergency item and the way to the countries.
    """
    asked = kinds(situation, at)
    if not asked:
        return ()
    code = (situation.country or "").upper()
    country = pack.country(ALIASES.get(code, code))
    if country is None:
        return nowhere(pack)
    found = [line for kind in asked for line in _of_kind(country, kind)]
    return tuple(dict.fromkeys(found)) or nowhere(pack)


def nowhere(pack: Pack) -> tuple[HelpLine, ...]:
    """What stands when no country is known: an emergency item and the list of countries."""
    found = [line for country in pack.countries if not country.code for line in country.lines]
    return tuple(line for kind in ("emergency", "dv") for line in found if line.kind == kind)


def _of_kind(country: Country, kind: str) -> list[HelpLine]:
    wanted = (kind,) if kind == "men" else (kind, "dv", "emergency")
    for one in wanted:
        found = [line for line in country.lines if line.kind == one]
        if found:
            return found
    return []


def lands(pack: Pack) -> dict[str, Any]:
    """A row for each country, with the number for danger now; and what to call elsewhere."""
    listed = [country for country in pack.countries if country.code]
    anywhere = next((country for country in pack.countries if not country.code), None)
    rows = [_row(country) for country in listed]
    return {"countries": rows, "anywhere": _words(anywhere, listed)}


def _row(country: Country) -> dict[str, object]:
    return {
        "at": country.code.lower(),
        "code": country.code,
        "name": country.name,
        "phone": next((line.phone for line in country.lines if line.kind == "emergency"), ""),
    }


def _words(anywhere: Country | None, listed: list[Country]) -> str:
    """What to call where no country is listed: the pack's words but for countries listed above."""
    lines = anywhere.lines if anywhere else ()
    text = next((line.text for line in lines if line.kind == "emergency"), "")
    names = [country.name for country in listed]
    said = re.split(r"(?<=\.)\s+", text)
    return " ".join(one for one in said if not any(name in one for name in names))
