"""The few marks a question may bear: paragraphs, a list, a word set apart."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = template.Library()

_MARKS = MarkdownIt("zero").enable(["emphasis", "list"])


@register.filter
def prose(words: str, phrase: str = "") -> SafeString:
    """Words of the pack as paragraphs; `{phrase}` in them becomes the person's own, as they are."""
    html: str = _MARKS.render(words)  # escapes whatever is not one of those marks
    quoted = html.replace("{phrase}", conditional_escape(phrase))
    return mark_safe(quoted)  # noqa: S308  (both parts are escaped)
