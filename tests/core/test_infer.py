"""What a step's wording asks for, whatever its front matter says."""

from typing import Any

import pytest

from tend.core.infer import wording
from tests.core.given import pack, step


def found(line: str, where: str = "how") -> set[str]:
    said: dict[str, Any] = {where: (line,) if where == "how" else line}
    return set(wording(step(**said)))


@pytest.mark.parametrize(
    ("line", "flags"),
    [
        ("Tell your {spouse} what you saw.", "toward-spouse"),
        ("Show my husband the list.", "toward-spouse"),
        ("Send the wife a word.", "toward-spouse"),
        ("Talk with your {spouse} for ten minutes.", "toward-spouse"),
        ("Say one kind thing to your {spouse}.", "toward-spouse"),
        ("Thank your {spouse} for the tea.", "toward-spouse"),
        ("Apologise to your {spouse} once.", "toward-spouse"),
        ("Listen to your partner.", "toward-spouse"),
        ("Hug your {spouse}.", "touch"),
        ("Lie close beside your {spouse}.", "touch"),
        ("Hold each other for a breath.", "touch"),
        ("Put your hand on your {spouse}'s arm.", "touch"),
        ("Tonight you may make love.", "touch"),
        ("Forgiveness can wait.", "forgive"),
        ("Reconcile what you can.", "forgive"),
        ("Practise saying no to sex.", "kind-no"),
        ("A kind no is enough.", "kind-no"),
        ("Tell your sister one thing.", ""),
        ("Hold a warm cup.", ""),
        ("Touch the table with one hand.", ""),
        ("Think of your {spouse} with kind eyes.", ""),
        ("Do not tell your {spouse} yet.", ""),
        ("You don't ask your {spouse} for anything.", ""),
        ("Go to bed without a talk with your {spouse}.", ""),
        ("Not today: tell your {spouse} so.", "toward-spouse"),
    ],
)
def test_a_line_asks_for_what_it_says(line: str, flags: str) -> None:
    assert found(line) == set(flags.split())


def test_title_smaller_and_script_are_read_too() -> None:
    for where in ("title", "smaller", "words"):
        assert found("Tell your {spouse} so.", where) == {"toward-spouse"}


def test_that_a_script_names_touch_makes_nobody_touch() -> None:
    assert found("I would like to hold each other.", "words") == set()
    assert found("I forgive you.", "words") == {"forgive"}


def test_no_step_of_ours_has_wording_its_flags_lack() -> None:
    lacking = {
        each.id: missing
        for each in pack().steps
        if (missing := set(wording(each)) - set(each.flags))
    }
    assert lacking == {}
