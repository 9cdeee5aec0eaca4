"""The pepper, the floor, and passphrases that are stored anew when more is asked of them."""

from __future__ import annotations

import secrets
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.test import Client
from nacl import pwhash

from tend.site import pepper
from tend.vault import hasher, keys, slots
from tend.vault.hasher import PlainSlotHasher, SlotHasher, listening
from tend.vault.models import Account, Slot
from tests.vault import doing


def test_the_stored_text_holds_no_other_thing_made_of_the_passphrase(rooms: None) -> None:
    with listening() as heard:
        stored = make_password(doing.PASSPHRASE)
    algorithm, passes, kibibytes, mark, salt, check = stored.split("$")
    assert (algorithm, passes, kibibytes) == ("tend2", "3", "65536")
    assert heard[-1].hex() not in stored
    assert check_password(doing.PASSPHRASE, stored)
    assert len({mark, salt, check}) == 3


def test_without_the_pepper_the_right_words_are_wrong(rooms: None, settings: Any) -> None:
    with listening() as heard:
        stored = make_password(doing.PASSPHRASE)
    settings.TEND_PEPPER = secrets.token_bytes(32)
    with listening() as other:
        assert not check_password(doing.PASSPHRASE, stored)
    assert heard[-1] != other[-1]


@pytest.mark.parametrize("cost", ["1$131072", "3$65535", "3$8", "0$65536", "2$0"])
def test_s06_less_than_the_floor_is_never_tried(
    cost: str, rooms: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, _, _, mark, salt, check = make_password(doing.PASSPHRASE).split("$")
    monkeypatch.setattr(pwhash.argon2id, "kdf", lambda *_, **__: pytest.fail("it was tried"))
    assert not check_password(doing.PASSPHRASE, f"{head}${cost}${mark}${salt}${check}")


def test_s06_raised_cost_takes_hold_at_the_next_sign_in(browser: Client, settings: Any) -> None:
    doing.kept(browser)
    before = Account.objects.get()
    slot = bytes(Slot.objects.get(kind=slots.PASS).sealed)
    doing.send(browser, "/out")
    settings.TEND_SMALL = False
    doing.come(browser)
    after = Account.objects.get()
    assert (before.password.split("$")[2], after.password.split("$")[2]) == ("65536", "131072")
    assert bytes(Slot.objects.get(kind=slots.PASS).sealed) != slot
    doing.send(browser, "/out")
    settings.TEND_SMALL = True
    doing.come(browser)
    assert doing.here(browser)["lines"] == ["first line"]
    assert Account.objects.get().password == after.password  # less is asked: nothing is weakened


def test_words_stored_before_there_was_a_pepper_open_and_are_stored_anew(
    browser: Client, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = [
        "tend.vault.hasher.PlainSlotHasher",
        "tend.vault.hasher.SlotHasher",
    ]
    doing.arrive(browser)
    old = PlainSlotHasher()
    with pytest.MonkeyPatch.context() as before:
        before.setattr(PlainSlotHasher, "encode", as_it_was)
        doing.keep(browser)
    assert Account.objects.get().password.startswith("tend1$3$65536$")
    assert old.verify(doing.PASSPHRASE, Account.objects.get().password)
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[::-1]
    doing.send(browser, "/out")
    for _ in range(2):
        doing.come(browser)
        assert doing.here(browser)["lines"] == ["first line"]
        assert Account.objects.get().password.startswith("tend2$")
        doing.send(browser, "/out")


def as_it_was(self: PlainSlotHasher, password: str, salt: str) -> str:
    """A stored text of five parts."""
    algorithm, passes, memory, _, *rest = SlotHasher.encode(self, password, salt).split("$")
    return "$".join((algorithm, passes, memory, *rest))


def test_a_pepper_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = pepper.prepare(tmp_path, tmp_path / "tend.db", {})
    assert file == tmp_path / pepper.NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    found = pepper.read(file)
    assert len(found) == 32
    assert pepper.read(pepper.prepare(tmp_path, tmp_path / "tend.db", {})) == found


def a_base(folder: Path, mark: str) -> Path:
    base = folder / "tend.db"
    with sqlite3.connect(base) as link:
        link.execute("CREATE TABLE vault_account (password TEXT)")
        link.execute("INSERT INTO vault_account VALUES (?)", [f"tend2$3$131072${mark}$x$y"])
        link.execute("INSERT INTO vault_account VALUES ('!guest')")
    link.close()
    return base


@pytest.mark.parametrize("there", [True, False])
def test_a_lost_pepper_is_told_before_anybody_is_turned_away(tmp_path: Path, there: bool) -> None:  # noqa: FBT001
    if there:
        pepper.make(tmp_path / pepper.NAME)
    base = a_base(tmp_path, "01234567")
    with pytest.raises(pepper.Unfit, match="is not the one"):
        pepper.prepare(tmp_path, base, {})
    assert (tmp_path / pepper.NAME).exists() is there
    assert pepper.read(pepper.prepare(tmp_path, base, {"TEND_PEPPER_LOST": "1"}))


def test_the_right_pepper_is_known_by_its_mark(tmp_path: Path) -> None:
    pepper.make(tmp_path / "elsewhere")
    base = a_base(tmp_path, hasher.mark(pepper.read(tmp_path / "elsewhere")))
    env = {"TEND_PEPPER_FILE": str(tmp_path / "elsewhere")}
    assert pepper.prepare(tmp_path, base, env) == tmp_path / "elsewhere"


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [(b"short", 0o600, "not a pepper"), (bytes(32), 0o644, "Others"), (bytes(33), 0o600, "not a")],
)
def test_s28_a_pepper_that_is_none_or_open_to_others(
    tmp_path: Path, content: bytes, mode: int, said: str
) -> None:
    file = tmp_path / pepper.NAME
    file.write_bytes(content)
    file.chmod(mode)
    with pytest.raises(pepper.Unfit, match=said):
        pepper.prepare(tmp_path, tmp_path / "tend.db", {})


def test_a_pepper_that_cannot_be_written_or_read(tmp_path: Path) -> None:
    for path in (tmp_path / "no" / "folder", tmp_path):
        with pytest.raises(pepper.Unfit, match="cannot be"):
            pepper.prepare(tmp_path, tmp_path / "tend.db", {"TEND_PEPPER_FILE": str(path)})


def test_noise_is_as_long_as_a_slot_and_opens_for_nobody() -> None:
    key = keys.new_key()
    assert len(keys.noise()) == len(keys.wrap(key, keys.new_key(), "me", "pass"))
    assert keys.noise() != keys.noise()
