"""The line to a browser, WebDriver BiDi: a command and its answer, events as they come."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from websockets.sync.client import ClientConnection, connect

PATIENCE = 30  # seconds a loaded machine may take

Told = Callable[[str, dict[str, Any]], None]


def dial(address: str) -> AbstractContextManager[ClientConnection]:
    """A connection to a browser on this machine, as long as the block lasts."""
    return connect(
        address,
        max_size=None,  # a picture of a long page is one message
        max_queue=None,
        compression=None,
        proxy=None,
        ping_interval=None,
    )


class Line:
    """One session. `told` is given every event: its name, and what it says."""

    def __init__(self, socket: ClientConnection, told: Told) -> None:
        self._socket, self._told, self._number = socket, told, 0

    def ask(self, command: str, **given: Any) -> dict[str, Any]:
        """What the browser answers; raises `RuntimeError` with its words when it will not."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": command, "params": given}))
        answer: dict[str, Any] = {}
        until = time.monotonic() + PATIENCE
        while answer.get("id") != self._number:
            answer = self._next(until, command)
        if answer["type"] == "error":
            raise RuntimeError(f"{command}: {answer['error']}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def wait(self, seen: Callable[[], bool], what: str) -> None:
        """Listen until it is seen."""
        until = time.monotonic() + PATIENCE
        while not seen():
            self._next(until, what)

    def _next(self, until: float, what: str) -> dict[str, Any]:
        try:
            message: dict[str, Any] = json.loads(self._socket.recv(until - time.monotonic()))
        except TimeoutError:
            raise TimeoutError(f"Firefox did not come to it: {what}") from None
        if message["type"] == "event":
            self._told(message["method"], message["params"])
        return message
