"""Fill a struct from plain data and name every problem, not only the first.

msgspec stops at the first fault; a person correcting a file or an input wants them all.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec

T = TypeVar("T")
Report = Callable[[str, str], None]
"""Called with the path of a fault (`facts.fear`) and what is wrong there."""

_MISSING = object()


def fill(cls: type[T], data: object, report: Report, path: str = "") -> T | None:
    """The struct, or None when anything was reported."""
    if not isinstance(data, Mapping):
        report(path or "input", f"expected a table of named values, got {_kind(data)}")
        return None
    names: dict[str, msgspec.structs.FieldInfo] = _fields(cls)  # type: ignore[arg-type]
    found: dict[str, Any] = {}
    for key in data:
        if key not in names:
            report(join(path, key), f"unknown name; known are {', '.join(names)}")
            found["?"] = _MISSING
    for name, field in names.items():
        if name in data:
            found[field.name] = _value(field.type, data[name], report, join(path, name))
        elif field.required:
            report(join(path, name), "missing")
            found[field.name] = _MISSING
    return None if any(v is _MISSING for v in found.values()) else cls(**found)


@lru_cache
def _fields(cls: Any) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(cls)}


def _value(kind: Any, value: object, report: Report, path: str) -> Any:
    inner = _struct_in(kind)
    if inner is not None and value is not None:
        made = fill(inner, value, report, path)
        return _MISSING if made is None else made
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple and isinstance(value, list):
        items = [_value(args[0], item, report, f"{path}[{i}]") for i, item in enumerate(value)]
        return _MISSING if any(item is _MISSING for item in items) else tuple(items)
    if origin is dict and isinstance(value, Mapping):
        pairs = {str(k): _value(args[1], v, report, join(path, k)) for k, v in value.items()}
        return _MISSING if any(v is _MISSING for v in pairs.values()) else pairs
    return _plain(kind, value, report, path)


def _plain(kind: Any, value: object, report: Report, path: str) -> Any:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as fault:
        said = str(fault).split(" - at `")[0]
        known = get_args(kind) if get_origin(kind) is Literal else ()
        report(path, f"{said}; one of {', '.join(known)}" if known else said)
        return _MISSING


def _struct_in(kind: Any) -> Any:
    """The struct a type stands for, also when it may be None; else None."""
    options = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    for option in options:
        if isinstance(option, type) and issubclass(option, msgspec.Struct):
            return option
    return None


def join(path: str, name: object) -> str:
    """The path of a name below a path, always on one printable line."""
    word = str(name)
    shown = word if re.fullmatch(r"[\w-]+", word) else json.dumps(word)
    return f"{path}.{shown}" if path else shown


def _kind(value: object) -> str:
    return "nothing" if value is None else type(value).__name__
