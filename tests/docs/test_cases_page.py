"""The page on cases shows cases that hold, and every name that can be expected."""

import re
import tomllib

import pytest

from tests.core import test_cases as cases
from tests.house.tree import ROOT

TOLD = (ROOT / "docs" / "how-to" / "add-a-case.md").read_text()
SHOWN = [
    case
    for block in re.findall(r"(?ms)^```toml\n(.*?)^```$", TOLD)
    for case in tomllib.loads(block)["case"]
]


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: str(case["name"]))
def test_a_case_that_is_shown_holds(case: cases.Case) -> None:
    cases.test_case(case)


def test_every_way_to_write_a_case_is_shown() -> None:
    assert {key for case in SHOWN for key in case} == cases.KEYS - {"how"}
    assert "`how`" in TOLD


def test_every_name_that_can_be_expected_is_told_and_no_other() -> None:
    rows = re.findall(r"(?m)^\| (`\w+`(?:, `\w+`)*) \|", TOLD)
    told = [name.strip("`") for row in rows for name in row.split(", ")]
    assert sorted(told) == sorted([*cases.CHECKS, *cases.WORDS])
