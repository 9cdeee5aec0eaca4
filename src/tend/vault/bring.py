"""Bringing an archive in: every entry looked at, added as new rows, and nothing made lighter."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import msgspec

from tend.core import entries, facts
from tend.vault import archive, clock
from tend.vault.log import Vault

FORM, KEPT = archive.FORM, archive.KEPT
MOST = 20_000  # entries
LARGEST = 40_000_000  # bytes of `notes.json`
LONGEST = 64 * 1024  # bytes of one entry
AHEAD = 24 * 60 * 60  # seconds an entry may be dated ahead: another machine's clock


_KINDS = frozenset(str(kind.__struct_config__.tag) for kind in entries.ENTRIES)
_GRAVE = frozenset({*facts.SAFETY, "self_harm"})


class Strange(Exception):
    """Not an archive of ours, or something in it is not as it should be; nothing was added."""


def unpacked(zipped: bytes) -> list[bytes]:
    """The entries of an archive, as they are sealed, without the keys of old forms.

    Entries of a kind or version nobody here knows are kept as they came. Raises `Strange`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(zipped)) as files, files.open(KEPT) as file:
            raw = file.read(LARGEST)  # what is longer is cut, and then is no JSON any more
        data = msgspec.json.decode(raw)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError) as error:
        raise Strange from error
    if not isinstance(data, dict) or data.get("form") != FORM:
        raise Strange
    found = data.get("entries")
    if not isinstance(found, list) or len(found) > MOST:
        raise Strange
    return [_entry(each) for each in found]


def _entry(data: Any) -> bytes:
    if not isinstance(data, dict) or not isinstance(data.get("kind"), str):
        raise Strange
    at = data.get("at")
    if isinstance(at, bool) or not isinstance(at, int | float):
        raise Strange
    if not 0 <= at <= clock.now() + AHEAD:  # and no NaN, which no comparison holds for
        raise Strange
    raw = msgspec.json.encode({name: value for name, value in data.items() if name != "key"})
    if len(raw) > LONGEST or (_known(data) and entries.decode(raw) is None):
        raise Strange
    return raw


def _known(data: dict[str, Any]) -> bool:
    return data["kind"] in _KINDS and data.get("v", 1) == 1


def bring(vault: Vault, raws: list[bytes]) -> int:
    """Add the entries of an archive to a log, and then what the log held of caution; how many.

    What comes in may be old, or not all there. So nothing that was grave here is lifted by it, a
    dark night stays one, and the check is wanted anew.
    """
    before, now = vault.state(), clock.now()
    yes = {f: "yes" for f, a in before.answers.items() if a == "yes" and f in _GRAVE}
    then: list[entries.Entry] = [entries.Answered(at=now, answers=yes)] if yes else []
    if before.worst != "none":
        then.append(entries.Caution(at=now, gate=before.worst))
    then.append(entries.Happened(at=now, event="unread"))
    vault.bring(raws, *then)
    return len(raws)
