"""The door: the first page, a steadying step, help, and the look of every page."""

from __future__ import annotations

from django.apps import AppConfig


class DoorConfig(AppConfig):
    """Holds the base template and the template library `look`."""

    name = "tend.door"
    label = "door"
