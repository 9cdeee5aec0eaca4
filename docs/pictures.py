"""Take the pictures of the look: `make pictures`.

A copy is started, somebody walks it, and every page on the way is photographed: phone and desktop,
light and dark, and on paper. Then all of them are laid side by side in `docs/look.jpg`, and three
in `docs/first-step.jpg`: the pictures of the README. `--direction NAME` takes the same pages in
another look, whose style and header lie in `docs/explanation/look/`: that is how the three in
`docs/explanation/look.md` were compared.
"""

import argparse
import base64
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, ViewportSize, sync_playwright

from tend.door import look
from tests.e2e.conftest import FLAGS, NAMES
from tests.e2e.serving import a_house, a_neighbour
from tests.e2e.walker import Walker

PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)
PAPER = ViewportSize(width=794, height=1123)  # A4 at 96 dots to the inch
VIEWS = {
    "phone-light": (PHONE, "light", "screen"),
    "phone-dark": (PHONE, "dark", "screen"),
    "desktop-light": (DESKTOP, "light", "screen"),
    "desktop-dark": (DESKTOP, "dark", "screen"),
    "paper": (PAPER, "light", "print"),
}
HERE = Path(__file__).parent
DIRECTIONS = HERE / "explanation" / "look"
ROAD = (
    ("first", "/"),
    ("steady", "Steady me"),
    ("help", "/h"),
    ("help-us", "/h/us"),
    ("read", "/read"),
    ("post", "/read/forgive-trust-reunite"),
    ("begin", "/begin"),
    ("words", "Yes"),
    ("list", "Pick from a list"),
    ("signs", "Something the one I married"),
    ("more", "Money hidden", "Go on", "I meant something else"),
    ("faith", "Skip"),
    ("call", "Skip"),
    ("today", "My wife"),
    ("check", "/check"),
    ("check-room", "Begin"),
    ("check-words", "None of these"),
    ("after", "/today", "I did it"),
    ("after-line", "Good"),
    ("else", "/else"),
    ("changed", "/changed"),
    ("near", "/near"),
    ("you", "/you"),
    ("keep", "/keep"),
    ("key", "Your words=pebble thimble orchard kite", "Keep it"),
    ("keys", "/keys"),
    ("anew", "/keys/anew"),
    ("file", "/keys/file"),
    ("erase", "/keys/erase"),
    ("sign-in", "/in"),
    ("not-there", "/nowhere"),
)
"""Every page that is photographed, in the order a person meets it: its name, and what leads there,
an address, what is tapped, or what is written where (`label=words`)."""
ROW = 16  # pictures side by side
PRINTED = ("first", "steady", "help", "help-us", "read", "post", "today", "near", "key")
COMPARED = ("first", "check-room", "today", "after", "help")
STYLES = re.compile(rb"<style>.*</style>", re.DOTALL)
MARK = re.compile(rb"(?<=<header>).*?</header>", re.DOTALL)
SHEET = """<!doctype html><style>
body { margin: 0; padding: 24px; width: max-content; background: #8d8a84 }
div { display: flex; gap: 12px; margin: 0 0 12px; align-items: flex-start }
img { width: 220px; height: 440px; object-fit: cover; object-position: top }
img.whole { width: 390px; height: 940px }
img.desktop { width: 452px } img.paper { width: 399px; height: 560px }
</style>"""


def walk(walker: Walker) -> Iterator[str]:
    """Go the whole road, and yield the name of every page on it."""
    for name, *ways in ROAD:
        for way in ways:
            label, is_written, words = way.partition("=")
            if is_written:
                walker.write(label, words)
            elif way.startswith("/"):
                walker.open(way)
            else:
                walker.tap(way, within="main")
        yield name


def take(page: Page, name: str, folder: Path, views: Sequence[str]) -> None:
    """One page in every view, from top to bottom."""
    for view in views:
        size, scheme, media = VIEWS[view]
        page.emulate_media(color_scheme=scheme, media=media)  # type: ignore[arg-type]
        page.set_viewport_size(size)
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0) }")
        page.screenshot(path=folder / f"{name}-{view}.png", full_page=True)
    page.emulate_media(color_scheme="light", media="screen")
    page.set_viewport_size(PHONE)


def restyle(direction: str) -> Callable[[Route], None]:
    """What puts another look into a page on its way to the browser: its style and its header."""
    css = (DIRECTIONS / f"{direction}.css").read_text(encoding="utf-8")
    parts = [f"<style>{look.tight(part)}</style>".encode() for part in css.split(look.CUT)]
    header = (DIRECTIONS / f"{direction}.html").read_bytes() + b"</header>"

    def put(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        without = {"content-security-policy", "content-encoding", "content-length"}
        headers = {name: value for name, value in answer.headers.items() if name not in without}
        body = answer.body()
        style = b"".join(parts[: body.count(b"<style>")])  # a help page gets the first part alone
        body = MARK.sub(lambda _: header, STYLES.sub(lambda _: style, body))
        route.fulfill(status=answer.status, headers=headers, body=body)

    return put


def photograph(browser: Browser, asked: argparse.Namespace) -> list[str]:
    """Start a copy, walk it, and take every picture that was asked for; the pages' names."""
    taken = []
    with (
        tempfile.TemporaryDirectory() as data,
        a_neighbour() as (neutral, _),
        a_house(Path(data), neutral) as house,
    ):
        walker = Walker(browser, house)
        if asked.direction:
            walker.context.route("**/*", restyle(asked.direction))
        for name in walk(walker):
            if asked.direction:
                walker.page.reload()  # what a form led to was not dressed on its way
            if not asked.pages or name in asked.pages:
                take(walker.page, name, asked.to, asked.views)
                taken.append(name)
        walker.context.close()
    return taken


def lay_out(browser: Browser, rows: Iterable[Iterable[Path]], to: Path, kind: str = "") -> None:
    """Lay pictures side by side, row below row, as one picture."""
    shown = "".join(f"<div>{''.join(_picture(path, kind) for path in row)}</div>" for row in rows)
    page = browser.new_page(viewport=DESKTOP)
    page.set_content(SHEET + shown)
    size = page.evaluate("[document.body.scrollWidth, document.body.scrollHeight]")
    page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    page.screenshot(path=to, type="jpeg", quality=60)
    page.close()


def _picture(path: Path, kind: str) -> str:
    seen = re.search(r"phone|desktop|paper", path.stem)
    data = base64.b64encode(path.read_bytes()).decode()
    return f'<img class="{kind or (seen and seen[0])}" src="data:image/png;base64,{data}" alt="">'


def sheet(names: Sequence[str], folder: Path) -> Iterator[list[Path]]:
    """Every page on a phone by day and by night, and on paper those that are for paper."""
    for view, shown in (("phone-light", names), ("phone-dark", names), ("paper", PRINTED)):
        for start in range(0, len(shown), ROW):
            yield [folder / f"{name}-{view}.png" for name in shown[start : start + ROW]]


def compared(folder: Path) -> Iterator[list[Path]]:
    """The five pages one direction was judged by, in every view."""
    for view in VIEWS:
        yield [folder / f"{name}-{view}.png" for name in COMPARED]


def main() -> int:
    """Take the pictures; exit 1 where there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("artefacts/look"), help="the folder")
    parser.add_argument("--direction", help="another look, by its name, instead of ours")
    parser.add_argument("--pages", nargs="*", help="only these")
    parser.add_argument("--views", nargs="*", default=list(VIEWS), choices=list(VIEWS))
    asked = parser.parse_args()
    if asked.direction and not asked.pages:
        asked.pages = COMPARED
    found = os.environ.get("TEND_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        print("No browser here.", file=sys.stderr)
        return 1
    asked.to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        names = photograph(browser, asked)
        if asked.views == list(VIEWS) and asked.direction:
            lay_out(browser, compared(asked.to), DIRECTIONS / f"{asked.direction}.jpg")
        elif asked.views == list(VIEWS) and not asked.pages:
            lay_out(browser, sheet(names, asked.to), HERE / "look.jpg")
            three = [asked.to / f"{name}-phone-light.png" for name in ("first", "list", "today")]
            lay_out(browser, [three], HERE / "first-step.jpg", "whole")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
