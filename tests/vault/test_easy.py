"""Long and easy to guess all the same."""

from __future__ import annotations

import math

import pytest

from tend.vault import easy, words

GUESSED = [
    "aaaaaaaaaaaaaaaa",
    "abababababab",
    "abcdefghijkl",
    "lkjihgfedcba",
    "qwertyuiopas",
    "123456789012",
    "password password",
    "P4ssw0rd-P4ssw0rd!",
    "Jesus Loves Me 2024",
    "thelordismyshepherd",
    "tilldeathdouspart1",
    "i love my husband",
    "correct horse battery staple",
    "lalalalalala",
]
FINE = [
    "acorn lantern river mint",
    "abcdefghijlk",
    "we ate plums on the roof",
    "ночь и липовый чай",
]


@pytest.mark.parametrize("text", GUESSED)
def test_what_people_try_first_is_known(text: str) -> None:
    assert easy.guessed(text)


@pytest.mark.parametrize("text", FINE)
def test_other_words_are_taken(text: str) -> None:
    assert not easy.guessed(text)


def test_the_name_is_known() -> None:
    assert easy.guessed("Green Kettle 42", "green-kettle-42")
    assert not easy.guessed("plums on the roof", "green-kettle-42")


def test_offered_words_are_never_refused() -> None:
    assert not any(easy.guessed(words.passphrase()) for _ in range(500))


def test_offered_words_hold_fifty_five_bits() -> None:
    assert math.log2(len(words.listed())) * words.COUNT > 55
    assert len(words.passphrase().split()) == words.COUNT
    assert all(word.isascii() and word.islower() and len(word) < 10 for word in words.listed())
    assert words.listed() == tuple(sorted(words.listed()))
