"""The few marks a question may bear: paragraphs, a list, a word set apart."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = template.Library()

_NUMBER = re.compile(r"(?<![\w#&])\d{3}\b")
_MARKS = MarkdownIt("zero").enable(["emphasis", "list"])


@register.filter
def prose(words: str) -> SafeString:
    """Words of the pack as paragraphs."""
    html: str = _MARKS.render(words)  # escapes whatever is not one of those marks
    return mark_safe(html)  # noqa: S308


@register.filter
def dialled(words: str) -> SafeString:
    """Plain words; each number of three digits in them can be tapped to call it."""
    found = _NUMBER.sub(r'<a href="tel:\g<0>">\g<0></a>', conditional_escape(words))
    return mark_safe(found)  # noqa: S308  (escaped first)
