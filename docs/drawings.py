"""Draw all designs of the cord and the rings from made-up lives: `python -m docs.drawings`.

One file for each design, light, dark and in grey, in `explanation/look/drawings`; the colours are
those of `look.css`. With `--check` nothing is written: exit 1, one line per file not current.
"""

import re
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from docs import designs
from docs.lives import CORDS, RINGS
from tend.door import look
from tend.path.drawing import cord, rings
from tend.path.drawing.svg import Markup, mark

HERE = Path(__file__).parent
FOLDER = HERE / "explanation" / "look" / "drawings"
LOOK = Path(look.__file__).with_name("look.css")
DARK = re.compile(r"\(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", re.DOTALL)
COLOUR = r"--\w+: #[0-9a-f]{6};"  # what is for printers alone has three digits
WIDE, EDGE, HEAD, APART = 320, 14, 30, 16

DESIGNS: dict[str, tuple[Callable[[Any], Markup], Mapping[str, object]]] = {
    "cord-braid": (lambda value: cord.drawing(value).svg, CORDS),
    "cord-cloth": (designs.cloth, CORDS),
    "cord-cuts": (designs.cuts, CORDS),
    "rings-tree": (lambda value: rings.drawing(value).svg, RINGS),
    "rings-near": (designs.near, RINGS),
    "rings-spiral": (designs.spiral, RINGS),
}
THEMES = ("light", "dark", "grey")

OTHERS = """
.cloth, .cuts, .near, .spiral { fill: none; stroke-linejoin: round }
.aw { fill: var(--warm); stroke: var(--warm) } .bw { fill: var(--paper); stroke: var(--soft) }
.cw { fill: var(--edge); stroke: var(--edge) } .cloth .bw { stroke: var(--line) }
.cloth .bed { stroke: var(--sheet); stroke-width: 22 }
.weft { stroke: var(--ink); stroke-width: .8; stroke-dasharray: 3 1 }
.kept { stroke: var(--warm); stroke-width: 2.2 }
.said { stroke: var(--edge); stroke-width: 2.4; stroke-linecap: round }
.wood.opened, .wood.again { fill: var(--sheet) } .wood.open { fill: var(--sheet) }
.near .grain.ahead { stroke: none }
.turn { stroke: var(--edge); stroke-width: 6 } .turn.open { stroke: var(--warm); stroke-width: 9 }
.turn.again { stroke: var(--warm); stroke-dasharray: 8 5; stroke-linecap: butt }
.turn.ahead { stroke-width: 1.6; stroke-dasharray: 0 5; stroke-linecap: round }
.bare { fill: var(--paper) }
text { font: 14px Georgia, serif; fill: var(--soft) } .said-of { fill: var(--ink) }
"""


@cache
def wanted() -> dict[str, str]:
    """Every file by its name."""
    return {
        f"{name}-{theme}.svg": sheet(name, theme) + "\n" for name in DESIGNS for theme in THEMES
    }


def sheet(name: str, theme: str) -> Markup:
    """All lives in one design, one under the other."""
    draw, lives = DESIGNS[name]
    parts: list[Markup] = []
    top = 0
    for words, life in lives.items():
        title = mark("text", words, class_="said-of", x=EDGE, y=top + HEAD - 8)
        placed, tall = _placed(draw(life), top + HEAD)
        parts += [title, placed]
        top += HEAD + tall + APART
    paper = mark("rect", width=WIDE + 2 * EDGE, height=top, fill="var(--paper)")
    style = Markup(f"<style>{look.tight(colours(theme) + rules() + OTHERS)}</style>")
    box = f"0 0 {WIDE + 2 * EDGE} {top}"
    space = "http://www.w3.org/2000/svg"
    return mark("svg", style, paper, *parts, xmlns=space, viewBox=box, width=2 * WIDE)


def _placed(drawing: Markup, top: int) -> tuple[Markup, int]:
    """A drawing at its place on the sheet, and how tall it is."""
    found = re.search(r'viewBox="\S+ \S+ \S+ (\S+)"', drawing)
    if not found:
        raise ValueError("a drawing without its size")
    tall = int(found[1])
    place = f'<svg x="{EDGE}" y="{top}" width="{WIDE}" height="{tall}" '
    return Markup(drawing.replace("<svg ", place, 1)), tall


def colours(theme: str) -> str:
    """The colours of the look, as it says them for light and for dark."""
    css = LOOK.read_text(encoding="utf-8").replace(look.DRAWN_CUT, "")
    dark = DARK.findall(css)
    light = re.findall(r":root \{(.*?)\}", DARK.sub("", css), re.DOTALL)
    said = "".join(dark if theme == "dark" else light)
    grey = " filter: grayscale(1);" if theme == "grey" else ""
    return f":root {{ {' '.join(re.findall(COLOUR, said))}{grey} }}"


def rules() -> str:
    """What the look says of the drawings."""
    return look.DRAWN


def outdated() -> list[str]:
    """The files that are not what would be drawn now, and those that are no longer drawn."""
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")}
    late = [name for name, text in wanted().items() if kept.get(name) != text]
    return sorted([*late, *(name for name in kept if name not in wanted())])


def write(names: list[str]) -> None:
    """Draw these files anew; one that is no longer drawn goes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names:
        path = FOLDER / name
        if name in wanted():
            path.write_text(wanted()[name], encoding="utf-8")
        else:
            path.unlink()
        print(path.relative_to(HERE.parent).as_posix())


def main() -> int:
    """Draw every file that is not current, or with `--check` only say which."""
    late = outdated()
    if "--check" not in sys.argv[1:]:
        write(late)
        return 0
    for name in late:
        print(f"{name}: not current; run python -m docs.drawings")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
