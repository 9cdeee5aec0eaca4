"""What a person does in a browser, in one line each."""

from __future__ import annotations

from typing import Any

from django.test import Client

PASSPHRASE = "acorn lantern river mint"


def token(browser: Client, at: str = "/in") -> str:
    """The hidden token of a form."""
    page = browser.get(at).content.decode()
    return page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def send(browser: Client, to: str, at: str = "/in", **fields: str) -> Any:
    """Fill a form and send it."""
    return browser.post(to, {**fields, "csrfmiddlewaretoken": token(browser, at)})


def arrive(browser: Client, words: str = "first line") -> None:
    """Become a guest."""
    browser.get("/t/arrive", {"words": words})


def keep(browser: Client, name: str = "green-kettle-42", words: str = PASSPHRASE) -> Any:
    """Keep this, as that name."""
    return send(browser, "/keep", "/keep", name=name, passphrase=words)


def come(browser: Client, name: str = "green-kettle-42", words: str = PASSPHRASE) -> Any:
    """Sign in."""
    return send(browser, "/in", name=name, passphrase=words)


def here(browser: Client) -> Any:
    """What the browser's session shows."""
    return browser.get("/t/show").json()
