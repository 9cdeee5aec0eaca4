"""The script of the way out as text: small, constant, whole, and let in by the policy."""

from __future__ import annotations

import gzip
import re
from html import unescape

import pytest
from django.test import Client

from tend.door import exit as way
from tend.site.headers import HEADERS
from tests.door.reading import page

MOST = 1_843  # bytes of the script as it stands in the page (1.8 KB)
DEAR = 1_100  # bytes it may add to a page as sent


def test_it_is_small() -> None:
    assert len(way.SCRIPT.encode()) <= MOST


def test_the_policy_lets_in_this_script_and_no_other() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert re.findall(r"script-src ([^;]*)", policy) == [way.CSP_HASH]
    assert "require-trusted-types-for 'script'" in policy


def test_tight_takes_air_and_comments_alone() -> None:
    wide = (
        "/* why,\n 'so' */ const a = b => {\n  say('x = 1;  y' + b);\n  if (a in b) return a;\n};\n"
    )
    assert way.tight(wide) == "const a=b=>{say('x = 1;  y'+b);if(a in b)return a;};"


def test_the_script_can_be_made_tight() -> None:
    bare = re.sub(r"/\*.*?\*/", "", way._TEXT, flags=re.DOTALL)
    assert '"' not in way.STRING.sub("", bare)
    assert "`" not in bare
    assert "//" not in bare
    lines = [line.strip() for line in bare.splitlines() if line.strip()]
    assert [line for line in lines if line[-1] not in ";{},"] == []


def test_it_leaves_in_the_order_that_was_proven() -> None:
    acts = [
        "d.cookie='k=;",
        "replaceChildren",
        "d.title=",
        "sendBeacon",
        "postMessage",
        "location.replace(r",
    ]
    places = [way.SCRIPT.index(act) for act in acts]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "word", ["await", "setInterval", "confirm", "fetch", "Storage", "indexedDB", "eval"]
)
def test_it_waits_for_nothing_and_keeps_nothing(word: str) -> None:
    assert word not in way.SCRIPT


def test_it_stands_before_anything_that_is_shown(settings: object) -> None:
    html = Client().get("/steady").content.decode()
    assert html.index("<script>") < html.index("<body>")


@pytest.mark.parametrize("address", ["/", "/steady", "/no-such-page"])
def test_the_root_says_where_to_leave_to(address: str, settings: object) -> None:
    settings.TEND_NEUTRAL = 'https://weather.example/?a="b"&c'  # type: ignore[attr-defined]
    html = Client().get(address).content.decode()
    ((_, root, _),) = page(Client().get(address)).all("html")
    assert root["data-x"] == settings.TEND_NEUTRAL  # type: ignore[attr-defined]
    assert "data-k" not in root
    assert unescape(html.split('data-x="')[1].split('"')[0]) == root["data-x"]


def test_the_root_says_when_somebody_is_here() -> None:
    client = Client()
    client.cookies["k"] = "a-marker"
    ((_, root, _),) = page(client.get("/steady")).all("html")
    assert "data-k" in root
    assert "a-marker" not in client.get("/steady").content.decode()


def test_inline_costs_little_and_no_request() -> None:
    html = Client().get("/").content.decode()
    bare = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    assert len(gzip.compress(html.encode())) - len(gzip.compress(bare.encode())) <= DEAR
