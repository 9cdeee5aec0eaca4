"""Somebody who stands between a browser and a server: passes on, holds back, knows https, lies."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

PEM = Path(__file__).with_name("notes.test.pem")
PIECE = 65_536  # bytes
KEEP_NOTHING, KEEP = b"no-store", b"private "
"""What every page of ours says of keeping it, and what is made of it: as long, and the opposite."""


class Between(socketserver.ThreadingTCPServer):
    """Passes bytes on to a port of this machine; held, it takes what is sent and passes nothing."""

    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def __init__(self, port: int, *, https: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.port, self.tls = port, _tls() if https else None
        self.flows = threading.Event()
        self.flows.set()
        self.lies = False

    @property
    def at(self) -> int:
        """The port at which it listens."""
        return int(self.server_address[1])

    @contextlib.contextmanager
    def lying(self) -> Iterator[None]:
        """While this lasts, browsers are told that they may keep every page."""
        self.lies = True
        try:
            yield
        finally:
            self.lies = False

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """While this lasts, the server behind does not hear anything, as if it hung."""
        self.flows.clear()
        try:
            yield
        finally:
            self.flows.set()


class _Passing(socketserver.BaseRequestHandler):
    server: Between

    def handle(self) -> None:
        with contextlib.suppress(OSError):  # either side may hang up at any moment
            behind = ("127.0.0.1", self.server.port)
            with self._front() as front, socket.create_connection(behind) as back:
                answers = threading.Thread(target=_pour, args=(back, front, self._told))
                answers.start()
                _pour(front, back, self._asked)
                answers.join()

    def _asked(self, piece: bytes) -> bytes:
        self.server.flows.wait()
        return piece

    def _told(self, piece: bytes) -> bytes:
        return piece.replace(KEEP_NOTHING, KEEP) if self.server.lies else piece

    def _front(self) -> socket.socket:
        plain: socket.socket = self.request
        return self.server.tls.wrap_socket(plain, server_side=True) if self.server.tls else plain


def _pour(source: socket.socket, to: socket.socket, through: Callable[[bytes], bytes]) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(PIECE):
            to.sendall(through(piece))
    with contextlib.suppress(OSError):
        to.shutdown(socket.SHUT_WR)


def _tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    return context


@contextlib.contextmanager
def standing(port: int, *, https: bool = False) -> Iterator[Between]:
    """Somebody before the server at that port."""
    with Between(port, https=https) as between:
        threading.Thread(target=between.serve_forever, daemon=True).start()
        yield between
        between.shutdown()
