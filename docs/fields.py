"""The fields of a struct in words: what each holds, and what stands when it is left out."""

import re
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

WORDS: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    Any: "anything",
}


def of(struct: type[msgspec.Struct], filled: frozenset[str] = frozenset()) -> list[list[str]]:
    """A row for each field but the filled ones: its name, what it holds, what it is left out."""
    hints = get_type_hints(struct, include_extras=True)
    return [
        [f"`{field.encode_name}`", holds(hints[field.name]), default(field)]
        for field in msgspec.structs.fields(struct)
        if field.name not in filled
    ]


def holds(hint: Any) -> str:
    """A type in words."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return holds(inner[0]) + _limits(inner[1:])
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin in (Union, UnionType):
        return holds(next(kind for kind in inner if kind is not type(None)))
    if origin is tuple:
        return f"list of: {holds(inner[0])}"
    if origin is dict:
        return f"table of: {holds(inner[1])}"
    return WORDS.get(hint) or _named(hint)


def _named(hint: Any) -> str:
    """A struct by the words of its name, under which its own fields stand; else the bare name."""
    return " ".join(re.findall("[A-Z][a-z]+|[a-z]+", hint.__name__)).lower()


def _limits(marks: tuple[Any, ...]) -> str:
    """The least and the most a number may be."""
    limits = [mark for mark in marks if isinstance(mark, msgspec.Meta)]
    least = [f" from {mark.ge}" for mark in limits if mark.ge is not None]
    most = [f" to {mark.le:,}" for mark in limits if mark.le is not None]
    return "".join(least + most)


def default(field: msgspec.structs.FieldInfo) -> str:
    """What stands for a field that is left out."""
    if field.required:
        return "**must be there**"
    value = field.default
    empty = value in (msgspec.NODEFAULT, None, "", ()) or isinstance(value, msgspec.Struct)
    return "none" if empty else f"`{str(value).lower()}`"
