"""Settings, from the environment and the data folder. The launcher sets what must be set.

Two profiles: *loopback* (this machine alone, plain http) and *public* (`TEND_PUBLIC_URL` is https).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from tend.site import packs, pepper

# Where this copy keeps its database, who can reach it, and who runs it.
TEND_DATA = Path(os.environ.get("TEND_DATA") or Path.home() / ".local" / "share" / "tend")
TEND_PUBLIC_URL = os.environ.get("TEND_PUBLIC_URL", "").rstrip("/")
TEND_PUBLIC = TEND_PUBLIC_URL.startswith("https://")
TEND_RUN_BY = os.environ.get("TEND_RUN_BY", "one person on their own computer")
TEND_NEUTRAL = os.environ.get("TEND_NEUTRAL", "https://www.weather.com/")
TEND_GUESTS = int(os.environ.get("TEND_GUESTS", "2000"))  # guests here at once
TEND_SMALL = os.environ.get("TEND_SMALL", "") == "1"  # a machine with little memory

# Made by the launcher before the workers start, so that all of them share it; without a launcher
# (a test, a command) a fresh one does. It is never written down.
TEND_BOOT = bytes.fromhex(os.environ.get("TEND_BOOT") or secrets.token_hex(32))
# Kept in a file by the launcher, beside the database; without one it is this process's alone.
_pepper = os.environ.get("TEND_PEPPER_FILE")
TEND_PEPPER = pepper.read(Path(_pepper)) if _pepper else secrets.token_bytes(pepper.SIZE)
SECRET_KEY = TEND_BOOT.hex()  # nothing Django signs outlives the program either

TEND_PACK = packs.load(Path(os.environ.get("TEND_PACK_DIR") or packs.home()))

DEBUG = False
ADMINS: list[str] = []
ROOT_URLCONF = "tend.site.urls"
WSGI_APPLICATION = "tend.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "tend.vault",
    "tend.door",
    "tend.path",
    "tend.posts",
]
MIDDLEWARE = [
    "tend.site.headers.HeadersMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.common.CommonMiddleware",
    "tend.door.still.StillMiddleware",
    "tend.vault.middleware.VaultMiddleware",
    "tend.vault.middleware.FormMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tend.site.plain.PlainMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

# Who may be asked for: a page of another name that points here is turned away.
_host = urlsplit(TEND_PUBLIC_URL).hostname or ""
ALLOWED_HOSTS = [_host] if TEND_PUBLIC else ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [TEND_PUBLIC_URL] if TEND_PUBLIC else []
APPEND_SLASH = False

# One private table of entries, sealed. FULL: what was acknowledged survives a lost plug.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": TEND_DATA / "tend.db",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL;"
                "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
            ),
        },
    }
}

# One sign-in, one session row, one cookie of ours that scripts cannot read, one that they can.
AUTH_USER_MODEL = "vault.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["tend.vault.hasher.SlotHasher", "tend.vault.hasher.PlainSlotHasher"]
LOGIN_URL = "in"
SESSION_ENGINE = "tend.vault.sessions"
SESSION_COOKIE_NAME = "__Host-s" if TEND_PUBLIC else "s"
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = TEND_PUBLIC
TEND_MARKER_NAME = "__Host-k" if TEND_PUBLIC else "k"
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "tend.site.errors.strange"

# What comes in: forms of words, and one kind of file; nothing that Django would write to a
# temporary file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 300_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 8_000_000  # an archive somebody brings in; a larger one is let fall
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# What Django's own look at a public copy asks for is done by middleware of ours: HeadersMiddleware
# sends every header it names, FormMiddleware is its check of forms.
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W002", "security.W003"]

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LANGUAGE_CODE = "en"

DEFAULT_EXCEPTION_REPORTER_FILTER = "tend.site.quiet.NothingShown"
LOGGING_CONFIG = "tend.site.quiet.configure"
LOGGING = {"quiet": True}  # not empty: Django would not ask us otherwise
