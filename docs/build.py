"""Write the reference pages from the code itself: `make docs`.

What a page says of facts, gates, numbers, commands, packs, starts and steps is read from the
values that run, so that it cannot grow old. The answers shown below commands in the other pages
are written anew as well. `tests/docs/test_docs.py` fails when a page is not what is written here.
With `--check` nothing is written: exit 1, one line per page that is not current.
"""

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from docs import commands, examples, packs
from docs.markdown import code, codes, page, table
from docs.meanings import CONDITIONS, GATES, LAWS
from tend.core import conditions, facts, gate, numbers, refs

HERE = Path(__file__).parent
REFERENCE = "reference"
UNREAD = "*No advocate or counselor has read this yet.*"
ANSWERS = ("no", "past", "unknown", "yes")


@cache
def pages() -> dict[str, str]:
    """Every reference page by its file name."""
    return {
        "facts.md": facts_page(),
        "gate.md": gate_page(),
        "numbers.md": numbers_page(),
        "commands.md": commands.commands_page(),
        "pack-format.md": packs.format_page(),
        "starts.md": packs.starts_page(),
        "steps.md": packs.steps_page(),
    }


def facts_page() -> str:
    """The closed list of what may be known."""
    rows = [
        [code(f.id), f.group, " < ".join(f.order), asked(f), f.meaning, f.source]
        for f in facts.FACTS
    ]
    return page(
        "Facts",
        "Everything Tend may know about how things stand, and nothing else.",
        "Ids are permanent; the words a person reads live in the pack.\n"
        "An answer is one of `no`, `past`, `unknown`, `yes`; what was never said is `unknown`.\n"
        "For a safety fact `yes` means: in the last "
        f"{numbers.YES_MONTHS} months, or I am afraid of it now.\n"
        "`past` means: longer ago, and I am not afraid of it now.\n"
        "Each fact has its own order, from mildest to worst.\n"
        "*Asked* names the page of the check that asks it.",
        table(("fact", "group", "answers, mildest first", "asked", "means", "source"), rows),
        "## Events\n\n"
        f"What happens in a life ({codes(facts.EVENTS)}) makes an earlier check count no longer.",
        UNREAD,
    )


def asked(fact: facts.Fact) -> str:
    """Where a fact is asked: on a page of the check, by itself, or never."""
    return fact.page or ("by itself" if fact.id in refs.ASKED_ALONE else "never")


def gate_page() -> str:
    """The gate's whole table, the rungs, and the conditions of a step."""
    return page(
        "The gate",
        "How things stand, and what may be offered then.\n"
        "The worst rank wins, and nothing good outweighs it.\n"
        "In plain words: [the core](../explanation/core.md).",
        table(("gate, best first", "means"), [(code(g.word), GATES[g.word]) for g in gate.Gate]),
        "## A safety fact by itself\n\nAn empty cell stands in nobody's way.",
        table(("fact", *ANSWERS), [(code(fact), *answers(fact)) for fact in facts.SAFETY]),
        f"## A safety fact with a worsener\n\nAny one of {codes(facts.WORSENERS)} is enough.",
        table(("fact", "its answer", "the worsener", "gate"), pairs()),
        "## What was ever said, and stays\n\n"
        "`no` to a safety fact that was once `yes` or `past` is read as `past`.\n"
        "For these facts no way back lifts the gate below what stands here.",
        table(("fact", "gate"), [(code(f), code(g.word)) for f, g in gate.EVER.items()]),
        when(),
        "## The rung of a step\n\n"
        "The worst gate at which it may be offered: the narrowest of all that applies.",
        table(("area, flag or kind", "rung"), rungs()),
        "## The conditions of a step\n\n"
        "A step is allowed when every one of these holds, whatever its pack wrote.\n"
        "*Strict* is a step together, with touch, or in the area tend-sexual.",
        table(("condition", "holds when"), conditions_of_a_step()),
        "## What is proven\n\n"
        "`tend prove` shows these laws for every situation there is and every step of a pack.",
        table(("law", "says"), LAWS.items()),
        UNREAD,
    )


def conditions_of_a_step() -> list[tuple[str, str]]:
    """Every condition that runs, in words."""
    return [(code(name), CONDITIONS[name]) for name in conditions.CONDITIONS]


def when() -> str:
    """What days do: a check grows old, a way back is walked."""
    n = numbers
    return (
        "## Days\n\n"
        f"No check, or the last that counts older than {n.CHECK_DAYS} days, gives `unasked`.\n"
        f"So does an event not older than it; an absence of {n.AWAY_DAYS} days is one.\n\n"
        "After any `yes` the best gate is `closed`, until the way back begins.\n"
        f"The person asks for it; a clear check {n.BACK_WAIT_DAYS} days later or more brings "
        "`mending`.\n"
        f"A second {n.BACK_APART_DAYS} days on, a third {n.BACK_APART_DAYS} days after that, and "
        f"{n.BACK_LIFT_DAYS} days after asking, lift it.\n"
        "A new `yes` begins it again."
    )


def answers(fact: str) -> list[str]:
    """The gate that each answer to a safety fact gives by itself; `no` gives none."""
    ranks = [gate.RANK.get((fact, answer)) for answer in ANSWERS]
    return ["" if rank is None else rank.word for rank in ranks]


def pairs() -> list[list[str]]:
    """The rows of a safety fact together with a worsener."""
    rows = gate.PAIR.items()
    return [[code(fact), answer, worse, code(g.word)] for (fact, answer, worse), g in rows]


def rungs() -> list[tuple[str, str]]:
    """Each thing about a step that sets or narrows its rung."""
    rows = [(f"area `{area}`", rank) for area, rank in gate.AREA.items()]
    signed = "area `boundary`, flag `{}`, signed in `reviewed.toml`"
    rows += [(signed.format(flag), gate.ALWAYS) for flag in gate.WIDENS]
    rows += [(f"flag `{flag}`", rank) for flag, rank in gate.NARROWS.items()]
    rows += [('`with = "together"`', gate.TOGETHER)]
    rows += [(f'`at-worst = "{word}"`', rank) for word, rank in gate.AT_WORST.items()]
    return [(what, code(gate.RUNG_WORDS[rank])) for what, rank in rows]


def numbers_page() -> str:
    """Every number the core decides by."""
    rows = [
        (code(name), f"{int(n)} {n.unit}", n.source, n.date, n.reviewed_by)
        for name, n in numbers.listed().items()
    ]
    return page(
        "Numbers",
        "Every number the core decides by, each with its source and its date.\n"
        "*Proposed* means: chosen here, on the careful side, because no study fixes it.\n"
        "*Reviewed by* says who has read it who knows this work.",
        table(("number", "value", "source", "date", "reviewed by"), rows),
        UNREAD,
    )


# On disk


@cache
def wanted() -> dict[str, str]:
    """Every page that is made, and every hand-written one with the answers of now, by its path."""
    made = {f"{REFERENCE}/{name}": text for name, text in pages().items()}
    return made | {name: examples.refreshed(text) for name, text in written()}


def written() -> Iterator[tuple[str, str]]:
    """The hand-written pages that show what commands answer."""
    for path in sorted(HERE.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if path.parent.name != REFERENCE and "```console\n" in text:
            yield path.relative_to(HERE).as_posix(), text


def outdated() -> list[str]:
    """The pages on disk that are not what the code says now, and those that it no longer makes."""
    now = wanted()
    kept = {path.relative_to(HERE).as_posix(): path for path in HERE.rglob("*.md")}
    late = [n for n, text in now.items() if n not in kept or kept[n].read_text() != text]
    stray = [n for n in kept if n.startswith(f"{REFERENCE}/") and n not in now]
    return sorted([*late, *stray])


def write(names: Iterable[str]) -> None:
    """Write these pages anew; one that is no longer made goes."""
    now = wanted()
    for name in names:
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        if name in now:
            path.write_text(now[name], encoding="utf-8")
        else:
            path.unlink()
        print(f"docs/{name}")


def main() -> int:
    """Write every page that is not current, or with `--check` only say which."""
    late = outdated()
    if "--check" not in sys.argv[1:]:
        write(late)
        return 0
    for name in late:
        print(f"docs/{name}: not current; run make docs")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
