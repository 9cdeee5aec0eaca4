"""The archive: opens with any `age`, reads without us, comes in again; nothing is made lighter."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped]
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tend.core import entries
from tend.core.entries import (
    Answered,
    AskedBack,
    Checked,
    Easier,
    Entry,
    Erased,
    Happened,
    Noted,
    Told,
    Tried,
)
from tend.core.facts import SAFETY
from tend.core.gate import gate
from tend.core.situation import situation
from tend.vault import age, archive, bring, clock
from tend.vault.archive import KEPT, READ
from tend.vault.log import Vault
from tend.vault.models import Entry as Row
from tend.vault.models import Log
from tend.vault.sessions import SessionStore
from tests.vault import doing
from tests.vault.conftest import Clock

FILE_WORDS = "other words for the file"
VECTORS = Path(__file__).parents[1] / "vectors"
Z = 1_700_000_000.0


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked files that open at once; the real thing has a test of its own."""

    def lock(plain: bytes, words: str, folder: Path) -> bytes:
        return words.encode() + b"\0" + plain[::-1]

    def unlock(sealed: bytes, words: str, folder: Path) -> bytes:
        if not sealed.startswith(words.encode() + b"\0"):
            raise age.NotOpened
        return sealed.split(b"\0", 1)[1][::-1]

    monkeypatch.setattr(age, "lock", lock)
    monkeypatch.setattr(age, "unlock", unlock)


def vault(browser: Client) -> Vault:
    held = doing.store(browser).held
    assert held is not None
    return Vault(SessionStore(), held)


def take(browser: Client, words: str = doing.PASSPHRASE) -> Any:
    return doing.prove(browser, "/keys/file", words, passphrase=FILE_WORDS)


def bring_in(browser: Client, sealed: bytes, words: str = FILE_WORDS) -> Any:
    form = {
        "file": SimpleUploadedFile("notes.age", sealed),
        "under": words,
        "csrfmiddlewaretoken": doing.token(browser, "/keys/bring"),
    }
    return browser.post("/keys/bring", form)


def zipped(entries: list[Any], form: Any = 1, name: str = KEPT) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr(name, json.dumps({"form": form, "entries": entries}))
    return out.getvalue()


def test_s30_the_file_opens_with_the_public_format_and_comes_in_again(browser: Client) -> None:
    doing.kept(browser)
    vault(browser).append(Told(at=Z, key="k", text="We are strangers."), Noted(at=Z, text="é ö"))
    answer = take(browser)
    assert answer["Content-Disposition"] == 'attachment; filename="notes.age"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Cache-Control"] == "no-store"
    sealed = answer.content
    assert sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")
    files = zipfile.ZipFile(io.BytesIO(pyrage.passphrase.decrypt(sealed, FILE_WORDS)))
    assert files.namelist() == [READ, KEPT]
    assert {info.date_time for info in files.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    page = files.read(READ).decode()
    assert "We are strangers." in page
    assert "not evidence about anyone else" in page
    before = [entry for _, entry in vault(browser).entries()]
    other = doing.twin(browser)
    other.cookies.clear()
    doing.arrive(other, "another copy")
    doing.keep(other, "blue-spoon-17")
    assert bring_in(other, sealed, "no no no no").status_code == 200
    assert bring_in(other, sealed)["Location"] == "/keys"
    assert b"3 came in with the file" in other.get("/keys").content
    after = [entry for _, entry in vault(other).entries()]
    assert [plain(entry) for entry in after[1:4]] == [plain(entry) for entry in before]


def plain(entry: Entry) -> dict[str, Any]:
    """An entry without the key of its form, which stays behind."""
    data: dict[str, Any] = json.loads(entries.encode(entry))
    data.pop("key", None)
    return data


def test_it_asks_for_the_words_and_says_where_the_file_will_lie(
    browser: Client, quick: None
) -> None:
    doing.kept(browser)
    assert b"The file will lie on this device" in browser.get("/keys/file").content
    answer = take(browser, "no no no no")
    assert "Content-Disposition" not in answer
    assert b"not your words" in answer.content


@pytest.mark.parametrize("fact", ["watched", "made_to_use"])
def test_it_is_not_offered_where_somebody_reads_along(
    browser: Client, quick: None, fact: str
) -> None:
    doing.kept(browser)
    assert b"/keys/file" in browser.get("/keys").content
    vault(browser).append(Answered(at=clock.now(), answers={fact: "yes"}))
    assert b"/keys/file" not in browser.get("/keys").content
    assert browser.get("/keys/file").status_code == 404
    answer = doing.send(browser, "/keys/file", "/keys", now=doing.PASSPHRASE, passphrase=FILE_WORDS)
    assert answer.status_code == 404
    assert b"print this page" not in doing.prove(browser, "/keys/paper").content


def test_every_kind_of_entry_can_be_read_in_plain_words(browser: Client) -> None:
    doing.kept(browser)
    log = json.loads((VECTORS / "log-0.1.json").read_text())
    raws = [json.dumps(raw).encode() for raw in log["entries"] if raw]
    page = archive.page(raws, vault(browser))
    for words in ("We are strangers.", "Quieter.", "I slept.", "husband", "A step I tried"):
        assert words in page
    kinds = {str(kind.__struct_config__.tag) for kind in entries.ENTRIES}
    silent = {"happened", "raised", "easier", "offered", "caution", "erased"}
    assert kinds == set(archive.TITLES) | silent


def test_what_is_written_cannot_become_markup(browser: Client) -> None:
    doing.kept(browser)
    raw = json.dumps({"kind": "noted", "at": 1.0, "text": "<script>x</script>"}).encode()
    assert "<script" not in archive.page([raw], vault(browser))


def test_what_was_erased_is_not_in_it_and_an_unknown_kind_is(browser: Client) -> None:
    doing.kept(browser)
    mine = vault(browser)
    mine.append(Noted(at=Z, text="gone"), Erased(at=Z))
    mine.bring([b'{"kind":"from-the-future","at":1.0,"what":[1]}'])
    found = bring.unpacked(archive.packed(vault(browser)))
    assert b'{"kind":"from-the-future","at":1.0,"what":[1]}' in found
    assert not any(b"erased" in raw for raw in found)


def test_an_unknown_kind_comes_in_and_is_kept_as_it_is(browser: Client, quick: None) -> None:
    doing.kept(browser)
    strange = {"kind": "from-the-future", "v": 7, "at": 5.0, "what": {"a": [1, None]}}
    sealed = age.lock(zipped([strange]), FILE_WORDS, Path())
    assert bring_in(browser, sealed)["Location"] == "/keys"
    found = [json.loads(raw) for _, raw in vault(browser).raws()]
    assert strange in found


BAD: list[Any] = [
    "text",
    None,
    {},
    {"kind": "noted"},
    {"kind": "noted", "at": "1"},
    {"kind": "noted", "at": True},
    {"kind": "noted", "at": -1},
    {"kind": "noted", "at": 9e12},
    {"kind": "noted", "at": 1.0},
    {"kind": "noted", "at": 1.0, "text": 5},
    {"kind": "answered", "at": 1.0, "answers": []},
    {"kind": 5, "at": 1.0},
    {"kind": "noted", "at": 1.0, "text": "x" * 70_000},
    {"kind": "new-kind", "at": 1.0, "text": "x" * 70_000},
]


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_one_entry_that_is_not_as_it_should_be_and_nothing_comes_in(
    browser: Client, quick: None, bad: Any
) -> None:
    doing.kept(browser)
    before = list(Row.objects.values_list())
    good = {"kind": "noted", "at": 1.0, "text": "good"}
    answer = bring_in(browser, age.lock(zipped([good, bad]), FILE_WORDS, Path()))
    assert b"or it is damaged" in answer.content
    assert list(Row.objects.values_list()) == before


STRANGE = {
    "no zip": b"not a zip at all",
    "empty": b"",
    "another file": zipped([], name="other.json"),
    "another form": zipped([], form=2),
    "no form": zipped([], form=None),
    "too many": zipped([{"kind": "x", "at": 1}] * (bring.MOST + 1)),
    "a list": zipped([])[:40] + b"x",
}


@pytest.mark.parametrize("what", STRANGE)
def test_a_file_that_is_no_archive(browser: Client, quick: None, what: str) -> None:
    doing.kept(browser)
    answer = bring_in(browser, age.lock(STRANGE[what], FILE_WORDS, Path()))
    assert b"or it is damaged" in answer.content
    assert Log.objects.get().top == 1


def test_no_more_is_unpacked_than_there_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = zipped([{"kind": "x", "at": 1}])
    assert len(bring.unpacked(whole)) == 1
    monkeypatch.setattr(bring, "LARGEST", 20)
    with pytest.raises(bring.Strange):
        bring.unpacked(whole)


def test_a_file_too_large_is_let_fall(browser: Client, quick: None, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    doing.kept(browser)
    answer = bring_in(browser, b"x" * 5000)
    assert answer.status_code == 200
    assert b"Please choose the file" in answer.content


def grave() -> list[Any]:
    """What would lift whatever there was, if it were believed: a way back, walked to its end."""
    answers = dict.fromkeys(SAFETY, "no")
    old = [
        AskedBack(at=Z, text="I want it back"),
        Answered(at=Z, answers={"private": "yes", "helper": "yes"}),
    ]
    old += [Checked(at=Z + n * 20 * 86400, answers=answers, full=True, lines=True) for n in (1, 2)]
    late = clock.now() - 60
    old += [Checked(at=late, answers=answers, full=True, lines=True), Easier(at=late)]
    return [json.loads(entries.encode(entry)) for entry in old]


@pytest.mark.parametrize("said", ["hit", "watched", "forced", "self_harm", "fear"])
def test_what_comes_in_lifts_nothing(browser: Client, quick: None, said: str) -> None:
    doing.kept(browser)
    mine = vault(browser)
    mine.append(Answered(at=clock.now() - 120, answers={said: "yes"}))
    before = situation(mine.state(), clock.now())
    assert bring_in(browser, age.lock(zipped(grave()), FILE_WORDS, Path()))["Location"] == "/keys"
    after = situation(vault(browser).state(), clock.now())
    assert gate(after) >= gate(before)
    assert after.answer(said) == "yes"
    assert after.history.worst == before.history.worst
    if before.history.worst != "none":
        assert after.history.clear_checks_days_ago == ()
        assert after.history.asked_back_days_ago is None
    assert after.overlay.easier_days_ago is None or said != "self_harm"


def test_after_bringing_in_the_check_is_wanted_anew(browser: Client, quick: None) -> None:
    doing.kept(browser)
    bring_in(browser, age.lock(zipped(grave()), FILE_WORDS, Path()))
    assert "unread" in vault(browser).state().events
    found = [entry for _, entry in vault(browser).entries()]
    assert isinstance(found[0], Happened)


def test_old_form_keys_stay_behind(browser: Client, quick: None) -> None:
    doing.kept(browser)
    tried = {"kind": "tried", "at": 1.0, "step": "a-walk", "how": "good", "key": "k1"}
    bring_in(browser, age.lock(zipped([tried]), FILE_WORDS, Path()))
    assert "k1" not in vault(browser).state().keys
    assert any(isinstance(entry, Tried) for _, entry in vault(browser).entries())


def test_one_at_a_time_and_the_next_is_asked_to_wait(browser: Client, disk: Path) -> None:
    doing.kept(browser)
    with age._turn(disk.parent):
        answer = take(browser)
        assert (answer.status_code, answer["Retry-After"]) == (503, "2")
        assert FILE_WORDS.encode() not in answer.content
        assert doing.PASSPHRASE.encode() not in answer.content
        with pytest.raises(age.Occupied):
            age.lock(b"x", "y", disk.parent)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"age-encryption.org/v1\n-> X25519 abc 5\n",
        b"age-encryption.org/v1\n-> scrypt c2FsdA 21\n",
        b"age-encryption.org/v1\n-> scrypt c2FsdA 64\n",
        b"age-encryption.org/v1\n-> scrypt c2FsdA -1\n",
        b"age-encryption.org/v1\n-> scrypt c2FsdA 0\n",
        b"age-encryption.org/v2\n-> scrypt c2FsdA 10\n",
    ],
)
def test_a_file_that_asks_for_too_much_is_not_tried(
    head: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(age, "_apart", lambda *_: pytest.fail("it was tried"))
    with pytest.raises(age.NotOpened):
        age.unlock(head + b"x" * 500, "words", tmp_path)


def test_a_damaged_file_does_not_open_and_no_secret_goes_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEND_BOOT", "ab" * 32)
    seen: list[dict[str, str]] = []
    true = subprocess.run

    def noted(*args: Any, **more: Any) -> Any:
        seen.append(more["env"])
        return true(*args, **more)

    monkeypatch.setattr(subprocess, "run", noted)
    light = (VECTORS / "notes-0.1.age").read_bytes()
    assert zipfile.ZipFile(io.BytesIO(age.unlock(light, FILE_WORDS, tmp_path))).namelist()
    for damaged in (light[:-1], light[:-20] + bytes(20), light.replace(b"-> s", b"-> z")):
        with pytest.raises(age.NotOpened):
            age.unlock(damaged, FILE_WORDS, tmp_path)
    with pytest.raises(age.NotOpened):
        age.unlock(light, "not the words", tmp_path)
    assert not any(name.startswith("TEND_") for env in seen for name in env)


def test_s30_a_file_of_this_release_comes_in_for_ever(browser: Client, time: Clock) -> None:
    time.at = 1_802_000_000.0
    doing.kept(browser)
    sealed = (VECTORS / "notes-0.1.age").read_bytes()
    assert bring_in(browser, sealed)["Location"] == "/keys"
    log = json.loads((VECTORS / "log-0.1.json").read_text())
    wanted = [{k: v for k, v in raw.items() if k != "key"} for raw in log["entries"] if raw]
    found = [json.loads(raw) for _, raw in vault(browser).raws()]
    assert [raw for raw in found if raw in wanted] == wanted


def test_what_was_said_once_and_taken_back_is_not_lifted_either(
    browser: Client, quick: None
) -> None:
    doing.kept(browser)
    mine, now = vault(browser), clock.now()
    mine.append(Answered(at=now - 120, answers={"hit": "yes"}))
    mine.append(Answered(at=now - 60, answers={"hit": "past"}))
    bring_in(browser, age.lock(zipped(grave()), FILE_WORDS, Path()))
    state = vault(browser).state()
    assert state.worst == "urgent"
    assert (state.back_at, state.clear) == (None, ())
    assert state.worst_at == state.last_at
