"""A tab that was left and shut is opened again, as the browser offers to: nothing comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.e2e.conftest import FLAGS
from tests.e2e.leaving import PATIENCE, Copy, Leaver

# What "Reopen closed tab" of the browser's own menu does, said to it by an extension.
MANIFEST = {
    "manifest_version": 3,
    "name": "Reopen",
    "version": "1",
    "permissions": ["sessions"],
    "background": {"service_worker": "reopen.js"},
}
REOPEN = "self.reopen = () => chrome.sessions.restore()"


@contextmanager
def own_window(
    playwright: Playwright, chromium: str, folder: Path, *, script: bool
) -> Iterator[BrowserContext]:
    """A browser with a profile of its own, which remembers tabs that were shut."""
    helper = folder / "reopen"
    helper.mkdir()
    (helper / "manifest.json").write_text(json.dumps(MANIFEST))
    (helper / "reopen.js").write_text(REOPEN)
    context = playwright.chromium.launch_persistent_context(
        folder / "profile",
        executable_path=chromium,
        java_script_enabled=script,
        ignore_default_args=["--disable-back-forward-cache", "--disable-extensions"],
        args=[
            *FLAGS[:-1],
            f"--load-extension={helper}",
            f"--disable-extensions-except={helper}",
            "--disable-features=DisableLoadExtensionCommandLineSwitch",
        ],
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def reopened(person: Leaver) -> None:
    """Shut the tab, and open it again."""
    context = person.context
    helpers = context.service_workers
    helper = helpers[0] if helpers else context.wait_for_event("serviceworker")
    person.page.close()
    with context.expect_page() as found:
        helper.evaluate("reopen()")
    person.turn_to(found.value)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_tab_opened_again_shows_nothing(
    playwright: Playwright, chromium: str, copies: dict[str, Copy], tmp_path: Path, *, script: bool
) -> None:
    with own_window(playwright, chromium, tmp_path, script=script) as context:
        person = Leaver(copies["loopback"], context, context.new_page(), script)
        person.begin()
        reopened(person)
        assert person.private[-1] in person.look("reopened, not left")

        person.leaks.clear()
        person.leave()
        reopened(person)
        person.away()
        person.look("reopened")
        person.pry()
        assert person.leaks == []
