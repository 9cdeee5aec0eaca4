"""S02-S08: what is sealed stays where it is, whole, and the same for ever."""

from __future__ import annotations

import ast
import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tend.vault import envelope, keys, paper, ring
from tend.vault.envelope import HEADER, Unreadable, bound, seal, unseal
from tend.vault.models import Account, Entry, Log, Session, Slot, Snapshot
from tests.house.tree import ROOT
from tests.vault import doing

VECTORS = json.loads((ROOT / "tests" / "vectors" / "vault-0.1.json").read_text())

SEALED = {
    "account.ring": ("ring", "account"),
    "slot.sealed": ("slot", "account", "kind"),
    "entry.sealed": ("log", "entry", "seq"),
    "snapshot.sealed": ("log", "snapshot", "seq"),
    "session.sealed": ("session", "ref"),
}
"""Every sealed column, and what the place is made of that it is bound to."""

OPEN = {
    *("account.id", "account.name", "account.password", "account.is_active"),
    *("slot.id", "slot.account", "slot.kind", "log.id", "log.account", "log.top", "log.version"),
    *("entry.pk", "entry.log", "entry.seq", "snapshot.pk", "snapshot.log", "snapshot.seq"),
    *("session.ref", "session.account", "session.marker", "session.idle_until", "session.ends"),
    *("wait.turn", "wait.count", "wait.until", "wait.ends"),
}
"""Every other column: ids, counters, hashes and limits. A name is the person's own choice."""


def hexed(text: str) -> bytes:
    return bytes.fromhex(text)


def test_s04_every_column_is_sealed_or_known_to_tell_nothing() -> None:
    found = {
        f"{model._meta.model_name}.{field.name}": field
        for model in apps.get_app_config("vault").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and not field.auto_created
    }
    assert set(found) == OPEN | set(SEALED)
    assert all(isinstance(found[name], models.BinaryField) for name in SEALED)
    assert not any(isinstance(found[name], models.BinaryField) for name in OPEN)
    free = {name for name, field in found.items() if isinstance(field, models.TextField)}
    assert free == set()


def test_s04_no_other_room_has_a_table() -> None:
    ours = [app for app in apps.get_app_configs() if app.name.startswith("tend.")]
    assert [app.label for app in ours if list(app.get_models())] == ["vault"]


PLACES: dict[str, envelope.Place] = {
    "entry": ("log-1", "entry", 7),
    "entry of another log": ("log-2", "entry", 7),
    "another entry": ("log-1", "entry", 8),
    "snapshot": ("log-1", "snapshot", 7),
    "slot": ("slot", "log-1", "pass"),
    "slot of another kind": ("slot", "log-1", "paper"),
    "slot of another account": ("slot", "log-2", "pass"),
    "ring": ("ring", "log-1"),
    "ring of another account": ("ring", "log-2"),
    "session": ("session", "log-1"),
    "hidden field": ("later",),
}


@given(st.sampled_from(sorted(PLACES)), st.sampled_from(sorted(PLACES)), st.binary(max_size=600))
def test_s02_a_blob_opens_in_its_own_place_alone(here: str, there: str, plain: bytes) -> None:
    key = bytes(range(32))
    blob = seal(key, plain, PLACES[here])
    if here == there:
        assert unseal({1: key}, blob, PLACES[there]) == plain
        return
    with pytest.raises(Unreadable):
        unseal({1: key}, blob, PLACES[there])


def test_s02_rows_exchanged_between_two_people_open_for_neither(browser: Client) -> None:
    doing.kept(browser)
    other = doing.stranger()
    doing.arrive(other, "the other's")
    doing.keep(other, "blue-spoon-17")
    for table in (Entry, Slot):
        rows: list[Any] = list(table.objects.all())
        kinds = {str(row.pk)[-6:] if table is Entry else row.kind for row in rows}
        assert kinds
        for row in rows:
            twin = next(r for r in rows if r is not row and match(r) == match(row))
            table.objects.filter(pk=row.pk).update(sealed=bytes(twin.sealed))
    for each in (browser, other):
        assert doing.here(each)["lines"] == []
        doing.send(each, "/out")
    assert b"do not open anything" in doing.come(browser).content
    assert b"do not open anything" in doing.come(other, "blue-spoon-17").content


def match(row: Any) -> Any:
    """What two rows that could be taken for one another have in common."""
    return row.kind if isinstance(row, Slot) else row.seq


@pytest.mark.parametrize("bad", VECTORS["malformed"], ids=lambda bad: bad["what"])
def test_s03_malformed_blobs_all_fail_with_one_text(bad: Any) -> None:
    ring_of_many = dict.fromkeys(range(1, 9), hexed(bad["key"]))
    with pytest.raises(Unreadable) as error:
        unseal({1: hexed(bad["key"])}, hexed(bad["sealed"]), tuple(bad["place"]))
    assert str(error.value) == "This cannot be opened."
    if bad["what"] != "padding":
        with pytest.raises(Unreadable):
            unseal(ring_of_many, hexed(bad["sealed"]), tuple(bad["place"]))


def test_s03_any_flipped_bit_fails_in_the_database_too(browser: Client) -> None:
    doing.kept(browser)
    row = Entry.objects.get()
    blob, place = bytes(row.sealed), (str(row.log_id), "entry", row.seq)  # type: ignore[attr-defined]
    held = doing.store(browser).held
    assert held is not None
    opened = keys.item_keys(held.ring)
    assert unseal(opened, blob, place)
    for bit in range(len(blob) * 8):
        changed = bytearray(blob)
        changed[bit // 8] ^= 1 << (bit % 8)
        with pytest.raises(Unreadable):
            unseal(opened, bytes(changed), place)


@pytest.mark.parametrize("known", VECTORS["envelopes"], ids=range(len(VECTORS["envelopes"])))
def test_s05_sealed_bytes_of_this_release_open_for_ever(known: Any) -> None:
    opened = {known["version"]: hexed(known["key"])}
    assert unseal(opened, hexed(known["sealed"]), tuple(known["place"])) == hexed(known["plain"])


def test_s05_places_and_keys_are_made_as_they_were() -> None:
    for known in VECTORS["bound"]:
        assert bound(tuple(known["place"])) == hexed(known["bytes"])
    for known in VECTORS["subkeys"]:
        made = keys.subkey(hexed(known["key"]), known["purpose"], hexed(known["data"]))
        assert made == hexed(known["out"])


def test_s05_argon2id_is_the_one_of_the_standard() -> None:
    for known in VECTORS["argon2id"]:
        profile = keys.Profile(known["passes"], known["kibibytes"] << 10)
        made = keys.stretch(known["words"], hexed(known["salt"]), profile)
        assert made == hexed(known["out"])


def test_s05_recovery_keys_slots_and_rings_open_for_ever() -> None:
    for known in VECTORS["papers"]:
        raw = paper.read(known["written"])
        assert (raw, paper.slot_key(raw)) == (hexed(known["raw"]), hexed(known["slot_key"]))
        assert "-".join(paper.groups(raw)) == known["written"]
    for slip in VECTORS["slips"]:
        with pytest.raises(paper.Slip):
            paper.read(slip)
    for known in VECTORS["slots"]:
        sealed, account = hexed(known["sealed"]), known["account"]
        root = keys.unwrap(hexed(known["slot_key"]), sealed, account, known["kind"])
        assert root == hexed(known["root"])
    for known in VECTORS["rings"]:
        import msgspec

        found = ring.opened(hexed(known["root"]), hexed(known["sealed"]), known["account"])
        assert json.loads(msgspec.json.encode(found)) == known["ring"]


@pytest.mark.parametrize("size", [0, 1, 100, 255])
def test_s07_a_row_has_the_size_of_its_bucket_and_no_other(size: int) -> None:
    assert len(seal(bytes(32), b"x" * size, ("p",))) == HEADER.size + 24 + 256 + 16


def test_s07_a_word_and_a_long_line_lie_alike_in_the_database(browser: Client) -> None:
    doing.arrive(browser, "")
    doing.send(browser, "/t/write", words="x" * 150, key="k")
    assert len({len(bytes(row)) for row in Entry.objects.values_list("sealed", flat=True)}) == 1


def test_s08_no_nonce_is_drawn_twice() -> None:
    key = bytes(32)
    assert len({seal(key, b"", ("p",))[6:30] for _ in range(20_000)}) == 20_000


def test_s08_chance_comes_from_the_machine_alone() -> None:
    for file in sorted((ROOT / "src" / "tend").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [alias.name for alias in getattr(node, "names", [])]
            names.append(getattr(node, "module", None) or "")
            assert "random" not in names, file
            assert "os.urandom" not in ast.dump(node), file
    source = Path(envelope.__file__).read_text()
    assert source.count("secrets.token_bytes(NONCE)") == 1


def test_s30_a_database_of_the_first_tables_is_brought_up_to_date_and_opens(
    tmp_path: Path, rooms: None, django_db_blocker: Any
) -> None:
    from tests.vault.conftest import pointed

    file = tmp_path / "tend.db"
    dump = (ROOT / "tests" / "vectors" / "tend-0001.sql").read_text()
    with contextlib.closing(sqlite3.connect(file)) as link:
        link.executescript(dump)
    with django_db_blocker.unblock(), pointed(file):
        call_command("migrate", verbosity=0, interactive=False)
        browser = doing.stranger()
        for _ in range(2):
            assert doing.come(browser)["Location"] == "/today"
            assert doing.here(browser)["lines"] == [f"line {n}" for n in reversed(range(40))]
            doing.send(browser, "/out")
        doing.come(browser)
        groups = doing.key_of(doing.prove(browser, "/keys/paper"))
        doing.send(browser, "/out")
        doing.recover(browser, "-".join(groups))
        assert doing.here(browser)["here"]
        assert Slot.objects.count() == 3


def test_s30_moving_tables_never_opens_anything() -> None:
    for file in (ROOT / "src" / "tend" / "vault" / "migrations").glob("0*.py"):
        assert "RunPython" not in file.read_text()
        assert "RunSQL" not in file.read_text()


def test_the_tables_of_the_vault_are_known() -> None:
    known = {Account, Slot, Log, Entry, Snapshot, Session}
    assert known < set(apps.get_app_config("vault").get_models())
    assert connection.vendor == "sqlite"
