"""The closed list of facts."""

import pytest

from tend.core import facts

SAFETY = (
    *("fear", "hit", "choked", "weapon", "threatened", "forced", "pressed", "degraded"),
    *("controlled", "money", "watched", "made_to_use", "faith_used", "others_hurt", "i_hurt"),
)
PAGES = {
    "room": "fear controlled watched money",
    "words": "degraded faith_used threatened others_hurt",
    "body": "hit choked weapon forced",
    "me": "pressed made_to_use i_hurt self_harm",
}
ORDERS = {
    "hit": "no past unknown yes",
    "i_hurt": "no past unknown yes",
    "self_harm": "no past unknown yes",
    "choked": "no unknown past yes",
    "weapon": "no unknown past yes",
    "forced": "no unknown past yes",
    "escalating": "no unknown yes",
    "deceit": "no unknown yes",
    "private": "yes unknown no",
    "both_free": "yes unknown no",
}


def test_the_fifteen_safety_facts_are_these() -> None:
    assert facts.SAFETY == SAFETY


def test_the_other_groups_are_these() -> None:
    assert facts.ids("overlay") == ("self_harm",)
    assert facts.WORSENERS == ("escalating", "parting", "pregnant")
    cautions = "deceit eating court medical pain flashbacks intoxicated minor"
    assert set(facts.CAUTIONS) == set(cautions.split())
    assert facts.ENABLERS == ("private", "helper", "no_is_safe", "both_free")
    groups = (facts.SAFETY, ("self_harm",), facts.WORSENERS, facts.CAUTIONS, facts.ENABLERS)
    assert sum(map(len, groups)) == len(facts.FACTS) == len(facts.BY_ID)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_of_the_check_asks_its_four(page: str) -> None:
    assert {fact.id for fact in facts.FACTS if fact.page == page} == set(PAGES[page].split())


def test_a_page_asks_safety_and_the_dark_night_and_nothing_else() -> None:
    asked = {fact.id for fact in facts.FACTS if fact.page}
    assert asked == {*facts.SAFETY, "self_harm"}
    assert tuple(PAGES) == facts.PAGES


@pytest.mark.parametrize("fact", ORDERS)
def test_answers_stand_from_mildest_to_worst(fact: str) -> None:
    assert facts.BY_ID[fact].order == tuple(ORDERS[fact].split())


def test_past_is_worse_than_unknown_only_for_neck_weapon_and_force() -> None:
    graver = [f for f in facts.SAFETY if facts.worse(f, "past", "unknown") == "past"]
    assert graver == ["choked", "weapon", "forced"]


def test_the_worse_of_two_answers_does_not_depend_on_their_order() -> None:
    for fact in facts.FACTS:
        for first in fact.order:
            for second in fact.order:
                worse = facts.worse(fact.id, first, second)
                assert worse == facts.worse(fact.id, second, first)
                assert fact.order.index(worse) >= fact.order.index(first)


def test_every_fact_says_what_it_means_and_where_it_comes_from() -> None:
    assert [f.id for f in facts.FACTS if not (f.meaning and f.source)] == []


def test_the_events_are_these() -> None:
    events = "birth pregnancy parting disclosure invited away unread"
    assert set(facts.EVENTS) == set(events.split())
