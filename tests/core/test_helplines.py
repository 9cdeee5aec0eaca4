"""Which help stands on a decision: a union that nothing narrows."""

from typing import Any

import pytest

from tend.core import facts
from tend.core.helplines import kinds, lands, lines
from tend.core.pack import Country
from tests.core.given import known, line, pack, small, told

KINDS = ("emergency", "dv", "sv", "suicide", "men", "child", "harming")
FULL = Country(code="XX", name="Full", lines=tuple(line(f"xx-{k}", k) for k in KINDS))
FEW = Country(code="FW", name="Few", lines=(line("fw-dv", "dv"), line("fw-emergency", "emergency")))
ONE = Country(code="ON", name="One", lines=(line("on-emergency", "emergency"),))
NONE = Country(code="NO", name="None", lines=(line("no-counselor", "counselor"),))
UK = Country(code="UK", name="Kingdom", lines=(line("uk-dv", "dv"),))
PACK = small(countries=(FULL, FEW, ONE, NONE, UK))


def asked(answers: dict[str, str] | None = None, **more: Any) -> str:
    return " ".join(kinds(known(answers, **more)))


def shown(country: str | None, answers: dict[str, str]) -> str:
    situation = known(answers, country=country)
    return " ".join(one.id for one in lines(situation, PACK))


@pytest.mark.parametrize(
    ("answers", "kinds_of_help"),
    [
        ({}, ""),
        ({"fear": "past"}, ""),
        ({"fear": "unknown"}, ""),
        ({"choked": "past"}, ""),
        ({"degraded": "yes"}, "dv men"),
        ({"watched": "yes"}, "dv men"),
        ({"pressed": "yes"}, "dv men sv"),
        ({"choked": "yes"}, "emergency dv men"),
        ({"forced": "yes"}, "emergency dv men sv"),
        ({"others_hurt": "yes"}, "emergency dv men child"),
        ({"minor": "yes"}, "child"),
        ({"minor": "yes", "fear": "yes"}, "dv men child"),
        ({"i_hurt": "yes"}, "harming"),
        ({"i_hurt": "yes", "fear": "unknown"}, "harming dv men"),
        ({"i_hurt": "yes", "degraded": "yes"}, "dv men harming"),
        ({"self_harm": "yes"}, "emergency suicide"),
        ({"self_harm": "yes", "choked": "yes"}, "emergency dv men suicide"),
        ({"self_harm": "yes", "degraded": "yes"}, "emergency suicide dv men"),
        ({"self_harm": "yes", "i_hurt": "yes"}, "emergency suicide harming"),
    ],
)
def test_each_situation_has_its_help(answers: dict[str, str], kinds_of_help: str) -> None:
    assert asked(answers) == kinds_of_help


def test_help_for_the_dark_ends_with_easier() -> None:
    assert asked({}, overlay={"yes_days_ago": 1, "easier_days_ago": 0}) == ""


@pytest.mark.parametrize("fact", [f for f in facts.SAFETY if f != "i_hurt"])
def test_every_yes_about_home_brings_the_line_for_it(fact: str) -> None:
    assert {"dv", "men"} <= set(kinds(known({fact: "yes"})))


def test_urgent_brings_the_emergency_line_first() -> None:
    for fact in ("choked", "weapon", "threatened", "forced", "others_hurt"):
        assert kinds(known({fact: "yes", "self_harm": "yes"}))[:2] == ("emergency", "dv")
    assert kinds(told({"facts": {"hit": "yes"}}))[:2] == ("emergency", "dv")


def test_the_lines_are_those_of_the_country() -> None:
    assert shown("XX", {"forced": "yes"}) == "xx-emergency xx-dv xx-men xx-sv"
    assert shown("XX", {}) == ""


def test_a_missing_kind_gives_the_line_for_home_and_men_gives_none() -> None:
    assert shown("FW", {"forced": "yes"}) == "fw-emergency fw-dv"
    assert shown("FW", {"self_harm": "yes"}) == "fw-emergency fw-dv"
    assert shown("ON", {"pressed": "yes"}) == "on-emergency"


def test_without_a_country_there_is_the_emergency_item_and_the_way_to_the_list() -> None:
    for country in (None, "ZZ", "NO"):
        assert shown(country, {"degraded": "yes"}) == "sos countries"
        assert shown(country, {"self_harm": "yes"}) == "sos countries"


def test_the_kingdom_is_known_by_both_its_codes() -> None:
    assert shown("GB", {"degraded": "yes"}) == shown("UK", {"degraded": "yes"}) == "uk-dv"


@pytest.mark.parametrize("country", [None, "US", "CA", "UK", "GB", "IE", "AU", "NZ", "FR", "ZZ"])
def test_nobody_in_need_is_left_without_a_line_in_our_own_pack(country: str | None) -> None:
    for fact in (*facts.SAFETY, "self_harm", "minor"):
        assert lines(known({fact: "yes"}, country=country), pack())


@pytest.mark.parametrize("country", ["US", "CA", "UK", "IE", "AU", "NZ"])
def test_six_countries_have_emergency_home_and_dark_night_lines(country: str) -> None:
    found = lines(known({"choked": "yes", "self_harm": "yes"}, country=country), pack())
    assert {"emergency", "dv", "suicide"} <= {one.kind for one in found}
    assert all(one.phone for one in found if one.kind in ("emergency", "suicide"))
    assert all(one.checked for one in found)


def test_every_country_has_a_row_with_its_number_for_danger_now() -> None:
    rows = {row["code"]: row for row in lands(pack())["countries"]}
    assert rows["UK"] == {"at": "uk", "code": "UK", "name": "United Kingdom", "phone": "999"}
    assert all(row["phone"] for row in rows.values())


def test_what_to_call_elsewhere_leaves_out_the_countries_that_have_a_row() -> None:
    said = str(lands(pack())["anywhere"])
    assert said
    assert "United Kingdom" not in said


def test_a_pack_without_help_has_no_row_and_no_word() -> None:
    assert lands(small(countries=())) == {"countries": [], "anywhere": ""}
