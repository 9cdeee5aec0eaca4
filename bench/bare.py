"""What Tend is measured against: a Django project as it begins, that does the least a page does."""

# ruff: noqa: PLC0415  (what needs settings is imported after they are made)
from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse

from bench.asking import environ, median

SIZE = 6 * 1024  # bytes of the page
LINE = "<p>{{ row.session_key }} is one line of a page that says a little about something.</p>\n"
FULL = 1000  # lines more than enough
_PAGE = "<!doctype html><title>Page</title>{% csrf_token %}"


def page(request: HttpRequest) -> HttpResponse:
    """One session read, one select, one template."""
    from django.contrib.sessions.models import Session
    from django.shortcuts import render

    seen = request.session.get("seen", 0)
    row = Session.objects.get(pk=request.session.session_key)
    return render(request, "page.html", {"row": row, "seen": seen})


def configure(folder: Path) -> None:
    """The settings a new project has, on a database file like Tend's."""
    lines = [_PAGE]
    while sum(map(len, lines)) < SIZE:
        lines.append(LINE)
    settings.configure(
        SECRET_KEY="x" * 50,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="bench.bare_urls",
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "bare.db",
                "CONN_MAX_AGE": None,
                "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL;"},
            }
        },
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ],
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                (
                                    "django.template.loaders.locmem.Loader",
                                    {"page.html": "".join(lines)},
                                )
                            ],
                        )
                    ],
                },
            }
        ],
    )


def main() -> None:
    """Print the median of the page, in milliseconds."""
    configure(Path(sys.argv[1]))
    django.setup()
    call_command("migrate", verbosity=0)
    from django.contrib.sessions.backends.db import SessionStore

    session: Any = SessionStore()
    session["seen"] = 1
    session.create()
    session.save()
    print(median(WSGIHandler(), environ("/", f"sessionid={session.session_key}")))


if __name__ == "__main__":
    main()
