"""Headers on every answer, cookies in both profiles."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tend.site.headers import HEADERS
from tests.vault import doing

WANTED = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
ALSO = ["Content-Security-Policy", "Permissions-Policy"]


def addresses(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    """Every address of the site, with something in place of each variable part."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = before + re.sub(r"<[^>]+>", "1", str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from addresses(entry, here)
        elif isinstance(entry, URLPattern):
            yield here


def armoured(answer: Any) -> bool:
    """Whether an answer carries all of them, and tells nobody to list it."""
    right = all(answer.get(name) == value for name, value in WANTED.items())
    return right and all(answer.get(name) for name in ALSO) and "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize("who", ["nobody", "guest", "person"])
@pytest.mark.parametrize("method", ["get", "post", "put", "head"])
def test_every_address_carries_the_headers(browser: Client, who: str, method: str) -> None:
    if who != "nobody":
        doing.arrive(browser)
    if who == "person":
        doing.keep(browser)
    seen = set()
    for address in addresses():
        answer = getattr(browser, method)(address)
        seen.add(answer.status_code // 100)
        assert armoured(answer), (address, answer.status_code)
    assert seen >= {4}


@pytest.mark.parametrize(
    ("address", "status"), [("/no-such-page", 404), ("/t/fall", 500), ("/x", 303), ("/%00", 404)]
)
def test_errors_and_ways_out_carry_them_too(browser: Client, address: str, status: int) -> None:
    answer = browser.get(address)
    assert answer.status_code == status
    assert armoured(answer)


def test_another_name_of_this_machine_is_turned_away_with_them(browser: Client) -> None:
    answer = browser.get("/", HTTP_HOST="evil.example")
    assert answer.status_code == 400
    assert armoured(answer)


def test_the_policy_lets_in_nothing_from_elsewhere() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy
    for directive in ("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert directive in policy


def test_the_style_that_is_sent_fits_the_policy(browser: Client) -> None:
    import base64
    import hashlib

    page = browser.get("/").content.decode()
    for style in re.findall(r"<style>(.*?)</style>", page, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in HEADERS["Content-Security-Policy"]


def test_https_only_is_said_by_a_public_copy_only(browser: Client, settings: Any) -> None:
    assert "Strict-Transport-Security" not in browser.get("/")
    settings.TEND_PUBLIC = True
    assert browser.get("/")["Strict-Transport-Security"].startswith("max-age=63072000")


def test_only_posts_of_a_public_copy_may_be_listed(browser: Client, settings: Any) -> None:
    assert "X-Robots-Tag" in browser.get("/read")
    settings.TEND_PUBLIC = True
    assert "X-Robots-Tag" not in browser.get("/read")
    assert "X-Robots-Tag" in browser.get("/")


def attributes(answer: Any) -> dict[str, tuple[bool, bool, str, str, str]]:
    return {
        name: (
            bool(cookie["httponly"]),
            bool(cookie["secure"]),
            cookie["samesite"],
            cookie["path"],
            str(cookie["max-age"]) + cookie["expires"] + cookie["domain"],
        )
        for name, cookie in answer.cookies.items()
    }


def test_cookies_on_this_machine(browser: Client) -> None:
    assert attributes(browser.get("/t/arrive")) == {
        "s": (True, False, "Strict", "/", ""),
        "k": (False, False, "Strict", "/", ""),
    }


def test_cookies_of_a_public_copy(browser: Client, settings: Any) -> None:
    settings.SESSION_COOKIE_NAME, settings.TEND_MARKER_NAME = "__Host-s", "__Host-k"
    settings.SESSION_COOKIE_SECURE = True
    assert attributes(browser.get("/t/arrive")) == {
        "__Host-s": (True, True, "Strict", "/", ""),
        "__Host-k": (False, True, "Strict", "/", ""),
    }
    answer = browser.get("/x")
    assert {name: cookie["secure"] for name, cookie in answer.cookies.items()} == {
        "__Host-s": True,
        "__Host-k": True,
    }


NAMES = [
    "SESSION_COOKIE_NAME",
    "TEND_MARKER_NAME",
    "SESSION_COOKIE_SECURE",
    "ALLOWED_HOSTS",
    "DEBUG",
]
_ASK = f"""
import json
from tend.site import settings
print(json.dumps([getattr(settings, name) for name in {NAMES!r}]))
"""


@pytest.mark.parametrize(
    ("url", "profile"),
    [
        ("", ["s", "k", False, ["127.0.0.1", "localhost", "[::1]"], False]),
        ("http://tend.example", ["s", "k", False, ["127.0.0.1", "localhost", "[::1]"], False]),
        ("https://tend.example", ["__Host-s", "__Host-k", True, ["tend.example"], False]),
    ],
)
def test_the_profile_follows_the_public_address(
    url: str, profile: list[Any], tmp_path: Path
) -> None:
    env = {**os.environ, "TEND_PUBLIC_URL": url, "TEND_DATA": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", _ASK], env=env, capture_output=True, check=True)
    assert json.loads(said.stdout) == profile


def test_nothing_is_left_in_the_page_of_who_is_here(browser: Client) -> None:
    doing.arrive(browser)
    page = browser.get("/in").content.decode()
    for cookie in browser.cookies.values():
        assert cookie.value not in page


def test_pages_are_sent_compressed_with_random_padding(browser: Client) -> None:
    sizes = {len(browser.get("/", HTTP_ACCEPT_ENCODING="gzip").content) for _ in range(20)}
    assert len(sizes) > 1


def test_nothing_of_an_address_or_header_is_reflected(browser: Client) -> None:
    said = browser.get("/?q=REFLECTED", HTTP_USER_AGENT="REFLECTED", HTTP_REFERER="REFLECTED")
    lost = browser.get("/REFLECTED?q=REFLECTED")
    assert b"REFLECTED" not in said.content + lost.content


@pytest.mark.parametrize(
    ("status", "fields", "enforced"),
    [
        (413, {"words": "x" * 400_000}, False),
        (400, {"words": "a\0b"}, False),
        (403, {"words": "x"}, True),
        (303, {"answer": "yes"}, False),
    ],
)
def test_every_kind_of_refusal_carries_them(
    disk: Path, rooms: None, status: int, fields: dict[str, str], *, enforced: bool
) -> None:
    client = Client(enforce_csrf_checks=enforced, HTTP_HOST="127.0.0.1")
    answer = client.post("/begin", fields)
    assert answer.status_code == status
    assert armoured(answer)
