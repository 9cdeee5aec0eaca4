"""The reference pages say what the code does now."""

from docs import build
from tend.cli import main
from tend.core import facts, numbers


def test_every_reference_page_is_current() -> None:
    assert build.outdated() == []


def test_every_fact_rank_and_number_is_on_a_page() -> None:
    pages = build.pages()
    assert [f.id for f in facts.FACTS if f"| `{f.id}` |" not in pages["facts.md"]] == []
    assert [name for name in numbers.listed() if f"| `{name}` |" not in pages["gate.md"]] == []
    for fact in facts.SAFETY:
        assert f"| `{fact}` | {' | '.join(build.answers(fact))} |" in pages["gate.md"]
    assert build.answers("choked") == ["", "closed", "unasked", "urgent"]


def test_every_command_is_on_a_page() -> None:
    told = build.pages()["commands.md"]
    assert [name for name in build.commands(main) if f"## tend {name}\n" not in told] == []


def test_every_key_of_a_step_is_on_a_page() -> None:
    told = build.pages()["pack-format.md"]
    keys = [key for struct in build.STRUCTS.values() for key, _, _ in build.keys(struct)]
    assert [key for key in keys if f"| {key} |" not in told] == []
