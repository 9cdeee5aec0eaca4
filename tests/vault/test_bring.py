"""A file from elsewhere whose inside is locked in another way is strange, and no more than that."""

from __future__ import annotations

import io
import zipfile

import pytest

from tend.vault import bring

LOCKED = 1  # the flag of a member that asks for a password
LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"


def test_a_member_with_a_password_is_strange() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as files:
        files.writestr(bring.KEPT, b"{}")
    raw = bytearray(made.getvalue())
    raw[raw.index(LOCAL) + 6] |= LOCKED
    raw[raw.index(CENTRAL) + 8] |= LOCKED
    with pytest.raises(bring.Strange):
        bring.unpacked(bytes(raw))
