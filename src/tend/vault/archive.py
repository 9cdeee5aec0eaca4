"""The archive: everything somebody wrote, to take away; readable without Tend.

Inside the locked file lies a zip with two files: `notes.html` for reading, `notes.json` with every
entry as it is, also those this program does not know, for bringing them into another copy.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string

from tend.core import entries, facts
from tend.core.pack import Pack
from tend.core.situation import situation
from tend.vault import clock, seen
from tend.vault.log import Vault

FORM = 1  # of `notes.json`
READ, KEPT = "notes.html", "notes.json"
FILE = "notes.age"
"""What the file is called: as little as the title of our pages."""

SAYS = {"no": "No", "past": "Before", "unknown": "Rather not say", "yes": "Now"}
TITLES = {
    "told": "What hurts",
    "began": "Where I began",
    "threaded": "What I walk first",
    "layered": "Where I am",
    "preferred": "What suits me",
    "opened": "A step I took up",
    "tried": "A step I tried",
    "again": "A step I want once more",
    "noted": "A line of mine",
    "change": "Something that changed",
    "tomorrow": "What I wished to find",
    "measured": "How close it was",
    "answered": "What I answered",
    "draft": "What I answered",
    "checked": "What I answered",
    "renewed": "What I answered",
    "asked-back": "What I asked for",
}
_STEPS, _STARTS = ("step",), ("start", "thread")
_UNSAID = frozenset({"kind", "v", "at", "key", "lines", "full", "page"})


class Told(NamedTuple):
    """One entry as it is read: its day, what it is, and its lines."""

    day: str
    title: str
    lines: list[str]


def read_along(vault: Vault) -> bool:
    """Whether somebody else may read along: then nothing is offered to take away or to print."""
    known = situation(vault.state(), clock.now())
    return any(known.answer(fact) == "yes" for fact in ("watched", "made_to_use"))


def packed(vault: Vault) -> bytes:
    """The zip of everything in a log, in memory."""
    raws = [raw for _, raw in vault.raws() if not isinstance(entries.decode(raw), entries.Erased)]
    whole = b'{"form":%d,"entries":[%s]}' % (FORM, b",\n".join(raws))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr(_named(READ), page(raws, vault))
        files.writestr(_named(KEPT), whole)
    return out.getvalue()


def page(raws: list[bytes], vault: Vault) -> str:
    """The page to read: oldest first, in plain words."""
    state = vault.state()
    told = Telling(settings.TEND_PACK, state.spouse or "spouse", state.zone)
    lines = [line for raw in raws if (line := told.entry(json.loads(raw)))]
    return render_to_string("vault/notes.html", {"told": lines})


class Telling:
    """Entries in plain words, by the pack of this copy and the clock of the person."""

    def __init__(self, pack: Pack, spouse: str, zone: str) -> None:
        self.pack, self.spouse, self.place = pack, spouse, seen.place(zone)
        self.asked = {
            fact: line for question in pack.questions for fact, line in question.lines.items()
        }

    def entry(self, data: dict[str, Any]) -> Told | None:
        """One entry; None when there is nothing in it to read."""
        title = TITLES.get(str(data.get("kind")))
        lines = [line for name, value in data.items() for line in self._lines(name, value)]
        if title is None or not lines:
            return None
        return Told(f"{self._day(data['at']):%d %B %Y}", title, lines)

    def _day(self, at: float) -> datetime:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at)
        return moment.astimezone(self.place)

    def _lines(self, name: str, value: Any) -> Iterator[str]:
        if name in _UNSAID or value in (None, "", [], {}):
            return
        if name == "answers":
            yield from (self._answer(fact, said) for fact, said in value.items())
        elif name == "starts":
            yield from (self._title(each["id"]) for each in value)
        elif name in (*_STEPS, *_STARTS):
            yield self._title(str(value))
        elif isinstance(value, dict):
            yield from (f"{part}, as wanted: {points}" for part, points in value.items())
        else:
            yield str(value) if name == "text" else f"{name.strip('_')}: {value}"

    def _answer(self, fact: str, said: str) -> str:
        known = facts.BY_ID.get(fact)
        line = self.asked.get(fact) or (known.meaning if known else fact)
        return f"{line.replace('{spouse}', self.spouse)} {SAYS.get(said, said)}"

    def _title(self, id: str) -> str:
        found = self.pack.step(id) or self.pack.start(id)
        return found.title.replace("{spouse}", self.spouse) if found else id


def _named(name: str) -> zipfile.ZipInfo:
    """A file of the zip without a time: when it was made is nobody's business."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info
