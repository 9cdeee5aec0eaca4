"""Plain data into values, with every fault named."""

from typing import Any, Literal

import msgspec

from tend.core.fields import fill


class Leaf(msgspec.Struct):
    name: str
    size: int = 3


class Tree(msgspec.Struct):
    leaf: Leaf
    kind: Literal["oak", "ash"] = "oak"
    leaves: tuple[Leaf, ...] = ()
    by_name: dict[str, Leaf] = {}
    other: Leaf | None = None
    from_: str = msgspec.field(default="", name="from")


def faults(data: object) -> dict[str, str]:
    found: dict[str, str] = {}
    made = fill(Tree, data, found.__setitem__)
    assert (made is None) == bool(found)
    return found


def test_what_fits_is_filled_with_its_defaults() -> None:
    data: dict[str, Any] = {"leaf": {"name": "a"}, "leaves": [{"name": "b", "size": 1}]}
    data |= {"by_name": {"c": {"name": "c"}}, "other": None, "from": "far"}
    tree = fill(Tree, data, lambda path, problem: None)
    assert tree is not None
    assert (tree.leaf.size, tree.leaves[0].size, tree.by_name["c"].name) == (3, 1, "c")
    assert (tree.kind, tree.other, tree.from_) == ("oak", None, "far")


def test_every_fault_is_named_by_its_path() -> None:
    data: dict[str, object] = {
        "leaf": {"size": "3", "shape": "round"},
        "kind": "elm",
        "leaves": [{"name": "a"}, {"name": 3}, 4],
        "by_name": {"a.b": {"name": None}},
        "other": 3,
        "from_": "x",
    }
    assert set(faults(data)) >= {
        "leaf.name",
        "leaf.size",
        "leaf.shape",
        "kind",
        "leaves[1].name",
        "leaves[2]",
        "other",
        "from_",
    }


def test_what_is_no_table_is_said_once() -> None:
    whatever: list[object] = [None, 3, [], "leaf"]
    for data in whatever:
        assert list(faults(data)) == ["input"]


def test_what_is_no_list_or_no_table_inside_is_said_too() -> None:
    leaf = {"name": "a"}
    assert list(faults({"leaf": leaf, "leaves": {}})) == ["leaves"]
    assert list(faults({"leaf": leaf, "by_name": []})) == ["by_name"]
    assert list(faults({"leaf": None})) == ["leaf"]
