"""The words a reader sees, without the markup around them, and the words they never see."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.house.tree import ROOT

# Our own words for the machinery, and verdicts: never on a page.
NEVER_SHOWN = (
    *("gates?", "closed", "urgent", "urgently", "unasked", "held back", "facts?", "screening"),
    *(r"refer(?:s|red|ring|rals?)?", "scores?", "(?:safe|low) risk", "low-risk"),
    *(r"abus\w+", "victims?"),
)
# Words that have hurt before: nowhere in the house.
NEVER_SAID = (
    *("refusers?", r"gate-?keep\w*", "duty", "duties", r"submit\w*", "submission", "submissive"),
    *(r"depriv\w+", r"withh[oe]ld\w*", "frigid"),
)
# Harmless of a cup or a rule, not of a person: never on a page.
NEVER_OF_A_PERSON = (
    r"(?:am|are|is|feel|feels|being|be) (?:so )?broken",
    r"broken (?:person|people|man|woman|wife|husband|spouse|\{spouse\})",
    r"meet(?:ing)? (?:my|his|her|their|your) needs",
)
# Keys of a pack's front matter whose strings a reader sees; the others are ids and sources.
SHOWN = {
    *("title", "name", "text", "label", "summary", "limits", "written_for", "nobody_answers"),
    *("lines", "reasons", "layers", "announce", "intro"),
}
UNSEEN = {"phrases.toml", "reviewed.toml"}  # what readers type; who has read what
KINDS = ("*.toml", "starts/*.md", "steps/*.md", "questions/*.md", "posts/*.md", "help/*.toml")
MARKUP = (
    r"\{#.*?#\}",
    r"\{%\s*comment.*?endcomment\s*%\}",
    r"<(?:script|style)\b.*?</(?:script|style)>",
    r"\{%.*?%\}",
    r"\{\{.*?\}\}",
    r"<!--.*?-->",
)
SPOKEN = re.compile(r'\b(?:alt|title|aria-label|placeholder)="([^"]*)"')


def found(banned: tuple[str, ...], text: str) -> list[str]:
    """Each banned word in a text, with a little of what stands around it."""
    said = " ".join(text.split())
    hits = re.finditer(rf"\b(?:{'|'.join(banned)})\b", said, re.IGNORECASE)
    return [said[max(0, hit.start() - 30) : hit.end() + 30] for hit in hits]


def of_template(text: str) -> str:
    """The words of a template: what stands between tags, and what is read aloud from them."""
    for markup in MARKUP:
        text = re.sub(markup, " ", text, flags=re.DOTALL)
    return "\n".join([re.sub(r"<[^>]*>", " ", text), *SPOKEN.findall(text)])


def of_pack(path: Path) -> str:
    """The words of a pack's file: what is shown of its front matter, and its body."""
    text = path.read_text()
    if path.suffix == ".md":
        _, front, body = text.split("+++\n", 2)
        return "\n".join([*shown(tomllib.loads(front)), re.sub(r"(?m)^## .*$", "", body)])
    front_matter = tomllib.loads(text)
    if path.parent.name == "help":  # a help line is called what it is called
        front_matter.pop("lines", None)
    return "\n".join(shown(front_matter))


def shown(table: dict[str, Any]) -> Iterator[str]:
    """Every string under a shown key: itself, in a list or a table there, or deeper."""
    for key, value in table.items():
        items = value if isinstance(value, list) else [value]
        for item in items:
            if isinstance(item, str) and key in SHOWN:
                yield item
            elif isinstance(item, dict):
                yield from map(str, item.values()) if key in SHOWN else shown(item)


def templates() -> list[Path]:
    """Every template of the house."""
    return sorted((ROOT / "src" / "tend").glob("*/templates/**/*.html"))


def pack_files() -> list[Path]:
    """Every file of every pack from which a reader sees words."""
    packs = ROOT / "packs"
    files = [path for kind in KINDS for path in packs.glob(f"*/{kind}")]
    return sorted(path for path in files if path.name not in UNSEEN)
