"""A window of Firefox and the pages in it."""

from __future__ import annotations

import base64
import contextlib
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import ViewportSize

from tests.e2e.fox.found import Found
from tests.e2e.fox.line import PATIENCE, Line
from tests.e2e.fox.sending import Sending

# What is asked of a page is a function or a value; what it gives comes back as JSON, so that
# nothing in the page has to live on. A promise is waited for; without script none would end.
_ASK = """text => {
  const given = JSON.parse(text), asked = (%s)
  const found = typeof asked === 'function' ? asked(given) : asked
  const told = each => JSON.stringify(each) ?? 'null'
  return found instanceof Promise ? found.then(told) : told(found)
}"""
_ARRIVED = "() => document.readyState === 'complete' && performance.timeOrigin"


@dataclass(frozen=True)
class Answer:
    """What a page, or a way to one, was answered with; header names in small letters."""

    url: str
    status: int
    headers: dict[str, str]


class Window:
    """A cookie jar and its pages: what they asked for, were answered with, and complained of."""

    def __init__(self, line: Line, jar: str, size: ViewportSize) -> None:
        self.line, self.jar, self.size = line, jar, size
        self.asked: list[str] = []
        self.answers: list[Answer] = []
        self.noise: list[str] = []
        self.loads: Counter[str] = Counter()
        self.pending: Counter[str] = Counter()
        self.request = Sending(self)

    def told(self, event: str, place: str, said: dict[str, Any]) -> None:
        """Remember what an event says of a page here."""
        if event == "browsingContext.load":
            self.loads[place] += 1
        elif event == "log.entryAdded" and said["level"] in {"error", "warn"}:
            self.noise.append(str(said["text"]))
        elif event.startswith("network."):
            self._asked(event, place, said)

    def _asked(self, event: str, place: str, said: dict[str, Any]) -> None:
        begins, is_page = event == "network.beforeRequestSent", said["navigation"] is not None
        # Nobody is asked by an address that holds its own answer: Firefox's own marks of a list.
        if begins and not said["request"]["url"].startswith("data:"):
            self.asked.append(said["request"]["url"])
        if is_page:
            self.pending[place] += 1 if begins else -1
        if is_page and event == "network.responseCompleted":
            self.answers.append(_answer(said["response"]))

    def new_page(self) -> Page:
        """One more page."""
        made = self.line.ask("browsingContext.create", type="tab", userContext=self.jar)
        page = Page(self, str(made["context"]))
        page.set_viewport_size(self.size)
        return page

    def cookies(self) -> list[dict[str, Any]]:
        """Every cookie of the jar: its name and its value."""
        jar = {"type": "storageKey", "userContext": self.jar}
        found = self.line.ask("storage.getCookies", partition=jar)["cookies"]
        return [{"name": each["name"], "value": each["value"]["value"]} for each in found]

    def close(self) -> None:
        """Shut every page and throw the jar away."""
        self.line.ask("browser.removeUserContext", userContext=self.jar)


def _answer(response: dict[str, Any]) -> Answer:
    headers = {each["name"].lower(): each["value"]["value"] for each in response["headers"]}
    return Answer(response["url"], response["status"], headers)


class Page:
    """One page. Nothing waits for a thing to appear: what a page has, it has when it is loaded."""

    def __init__(self, window: Window, id: str) -> None:
        self.window, self.id = window, id

    def _ask(self, command: str, **given: Any) -> dict[str, Any]:
        return self.window.line.ask(command, context=self.id, **given)

    # Moving about

    @property
    def url(self) -> str:
        """The address of the page."""
        tree = self.window.line.ask("browsingContext.getTree", root=self.id, maxDepth=0)
        return str(tree["contexts"][0]["url"])

    def goto(self, address: str) -> None:
        """Open an address and wait until all of it is there."""
        self._ask("browsingContext.navigate", url=address, wait="complete")
        self.wait_for_load_state()

    @contextlib.contextmanager
    def expect_navigation(self) -> Iterator[None]:
        """What is done inside leads to another page; wait until it is there."""
        before = self.window.loads[self.id]
        yield
        self.window.line.wait(lambda: self.window.loads[self.id] > before, "another page")

    def wait_for_load_state(self) -> None:
        """Wait until the page, and what it was answered with, is known."""
        self.window.line.wait(lambda: self.window.pending[self.id] == 0, "an answer")

    def go_back(self) -> None:
        """To the page before."""
        self._travel(-1)

    def go_forward(self) -> None:
        """To the page after."""
        self._travel(1)

    def _travel(self, steps: int) -> None:
        """Through the history; a page kept in memory comes back without being loaded."""
        before = self.evaluate(_ARRIVED)
        self._ask("browsingContext.traverseHistory", delta=steps)
        until = time.monotonic() + PATIENCE
        while self._moment() in (before, False):
            assert time.monotonic() < until, "The page in the history did not come."
            time.sleep(0.02)
        self.wait_for_load_state()

    def _moment(self) -> Any:
        """When this page began; False while it is on its way."""
        try:
            return self.evaluate(_ARRIVED)
        except RuntimeError:  # between two pages there is none to ask
            return False

    # What is there

    def evaluate(self, script: str, given: Any = None) -> Any:
        """What a function gives, or an expression is, in the page, as JSON; also without script."""
        answer = self.window.line.ask(
            "script.callFunction",
            functionDeclaration=_ASK % script,
            arguments=[{"type": "string", "value": json.dumps(given)}],
            target={"context": self.id},
            awaitPromise=True,
            userActivation=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def locator(self, css: str) -> Found:
        """Whatever matches, in plain CSS."""
        return Found(self, (("css", css),))

    def get_by_label(self, words: str) -> Found:
        """Fields whose label holds these words."""
        return Found(self, (("label", words),))

    def get_by_role(self, role: str, *, name: str) -> Found:
        """Buttons that say these words."""
        assert role == "button", role
        return Found(self, (("css", "button"), ("holds", name)))

    # What is done

    def point(self, x: int, y: int) -> None:
        """Move the pointer over what is seen; a moment passes for the page as well."""
        self._pointer({"type": "pointerMove", "x": x, "y": y})

    def press(self) -> None:
        """Press where the pointer is, and let go."""
        self._pointer({"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})

    def _pointer(self, *actions: dict[str, Any]) -> None:
        finger = {"type": "pointer", "id": "finger", "actions": actions}
        self._ask("input.performActions", actions=[finger])

    def set_viewport_size(self, size: ViewportSize) -> None:
        """Make what is seen of the page this large."""
        self._ask("browsingContext.setViewport", viewport=dict(size))

    def screenshot(self, *, path: Path) -> None:
        """A picture of the whole page."""
        picture = self._ask("browsingContext.captureScreenshot", origin="document")
        path.write_bytes(base64.b64decode(picture["data"]))

    def close(self) -> None:
        """Shut it."""
        self._ask("browsingContext.close")
