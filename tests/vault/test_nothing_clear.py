"""A marker typed through every private field stands in no file."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from tests.vault import doing

MARKER = "Zwetschge7Quitte"


def shapes(marker: str) -> list[bytes]:
    """A marker as it might lie in a file: as text, wide, in hex, in base64 at any offset."""
    plain = marker.encode()
    wide = [marker.encode("utf-16-le"), marker.encode("utf-16-be")]
    hexed = [plain.hex().encode(), plain.hex().upper().encode()]
    based = [base64.b64encode(b"x" * n + plain)[4:-4] for n in range(3)]
    return [plain, plain[::-1], *wide, *hexed, *based]


def found(folder: Path) -> list[str]:
    """Where the marker lies clear."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert any(file.name.endswith("-wal") for file in files)
    return [
        f"{file.name}: {shape!r}"
        for file in files
        for shape in shapes(MARKER)
        if shape in file.read_bytes()
    ]


def test_what_is_typed_stands_in_no_file(
    browser: Client, disk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    doing.arrive(browser, f"{MARKER} at night")
    doing.send(browser, "/t/write", words=f"again {MARKER}", key=MARKER)
    for n in range(40):
        doing.send(browser, "/t/write", words=f"{n} {MARKER}", key=f"{MARKER}{n}")
    assert found(disk.parent) == []
    doing.keep(browser, words=f"a {MARKER} passphrase")
    doing.send(browser, "/t/fall", words=f"falling {MARKER}")
    doing.send(browser, "/out")
    doing.come(browser, words=f"a {MARKER} passphrase")
    assert doing.here(browser)["lines"][0] == f"39 {MARKER}"
    assert found(disk.parent) == []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    assert found(disk.parent) == []
    said = "".join(capfd.readouterr())
    assert MARKER not in said


def test_the_scan_itself_finds_a_marker_in_every_shape(tmp_path: Path) -> None:
    for n, shape in enumerate(shapes(MARKER)):
        (tmp_path / f"{n}-wal").write_bytes(b"..." + shape + b"...")
    assert len({line.split(":")[0] for line in found(tmp_path)}) == len(shapes(MARKER))


def test_the_database_keeps_its_promises(disk: Path) -> None:
    asked = {"journal_mode": "wal", "secure_delete": 1, "synchronous": 2, "temp_store": 2}
    with connection.cursor() as cursor:
        for pragma, value in asked.items():
            cursor.execute(f"PRAGMA {pragma}")
            assert cursor.fetchone()[0] == value
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone()[0] == 5000
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
