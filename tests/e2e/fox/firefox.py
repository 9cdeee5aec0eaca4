"""A Firefox that is started, listened to and ended; each window is a cookie jar of its own."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import ViewportSize
from websockets.sync.client import ClientConnection

from tests.e2e.fox.line import PATIENCE, Line, dial
from tests.e2e.fox.window import Window

# Under such a line Firefox switches off its own errands (updates, first run, reports) by itself.
PREFERENCES: Mapping[str, bool | int | str] = {
    "network.dns.forceResolve": "127.0.0.1",  # whatever is asked of others ends on this machine
    "network.proxy.type": 0,
    "toolkit.telemetry.enabled": False,
    "general.smoothScroll": False,
    "ui.prefersReducedMotion": 1,
    "layout.css.prefers-color-scheme.content-override": 1,  # light
}
EVENTS = [
    *("browsingContext.contextCreated", "browsingContext.load", "log.entryAdded"),
    *("network.beforeRequestSent", "network.responseCompleted", "network.fetchError"),
]


class Firefox:
    """One browser; `strays` holds every address asked for outside the windows opened here."""

    def __init__(self, socket: ClientConnection) -> None:
        self.strays: list[str] = []
        self._windows: dict[str, Window] = {}  # by user context
        self._places: dict[str, Window] = {}  # by browsing context: pages, and frames in them
        self.line = Line(socket, self._told)
        self.version = self._greet()

    def _greet(self) -> str:
        able = {"alwaysMatch": {"acceptInsecureCerts": True}}
        session = self.line.ask("session.new", capabilities=able)
        self.line.ask("session.subscribe", events=EVENTS)
        return str(session["capabilities"]["browserVersion"])

    def window(self, size: ViewportSize) -> Window:
        """A window with an empty cookie jar."""
        jar = str(self.line.ask("browser.createUserContext")["userContext"])
        self._windows[jar] = Window(self.line, jar, size)
        return self._windows[jar]

    def _told(self, event: str, said: dict[str, Any]) -> None:
        place = said.get("context") or said.get("source", {}).get("context") or ""
        if event == "browsingContext.contextCreated" and said["userContext"] in self._windows:
            self._places[place] = self._windows[said["userContext"]]
        if place in self._places:
            self._places[place].told(event, place, said)
        elif event == "network.beforeRequestSent":
            self.strays.append(said["request"]["url"])


@contextlib.contextmanager
def a_firefox(
    program: str, folder: Path, preferences: Mapping[str, bool | int | str], *, seen: bool = False
) -> Iterator[Firefox]:
    """Firefox with a new profile in an empty folder; `seen`, on the screen that DISPLAY names."""
    lines = ({**PREFERENCES, **preferences}).items()
    (folder / "user.js").write_text(
        "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in lines)
    )
    with (folder / "said").open("wb") as said:
        running = subprocess.Popen(
            [program, "--no-remote", "--profile", folder, "--remote-debugging-port=0"],
            env=_environment(folder, seen=seen),
            stdout=said,
            stderr=said,
        )
    try:
        with dial(_address(folder, running)) as socket:
            yield Firefox(socket)
    finally:
        _end(running)


def _environment(folder: Path, *, seen: bool) -> dict[str, str]:
    """Nothing of the person at this machine: no settings, no crash reports, no cache of theirs."""
    ours = {"HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"}
    return {**os.environ, **ours, **({} if seen else {"MOZ_HEADLESS": "1"})}


def _address(folder: Path, running: subprocess.Popen[bytes]) -> str:
    """Where Firefox listens, by the note it leaves in its profile."""
    note = folder / "WebDriverBiDiServer.json"
    until = time.monotonic() + 2 * PATIENCE
    while not (note.exists() and note.read_text()):
        said = (folder / "said").read_text(errors="replace")
        assert running.poll() is None, said
        assert time.monotonic() < until, said
        time.sleep(0.05)
    at = json.loads(note.read_text())
    return f"ws://{at['ws_host']}:{at['ws_port']}/session"


def _end(running: subprocess.Popen[bytes]) -> None:
    running.terminate()
    try:
        running.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait(PATIENCE)
