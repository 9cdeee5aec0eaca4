"""What could not be tested is said, and never called passed."""

import pytest

import check
import prepare

BOTH = dict.fromkeys(prepare.BROWSERS, "/a/browser")


def chosen(found: dict[str, str]) -> str:
    """Which tests the last check leaves out, in pytest's words."""
    command = [str(word) for word in check.checks(found)["everything else"]]
    return command[-1] if "-m" in command[4:] else ""


def test_with_both_browsers_nothing_is_left_out() -> None:
    assert check.left_out(BOTH) == []
    assert chosen(BOTH) == ""


@pytest.mark.parametrize("missing", prepare.BROWSERS)
def test_a_missing_browser_is_left_out_by_name(missing: str) -> None:
    found = {name: path for name, path in BOTH.items() if name != missing}
    (said,) = check.left_out(found)
    assert said.startswith(f"the pages in {missing} (none here")
    assert prepare.bring([missing]) in said
    assert chosen(found) == f"not {missing.lower()}"


def test_without_any_both_are_left_out() -> None:
    assert len(check.left_out({})) == 2
    assert chosen({}) == "not chromium and not firefox"


def test_the_report_says_what_was_not_tested(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.report([], check.left_out({})) == 0
    said = capsys.readouterr().out
    assert said.count("Not tested: the pages in ") == 2
    assert check.report(["types"], []) == 1
    assert "FAILED: types." in capsys.readouterr().out


def test_the_tests_are_told_where_each_browser_is() -> None:
    told = check.surroundings({"Firefox": "/a/fox"})
    assert told["TEND_FIREFOX"] == "/a/fox"
    assert told["TEND_BROWSER"] == ""
