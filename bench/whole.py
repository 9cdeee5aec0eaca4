"""Measures of the whole: the proof, the first page after a start, the weight of every page."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.asking import Program, ask, environ
from bench.today import guest, ready

PROOF_GOAL = 10.0  # seconds
START_GOAL = 2.0  # seconds
WEIGHT_GOAL = 14_600  # bytes as sent
PATIENCE = 60  # seconds until a start counts as failed
STARTS = 3
ENDS = (0, 3)  # proven, or proven and only reach falls short
_SERVE = """
import sys
from tend.site.launcher import serve
sys.exit(serve(int(sys.argv[1]), sys.argv[2]))
"""
PAGES = ("/", "/steady", "/h", "/read", "/in", "/begin", "/no-such-page")
GUEST_PAGES = ("/", "/today", "/changed", "/keep", "/in")


def line(what: str, value: float, unit: str, goal: float) -> None:
    """One measure beside its goal."""
    met = "met" if value <= goal else "MISSED"
    print(f"{what:28} {value:8.2f} {unit}   goal <= {goal:g}: {met}")


def proof() -> None:
    """How long the laws take to be proven, with the command's own start."""
    before = time.perf_counter()
    command = [sys.executable, "-c", "from tend.cli import main; main()", "prove", "--json"]
    ended = subprocess.run(command, capture_output=True, check=False)
    took = time.perf_counter() - before
    if ended.returncode in ENDS:
        line("proof of the laws", took, "s ", PROOF_GOAL)
    else:
        print(f"proof of the laws: the command ended with {ended.returncode}")


def start() -> None:
    """From the command to the first page, with the database made before; the best of three."""
    with tempfile.TemporaryDirectory() as folder:
        first_page(folder)
        line(
            "first page after a start",
            min(first_page(folder) for _ in range(STARTS)),
            "s ",
            START_GOAL,
        )


def first_page(folder: str) -> float:
    """Seconds until the first page was there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    before = time.perf_counter()
    command = [sys.executable, "-c", _SERVE, str(port), folder]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while not answers(port):
            if time.perf_counter() - before > PATIENCE or running.poll() is not None:
                raise SystemExit("it did not start")
            time.sleep(0.01)
        return time.perf_counter() - before
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(PATIENCE)


def answers(port: int) -> bool:
    """Whether the first page is there."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return bool(page.status == 200)  # noqa: PLR2004
    except OSError:
        return False


def weights() -> None:
    """The bytes of pages as sent, with everything a first visit needs, for nobody and a guest."""
    with tempfile.TemporaryDirectory() as folder:
        program = ready(Path(folder))
        for page in PAGES:
            line(f"weight of {page}", weight(program, page), "B ", WEIGHT_GOAL)
        cookies = guest(10)
        for page in GUEST_PAGES:
            line(f"weight of {page}, a guest", weight(program, page, cookies), "B ", WEIGHT_GOAL)
        os.environ.pop("TEND_BOOT")


def weight(program: Program, page: str, cookies: str = "") -> float:
    """The largest of ten answers, because a random padding is added to each."""
    request = environ(page, cookies, HTTP_ACCEPT_ENCODING="gzip")
    return max(len(ask(program, request)[1]) for _ in range(10))
