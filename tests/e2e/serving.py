"""A running copy of Tend on a free port, its clock to be turned, and a neighbour to leave to."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError

START = 60  # seconds a loaded machine may take
TURNED = Path(__file__).with_name("turned.py")
WEATHER = b"<!doctype html><title>The weather</title><h1>Cloudy, with some sun</h1>"


@dataclass(frozen=True)
class House:
    """A copy that runs: its address, its folder, the neutral page of its way out."""

    address: str
    data: Path
    neutral: str

    def rows(self, table: str) -> int:
        """How many rows of a private table there are; what they say nobody can read."""
        with contextlib.closing(sqlite3.connect(self.data / "tend.db")) as link:
            found = link.execute(f"SELECT count(*) FROM vault_{table}")  # noqa: S608  (our names)
            return int(found.fetchone()[0])

    def holds(self, words: str) -> list[str]:
        """The files in which these words stand to be read by anyone."""
        raw = words.encode()
        return [file.name for file in self.data.iterdir() if raw in file.read_bytes()]

    def turn(self, hours: float) -> None:
        """Set the clock of a copy that has one of its own: that many hours ahead of ours."""
        (self.data / "hours").write_text(str(hours))


def a_port() -> int:
    """A port nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Weather(BaseHTTPRequestHandler):
    """An ordinary page that remembers what its visitors say of where they came from."""

    heard: list[str | None]

    def do_GET(self) -> None:
        if self.path == "/":  # its own picture is asked for by the page itself
            self.heard.append(self.headers.get("Referer"))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(WEATHER)))
        self.end_headers()
        self.wfile.write(WEATHER)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@contextlib.contextmanager
def a_neighbour() -> Iterator[tuple[str, list[str | None]]]:
    """The neutral site, played by this machine: its address, and the referrers it was told."""
    heard: list[str | None] = []
    handler = type("Weather", (_Weather,), {"heard": heard})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}/", heard
        site.shutdown()


@contextlib.contextmanager
def a_house(
    data: Path, neutral: str, *, turned: bool = False, port: int = 0, public: str = ""
) -> Iterator[House]:
    """`tend serve` as anybody would start it.

    `turned`: with a clock that can be set. `public`: reached by https under that address, for
    which somebody else has to stand in front.
    """
    port = port or a_port()
    house = House(f"http://127.0.0.1:{port}", data, neutral)
    program: list[str | Path] = [Path(sys.executable).parent / "tend", "serve"]
    if turned:
        house.turn(0)
        program = [sys.executable, TURNED]
    running = subprocess.Popen(
        [*program, "--port", str(port), "--data", data],
        env={**_environment(neutral), "TEND_PUBLIC_URL": public},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait(house, running)
        yield house
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=START)


def _environment(neutral: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEND_")}
    return {**kept, "TEND_NEUTRAL": neutral, "TEND_SMALL": "1"}


def _wait(house: House, running: subprocess.Popen[str]) -> None:
    until = time.monotonic() + START
    while not _answers(house):
        assert running.poll() is None, running.communicate()[0]
        assert time.monotonic() < until, "the copy does not answer"
        time.sleep(0.05)


def _answers(house: House) -> bool:
    """Whether it takes part: a public copy turns away who asks for it by another name."""
    try:
        with urllib.request.urlopen(f"{house.address}/h", timeout=5) as page:  # noqa: S310  (ours)
            return bool(page.status == 200)
    except HTTPError as turned_away:
        return turned_away.code == 400
    except OSError:
        return False
