"""The addresses of the door: short, and without a word that tells anything."""

from __future__ import annotations

from django.urls import path

from tend.door import views

urlpatterns = [
    path("", views.door, name="door"),
    path("steady", views.steady, name="steady"),
    path("steady/<slug:at>", views.steady, name="steady-at"),
    path("h", views.help_page, name="help"),
    path("h/<slug:code>", views.help_page, name="help-in"),
    path("favicon.ico", views.icon, name="icon"),
]
