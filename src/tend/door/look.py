"""The look: one constant style for every page, and the hashes that let it stand inline.

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
SMALL = tight(_FIRST)
REST = tight(_SECOND)
CSP_HASH = f"{source(SMALL)} {source(REST)}"
"""Both sources, ready to stand behind `style-src`."""
