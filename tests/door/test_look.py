from __future__ import annotations

import itertools
import re

import pytest

from tend.door import look

TEXT = 7.0  # WCAG 2.2, 1.4.6
EDGE = 3.0  # WCAG 2.2, 1.4.11: what shows where a control is
MODES = ("light", "dark")
READ_ON_PAPER = list(itertools.product(["ink", "soft", "warm"], ["paper", "sheet", "glow"]))


DARK = re.compile(r"@media (?:screen and )?\(prefers-color-scheme:dark\)\{:root\{(.*?)\}")
PRINT = re.compile(r"@media print\{.*")


def tokens(mode: str) -> dict[str, str]:
    """The solid colours by name; what is for printers alone stands in neither mode."""
    css = "".join(PRINT.sub("", part) for part in (look.SMALL, look.REST))
    light = "".join(re.findall(r":root\{(.*?)\}", DARK.sub("", css)))
    block = {"light": light, "dark": "".join(DARK.findall(css))}[mode]
    return dict(re.findall(r"--(\w+):(#[0-9a-f]{6})\b", block))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("front", "back"), READ_ON_PAPER)
def test_words_can_be_read(mode: str, front: str, back: str) -> None:
    colours = tokens(mode)
    assert contrast(colours[front], colours[back]) >= TEXT


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("back", ["paper", "sheet", "glow"])
def test_edges_of_controls_can_be_seen(mode: str, back: str) -> None:
    colours = tokens(mode)
    assert contrast(colours["edge"], colours[back]) >= EDGE


def test_light_and_dark_name_the_same_colours_and_no_other_stands_anywhere() -> None:
    assert tokens("light").keys() == tokens("dark").keys()
    every = re.findall(r"#[0-9a-f]{3,8}\b", look.SMALL + look.REST)
    solid = {colour for colour in every if len(colour) in (4, 7)}  # the others let through: shade
    paper = {"#fff", "#000", "#888"}  # what a printer has
    assert solid == {*tokens("light").values(), *tokens("dark").values(), *paper}


def test_the_style_calls_nobody() -> None:
    assert "url(" not in look.SMALL + look.REST
    assert "@import" not in look.SMALL + look.REST


def test_tight_loses_nothing_but_air() -> None:
    css = "a, b > c { /* why */\n margin: 0 auto;\n  font: 1px/2 x; }\n@media (a: b) { d { e: f } }"
    assert look.tight(css) == "a,b>c{margin:0 auto;font:1px/2 x}@media (a:b){d{e:f}}"


def test_the_look_knows_every_need() -> None:
    css = look.SMALL + look.REST
    for need in ("color-scheme:dark", "print", "prefers-reduced-motion", "forced-colors:active"):
        assert need in css
    assert ":focus-visible" in css
    assert "112.5%" in css  # 18 px, and more for whoever set their browser to more
    assert css.count("min-height:44px") >= 4
