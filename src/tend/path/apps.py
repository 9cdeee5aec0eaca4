"""The path as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PathConfig(AppConfig):
    """Holds the pages a person walks; it keeps no table of its own."""

    name = "tend.path"
    label = "path"
