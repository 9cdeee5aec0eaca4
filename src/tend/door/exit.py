"""The way out: one constant script for every page but help, and the hash that lets it stand inline.

What it does, and in which order, stands in `exit.js`. Without script the same link is answered by
`tend.vault.leave`.
"""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tend.door.look import source

_TEXT = (Path(__file__).parent / "exit.js").read_text(encoding="utf-8")
STRING = re.compile(r"('[^'\n]*')")


def tight(script: str) -> str:
    """The same script without comments and needless space.

    It has to end every statement with a semicolon and to quote with `'` alone.
    """
    parts = STRING.split(re.sub(r"/\*.*?\*/", "", script, flags=re.DOTALL))
    parts[::2] = [
        re.sub(r"\s*([^\w\s$])\s*", r"\1", re.sub(r"\s+", " ", part)) for part in parts[::2]
    ]
    return "".join(parts).strip()


SCRIPT = tight(_TEXT)
CSP_HASH = source(SCRIPT)
"""The one source that stands behind `script-src`: no other script runs on any page."""


def root(neutral: str, *, known: bool) -> SafeString:
    """The attributes of the root that the script reads: where to leave to, and for whom it is."""
    return format_html(' data-x="{}"{}', neutral, " data-k" if known else "")
