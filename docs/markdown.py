"""Pieces of Markdown: a page, a table, a block of code. Values in, text out."""

import json
from collections.abc import Iterable, Mapping, Sequence

NOTE = "*This page is written from the code: change the code, then run `make docs`.*"
SHOWN = 3
"""So many items of a long list stand in an example."""


def page(title: str, *parts: str) -> str:
    """A page: its title, the line that says it is written from the code, then its parts."""
    return "\n\n".join([f"# {title}", NOTE, *(part for part in parts if part)]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar inside a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    cells = (" | ".join(cell.replace("|", "\\|") for cell in line) for line in lines)
    return "\n".join(f"| {line} |" for line in cells)


def code(word: object) -> str:
    """A word of the code."""
    return f"`{word}`"


def codes(words: Iterable[object], between: str = ", ") -> str:
    """Words of the code in a row."""
    return between.join(map(code, words))


def fence(kind: str, text: str) -> str:
    """A block that is shown as it is."""
    return f"```{kind}\n{text.strip()}\n```"


def laid_out(data: Mapping[str, object]) -> str:
    """A JSON table with one name a line; of a long list of tables only the first ones."""
    lines = [f"  {json.dumps(name)}: {_value(value)}" for name, value in data.items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def _value(value: object) -> str:
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return json.dumps(value, ensure_ascii=False)
    rows = [json.dumps(row, ensure_ascii=False) for row in value[:SHOWN]]
    more = [f"... {len(value) - SHOWN} more"] if len(value) > SHOWN else []
    return "[\n    " + ",\n    ".join([*rows, *more]) + "\n  ]"
