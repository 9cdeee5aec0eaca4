"""Own words, read by small phrase rules."""

import time

import pytest
from msgspec.structs import replace

from tend.core.pack import Pack, Phrase, Phrases
from tend.core.words import Caution, cautions, suggestions, understand
from tests.core.given import pack, small, start

CHOKED = Phrase("{they} * choked me", "choked", ("not", "never"))
NECK = Phrase("hands * my neck", "choked")
AFRAID = Phrase("afraid of {them}", "fear")
DEAD = Phrase("do not want to live", "self_harm")
MINE = Phrase("i hit my", "i_hurt")
PHRASES = Phrases(danger=(CHOKED, NECK), concern=(AFRAID,), self_harm=(DEAD,), harming=(MINE,))
MONEY = start("money")
LITTLE: Pack = small(phrases=PHRASES)


def raised(text: str) -> list[tuple[str, str]]:
    return [(caution.what, caution.because) for caution in cautions(text, LITTLE)]


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("He choked me.", "He choked me"),
        ("My husband once really badly choked me", "My husband once really badly choked me"),
        ("my wife CHOKED ME!!", "my wife CHOKED ME"),
        ("And then she choked me; I left.", "she choked me"),
        ("I said no. They choked me", "They choked me"),
        ("he’s choked me", "he’s choked me"),
        ("hands around my neck", "hands around my neck"),
        ("I am afraid of him", "afraid of him"),
        ("I'm afraid of my partner", "afraid of my partner"),
        ("I don't want to live", "don't want to live"),
        ("i dont want to live", "dont want to live"),
        ("I do not want to live", "do not want to live"),
        ("I hit my husband", "I hit my"),
    ],
)
def test_a_phrase_is_heard_and_quoted_as_it_was_written(text: str, because: str) -> None:
    assert [quoted for _, quoted in raised(text)] == [because]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "he chokedme",
        "he choked meat",
        "He left. Choked me? No.",
        "she has not choked me",
        "she hasnt choked me",
        "he never choked me",
        "he hasn't choked me",
        "he once told me that a stranger choked me",
        "I am not afraid of spiders",
    ],
)
def test_what_is_not_said_is_not_heard(text: str) -> None:
    assert raised(text) == []


def test_a_no_elsewhere_does_not_cancel() -> None:
    assert raised("I never told anyone he choked me") == [("danger", "he choked me")]
    assert raised("He never hit me. He choked me.") == [("danger", "He choked me")]
    assert len(raised("He never choked me before. Yesterday he choked me.")) == 1


def test_the_worst_comes_first_and_each_fact_once() -> None:
    text = "I hit my wife. I don't want to live. I am afraid of him. He choked me. She choked me."
    assert [what for what, _ in raised(text)] == ["danger", "self_harm", "concern", "harming"]
    found = cautions("he choked me with his hands on my neck", LITTLE)
    assert [(c.what, c.fact) for c in found] == [("danger", "choked")]


def test_a_caution_can_only_be_one_of_four_reasons_to_ask() -> None:
    assert Caution.__struct_fields__ == ("what", "fact", "because")
    found = cautions("he choked me", LITTLE)
    assert {c.what for c in found} <= {"danger", "concern", "self_harm", "harming"}


def suggested(text: str) -> list[str]:
    return [s.id for s in suggestions(text, pack())]


def test_starts_are_suggested_at_most_three_the_best_first() -> None:
    text = (
        "My husband drinks, we are in debt, I found porn, we are like roommates, he had an affair."
    )
    assert len(suggested(text)) in {2, 3}
    assert suggested("nothing of the sort") == []


def test_a_start_is_quoted_by_the_readers_words() -> None:
    (found,) = suggestions("Honestly: We are like ROOMMATES now.", pack())
    assert found.id == "roommates"
    assert "ROOMMATES" in found.because


def test_a_start_that_is_denied_is_not_suggested() -> None:
    its = small(starts=(replace(MONEY, phrases=("in debt",)),))
    assert [s.id for s in suggestions("we are in debt", its)] == ["money"]
    assert suggestions("we are not in debt", its) == ()
    assert suggestions("we were never in debt", its) == ()
    assert [s.id for s in suggestions("never mind that, we are in debt", its)] == ["money"]


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("", False),
        ("...!?", False),
        ("qwrt plmk zxcv bnmn", False),
        ("Mein Mann redet seit Wochen kein Wort mehr", False),
        ("I do not know what to say about us", True),
        ("it is hard and we are tired", True),
        ("he choked me", True),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(text: str, understood: bool) -> None:  # noqa: FBT001
    assert understand(text, LITTLE).understood is understood


@pytest.mark.parametrize(
    "text", ["\x00he choked me\x00", "İ İ İ he choked me", "\ud800 he choked me"]
)
def test_strange_letters_hide_nothing(text: str) -> None:
    ((what, because),) = raised(text)
    assert what == "danger"
    assert because.strip("\x00 ") == "he choked me"


def test_a_wrapped_line_hides_nothing() -> None:
    assert [what for what, _ in raised("and then he\nchoked me")] == ["danger"]


def test_long_text_is_read_in_a_moment() -> None:
    begun = time.process_time()
    understand("he said that I " * 8000, pack())
    assert time.process_time() - begun < 3
