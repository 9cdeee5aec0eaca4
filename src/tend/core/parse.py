"""Texts of a pack -> the pack, or every problem with file, line and what to write instead."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from tend.core import gate, refs
from tend.core.docs import Doc, Problem, Problems, Reader, bullets
from tend.core.pack import (
    About,
    Country,
    Pack,
    Phrase,
    Phrases,
    Post,
    Question,
    Review,
    Start,
    Step,
)

__all__ = ["Parsed", "Problem", "Problems", "parse", "read", "text_hash"]

HEADINGS = ("why", "how", "smaller", "words to say", "stop", "after")
_NEEDED = tuple(name for name in HEADINGS if name != "words to say")
HOW_LINES = 5


def text_hash(text: str) -> str:
    """The hash a review signs: the whole file, whatever its line ends."""
    plain = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256(plain.encode()).hexdigest()


def _step(reader: Reader, file: str) -> tuple[Doc, Step] | None:
    doc = reader.doc(file)
    if doc is None:
        return None
    how = bullets(doc.parts.get("how", ""))
    _headings(reader, doc, how)
    step = reader.make(Step, doc, doc.data)
    if step is None:
        return None
    text = {name: doc.parts.get(heading, "") for name, heading in TEXTS.items()}
    return doc, msgspec.structs.replace(step, **text, how=how)


TEXTS = {
    "why": "why",
    "smaller": "smaller",
    "words": "words to say",
    "stop": "stop",
    "after_note": "after",
}
"""Field of a step -> the heading it stands under."""


def _headings(reader: Reader, doc: Doc, how: tuple[str, ...]) -> None:
    """The headings a step has, each with what belongs under it."""
    for name in set(doc.parts) - {"", *HEADINGS}:
        reader.say(doc, "", "heading", f"unknown heading {name!r}", f"use {', '.join(HEADINGS)}")
    for name in _NEEDED:
        if not doc.parts.get(name):
            reader.say(doc, "", "heading", f"nothing under ## {name}", f"write ## {name}")
        elif name != "how" and "\n" in doc.parts[name]:
            reader.say(doc, "", "one-line", f"## {name} has several lines", "write one line")
    if len(how) > HOW_LINES:
        reader.say(doc, "", "how", f"{len(how)} lines", "five lines at most")
    for made in {"how", "signed", *TEXTS} & set(doc.data):
        reader.say(doc, made, "field", f"{made}: not in the front matter", "use a heading")


def _start(reader: Reader, file: str) -> tuple[Doc, Start] | None:
    doc = reader.doc(file)
    start = reader.make(Start, doc, doc.data) if doc else None
    if doc is None or start is None:
        return None
    if not start.layers:
        reader.say(doc, "layers", "field", "layers: empty", "name at least one layer")
    text = {
        "summary": doc.parts[""],
        "signs": bullets(doc.parts.get("signs", "")),
        "met": doc.parts.get("met", ""),
    }
    if not text["signs"]:
        reader.say(doc, "", "heading", "nothing under ## signs", "write 4-8 signs")
    return doc, msgspec.structs.replace(start, **text)


def _question(reader: Reader, file: str) -> tuple[Doc, Question] | None:
    doc = reader.doc(file)
    question = reader.make(Question, doc, doc.data) if doc else None
    if doc is None or question is None:
        return None
    return doc, msgspec.structs.replace(question, intro=doc.parts[""])


def _post(reader: Reader, file: str) -> tuple[Doc, Post] | None:
    doc = reader.doc(file)
    post = reader.make(Post, doc, doc.data) if doc else None
    if doc is None or post is None:
        return None
    body = doc.text.split("+++", 2)[2].strip()
    return doc, msgspec.structs.replace(post, body=body)


def _country(reader: Reader, file: str) -> tuple[Doc, Country] | None:
    doc = reader.table(file)
    country = reader.make(Country, doc, doc.data) if doc else None
    if doc is None or country is None:
        return None
    lines = tuple(msgspec.structs.replace(li, country=country.code) for li in country.lines)
    return doc, msgspec.structs.replace(country, lines=lines)


def _signed(step: Step, doc: Doc, reviews: Iterable[Review], language: str) -> Step:
    """The step with the flags its signed review lets count."""
    now = text_hash(doc.text)
    read = any(r.id == step.id and r.hash.get(language) == now for r in reviews)
    flags = tuple(flag for flag in step.flags if read and flag in gate.WIDENS)
    return msgspec.structs.replace(step, signed=flags)


class Parsed(msgspec.Struct, frozen=True):
    """A pack with the files its parts came from, for those who check it further."""

    pack: Pack
    docs: dict[str, Doc]
    """By `steps/<id>`, `starts/<id>`, `questions/<id>`, `posts/<id>`, `help/<code>`."""


Make = Callable[[Reader, str], "tuple[Doc, Any] | None"]

FOLDERS: tuple[tuple[str, str, Make], ...] = (
    ("starts", ".md", _start),
    ("steps", ".md", _step),
    ("questions", ".md", _question),
    ("posts", ".md", _post),
    ("help", ".toml", _country),
)


def _read(reader: Reader) -> Parsed | None:
    docs: dict[str, Doc] = {}
    made: dict[str, list[Any]] = {}
    for folder, ending, one in FOLDERS:
        found = [pair for file in reader.under(folder, ending) if (pair := one(reader, file))]
        made[folder] = [part for _, part in found]
        for doc, part in found:
            name = f"{folder}/{part.code if folder == 'help' else part.id}"
            if name in docs:
                reader.say(doc, "id", "duplicate-id", f"{name} stands twice", "give it its own id")
            docs.setdefault(name, doc)
    pack = _pack(reader, docs, made)
    if pack is None:
        return None
    parsed = Parsed(pack, docs)
    for place, key, rule, problem, instead in refs.faults(parsed):
        reader.say(place, key, rule, problem, instead)
    return parsed


def _pack(reader: Reader, docs: dict[str, Doc], made: dict[str, list[Any]]) -> Pack | None:
    if "pack.toml" not in reader.texts:
        reader.say("pack.toml", "", "missing-file", "there is none", "tend new-pack shows one")
    doc = reader.table("pack.toml") if "pack.toml" in reader.texts else None
    about = reader.make(About, doc, doc.data) if doc else None
    reviews = _rows(reader, "reviewed.toml", {"reviews": Review})["reviews"]
    phrases = _rows(reader, "phrases.toml", dict.fromkeys(Phrases.__struct_fields__, Phrase))
    if doc is None or about is None:
        return None
    docs["pack"] = doc
    language = about.language
    signed = [_signed(step, docs[f"steps/{step.id}"], reviews, language) for step in made["steps"]]
    steps = {step.id: step for step in signed}
    order = dict.fromkeys([*(id for id in about.order if id in steps), *steps])
    return Pack(
        about=about,
        steps=tuple(steps[id] for id in order),
        starts=tuple(made["starts"]),
        questions=tuple(made["questions"]),
        countries=tuple(made["help"]),
        posts=tuple(made["posts"]),
        phrases=Phrases(**{name: tuple(rows) for name, rows in phrases.items()}),
        reviews=tuple(reviews),
    )


def _rows(reader: Reader, file: str, keys: dict[str, Any]) -> dict[str, list[Any]]:
    """The tables of a file under each of its keys, each made into its own struct."""
    doc = reader.table(file) if file in reader.texts else None
    found: dict[str, list[Any]] = {key: [] for key in keys}
    if doc is None:
        return found
    for key, rows in doc.data.items():
        if key in keys and isinstance(rows, list):
            made = [reader.make(keys[key], doc, r, f"{key}[{i}]") for i, r in enumerate(rows)]
            found[key] = [row for row in made if row is not None]
        else:
            reader.say(doc, key, "field", f"{key}: unknown or no list of tables", f"{list(keys)}")
    return found


def read(texts: Mapping[str, str]) -> Parsed:
    """The pack with its files, by the path of each; raises `Problems`."""
    reader = Reader(texts)
    parsed = _read(reader)
    if reader.problems or parsed is None:
        raise Problems(reader.problems)
    return parsed


def parse(texts: Mapping[str, str]) -> Pack:
    """The pack of these files (path -> text); raises `Problems` with every fault found."""
    return read(texts).pack
