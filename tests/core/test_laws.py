"""Each law seen to speak: whatever it promises is broken on purpose, and it says so."""

from typing import Any

import msgspec
import pytest

from tend.core import (
    conditions,
    entries,
    levels,
    proof,
    proof_laws,
    proof_log,
    proof_order,
    proof_scenes,
    proof_survey,
    proof_tables,
    words,
)
from tend.core import gate as gates
from tend.core import situation as folding
from tend.core.pack import Pack, Phrases
from tend.core.proof_found import Counterexample
from tend.core.proof_scenes import make
from tests.core.proof_pack import SMALL


@pytest.fixture(scope="module")
def survey() -> proof_survey.Survey:
    return proof_survey.survey(SMALL)


def _with(**changes: Any) -> Pack:
    return msgspec.structs.replace(SMALL, **changes)


def _adding(*steps: Any) -> Pack:
    return _with(steps=(*SMALL.steps, *steps))


def _says(law: str, all_: proof_survey.Survey) -> list[Counterexample]:
    return list(proof.breaks(law, all_))


def test_law_1_speaks_when_an_open_step_stands_where_it_may_not(
    survey: proof_survey.Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch = next(step for step in SMALL.steps if "touch" in step.flags)
    scene = next(s for s in survey.scenes if s.level == levels.Level.DANGER)
    wrong = msgspec.structs.replace(scene.decision, step=touch.id, kind="offer", help=())
    bad = msgspec.structs.replace(scene, decision=wrong)
    told = {one.what for one in _says("1", msgspec.structs.replace(survey, scenes=[bad]))}
    assert "shown where the level is danger" in told
    assert "danger, and the decision is offer" in told
    assert {"danger, and no emergency line", "danger, and no dv line"} <= told


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"rule": "P0"}, "a decision without its rule, reason or facts"),
        ({"gate": "open"}, "the gate is said to be open"),
        ({"facts_used": ("private",)}, "a fact that decided is not named"),
        ({"kind": "offer"}, "the decision is offer"),
        ({"help": ()}, "line"),
    ],
)
def test_law_5_speaks_of_a_decision_that_hides_its_reason(
    survey: proof_survey.Survey, change: dict[str, Any], what: str
) -> None:
    scene = next(s for s in survey.scenes if s.level == levels.Level.DANGER)
    wrong = msgspec.structs.replace(scene.decision, **change)
    bad = msgspec.structs.replace(survey, scenes=[msgspec.structs.replace(scene, decision=wrong)])
    assert any(what in one.what for one in _says("5", bad))


def test_laws_3_and_5_speak_of_no_step_and_of_needless_help(survey: proof_survey.Survey) -> None:
    scene = next(s for s in survey.scenes if not s.decision.help)
    lines = SMALL.countries[0].lines
    wrong = msgspec.structs.replace(scene.decision, step=None, help=lines)
    bad = msgspec.structs.replace(survey, scenes=[msgspec.structs.replace(scene, decision=wrong)])
    assert [one.what for one in _says("3", bad)] == ["nothing that can be done now"]
    assert [one.what for one in _says("5", bad)] == ["help where none belongs"]


def test_law_5_speaks_when_a_step_names_a_fact_that_is_not_told(
    survey: proof_survey.Survey,
) -> None:
    step = next(step for step in SMALL.steps if step.needs == ("helper",))
    scene = next(s for s in survey.scenes if not s.decision.help and s.level == levels.Level.NONE)
    wrong = msgspec.structs.replace(scene.decision, step=step.id, facts_used=("private",))
    bad = msgspec.structs.replace(survey, scenes=[msgspec.structs.replace(scene, decision=wrong)])
    assert any("not said to be used" in one.what for one in _says("5", bad))


def test_law_3_speaks_when_something_else_counts_as_an_anchor(
    survey: proof_survey.Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conditions, "anchor", lambda step: step.area == "support")
    told = {one.what for one in _says("3", survey)}
    assert "counts as an anchor and is none" in told
    assert "an anchor is taken away: gate" not in told
    assert any(what.startswith("an anchor is taken away") for what in told)


def test_law_4_knows_every_entry_and_speaks_of_a_second_open_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert list(proof_log.law_4()) == []
    monkeypatch.setattr(entries, "ENTRIES", (*entries.ENTRIES, entries.Entry))
    assert [one.what for one in proof_log.law_4()] == ["an entry the proof does not know: Entry"]


def test_law_4_speaks_when_an_entry_moves_the_open_step(monkeypatch: pytest.MonkeyPatch) -> None:
    real = folding.advance

    def sticky(state: Any, entry: Any) -> Any:
        after = real(state, entry)
        return msgspec.structs.replace(after, open_step=state.open_step or after.open_step)

    monkeypatch.setattr(folding, "advance", sticky)
    assert any("the open step is" in one.what for one in proof_log.law_4())


def test_law_4_speaks_when_a_decision_can_hold_several(monkeypatch: pytest.MonkeyPatch) -> None:
    class Many(msgspec.Struct):
        step: tuple[str, ...] = ()

    monkeypatch.setattr(proof_log, "Decision", Many)
    assert [one.what for one in proof_log.law_4()] == ["Many.step may hold more than one step"]


def test_law_7_speaks_when_a_caution_could_say_more(monkeypatch: pytest.MonkeyPatch) -> None:
    from typing import Literal

    class Calm(msgspec.Struct):
        what: str
        answer: str

    monkeypatch.setattr(words, "Caution", Calm)
    monkeypatch.setattr(words, "What", Literal["danger", "calm"])
    monkeypatch.setattr(proof_log, "_tightens", lambda steps: iter(()))
    bare = _with(phrases=Phrases())
    monkeypatch.setattr(Phrases, "calm", (), raising=False)
    told = [one.what for one in proof_log.law_7(bare)]
    assert told[0] == "a caution can say ('danger', 'calm')"
    assert "a caution can be changed once it is made" in told
    assert "a caution carries ('what', 'answer')" in told


def test_law_7_speaks_when_words_loosen(monkeypatch: pytest.MonkeyPatch) -> None:
    real = folding.advance

    def forgets(state: Any, entry: Any) -> Any:
        if isinstance(entry, entries.Raised):
            calm = {**state.answers, "degraded": "no", "forced": "no", "self_harm": "no"}
            return msgspec.structs.replace(
                state, answers=calm, ever={}, worst="none", unread=False, checked_at=entry.at
            )
        return real(state, entry)

    monkeypatch.setattr(folding, "advance", forgets)
    told = " ".join(one.what for one in proof_log.law_7(SMALL))
    assert "offered once words raised danger" in told
    assert "a better gate once words raised danger" in told
    assert "words raised concern, and the check still counts" in told


def test_law_2_speaks_when_a_part_of_the_gate_falls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(gates.RANK, ("fear", "unknown"), gates.Gate.OPEN)
    monkeypatch.setitem(gates.PAIR, ("hit", "no", "no"), gates.Gate.CLOSED)
    monkeypatch.setitem(gates.EVER, "others_hurt", gates.Gate.OPEN)
    told = {one.what for one in proof_order.of_gate()}
    assert "fear unknown ranks better than a milder answer" in told
    assert "hit no ranks better than a milder answer" in told or any("hit" in w for w in told)


def test_law_2_speaks_when_a_check_or_a_history_loosens(monkeypatch: pytest.MonkeyPatch) -> None:
    def old_is_fresh(situation: Any) -> bool:
        checked = situation.checked_days_ago
        return checked is not None and checked < 8 and not situation.events

    monkeypatch.setattr(gates, "stale", old_is_fresh)
    monkeypatch.setattr(gates, "way_back", lambda h: 2 - len(h.clear_checks_days_ago[:2]))
    told = {one.what for one in proof_order.of_gate()}
    assert "an older check counts where a newer one does not" in told
    assert "a worse history leaves a better gate" in told
    assert any(what.startswith("one more event") for what in told)


def test_law_2_speaks_when_a_condition_lets_a_worse_answer_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def odd(step: Any, situation: Any, at: Any) -> bool:
        return bool(situation.answer("helper") != "yes")

    monkeypatch.setitem(conditions.CONDITIONS, "odd", odd)
    told = list(proof_tables.of_steps([make("support")]))
    assert {one.what for one in told} == {"a worse situation allows this step again"}
    assert told[0].given["facts"]["helper"] == "unknown"


def test_a_condition_is_tried_over_all_it_reads() -> None:
    step = make("tend-sexual", never=("deceit",))
    assert proof_tables.table(step, "never").names == ("deceit",)
    assert proof_tables.table(step, "private").names == ("private",)
    assert proof_tables.table(make("support"), "needs").names == ()
    together = proof_tables.table(make("joy", with_="together"), "together")
    assert together.names == ("both_free", "checked", "lines")


def test_law_1_speaks_when_the_gate_is_not_what_its_table_folds_to(
    survey: proof_survey.Survey,
) -> None:
    well = next(one for one in survey.classes if one.rank == gates.Gate.OPEN)
    wrong = msgspec.structs.replace(well, rank=gates.Gate.CLOSED)
    told = [one.what for one in proof_laws._gate_and_level(wrong)]
    assert told == ["the gate is open, its table says closed"]


def test_a_pack_without_starts_has_its_steps_taken_up_all_the_same() -> None:
    step = make("heal-physical")
    some = list(proof_scenes._opened(step, SMALL))
    few = list(proof_scenes._opened(step, _with(starts=())))
    assert few
    assert len(few) < len(some)
    assert all(situation.open_step == step.id for situation in few)
