"""The vault as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Accounts, sealed rows and sessions."""

    name = "tend.vault"
    label = "vault"
