"""What the templates need: the style, the words for the spouse, and how a number is dialled."""

from __future__ import annotations

import re
from functools import lru_cache

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tend.core.pack import HelpLine, Step
from tend.door import exit as way
from tend.door import look as style

UNSAID = "Not stated"
"""What a pack writes where the source does not say."""

register = template.Library()

EITHER = "husband or wife"
"""The word for the spouse where nobody has said yet which word they use."""


@register.simple_tag
def look() -> SafeString:
    """The style of a page without drawings, in two pieces, each under its own hash."""
    # Safe: both are constants of this program, never anybody's words.
    return mark_safe(f"<style>{style.SMALL}</style><style>{style.REST}</style>")  # noqa: S308


@register.simple_tag
def small_look() -> SafeString:
    """Only the first piece: what a help page needs."""
    return mark_safe(f"<style>{style.SMALL}</style>")  # noqa: S308


@register.simple_tag
def drawn_look() -> SafeString:
    """The third piece, behind the whole style: what a drawing needs."""
    return mark_safe(f"<style>{style.DRAWN}</style>")  # noqa: S308


@register.simple_tag(takes_context=True)
def root(context: Context) -> SafeString:
    """What the way out has to know, as attributes of the root."""
    return way.root(settings.TEND_NEUTRAL, known=known(context.get("request")))


@register.simple_tag
def way_out() -> SafeString:
    """The script of the way out, under its hash."""
    # Safe: a constant of this program.
    return mark_safe(f"<script>{way.SCRIPT}</script>")  # noqa: S308


@register.simple_tag(takes_context=True)
def fill(context: Context, text: str) -> str:
    """Words of the pack, quotes curled, with the word in the context's `spouse` written in."""
    return curled(text).replace("{spouse}", context.get("spouse") or EITHER)


_FIRST = r"(?<![^\s(\[—–/])"
"""Where a quote opens: after a space, a bracket, a dash or nothing."""

_INSIDE = r"(?<=[“‘*_])"
"""Where it opens only before a word: inside another mark."""

_ELISION = r"(?!(?:tis|twas|til|cause|em|n)\b)"
_DOUBLE = re.compile(rf'{_FIRST}"(?=\S)|{_INSIDE}"(?=\w)')
_SINGLE = re.compile(rf"(?:{_FIRST}|{_INSIDE})'{_ELISION}(?=[^\W\d_])", re.IGNORECASE)


def curled(text: str) -> str:
    """The same words with curly quotes and apostrophes; what is curly already stays as it is."""
    text = _DOUBLE.sub("“", text).replace('"', "”")
    return _SINGLE.sub("‘", text).replace("'", "’")


@register.simple_tag
@lru_cache
def at(name: str) -> str:
    """The address of a page without parts, found once: the pages seen most have many of them."""
    return reverse(name)


@register.simple_tag(takes_context=True)
def here(context: Context, name: str) -> SafeString:
    """On a link of the foot to the very page it stands on: what says so to those who listen."""
    request = context.get("request")
    path = request.path if request else context.get("path")
    return CURRENT if path == at(name) else NOT_CURRENT


CURRENT, NOT_CURRENT = SafeString(' aria-current="page"'), SafeString("")
COMMON = frozenset({"", "husband", "wife", "partner"})
"""Words for the spouse that say nothing of who is here; a card with one may be kept in memory."""


@register.simple_tag(takes_context=True)
def card(context: Context, step: Step) -> SafeString:
    """The whole card of a step under the page's own heading, as `parts/step.html` writes it."""
    spouse = context.get("spouse") or ""
    return _card(step, spouse) if spouse in COMMON else _card.__wrapped__(step, spouse)


def _read_by(step: Step) -> str:
    """The role that signed this very text, when it is more than its author; else nobody's."""
    roles = (r.who for r in settings.TEND_PACK.reviews if step.signed and r.id == step.id)
    return next((role for role in roles if role != "author"), "")


@lru_cache(maxsize=2048)
def _card(step: Step, spouse: str) -> SafeString:
    words = {"step": step, "spouse": spouse, "under": True, "who": _read_by(step)}
    return render_to_string("door/parts/step.html", words)


@register.filter
def known(request: HttpRequest | None) -> bool:
    """Whether somebody with a log is here: by the vault, else by the marker cookie being there.

    Still pages (see `still.py`) have no vault to ask and must not read the database, so there
    the cookie's presence has to do; the page behind the link knows better.
    """
    if request is None:
        return False
    if hasattr(request, "vault"):
        return bool(request.vault)
    return settings.TEND_MARKER_NAME in request.COOKIES


@register.filter
def beads(of: int, at: int) -> list[bool]:
    """The pages of a road: whether one has come to each of them."""
    return [number < at for number in range(of)]


@register.filter
def about(line: HelpLine) -> str:
    """When a line answers and what it costs, in one breath; what is not known is not said."""
    return ". ".join(part for part in (line.hours, line.cost) if part and part != UNSAID)


@register.filter
def calls(phone: str) -> list[SafeString]:
    """`999 or 112` as one link each; a word in brackets is shown and not dialled."""
    return [_call(part) for part in re.split(r"\s+or\s+|\s*[,/;]\s*", phone) if part]


def _call(shown: str) -> SafeString:
    dial = re.sub(r"[^\d+*#]", "", re.sub(r"\(\D*\)", "", shown))
    return format_html('<a href="tel:{}">{}</a>', dial, shown)


@register.filter
def spoken(words: str) -> list[str]:
    """The lines of a script, one by one, without the dash a list gives them."""
    return [line.lstrip("- ").strip() for line in words.splitlines() if line.strip("- ")]
