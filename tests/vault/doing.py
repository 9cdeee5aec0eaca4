"""What a person does in a browser, in one line each."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tend.vault import ring
from tend.vault.sessions import SessionStore

PASSPHRASE = "acorn lantern river mint"
NEW = "pebble thimble orchard kite"


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


def key_of(page: Any) -> list[str]:
    """The groups of the recovery key that a page shows."""
    shown = page.content.decode().split('<p class="lead"><b>')[1].split("</b>")[0]
    return str(shown).replace("<wbr>", "").split("-")


def kept(browser: Client, **more: str) -> list[str]:
    """Arrive, write a line, keep it; the groups of the recovery key."""
    arrive(browser)
    return key_of(keep(browser, **more))


def recover(browser: Client, key: str, words: str = NEW, name: str = "green-kettle-42") -> Any:
    """Come with the recovery key."""
    return send(browser, "/paper", name=name, paper=key, passphrase=words)


def prove(browser: Client, at: str, words: str = PASSPHRASE, **more: str) -> Any:
    """Send a form that asks for the words again."""
    return send(browser, at, at, now=words, **more)


def store(browser: Client) -> SessionStore:
    """The session of a browser, as the program sees it."""
    return SessionStore(browser.cookies["s"].value, browser.cookies["k"].value)


def rings(browser: Client) -> ring.Ring:
    """The keyring of whoever is here."""
    held = store(browser).held
    assert held is not None
    return ring.of(held.root, held.account)


def stranger() -> Client:
    """Another browser."""
    return Client(
        enforce_csrf_checks=True, HTTP_HOST="127.0.0.1:8484", raise_request_exception=False
    )


def twin(browser: Client) -> Client:
    """Another window with the same cookies, as a thief of them would have."""
    other = stranger()
    for name in ("s", "k"):
        other.cookies[name] = browser.cookies[name].value
    return other
