"""The one address of the bare project."""

from __future__ import annotations

from django.urls import path

from bench.bare import page

urlpatterns = [path("", page)]
