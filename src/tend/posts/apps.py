"""The reading room: the posts of the pack, plainly rendered."""

from __future__ import annotations

from django.apps import AppConfig


class PostsConfig(AppConfig):
    """Keeps nothing: posts stand in the pack."""

    name = "tend.posts"
    label = "posts"
