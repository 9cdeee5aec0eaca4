"""The recovery key: no slip passes, it opens without words and pepper, once, and is shown once."""

from __future__ import annotations

import secrets
from itertools import combinations
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tend.vault import paper, slots
from tend.vault.models import Account, Session, Slot, Wait
from tests.vault import doing
from tests.vault.conftest import HOST

RAWS = st.binary(min_size=paper.SIZE, max_size=paper.SIZE)
LOOK_ALIKE = {"0": "oO", "1": "iIlL"}


def written(raw: bytes) -> str:
    return "-".join(paper.groups(raw))


@given(RAWS)
def test_what_was_written_is_read(raw: bytes) -> None:
    assert paper.read(written(raw)) == raw
    assert paper.read(written(raw).lower().replace("-", " ")) == raw
    assert [len(group) for group in paper.groups(raw)] == [4] * 8 + [2]


@given(RAWS)
def test_letters_that_look_like_digits_are_read_as_digits(raw: bytes) -> None:
    text = written(raw)
    for digit, letters in LOOK_ALIKE.items():
        for letter in letters:
            assert paper.read(text.replace(digit, letter)) == raw


def test_s15_every_single_wrong_character_is_caught() -> None:
    for _ in range(20):
        text = "".join(paper.groups(secrets.token_bytes(paper.SIZE)))
        for at in range(len(text)):
            for other in paper.ALPHABET.replace(text[at], ""):
                with pytest.raises(paper.Slip):
                    paper.read(text[:at] + other + text[at + 1 :])


def test_s15_any_two_exchanged_characters_are_caught() -> None:
    text = "".join(paper.groups(secrets.token_bytes(paper.SIZE)))
    for one, two in combinations(range(len(text)), 2):
        letters = list(text)
        letters[one], letters[two] = letters[two], letters[one]
        if "".join(letters) != text:
            with pytest.raises(paper.Slip):
                paper.read("".join(letters))


@pytest.mark.parametrize("typed", ["", "U" * 34, "ABCD", "0" * 33, "0" * 35, "é" * 34, "0" * 34000])
def test_what_is_no_recovery_key_is_a_slip(typed: str) -> None:
    with pytest.raises(paper.Slip):
        paper.read(typed)


def test_s15_a_slip_is_told_before_a_try_is_counted(browser: Client) -> None:
    groups = doing.kept(browser)
    doing.send(browser, "/out")
    wrong = "".join(groups)
    wrong = ("1" if wrong[0] != "1" else "2") + wrong[1:]
    for _ in range(12):
        assert b"There is a slip in it" in doing.recover(browser, wrong).content
    assert Wait.objects.count() == 0
    assert b"Your new recovery key" in doing.recover(browser, "-".join(groups)).content


def test_it_opens_what_was_written_and_takes_new_words(browser: Client) -> None:
    groups = doing.kept(browser)
    doing.send(browser, "/out")
    page = doing.recover(browser, "-".join(groups))
    assert doing.key_of(page) != groups
    assert doing.here(browser)["lines"] == ["first line"]
    doing.send(browser, "/out")
    doing.come(browser, words=doing.PASSPHRASE)
    assert not doing.here(browser)["here"]
    doing.come(browser, words=doing.NEW)
    assert doing.here(browser)["lines"] == ["first line"]


def test_s14_the_used_one_is_dead(browser: Client) -> None:
    groups = doing.kept(browser)
    doing.send(browser, "/out")
    new = doing.key_of(doing.recover(browser, "-".join(groups)))
    doing.send(browser, "/out")
    answer = doing.recover(browser, "-".join(groups), "some other words here")
    assert b"do not open anything here" in answer.content
    assert not doing.here(browser)["here"]
    doing.recover(browser, "-".join(new), "some other words here")
    assert doing.here(browser)["here"]


def test_s14_it_opens_when_the_pepper_is_lost_and_words_do_not(
    browser: Client, settings: Any
) -> None:
    groups = doing.kept(browser)
    doing.send(browser, "/out")
    settings.TEND_PEPPER = secrets.token_bytes(32)
    doing.come(browser)
    assert not doing.here(browser)["here"]
    doing.recover(browser, "-".join(groups))
    assert doing.here(browser)["lines"] == ["first line"]
    doing.send(browser, "/out")
    doing.come(browser, words=doing.NEW)
    assert doing.here(browser)["here"]


def test_s14_no_page_shows_it_twice(browser: Client) -> None:
    groups = doing.kept(browser)
    for address in ("/keep", "/keys", "/keys/paper", "/keys/paper/back", "/today", "/you"):
        page = browser.get(address, follow=True).content
        assert not any(group.encode() in page for group in groups[:8])


def test_two_groups_typed_back_make_it_sure(browser: Client) -> None:
    groups = doing.kept(browser)
    first, second, _ = doing.store(browser)["back"]
    assert doing.rings(browser).paper == "shown"
    wrong = doing.send(
        browser, "/keys/paper/back", "/keys", first=groups[second], second=groups[first]
    )
    assert b"not what was shown" in wrong.content
    assert groups[first].encode() not in wrong.content.replace(b'value="', b"")
    assert doing.rings(browser).paper == "shown"
    asked = {"first": f" {groups[first].lower()} ", "second": groups[second]}
    assert doing.send(browser, "/keys/paper/back", "/keys", **asked)["Location"] == "/today"
    assert doing.rings(browser).paper == "typed"
    assert browser.get("/keys/paper/back")["Location"] == "/keys"


def test_the_session_holds_nothing_of_it(browser: Client) -> None:
    groups = doing.kept(browser)
    assert not any(group in str(doing.store(browser).load()) for group in groups[:8])


def test_another_one_is_given_for_the_words_and_the_old_is_dead(browser: Client) -> None:
    groups = doing.kept(browser)
    assert b"not your words" in doing.prove(browser, "/keys/paper", "no no no no").content
    new = doing.key_of(doing.prove(browser, "/keys/paper"))
    doing.send(browser, "/out")
    doing.recover(browser, "-".join(groups))
    assert not doing.here(browser)["here"]
    doing.recover(browser, "-".join(new))
    assert doing.here(browser)["here"]


def test_none_at_all_looks_the_same_in_the_database(browser: Client) -> None:
    groups = doing.kept(browser)
    assert doing.prove(browser, "/keys/paper", answer="none")["Location"] == "/keys"
    assert b"you have none" in browser.get("/keys").content
    rows = Slot.objects.order_by("kind").values_list("kind", "sealed")
    assert [kind for kind, _ in rows] == [slots.PAPER, slots.PASS, slots.SPARE]
    assert len({len(bytes(sealed)) for _, sealed in rows}) == 1
    assert len({bytes(sealed)[:6] for _, sealed in rows}) == 1
    doing.send(browser, "/out")
    doing.recover(browser, "-".join(groups))
    assert not doing.here(browser)["here"]


def test_coming_with_it_ends_every_other_session(browser: Client) -> None:
    groups = doing.kept(browser)
    other = Client(enforce_csrf_checks=True, HTTP_HOST=HOST)
    doing.recover(other, "-".join(groups))
    assert not doing.here(browser)["here"]
    assert Session.objects.count() == 1


def test_words_that_came_late_come_along(browser: Client, time: Any) -> None:
    groups = doing.kept(browser)
    mark = doing.token(browser)
    time.forward(11)
    late = {"words": "so much to say", "key": "z", "csrfmiddlewaretoken": mark}
    sealed = browser.post("/t/write", late).content.decode().split('name="later" value="')[1]
    sealed = sealed.split('"')[0]
    page = doing.send(browser, "/paper", later=sealed).content.decode()
    assert sealed in page
    assert 'role="alert"' not in page
    form = {"name": "green-kettle-42", "paper": "-".join(groups), "passphrase": doing.NEW}
    doing.send(browser, "/paper", later=sealed, **form)
    assert doing.here(browser)["later"] == "so much to say"


def test_a_recovery_key_and_a_name_that_is_not_here(browser: Client) -> None:
    doing.kept(browser)
    doing.send(browser, "/out")
    made_up = written(secrets.token_bytes(paper.SIZE))
    form = {"paper": made_up, "passphrase": doing.NEW, "offered": "acorn acorn acorn acorn acorn"}
    unknown = doing.send(browser, "/paper", name="nobody-kettle-4", **form)
    known = doing.send(browser, "/paper", name="green-kettle-42", **form)
    assert unknown.status_code == known.status_code == 200
    assert b"do not open anything here" in known.content
    assert len(unknown.content) == len(known.content)
    assert Account.objects.count() == 1
