"""The reading room: a shelf, and one post at a time. No session, no cookie."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from tend.core.pack import Pack, Post
from tend.posts.prose import prose

SHELVES = {
    "": "To begin with",
    "brought": "When you brought the hurt with you",
    "theirs": "When the hurt comes from the one you married",
    "ours": "When you hurt each other",
    "closeness": "When closeness is the hard part",
    "body": "When the body hurts or is worn out",
    "season": "In a hard season",
    "deciding": "When you don’t know whether to stay",
}
"""What each group of starts is called on the shelf, in the order in which they stand."""


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Every post once, beside the others for the same kind of hurt."""
    pack: Pack = settings.TEND_PACK
    placed = [(_place(pack, post), post) for post in pack.posts]
    shelves = [
        (words, [post for at, post in placed if at == group]) for group, words in SHELVES.items()
    ]
    return render(request, "posts/shelf.html", {"shelves": [s for s in shelves if s[1]]})


@require_safe
def post(request: HttpRequest, id: str) -> HttpResponse:
    """One post, with the safe line first where it has one."""
    pack: Pack = settings.TEND_PACK
    found = _post(pack, id)
    if found is None:
        raise Http404
    related = [other for other in (_post(pack, id) for id in found.related) if other]
    context = {
        "post": found,
        # Safe: cleaned by nh3, from the pack and never from a reader.
        "body": mark_safe(prose(found.body)),  # noqa: S308
        "related": related,
        "safe_line": pack.about.safe_line.get("text", "") if found.safe_line else "",
    }
    return render(request, "posts/post.html", context)


def _post(pack: Pack, id: str) -> Post | None:
    return next((post for post in pack.posts if post.id == id), None)


def _place(pack: Pack, post: Post) -> str:
    """The group of the post's first start, which its author put first; a post for all has none."""
    start = next(filter(None, map(pack.start, post.starts)), None)
    return start.group if start else ""
