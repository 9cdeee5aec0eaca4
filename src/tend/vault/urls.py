"""The addresses of the vault: short, and without a word that tells anything."""

from __future__ import annotations

from django.urls import path

from tend.vault import views
from tend.vault.leave import leave

urlpatterns = [
    path("keep", views.keep, name="keep"),
    path("in", views.come, name="in"),
    path("out", views.out, name="out"),
    path("lock", views.lock, name="lock"),
    path("x", leave, name="leave"),
]
