"""The pictures of the designs are what would be drawn now, and need nothing but themselves."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from docs import drawings


def test_every_picture_is_current() -> None:
    assert drawings.outdated() == []
    assert len(drawings.wanted()) == 18


def test_every_picture_is_whole_and_asks_for_nothing() -> None:
    for name, text in drawings.wanted().items():
        ET.fromstring(text)  # noqa: S314 - our own
        assert "var(--" in text, name
        assert "url(" not in text
        assert "--paper" in drawings.colours("dark")


def test_one_that_is_not_current_is_named_and_drawn_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "docs" / "look"
    folder.mkdir(parents=True)
    (folder / "old.svg").write_text("<svg/>")
    monkeypatch.setattr(drawings, "HERE", tmp_path / "docs")
    monkeypatch.setattr(drawings, "FOLDER", folder)
    late = drawings.outdated()
    assert len(late) == 19
    drawings.write(late)
    assert drawings.outdated() == []
    assert not (folder / "old.svg").exists()
