"""A form sent as a window of Firefox would send it, without a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tests.e2e.fox.window import Window


@dataclass(frozen=True)
class Reply:
    """What came back; header names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    def text(self) -> str:
        """The body as words."""
        return self.body.decode()


class Sending:
    """Requests with the cookies of a window."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def post(
        self, address: str, *, headers: Mapping[str, str], data: bytes, max_redirects: int
    ) -> Reply:
        """Send these bytes; where an answer leads to is not followed."""
        assert max_redirects == 0
        to = urlsplit(address)
        jar = "; ".join(f"{each['name']}={each['value']}" for each in self._window.cookies())
        link = HTTPConnection(to.netloc, timeout=30)
        link.request("POST", to.path, data, {**headers, "Cookie": jar})
        answer = link.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        reply = Reply(answer.status, named, answer.read())
        link.close()
        # The jar belongs to the browser: an answer that changes it would have to be put there.
        assert "set-cookie" not in named, named
        return reply
