"""From the Markdown of a post to HTML that can do nothing but be read."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

TAGS = frozenset(
    ["a", "blockquote", "br", "code", "em", "h2", "h3", "hr", "li", "ol", "p", "strong", "ul"]
)
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable("smartquotes")


@lru_cache(maxsize=256)
def prose(text: str) -> str:
    """The text as HTML: known tags only, links without a word of where the reader came from.

    The page's own title is its h1, so a first-level heading in the text becomes an h2.
    """
    html = _MARKDOWN.render(text).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"a": {"href"}},
        url_schemes={"https", "mailto"},
        link_rel="noreferrer noopener",
    )
