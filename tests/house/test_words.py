"""No page says a word that judges, alarms or shows the machinery."""

import pytest

from tests.house import words
from tests.house.tree import ROOT, name, written

BANNED = (*words.NEVER_SHOWN, *words.NEVER_SAID, *words.NEVER_OF_A_PERSON)


def test_templates_say_none_of_them() -> None:
    texts = {name(path): words.of_template(path.read_text()) for path in words.templates()}
    assert texts
    assert {file: hits for file, text in texts.items() if (hits := words.found(BANNED, text))} == {}


def test_packs_say_none_of_them() -> None:
    texts = {name(path): words.of_pack(path) for path in words.pack_files()}
    assert len(texts) > 100
    assert {file: hits for file, text in texts.items() if (hits := words.found(BANNED, text))} == {}


def test_our_own_documents_use_none_that_hurt() -> None:
    texts = {
        name(path): path.read_text()
        for path in written(".md")
        if ROOT / "packs" not in path.parents
    }
    assert "README.md" in texts
    hits = {file: words.found(words.NEVER_SAID, text) for file, text in texts.items()}
    assert {file: hit for file, hit in hits.items() if hit} == {}


@pytest.mark.parametrize(
    "text",
    [
        "The gate is shut.",
        "This is URGENT",
        "a low risk",
        "held\nback",
        "You were referred.",
        "Are you a victim?",
        "It is your duty",
        "You are so broken",
        "to withhold a kiss",
        "meet her needs",
    ],
)
def test_a_banned_word_would_be_seen(text: str) -> None:
    assert words.found(BANNED, text)


@pytest.mark.parametrize("text", ["Investigate", "a preference", "a broken cup", "my needs"])
def test_a_harmless_word_is_left_alone(text: str) -> None:
    assert words.found(BANNED, text) == []


def test_a_template_is_read_as_a_reader_reads_it() -> None:
    template = (
        '{# gate #}{% if gate %}<p class="urgent" title="kind">Stay{{ score }}</p>{% endif %}'
        '<style>.closed{}</style><button type="submit">Send</button>'
    )
    said = words.of_template(template)
    assert words.found(BANNED, said) == []
    assert [word for word in ("kind", "Stay", "Send") if word not in said] == []


def test_front_matter_is_read_as_a_reader_reads_it() -> None:
    front = {
        "id": "fact",
        "title": "one",
        "flags": ["urgent"],
        "lines": {"fear": "two"},
        "answers": [{"label": "three", "fact": "closed"}],
        "basis": {"source": "gate", "limits": "four"},
    }
    assert list(words.shown(front)) == ["one", "two", "three", "four"]
