"""Every address of Tend, by the room it belongs to."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("tend.door.urls")),
    path("", include("tend.path.urls")),
    path("", include("tend.posts.urls")),
    path("", include("tend.vault.urls")),
]

handler400 = "tend.site.errors.broken"
handler403 = "tend.site.errors.closed"
handler404 = "tend.site.errors.missing"
handler500 = "tend.site.errors.failed"
