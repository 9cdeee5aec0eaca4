"""The look: one constant style for every page, and the hashes that let it stand inline.

It has three parts: every page gets the first, all but the help pages the second, and those with a
drawing the third.

Inline, not linked. Nothing may be kept on the device (`no-store`), so a linked file would be
fetched anew with every page: one more request, one more wait, about one kilobyte more of headers,
and for a moment a page without its paper. Inline, a page is one request and one answer.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

_TEXT = (Path(__file__).parent / "look.css").read_text(encoding="utf-8")
CUT = "/*! From here on: not sent with the help pages. */"
DRAWN_CUT = "/*! From here on: only sent with pages that hold a drawing. */"


def tight(css: str) -> str:
    """The same style without comments and needless space; it must not change what it means."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,>])\s*", r"\1", css).replace(": ", ":").replace(";}", "}").strip()


def source(style: str) -> str:
    """The policy's word for one inline style: its SHA-256, quoted as a policy wants it."""
    digest = hashlib.sha256(style.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


_FIRST, _SECOND = _TEXT.split(CUT)
_SECOND, _THIRD = _SECOND.split(DRAWN_CUT)
SMALL = tight(_FIRST)
REST = tight(_SECOND)
DRAWN = tight(_THIRD)
CSP_HASH = " ".join(map(source, (SMALL, REST, DRAWN)))
"""The sources of all three, ready to stand behind `style-src`."""
