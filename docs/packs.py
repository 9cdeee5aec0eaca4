"""The pages about packs: their format, and the starts and steps of the one that comes along."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

import msgspec

from docs import fields
from docs.markdown import code, codes, page, table
from docs.meanings import CHECKS
from tend.core import gate, infer, pack, parse, roads
from tend.site import packs

UNREAD = "*No advocate or counselor has read this pack yet.*"
STRUCTS: dict[str, type[msgspec.Struct]] = {
    "`pack.toml`": pack.About,
    "`starts/<id>.md`": pack.Start,
    "`steps/<id>.md`": pack.Step,
    "A basis: `[basis]` of a step": pack.Basis,
    "`questions/<id>.md`": pack.Question,
    "A choice: `[[answers]]` of a question": pack.Choice,
    "`help/<country>.toml`": pack.Country,
    "A help line: `[[lines]]` of a country": pack.HelpLine,
    "`posts/<id>.md`": pack.Post,
    "`phrases.toml`: an item under each of its names": pack.Phrase,
    "`reviewed.toml`: `[[reviews]]`": pack.Review,
}
MARKDOWN = ", ".join(f"`## {name}`" for name in parse.HEADINGS)
LINES = (
    f"`how` is a list of {parse.HOW_LINES} lines at most.\n"
    "`words to say` may be left out, or have several lines; every other one is one line."
)
# What stands under the front matter of a `.md` file, and the fields that are filled from there
# (or from elsewhere) and cannot be written.
UNDER: dict[type[msgspec.Struct], tuple[str, set[str]]] = {
    pack.Start: (
        "Below: one line that sums it up, then `## signs` (a list) and `## met`.",
        {"summary", "signs", "met"},
    ),
    pack.Step: (
        f"Below: {MARKDOWN}.\n{LINES}",
        {"why", "how", "smaller", "words", "stop", "after_note", "signed"},
    ),
    pack.Question: ("Below: what is said before it is asked.", {"intro"}),
    pack.Post: ("Below: the post, in Markdown.", {"body"}),
    pack.HelpLine: ("", {"country"}),
    pack.Phrase: (f"The names are {codes(pack.Phrases.__struct_fields__)}.", set()),
}
FLAGS = {
    "grounding": "It steadies; it may stand in every state of things.",
    "urgent": "For days when danger is near.",
    "long": "It takes more than twenty minutes.",
    "quiet": "A limit told to nobody. It must be signed.",
    "advocate": "A limit made with an advocate. It must be signed.",
    "own-harm": "A limit on what I do to others. It must be signed.",
    "toward-spouse": "Something is said, shown, sent to or asked of the spouse.",
    "forgive": "It speaks of forgiving or of reconciling.",
    "kind-no": "A no to the spouse's wish for closeness.",
    "touch": "The two touch.",
    "consent": "It says that each is free to say no, now and midway.",
}


@cache
def default() -> pack.Pack:
    """The pack that comes with Tend."""
    return packs.load(packs.home())


def format_page() -> str:
    """Each file of a pack, with its fields, its flags, and what is checked."""
    parts = [part for file, struct in STRUCTS.items() for part in part_of(file, struct)]
    return page(
        "The format of a pack",
        "A pack is a folder of plain text: TOML for what the program reads, Markdown for words.\n"
        "To write one: [write a pack](../how-to/write-a-pack.md).",
        "In a `.md` file the TOML stands first, between two lines `+++`.\n"
        "Name a file after its id.\n"
        "A key that is not listed here is refused.\n"
        "Texts speak of the spouse as `{spouse}`; the page fills in the reader's own word.",
        *parts,
        "## Flags of a step",
        table(("flag", "means"), [(code(flag), words) for flag, words in FLAGS.items()]),
        f"`tend check-pack` reads {codes(infer.RULES)} from the wording too, and refuses a step "
        "that has the wording and lacks the flag.",
        "## What is checked",
        "`tend check-pack DIR` names each problem by one of these rules.",
        table(("rule", "holds when"), [(code(rule), words) for rule, words in CHECKS.items()]),
    )


def part_of(file: str, struct: type[msgspec.Struct]) -> list[str]:
    """One kind of file or table: what it is, its fields, what stands below them."""
    below = UNDER[struct][0] if struct in UNDER else ""
    meaning = " ".join((struct.__doc__ or "").split())
    return [f"## {file}", meaning, table(("key", "holds", "when left out"), keys(struct)), below]


def keys(struct: type[msgspec.Struct]) -> list[list[str]]:
    """The keys that can be written: name, what it holds, what it is when left out."""
    filled = UNDER[struct][1] if struct in UNDER else set()
    return fields.of(struct, frozenset(filled))


def starts_page() -> str:
    """Every start of the pack with its layers, and what the layers are."""
    own = default()
    rows = [
        [
            code(start.id),
            start.title,
            start.group,
            codes(start.layers, " "),
            codes(start.asks, " "),
            str(sum(start.id in step.starts for step in own.steps)),
        ]
        for start in own.starts
    ]
    everywhere = sum(not step.starts for step in own.steps)
    return page(
        "Starts and layers",
        "A *start* is a place to begin: what hurts.\n"
        "Its *layers* stand in the order in which they are walked; "
        f"{codes(roads.STILL)} follow where they are not among them.",
        table(("start", "title", "group", "layers", "asks", "steps that name it"), rows),
        f"{everywhere} more steps serve every start.",
        "## Layers",
        table(("layer", "is"), [(code(id), words) for id, words in own.about.layers.items()]),
        UNREAD,
    )


def steps_page() -> str:
    """Every step of the pack, by area, with its rung."""
    own = default()
    areas = [area for area in gate.AREA if any(step.area == area for step in own.steps)]
    return page(
        "Steps",
        f"The {len(own.steps)} steps of the pack that comes with Tend, in the order of the pack.\n"
        "The *rung* is computed from area and flags: the worst gate at which the step may be "
        "offered; see [the gate](gate.md).\n"
        "*Read by* names the role that signed the present text, where a signature is needed.",
        "## What they rest on",
        table(("basis", "steps"), counted(step.basis.kind for step in own.steps)),
        "## Who has read those that need a signature",
        table(("role", "steps"), counted(r.who for r in own.reviews)),
        *(part for area in areas for part in (f"## {area}", steps_of(area))),
        UNREAD,
    )


def counted(words: Iterable[str]) -> list[tuple[str, str]]:
    """How often each word stands, the most frequent first."""
    return [(word, str(count)) for word, count in Counter(words).most_common()]


def steps_of(area: str) -> str:
    """The steps of one area."""
    own = default()
    readers = {review.id: review.who for review in own.reviews}
    rows = [
        [
            code(step.id),
            step.title,
            step.layer,
            str(step.minutes),
            step.rung,
            codes(step.flags, " "),
            codes(step.starts, " ") or "every start",
            step.faith if step.with_ == "alone" else f"{step.faith}, together",
            step.basis.kind,
            readers.get(step.id, "") if step.signed else "",
        ]
        for step in own.steps
        if step.area == area
    ]
    head = (
        *("step", "title", "layer", "minutes", "rung", "flags", "starts", "faith", "basis"),
        "read by",
    )
    return table(head, rows)
