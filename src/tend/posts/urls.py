"""The addresses of the reading room."""

from __future__ import annotations

from django.urls import path

from tend.posts import views

urlpatterns = [
    path("read", views.shelf, name="read"),
    path("read/<slug:id>", views.post, name="post"),
]
