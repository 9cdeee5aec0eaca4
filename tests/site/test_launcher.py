"""`tend serve`: it starts, or says in one sentence why not."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tend.site import database, launcher, packs
from tend.site.launcher import CannotStart

_SERVE = """
import sys
from tend.site.launcher import serve
sys.exit(serve(int(sys.argv[1]), sys.argv[2]))
"""
START = 60  # seconds a loaded machine may take


def a_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEND_")}
    return {**kept, "PYTHONUNBUFFERED": "1", **more}


def refused(port: int, data: Path | str, **env: str) -> str:
    """What it says when it cannot start."""
    ended = subprocess.run(
        [sys.executable, "-c", _SERVE, str(port), str(data)],
        env=environment(**env),
        capture_output=True,
        text=True,
        timeout=START,
        check=False,
    )
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    return ended.stderr.strip()


@contextlib.contextmanager
def serving(port: int, data: Path, **env: str) -> Iterator[subprocess.Popen[str]]:
    """A running copy, stopped at the end by its own number."""
    running = subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(port), str(data)],
        env=environment(**env),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        until = time.monotonic() + START
        while not answers(port):
            assert running.poll() is None, running.stdout and running.stdout.read()
            assert time.monotonic() < until
            time.sleep(0.05)
        yield running
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(START)
        if running.stdout:
            running.stdout.close()


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/h", timeout=5) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def test_it_starts_on_an_empty_folder_says_so_and_starts_again(tmp_path: Path) -> None:
    port, data = a_port(), tmp_path / "deep" / "data"
    with serving(port, data) as running:
        others = refused(port, data)
        assert "Port" in others
        assert "choose another with --port" in others
        assert resource.prlimit(running.pid, resource.RLIMIT_CORE) == (0, 0)
    said = running.stdout
    assert said is not None
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "tend.db").stat().st_mode) == 0o600
    assert database.look(data / "tend.db") == "ready"
    with serving(port, data):
        assert not (data / database.COPY).exists()


class Visitor:
    """A browser that keeps its cookies, also while the program is started anew."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def get(self, path: str, form: dict[str, str] | None = None) -> tuple[str, str]:
        """Where an address or a form leads, and the page there."""
        sent = urlencode(form).encode() if form else None
        with self.opener.open(self.root + path, sent, timeout=START) as page:
            return page.url.removeprefix(self.root), page.read().decode()

    def begin(self) -> None:
        """Become a guest."""
        _, page = self.get("/begin")
        token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        self.get("/begin", {"csrfmiddlewaretoken": token, "answer": "yes", "key": "k"})


def test_a_restart_ends_sessions_and_its_secret_is_in_no_file(tmp_path: Path) -> None:
    port, boot = a_port(), "ab" * 32
    visitor = Visitor(port)
    with serving(port, tmp_path, TEND_BOOT=boot):
        visitor.begin()
        assert visitor.get("/today")[0] == "/today"
        files = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
        assert "tend.db-wal" in files
        for raw in files.values():
            assert boot.encode() not in raw
            assert bytes.fromhex(boot) not in raw
    with serving(port, tmp_path):
        assert visitor.get("/today")[0] == "/begin"
    with contextlib.closing(sqlite3.connect(tmp_path / "tend.db")) as link:
        assert link.execute("SELECT COUNT(*) FROM vault_session").fetchone() == (0,)
        assert link.execute("SELECT COUNT(*) FROM vault_entry").fetchone() == (0,)


def test_every_worker_opens_the_same_session(tmp_path: Path) -> None:
    port = a_port()
    visitor = Visitor(port)
    with serving(port, tmp_path):
        visitor.begin()
        assert {visitor.get("/today")[0] for _ in range(30)} == {"/today"}


@pytest.mark.parametrize("place", ["file", "/proc/nowhere"])
def test_a_folder_that_cannot_be_written_to(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    data = tmp_path / "file" / "data" if place == "file" else Path(place)
    said = refused(a_port(), data)
    assert said.startswith(f"The data folder {data} cannot be written to")
    assert "\n" not in said


def test_a_database_newer_than_the_program(tmp_path: Path) -> None:
    file = tmp_path / "tend.db"
    with contextlib.closing(sqlite3.connect(file)) as link:
        link.execute("CREATE TABLE django_migrations (app TEXT, name TEXT)")
        link.execute("INSERT INTO django_migrations VALUES ('vault', '9999_of_tomorrow')")
        link.commit()
    before = file.read_bytes()
    said = refused(a_port(), tmp_path)
    assert "made by a newer Tend" in said
    assert "\n" not in said
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be read", b""])
def test_a_file_that_is_no_database_of_tend(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tend.db").write_bytes(content)
    said = refused(a_port(), tmp_path)
    assert "is not a database of Tend" in said
    assert "\n" not in said


def test_an_older_database_is_copied_before_it_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tend.db"
    with contextlib.closing(sqlite3.connect(file)) as link:
        link.execute("CREATE TABLE django_migrations (app TEXT, name TEXT)")
        link.execute("CREATE TABLE kept (line TEXT)")
        link.execute("INSERT INTO kept VALUES ('sealed')")
        link.commit()
    assert database.look(file) == "old"
    migrated = []
    monkeypatch.setattr(launcher, "migrate", lambda: migrated.append(True))
    launcher.prepare_database(file)
    copy = tmp_path / database.COPY
    assert migrated
    assert str(copy) in capsys.readouterr().out
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with contextlib.closing(sqlite3.connect(copy)) as link:
        assert link.execute("SELECT line FROM kept").fetchall() == [("sealed",)]


def test_only_this_machine_is_listened_to_without_https() -> None:
    assert launcher.checked_bind({}) == "127.0.0.1"
    for url in ("", "http://tend.example"):
        with pytest.raises(CannotStart, match="without https"):
            launcher.checked_bind({"TEND_BIND": "0.0.0.0", "TEND_PUBLIC_URL": url})  # noqa: S104
    given = {"TEND_BIND": "0.0.0.0", "TEND_PUBLIC_URL": "https://tend.example"}  # noqa: S104
    assert launcher.checked_bind(given) == given["TEND_BIND"]


@pytest.mark.parametrize("boot", ["short", "zz" * 32])
def test_a_boot_secret_that_is_none_is_refused(tmp_path: Path, boot: str) -> None:
    assert "64 hex digits" in refused(a_port(), tmp_path, TEND_BOOT=boot)


def test_a_boot_secret_is_made_once_for_all_workers(tmp_path: Path) -> None:
    made: dict[str, str] = {}
    assert launcher.settle(tmp_path, made) is False
    assert len(made["TEND_BOOT"]) == 64
    again = dict(made)
    assert launcher.settle(tmp_path, again) is True
    assert again == made
    other: dict[str, str] = {}
    launcher.settle(tmp_path, other)
    assert other["TEND_BOOT"] != made["TEND_BOOT"]


def test_a_pack_with_problems_is_told_line_by_line(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.toml").write_bytes(b"\xff")
    said = refused(a_port(), tmp_path / "data", TEND_PACK_DIR=str(pack))
    assert said.startswith("pack.toml:1: utf-8: ")


def test_a_pack_with_an_unsigned_limit_is_not_run(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(packs.home(), pack)
    (pack / "reviewed.toml").unlink()
    said = refused(a_port(), tmp_path / "data", TEND_PACK_DIR=str(pack))
    assert ": unsigned: " in said


def test_a_port_out_of_range_is_one_sentence(tmp_path: Path) -> None:
    assert "choose another" in refused(70_000, tmp_path)


@pytest.mark.parametrize(
    ("asked", "env", "place"),
    [
        ("/a/b", {}, "/a/b"),
        (None, {"TEND_DATA": "/c"}, "/c"),
        (None, {"XDG_DATA_HOME": "/share"}, "/share/tend"),
    ],
)
def test_where_the_data_lies(
    asked: str | None, env: dict[str, str], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TEND_DATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert launcher.where(asked) == Path(place)


ACCOUNT = "INSERT INTO vault_account (id, name, password, ring, is_active) VALUES (?, ?, ?, ?, ?)"
SLOT = "INSERT INTO vault_slot (id, account_id, kind, sealed) VALUES (?, ?, ?, ?)"


def insert(file: Path, account: str) -> None:
    """An account whose words were made with a pepper that is not there."""
    with contextlib.closing(sqlite3.connect(file)) as link:
        words = "tend2$3$131072$00000000$x$y"
        link.execute(ACCOUNT, (account, "green-kettle-42", words, b"ring", 1))
        link.execute(SLOT, (account[::-1], account, "pass", b"sealed"))
        link.commit()


def left(file: Path) -> list[int]:
    """How many accounts and slots there are."""
    with contextlib.closing(sqlite3.connect(file)) as link:
        asked = ("SELECT COUNT(*) FROM vault_account", "SELECT COUNT(*) FROM vault_slot")
        return [link.execute(each).fetchone()[0] for each in asked]


def test_a_wrong_pepper_is_told_and_who_was_erased_is_erased_again(tmp_path: Path) -> None:
    from tend.vault import erase

    port, account = a_port(), "0f0e0d0c0b0a49088706050403020100"
    base = tmp_path / "tend.db"
    with serving(port, tmp_path):
        assert stat.S_IMODE((tmp_path / "tend.pepper").stat().st_mode) == 0o600
    insert(base, account)
    said = refused(port, tmp_path)
    assert "is not the one that the passphrases here were made with" in said
    assert "\n" not in said
    with serving(port, tmp_path, TEND_PEPPER_LOST="1"):
        assert left(base) == [1, 1]
    mark = erase.mark("0f0e0d0c-0b0a-4908-8706-050403020100")
    (tmp_path / erase.NAME).write_text(f"{mark}\n")
    with serving(port, tmp_path, TEND_PEPPER_LOST="1"):
        assert left(base) == [0, 0]


@pytest.mark.parametrize(
    "given", ["", "weather.example", "javascript:alert(1)", "/today", "https://", "https://a b/"]
)
def test_a_neutral_site_must_be_an_address(given: str) -> None:
    with pytest.raises(CannotStart, match="TEND_NEUTRAL"):
        launcher.check_neutral({"TEND_NEUTRAL": given})


@pytest.mark.parametrize("given", [None, "https://weather.example/", "http://127.0.0.1:9/?a=b"])
def test_a_neutral_site_may_be_left_out(given: str | None) -> None:
    launcher.check_neutral({} if given is None else {"TEND_NEUTRAL": given})
