"""What a test needs to know of a page: its elements in order, and its words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

Attributes = dict[str, str | None]
SILENT = {"style", "script", "title"}


class Page(HTMLParser):
    """A page taken apart: (tag, attributes, text inside up to the next tag or its end)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes, list[str]]] = []
        self.words: list[str] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.elements[-1][2].append(data)
        if not (self.inside and self.elements[-1][0] in SILENT):
            self.words.append(data)

    def all(self, *tags: str) -> list[tuple[str, Attributes, str]]:
        return [(tag, at, "".join(text).strip()) for tag, at, text in self.elements if tag in tags]

    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def page(response: object) -> Page:
    return Page(response.content.decode())  # type: ignore[attr-defined]


def grade(text: str) -> float:
    """The school grade of a text by Flesch and Kincaid (1975); vowel groups stand for syllables."""
    words = re.findall(r"[a-z]+(?:’[a-z]+)?", text.lower())
    sentences = max(1, len(re.findall(r"[.?!](?:\s|$)", text)))
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    bare = re.sub(r"(?<=[^aeiouyl])es?$|(?<=[^dt])ed$", "", word.split("’", maxsplit=1)[0])
    return max(1, len(re.findall(r"[aeiouy]+", bare)))
