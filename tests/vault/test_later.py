"""Words in a hidden field: sealed, for a day, for this running program."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from tend.vault import later
from tend.vault.visit import Visit
from tests.vault.conftest import Clock


def visit() -> Visit:
    return Visit(RequestFactory().get("/").environ)


@given(st.text(max_size=500).filter(lambda text: "\ud800" not in text))
def test_words_come_back_as_they_went(text: str) -> None:
    sealed = later.seal_for_later(visit(), text)
    assert later.open_later(sealed) == text.encode("utf-8", "replace").decode()


def test_they_cannot_be_read_in_the_page() -> None:
    assert "bmV2ZXIg" not in later.seal_for_later(visit(), "never never never")
    assert later.seal_for_later(visit(), "a") != later.seal_for_later(visit(), "a")


@pytest.mark.parametrize("damage", ["", "x", "é", "AAAA", "A" * 400, "!!!!"])
def test_damage_opens_nothing(damage: str) -> None:
    assert later.open_later(damage) is None


def test_they_keep_a_day(time: Clock) -> None:
    sealed = later.seal_for_later(visit(), "words")
    time.forward(24 * 60 - 0.1)
    assert later.open_later(sealed) == "words"
    time.forward(1)
    assert later.open_later(sealed) is None


def test_a_new_start_does_not_open_them(settings: Any) -> None:
    sealed = later.seal_for_later(visit(), "words")
    settings.TEND_BOOT = secrets.token_bytes(32)
    assert later.open_later(sealed) is None


def test_form_keys_differ() -> None:
    assert len({later.new_key() for _ in range(500)}) == 500
