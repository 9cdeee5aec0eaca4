"""Sealed bytes. Whoever holds a copy of the disk sees a header, a nonce and noise.

Format 1: `01 | suite 01 | key version u32 | nonce 24 | XChaCha20-Poly1305 text and tag`.
The associated data binds the header and the place a blob lies in (log, table, row), so that a row
moved elsewhere does not open. Plain bytes are padded to a bucket, so that the size says little.
Everything that fails, fails as `Unreadable` with the same words.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Mapping

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    sodium_pad,
    sodium_unpad,
)
from nacl.exceptions import CryptoError

HEADER = struct.Struct(">BBI")
FORMAT = 1
SUITE = 1
NONCE = 24  # bytes, drawn at random: so many that none is ever drawn twice
SMALLEST = 256  # bytes; an empty line and a line of 255 bytes look the same
LARGEST = 64 * 1024  # bytes; above it sizes grow by whole steps of this

Place = tuple[str | int | bytes, ...]


class Unreadable(Exception):
    """A blob that does not open here. It never says why: the reason would help a forger."""

    def __init__(self) -> None:
        super().__init__("This cannot be opened.")


def bound(place: Place) -> bytes:
    """A place as bytes, each part led by its length: ("ab", "c") is not ("a", "bc")."""
    parts = (part if isinstance(part, bytes) else str(part).encode() for part in place)
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def bucket(size: int) -> int:
    """The padded size in bytes for a plain text of `size` bytes; always at least one more."""
    if size >= LARGEST:
        return (size // LARGEST + 1) * LARGEST
    return max(SMALLEST, 1 << size.bit_length())


def seal(key: bytes, plain: bytes, place: Place, version: int = 1) -> bytes:
    """Seal `plain` with the 32-byte `key` of that version, bound to its place."""
    header = HEADER.pack(FORMAT, SUITE, version)
    padded = sodium_pad(plain, bucket(len(plain)))
    nonce = secrets.token_bytes(NONCE)
    text = crypto_aead_xchacha20poly1305_ietf_encrypt(padded, header + bound(place), nonce, key)
    return header + nonce + bytes(text)


def unseal(keys: Mapping[int, bytes], blob: bytes, place: Place) -> bytes:
    """The plain bytes of a blob sealed for that place.

    Raises `Unreadable` for a wrong key, place, version, format, length or a single changed bit.
    """
    try:
        form, suite, version = HEADER.unpack_from(blob)
        if (form, suite) != (FORMAT, SUITE):
            raise Unreadable
        header, rest = blob[: HEADER.size], blob[HEADER.size :]
        padded = crypto_aead_xchacha20poly1305_ietf_decrypt(
            rest[NONCE:], header + bound(place), rest[:NONCE], keys[version]
        )
        return bytes(sodium_unpad(padded, len(padded)))
    except (CryptoError, KeyError, ValueError, struct.error) as error:
        raise Unreadable from error
