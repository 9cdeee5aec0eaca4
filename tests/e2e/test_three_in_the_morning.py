"""Somebody at 3 a.m.: steadied within two taps, asked nothing, and nothing of them is kept."""

from __future__ import annotations

from tests.e2e.conftest import Begin
from tests.e2e.looking import look
from tests.e2e.serving import House

TABLES = ("account", "session", "log", "entry")


def test_a_breath_within_two_taps_and_no_trace(begin: Begin, house: House) -> None:
    before = [house.rows(table) for table in TABLES]
    walker = begin().open("/")
    look(walker, "first-page")
    walker.tap("Steady me")
    assert walker.taps <= 2
    assert walker.status() == 200
    assert walker.page.locator("main .how li").count() >= 2
    assert walker.page.locator("input, textarea, select, form").count() == 0
    look(walker, "steady-1")
    first = walker.h1
    walker.tap("Another one")
    look(walker, "steady-2")
    assert walker.h1 != first
    for _ in range(2):
        walker.tap("Another one")
    walker.tap("Help", within="footer").says("In danger now?")
    assert walker.cookies() == set()
    assert [house.rows(table) for table in TABLES] == before


def test_reading_keeps_nothing(begin: Begin, house: House) -> None:
    before = [house.rows(table) for table in TABLES]
    walker = begin().open("/").tap("Read")
    look(walker, "read")
    posts = walker.page.locator(".posts a").evaluate_all("all => all.map(a => a.pathname)")
    assert len(posts) >= 4
    for at in posts:
        look(walker.open(at), f"post-{at.removeprefix('/read/')}")
    assert walker.cookies() == set()
    assert [house.rows(table) for table in TABLES] == before


def test_help_keeps_nothing(begin: Begin, house: House) -> None:
    before = [house.rows(table) for table in TABLES]
    walker = begin().open("/").tap("Help now")
    look(walker, "help")
    countries = walker.page.locator(".lands a[href^='/']").evaluate_all(
        "all => all.map(a => a.pathname)"
    )
    assert len(countries) >= 6
    for at in countries:
        look(walker.open(at), f"help-{at.removeprefix('/h/')}")
        assert walker.page.locator("a[href^='tel:']").count() >= 2
    assert walker.cookies() == set()
    assert [house.rows(table) for table in TABLES] == before
