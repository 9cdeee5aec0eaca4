"""Copies that run, browsers, and somebody at them. All of it ends with the last of these tests:

while Playwright is alive its loop runs in this thread, and Django would refuse other tests the
database.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.e2e import between, looking, serving
from tests.e2e.fox.firefox import Firefox, a_firefox
from tests.e2e.fox.walker import FoxWalker
from tests.e2e.leaving import Copy
from tests.e2e.serving import House
from tests.e2e.walker import Walker

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
FOXES = ("firefox-esr", "firefox")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # Whatever a page might ask of anybody else never leaves this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
CHROMIUM = ("chromium", "chromium-no-script")
FIREFOX = ("firefox", "firefox-no-script")
Begin = Callable[..., Walker]
Houses = Callable[[str], House]
Foxes = Callable[[str], Firefox]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            asked = getattr(item, "callspec", None)
            _mark(item, asked.params.get("window", "") if asked else "")


def _mark(item: pytest.Item, window: str) -> None:
    item.add_marker("browser")
    item.add_marker("firefox" if window in FIREFOX else "chromium")
    if window in FIREFOX:  # where tests run side by side, it is started by one of them only
        item.add_marker(pytest.mark.xdist_group(window))


@pytest.fixture(scope="package")
def neighbour() -> Iterator[tuple[str, list[str | None]]]:
    """The page the way out leads to, and what it was told of where people came from."""
    with serving.a_neighbour() as found:
        yield found


@pytest.fixture(scope="package")
def houses(
    neighbour: tuple[str, list[str | None]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Houses]:
    """Copies by name, each started when it is first asked for."""
    running: dict[str, House] = {}
    with ExitStack() as stack:

        def named(name: str) -> House:
            if name not in running:
                folder, turned = tmp_path_factory.mktemp(name), "later" in name
                copy = serving.a_house(folder, neighbour[0], turned=turned)
                running[name] = stack.enter_context(copy)
            return running[name]

        yield named


@pytest.fixture
def house(houses: Houses, engine: str) -> House:
    """A copy as anybody would start it; each browser has its own, so that no name is in use."""
    return houses(engine)


@pytest.fixture
def later(houses: Houses, engine: str) -> House:
    """A copy whose clock can be turned."""
    return houses(f"{engine}-later")


@pytest.fixture(scope="package", autouse=True)
def weights(request: pytest.FixtureRequest) -> Iterator[None]:
    """When all is done, the table of what the pages weigh, on the terminal whatever runs this."""
    yield
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(f"\n{looking.table()}", file=sys.__stderr__)


@pytest.fixture(scope="package")
def chromium() -> str:
    """Debian's Chromium, as `make test` found it."""
    found = os.environ.get("TEND_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "No browser here: leave these tests out with -m 'not browser'."
    return found


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """The one driver: two of them do not fit into one thread."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="package")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """A browser that remembers nothing of the pages it left."""
    driven = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    yield driven
    driven.close()


@pytest.fixture(scope="package")
def remembering(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """One that keeps the pages it left in its memory, as people's browsers do."""
    ours = "MAP notes.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
    driven = playwright.chromium.launch(
        executable_path=chromium,
        args=[*FLAGS[:-1], f"--host-resolver-rules={ours}"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield driven
    driven.close()


@pytest.fixture(scope="package")
def copies(
    neighbour: tuple[str, list[str | None]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Copy]]:
    """A copy for this machine alone and one that is reached by https, each with its cookies."""
    neutral, running = neighbour[0].replace("127.0.0.1", "localhost"), {}
    with ExitStack() as stack:
        for name in ("loopback", "public"):
            port, https = serving.a_port(), name == "public"
            before = stack.enter_context(between.standing(port, https=https))
            address = (
                f"https://notes.test:{before.at}" if https else f"http://127.0.0.1:{before.at}"
            )
            folder = tmp_path_factory.mktemp(name)
            public = address if https else ""
            stack.enter_context(serving.a_house(folder, neutral, port=port, public=public))
            running[name] = Copy(address, before, neutral)
        yield running


@pytest.fixture(scope="package")
def foxes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Foxes]:
    """Debian's Firefox, with script or without: a setting of the whole browser, so two of them."""
    found = os.environ.get("TEND_FIREFOX") or next(filter(None, map(shutil.which, FOXES)), None)
    assert found, "No Firefox here: leave these tests out with -m 'not firefox'."
    running: dict[str, Firefox] = {}
    with ExitStack() as stack:

        def able(window: str) -> Firefox:
            if window not in running:
                folder, script = tmp_path_factory.mktemp(window), window == "firefox"
                fox = a_firefox(found, folder, {"javascript.enabled": script})
                running[window] = stack.enter_context(fox)
            return running[window]

        yield able
        assert [fox.strays for fox in running.values() if fox.strays] == []


@pytest.fixture
def begin(request: pytest.FixtureRequest, house: House, window: str) -> Iterator[Begin]:
    """Open a window with an empty cookie jar, as often as wished; all are shut and looked over."""
    open_windows: list[Walker] = []
    script = "no-script" not in window

    def opened(at: House = house) -> Walker:
        if window in FIREFOX:
            fox: Firefox = request.getfixturevalue("foxes")(window)
            open_windows.append(FoxWalker(fox, at, script=script))
        else:
            driven: Browser = request.getfixturevalue("browser")
            open_windows.append(Walker(driven, at, script=script))
        return open_windows[-1]

    yield opened
    for walker in open_windows:
        walker.leave()


@pytest.fixture(params=[*CHROMIUM, *FIREFOX])
def window(request: pytest.FixtureRequest) -> str:
    """Every journey is made in two browsers, with script and without."""
    return str(request.param)


@pytest.fixture
def engine(window: str) -> str:
    """The browser of that window."""
    return window.partition("-")[0]
