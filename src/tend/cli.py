"""The `tend` command. Everything but `serve` needs no database and no Django.

Output is for people on a terminal and JSON with `--json` or when it goes to a file or pipe.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

import click

from tend.core import contract
from tend.core.pack import Pack
from tend.core.parse import Problems
from tend.site import packs

REFUSED = 2

_pack_option = click.option(
    "--pack",
    "folder",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder of the pack; the one that comes with Tend if not given.",
)
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_jsonl_option = click.option("--jsonl", is_flag=True, help="One input a line, one output a line.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tend")
def main() -> None:
    """Tend: one small step at a time for a marriage that hurts."""


def _load(folder: Path | None) -> Pack:
    try:
        return packs.load(folder or packs.home())
    except Problems as found:
        _fail(found.lines)


def _fail(lines: Iterable[str]) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(REFUSED)


def _print(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False))


def _show(rows: list[dict[str, Any]], columns: tuple[str, ...], as_json: bool) -> None:
    """The rows as JSON, or some of their columns as a table."""
    if as_json or not sys.stdout.isatty():
        _print(rows)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns)
    for row in rows:
        cells = (row[column] for column in columns)
        table.add_row(*(" ".join(c) if isinstance(c, list) else str(c or "") for c in cells))
    Console().print(table)


@main.command("facts")
@_json_option
def facts_(as_json: bool) -> None:
    """List the closed list of facts."""
    _show(contract.facts_listed(), ("id", "group", "page", "order", "meaning"), as_json)


@main.command()
@_pack_option
@_json_option
def starts(folder: Path | None, as_json: bool) -> None:
    """List the places to begin."""
    _show(contract.listed(_load(folder).starts), ("id", "group", "layers", "title"), as_json)


@main.command()
@_pack_option
@_json_option
def steps(folder: Path | None, as_json: bool) -> None:
    """List the steps, each with its rung: the worst gate at which it may be offered."""
    rows = contract.steps_listed(_load(folder))
    _show(rows, ("id", "area", "layer", "minutes", "rung", "title"), as_json)


def _each(jsonl: bool, answer: Callable[[bytes], Any]) -> None:
    """Answer the whole input, or each of its lines in order; exit 2 when any was refused."""
    raw = sys.stdin.buffer.read()
    inputs = raw.split(b"\n") if jsonl else [raw]
    refused = False
    for number, one in enumerate(inputs, start=1):
        if jsonl and not one.strip():
            continue
        try:
            _print(answer(one))
        except contract.Refused as problem:
            refused = True
            before = f"line {number}: " if jsonl else ""
            for line in problem.lines:
                click.echo(before + line, err=True)
            if jsonl:
                _print({"problems": list(problem.lines)})
    sys.exit(REFUSED if refused else 0)


@main.command("next")
@_pack_option
@_jsonl_option
@click.option("--json", is_flag=True, expose_value=False, help="Always so.")
def next_(folder: Path | None, jsonl: bool) -> None:
    """Read a situation as JSON, print the decision as JSON."""
    from tend.core.policy import decide

    pack = _load(folder)

    def answer(raw: bytes) -> Any:
        return contract.output(decide(contract.situation(contract.loads(raw), pack), pack))

    _each(jsonl, answer)


@main.command("words")
@_pack_option
@_jsonl_option
@click.option("--json", is_flag=True, expose_value=False, help="Always so.")
def words_(folder: Path | None, jsonl: bool) -> None:
    """Read own words, print the starts they suggest and the cautions they raise."""
    pack = _load(folder)
    _each(jsonl, lambda raw: contract.words(raw, pack, jsonl=jsonl))


@main.command("prove")
@_pack_option
@_json_option
def prove_(folder: Path | None, as_json: bool) -> None:
    """Prove the laws over every situation and every step of a pack.

    Exit 0 when all is proven, 1 with the smallest counterexample, 3 when only reach is short.
    """
    from tend.core.proof import prove

    found = contract.listed([prove(_load(folder))])[0]
    if as_json or not sys.stdout.isatty():
        _print(found)
    else:
        _tell(found)
    broken = bool(found["counterexamples"]) or "broken" in found["laws"].values()
    sys.exit(1 if broken else 3 if found["short"] else 0)


def _tell(found: dict[str, Any]) -> None:
    click.echo(f"{found['situations']} situations in {found['classes']} classes")
    click.echo(f"{found['steps']} steps")
    for law, word in found["laws"].items():
        click.echo(f"law {law}: {word}")
    for title in ("counterexamples", "short"):
        for one in found[title]:
            click.echo(f"{title}: {json.dumps(one, ensure_ascii=False)}")


@main.command("check-pack")
@click.argument("folder", type=click.Path(path_type=Path))
@_json_option
def check_pack(folder: Path, as_json: bool) -> None:
    """Check a pack; print one line per problem and exit 1 when there is any."""
    from tend.core import check

    try:
        found = check.problems(packs.texts(folder))
    except Problems as problems:
        found = problems.problems
    if as_json:
        _print(contract.listed(found))
    else:
        for problem in found:
            click.echo(str(problem))
    sys.exit(1 if found else 0)


@main.command("sign")
@click.argument("ids", nargs=-1, required=True)
@_pack_option
@click.option("--who", default="author", help="Role of the reader: author, advocate, counselor.")
def sign(ids: tuple[str, ...], folder: Path | None, who: str) -> None:
    """Sign the present text of steps in reviewed.toml, after reading them again."""
    from tend.core import signing

    where = folder or packs.home()
    try:
        text = signing.signed(packs.texts(where), ids, who, dt.datetime.now(dt.UTC).date())
    except Problems as problems:
        _fail(problems.lines)
    (where / "reviewed.toml").write_text(text, encoding="utf-8")
    click.echo(f"Signed as {who}: {', '.join(ids)}")


@main.command("new-pack")
@click.argument("folder", type=click.Path(path_type=Path))
def new_pack(folder: Path) -> None:
    """Make a small valid pack to begin from."""
    from tend.core import signing

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        _fail([f"{folder} is there already; name a new folder"])
    try:
        for name, text in signing.small(packs.texts(packs.home()), folder.name).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as problem:
        _fail([f"{folder} cannot be written: {problem.strerror}"])
    click.echo(f"{folder} is ready. Next: tend check-pack {folder}")


@main.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--data", type=click.Path(path_type=Path), default=None, help="Data folder.")
def serve_(port: int, data: Path | None) -> None:
    """Run this copy on this machine."""
    from tend.site.launcher import serve

    sys.exit(serve(port, data))
