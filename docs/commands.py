"""The page of the commands: what each says of itself, and the JSON that goes in and comes out."""

import json
from collections.abc import Mapping

import click
import msgspec

from docs import examples, fields
from docs.markdown import code, codes, fence, laid_out, page, table
from docs.meanings import INPUT, KINDS, LEFT_OUT, OUTPUT, PROBLEM, PROOF, RULES, UNDERSTOOD
from tend.cli import main as tend
from tend.core import contract, facts, known, pack, policy
from tend.core.docs import Problem
from tend.core.proof import Proof
from tend.core.proof_found import Counterexample
from tend.core.proof_reach import Reach

GOES_IN = """\
A table; everything may be left out.
Days are numbers from 0, decimals allowed.
What is unknown, wrongly typed or in the future is refused: exit 2, one line for each problem,
with its path."""

IN: tuple[type[msgspec.Struct], ...] = (
    known.Event,
    known.History,
    known.Overlay,
    known.Chosen,
    known.Done,
    known.Reading,
    known.Wanted,
    known.Prefer,
    known.Asked,
)
"""The tables inside an input, in the order in which they stand."""

EMPTY = "echo '{}' | tend next"
HARM = """echo '{"facts": {"private": "yes", "degraded": "yes"}, "country": "IE"}' | tend next"""
WRONG = """echo '{"facts": {"fear": "maybe"}, "strength": 3}' | tend next"""
WORDS = "echo 'closeness terrifies me since I was a child, my husband is gentle' | tend words"
PROVE = "tend prove --json"
BAD_PACK = (
    "tend new-pack my-pack > made && "
    "printf '\\n## Surprise\\nNobody knows this heading.\\n' >> my-pack/steps/a-glass-of-water.md\n"
    "tend check-pack my-pack"
)


def commands_page() -> str:
    """Every command with its own help, and the contract of those that speak JSON."""
    told = [f"## tend\n\n{help_of(tend, 'tend')}", exits()]
    return page(
        "Commands",
        "What `tend` can be asked.\n"
        "Everything but `serve` needs no database and no web server.\n"
        "In a checkout the command is `.venv/bin/tend`.",
        "Where there is `--json`, or the output goes to a file or a pipe, the answer is JSON.\n"
        "`next` and `words` take `--jsonl`: one input a line, one answer a line, in order.",
        *told,
        *(part for name, sub in sorted(found(tend).items()) for part in told_of(name, sub)),
    )


def told_of(name: str, sub: click.Command) -> list[str]:
    """One command: its help, and its contract when it has one."""
    contracts = {
        "check-pack": check_pack,
        "facts": facts_fields,
        "next": next_,
        "prove": prove,
        "starts": starts_fields,
        "steps": steps_fields,
        "words": words,
    }
    more = contracts[name]() if name in contracts else []
    return [f"## tend {name}", help_of(sub, f"tend {name}"), *more]


def found(group: click.Command) -> dict[str, click.Command]:
    """The commands of a group, those of a group inside it as well, by their words."""
    if not isinstance(group, click.Group):
        return {}
    all_of_it: dict[str, click.Command] = {}
    for name, sub in group.commands.items():
        all_of_it |= {name: sub, **{f"{name} {deep}": c for deep, c in found(sub).items()}}
    return all_of_it


def help_of(asked: click.Command, words: str) -> str:
    """A command's help as it prints it, at a fixed width."""
    context = click.Context(asked, info_name=words, terminal_width=80, max_content_width=80)
    context.help_option_names = tend.context_settings["help_option_names"]
    return fence("", asked.get_help(context))


def exits() -> str:
    """What the number means that a command ends with."""
    rows = [
        ("0", "Done."),
        ("1", "`check-pack` found a problem; `prove` found a law broken."),
        ("2", "The input, the pack or the command line was refused, one line for each problem."),
        ("3", "`prove`: every law is proven, but a road is shorter than promised."),
    ]
    return "## How a command ends\n\n" + table(("exit", "means"), rows)


# The contracts


def next_() -> list[str]:
    """What goes into `tend next`, what comes out, and real runs."""
    return [
        "### What goes in",
        GOES_IN,
        given(known.Situation, "", "never told"),
        *(part for struct in IN for part in inside(struct)),
        "### What comes out",
        table(("name", "means"), described(policy.Decision, OUTPUT)),
        "An item of `left_out` has `what` "
        f"({codes(pack.KINDS)}) and `because`: "
        + ", ".join(f"`{word}` ({words})" for word, words in LEFT_OUT.items())
        + ".\n"
        f"An item of `help` has {codes(contract.HELP)}.",
        "### kind\n\n" + table(("kind", "means"), coded(KINDS)),
        "### rule\n\nThe first that gives a step decides.\n\n"
        + table(("rule", "says"), coded(RULES)),
        "### Real runs",
        *run(EMPTY),
        *run(HARM),
        *refused(WRONG),
    ]


def given(struct: type[msgspec.Struct], before: str, unsaid: str) -> str:
    """The table of an input's fields."""
    rows = fields.of(struct)
    told = [
        [name, kind, unsaid if out == "none" else out, INPUT[before + name.strip("`")]]
        for name, kind, out in rows
    ]
    return table(("name", "holds", "when left out", "means"), told)


def inside(struct: type[msgspec.Struct]) -> list[str]:
    """One table inside the input, under its own name."""
    name = struct.__name__.lower()
    return [f"#### {name}", given(struct, f"{name}.", "none")]


def described(struct: type[msgspec.Struct], words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Every field of what comes out, in its order, with its meaning."""
    return [(code(name), words[name]) for name in struct.__struct_fields__]


def coded(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Words of the code with what they mean."""
    return [(code(word), told) for word, told in words.items()]


def prove() -> list[str]:
    """What `tend prove` answers."""
    return [
        "### What comes out",
        table(("name", "means"), described(Proof, PROOF)),
        f"An item of `reach` has {codes(Reach.__struct_fields__)}.",
        f"An item of `counterexamples` has {codes(Counterexample.__struct_fields__)}.",
        *run(PROVE),
    ]


def words() -> list[str]:
    """What `tend words` answers."""
    return [
        "### What goes in and comes out",
        "Plain text; with `--jsonl` a table with `text` and, if you like, `id`, which comes back.",
        table(("name", "means"), coded(UNDERSTOOD)),
        *run(WORDS),
    ]


def check_pack() -> list[str]:
    """What `tend check-pack` answers."""
    told = examples.answer(BAD_PACK)
    return [
        "### What comes out",
        "One line for each problem: `file:line: rule: problem; instead: ...`.",
        "With `--json` a list of tables:",
        table(("name", "means"), described(Problem, PROBLEM)),
        "A step with a heading nobody knows:",
        fence("console", f"$ tend check-pack my-pack\n{told}"),
    ]


def facts_fields() -> list[str]:
    """The fields of a listed fact."""
    return [f"Each has {codes(facts.Fact.__struct_fields__)}: see [facts](facts.md)."]


def starts_fields() -> list[str]:
    """The fields of a listed start."""
    return [f"Each has {codes(_names(pack.Start))}: see [starts](starts.md)."]


def steps_fields() -> list[str]:
    """The fields of a listed step."""
    return [f"Each has {codes([*_names(pack.Step), 'rung'])}: see [steps](steps.md)."]


def _names(struct: type[msgspec.Struct]) -> list[str]:
    return [field.encode_name for field in msgspec.structs.fields(struct)]


# Real runs


def run(command: str) -> list[str]:
    """A command as it is typed, and what it answered, laid out by name."""
    return [fence("console", f"$ {command}\n{laid_out(json.loads(examples.answer(command)))}")]


def refused(command: str) -> list[str]:
    """A command whose input is refused, and what it says."""
    return [
        "An input that is refused:",
        fence("console", f"$ {command}\n{examples.answer(command)}"),
    ]
