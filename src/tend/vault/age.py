"""The public age format with a passphrase, in a process of its own.

The key of a file is stretched with scrypt, which takes seconds, half a gigabyte and all of Python's
attention meanwhile. So it runs apart, one at a time for the whole copy, and the memory goes back to
the machine at once. The format is age-encryption.org/v1: any `age` opens what is made here.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tend.vault.keys import Busy

LONGEST = 90  # seconds
HARDEST = 20  # the largest scrypt cost that is tried, as a power of two: a gigabyte
NAME = "tend.turn"
"""The file by which the workers of a copy take turns; it stays empty."""
_OPENED, _WRONG = 0, 3  # exit codes
_KEPT = (
    "PATH",
    "PYTHONPATH",
    "LD_LIBRARY_PATH",
)  # of the environment; no secret of ours goes along


class Occupied(Busy):
    """Another archive is being made or opened here just now."""


class NotOpened(Exception):
    """Not a file in this format, not under a passphrase, or not under this one."""


def lock(plain: bytes, words: str, folder: Path) -> bytes:
    """Bytes as an age file under a passphrase. Raises `Occupied`."""
    return _apart("lock", plain, words, folder)


def unlock(sealed: bytes, words: str, folder: Path) -> bytes:
    """The bytes of an age file. Raises `NotOpened` and `Occupied`."""
    if not 0 < cost(sealed) <= HARDEST:
        raise NotOpened
    return _apart("unlock", sealed, words, folder)


def cost(sealed: bytes) -> int:
    """The scrypt cost a file asks for, as a power of two; 0 when it is no file of this kind."""
    first, _, rest = sealed[:400].partition(b"\n")
    parts = rest.partition(b"\n")[0].split(b" ")
    ours = first == b"age-encryption.org/v1" and len(parts) == 4 and parts[:2] == [b"->", b"scrypt"]  # noqa: PLR2004
    return int(parts[3]) if ours and parts[3].isdigit() and len(parts[3]) < 3 else 0  # noqa: PLR2004


def _apart(what: str, data: bytes, words: str, folder: Path) -> bytes:
    env = {name: os.environ[name] for name in _KEPT if name in os.environ}
    said = words.encode()
    sent = len(said).to_bytes(4, "big") + said + data
    with _turn(folder):
        try:
            ran = subprocess.run(  # noqa: S603  (our own module)
                [sys.executable, "-m", "tend.vault.age", what],
                input=sent,
                capture_output=True,
                env=env,
                timeout=LONGEST,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Occupied from error
    if ran.returncode == _WRONG:
        raise NotOpened
    ran.check_returncode()
    return ran.stdout


@contextlib.contextmanager
def _turn(folder: Path) -> Iterator[None]:
    handle = os.open(folder / NAME, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise Occupied from error
    finally:
        os.close(handle)


def main(what: str) -> int:
    """The other side: words and data come in, the answer goes out, nothing is said."""
    import pyrage  # type: ignore[import-untyped]  # noqa: PLC0415  (only this process needs it)

    sent = sys.stdin.buffer.read()
    size = int.from_bytes(sent[:4], "big")
    words, data = sent[4 : 4 + size].decode(), sent[4 + size :]
    try:
        act = pyrage.passphrase.encrypt if what == "lock" else pyrage.passphrase.decrypt
        sys.stdout.buffer.write(act(data, words))
    except pyrage.DecryptError:
        return _WRONG
    return _OPENED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
