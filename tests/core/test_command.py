"""The command from outside: what it prints, in which order, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.core.bad_inputs import BAD, NOT_UTF8
from tests.core.given import CLEAR, texts
from tests.core.test_contract import FIELDS, HELP

TEND = Path(sys.executable).parent / "tend"
ENDED, BROKEN, REFUSED, SHORT = 0, 1, 2, 3
STEP = {
    *("id", "title", "area", "layer", "minutes", "starts", "with", "faith", "twin", "needs"),
    *("never", "flags", "at-worst", "after", "writes", "basis"),
}


def tend(*words: str, given: str | bytes = b"") -> subprocess.CompletedProcess[bytes]:
    raw = given if isinstance(given, bytes) else given.encode()
    ended = subprocess.run([TEND, *words], input=raw, capture_output=True, check=False, timeout=60)
    assert b"Traceback" not in ended.stderr
    return ended


def said(*words: str, given: str = "") -> Any:
    ended = tend(*words, given=given)
    assert ended.returncode == ENDED, ended.stderr
    return json.loads(ended.stdout)


def test_nothing_told_gives_a_first_step_with_every_field_in_order() -> None:
    decision = said("next", given="{}")
    assert list(decision) == FIELDS
    assert (decision["gate"], decision["kind"], decision["rule"]) == ("unasked", "offer", "P7")
    assert (decision["step"], decision["layer"]) == ("breathe-out-longer", "L1")
    assert (decision["question"], decision["paused"], decision["help"]) == (None, None, [])
    assert decision["facts_used"] == ["private"]
    assert decision["left_out"][0] == {"what": "together", "because": "check"}


def test_help_has_its_names_in_order() -> None:
    given = {"facts": {**CLEAR, "choked": "yes"}, "country": "NZ"}
    decision = said("next", given=json.dumps(given))
    assert decision["kind"] == "refer"
    assert [list(line) for line in decision["help"]] == [HELP] * len(decision["help"])
    assert [line["kind"] for line in decision["help"]][:2] == ["emergency", "dv"]


def test_a_bad_input_ends_with_two_and_one_line_for_each_problem() -> None:
    text = '{"facts": {"x": "yes", "fear": "so"}, "strength": 3, "later": 1}'
    ended = tend("next", given=text)
    lines = ended.stderr.decode().splitlines()
    assert (ended.returncode, ended.stdout) == (REFUSED, b"")
    assert sorted(line.split(": ")[0] for line in lines) == sorted(BAD[text])


def test_every_bad_input_is_named_in_its_place_and_stops_no_other() -> None:
    strange = ['{"a\\nb": 1}', '{"\\ud800": 1}', "[" * 200_000]
    bad = [text for text in BAD if text] + strange
    given = "\n".join(line for text in bad for line in (text, "{}"))
    ended = tend("next", "--jsonl", given=given)
    assert ended.returncode == REFUSED
    out = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(out) == 2 * len(bad)
    assert all(line["kind"] == "offer" for line in out[1::2])
    lines = ended.stderr.decode().splitlines()
    for number, text in enumerate(bad):
        told = [li for li in lines if li.startswith(f"line {2 * number + 1}: ")]
        paths = [line.split(": ")[1] for line in told]
        assert sorted(paths) == sorted(BAD.get(text, paths[:1])), text


def test_bytes_that_are_no_text_end_with_two_and_one_line() -> None:
    ended = tend("next", given=NOT_UTF8[0])
    assert (ended.returncode, len(ended.stderr.decode().splitlines())) == (REFUSED, 1)


def test_one_line_in_is_one_line_out_in_order() -> None:
    given = [{}, {"facts": CLEAR, "checked_days_ago": 0}, {"facts": {"choked": "yes"}}, {}]
    lines = tend("next", "--jsonl", given="\n".join(map(json.dumps, given))).stdout.splitlines()
    assert [json.loads(line)["gate"] for line in lines] == ["unasked", "open", "urgent", "unasked"]
    assert [list(json.loads(line)) for line in lines] == [FIELDS] * 4


def test_one_bad_line_keeps_the_others_and_their_order() -> None:
    ended = tend("next", "--jsonl", given='{}\n{"nobody": 1}\n{"facts": {"choked": "yes"}}\n')
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == REFUSED
    assert [line.get("gate") for line in lines] == ["unasked", None, "urgent"]
    assert "nobody" in ended.stderr.decode()


def test_the_facts_are_listed_with_group_order_and_page() -> None:
    rows = said("facts", "--json")
    assert len(rows) == 31
    assert all({"id", "group", "order", "page"} <= set(row) for row in rows)
    choked = next(row for row in rows if row["id"] == "choked")
    assert (choked["group"], choked["page"]) == ("safety", "body")
    assert choked["order"] == ["no", "unknown", "past", "yes"]


def test_the_starts_are_listed_with_their_layers_and_signs() -> None:
    rows = said("starts", "--json")
    assert len(rows) == 24
    one = next(row for row in rows if row["id"] == "one-sided")
    assert one["layers"] == ["L1", "L3", "L6"]
    assert 4 <= len(one["signs"]) <= 8


def test_the_steps_are_listed_with_every_field_and_their_rung() -> None:
    rows = said("steps", "--json")
    assert len(rows) >= 60
    assert all({*STEP, "rung"} <= set(row) for row in rows)
    assert {row["rung"] for row in rows} == {"always", "unasked", "mending", "open"}
    assert {row["with"] for row in rows} == {"alone", "together"}


def test_own_words_give_starts_and_cautions() -> None:
    understood = said("words", given="My husband drinks and he choked me last night.")
    assert list(understood) == ["starts", "safety", "because", "understood"]
    assert "danger" in understood["safety"]
    assert any("choked me" in quoted for quoted in understood["because"])
    assert understood["starts"][0].keys() == {"id", "because"}


def test_words_line_by_line_keep_their_order_and_their_ids() -> None:
    given: list[dict[str, Any]] = [
        {"id": "a", "text": "We are roommates."},
        {"id": "b", "text": "Xyzzy blorp frotz."},
        {"id": "c"},
        {"id": 7, "text": "He choked me."},
    ]
    ended = tend("words", "--jsonl", given="\n".join(map(json.dumps, given)))
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [line.get("id") for line in lines] == ["a", "b", None, 7]
    assert [line.get("understood") for line in lines] == [True, False, None, True]
    assert ended.returncode == REFUSED


def test_a_new_pack_is_a_pack_without_a_fault(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    assert tend("new-pack", str(folder)).returncode == ENDED
    ended = tend("check-pack", str(folder))
    assert (ended.returncode, ended.stdout) == (ENDED, b"")
    assert len(said("steps", "--json", "--pack", str(folder))) < 10
    again = tend("new-pack", str(folder))
    assert (again.returncode, len(again.stderr.decode().splitlines())) == (REFUSED, 1)


def test_a_faulty_pack_is_named_line_by_line(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    tend("new-pack", str(folder))
    water = folder / "steps" / "a-glass-of-water.md"
    water.write_text(water.read_text().replace("minutes = 3", "minutes = 0"))
    (folder / "questions" / "room.md").unlink()
    ended = tend("check-pack", str(folder))
    lines = ended.stdout.decode().splitlines()
    assert ended.returncode == BROKEN
    assert [line.split(":")[0] for line in lines] == [
        "questions/room.md",
        "steps/a-glass-of-water.md",
    ]
    assert all("; instead: " in line for line in lines)
    assert tend("next", "--pack", str(folder), given="{}").returncode == REFUSED


def test_a_pack_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    ended = tend("next", "--pack", str(tmp_path / "nowhere"), given="{}")
    assert (ended.returncode, len(ended.stderr.decode().splitlines())) == (REFUSED, 1)
    assert tend("check-pack", str(tmp_path / "nowhere")).returncode == BROKEN


def test_the_proof_is_printed_with_every_field() -> None:
    ended = tend("prove", "--json")
    proof = json.loads(ended.stdout)
    fields = ["situations", "classes", "steps", "laws", "reach", "short", "counterexamples"]
    assert list(proof) == fields
    assert proof["counterexamples"] == []
    assert proof["laws"] == {str(law): "proven" for law in range(1, 8)}
    assert int(proof["situations"]) > 4**16 * 3**15
    assert proof["steps"] == sum(name.startswith("steps/") for name in texts())
    assert {tuple(row) for row in proof["reach"]} == {("start", "voice", "gate", "hours", "steps")}
    assert ended.returncode == (SHORT if proof["short"] else ENDED)
    assert {row["gate"] for row in proof["short"]} <= {"open"}


def test_no_django_is_needed_to_say_what_comes_next() -> None:
    code = (
        "import sys; sys.modules['django'] = None; import tend.cli; "
        "sys.argv = ['tend', 'next']; tend.cli.main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], input=b"{}", capture_output=True, check=False, timeout=60
    )
    assert json.loads(ended.stdout)["kind"] == "offer"
