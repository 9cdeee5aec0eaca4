from __future__ import annotations

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from tend.door.templatetags.look import curled, known
from tests.door.reading import Page
from tests.door.sample import PACK, step

PAIRS = [("yes", "Yes & no"), ("no", "No")]


def part(name: str, /, **context: object) -> Page:
    return Page(render_to_string(f"door/parts/{name}.html", context))


def test_each_answer_is_its_own_button() -> None:
    read = part("answers", action="/a", answers=PAIRS, main="no", key="k1", hidden=[("at", "2")])
    buttons = [(at["name"], at["value"], at.get("class"), w) for _, at, w in read.all("button")]
    assert buttons == [("answer", "yes", None, "Yes & no"), ("answer", "no", "main", "No")]
    inputs = [(at["name"], at["value"]) for _, at, _ in read.all("input")]
    assert inputs == [("key", "k1"), ("at", "2")]


def test_a_list_to_pick_from_keeps_what_was_picked() -> None:
    read = part("choices", legend="Which?", name="sign", choices=PAIRS, chosen=["no"])
    assert [(at["type"], "checked" in at) for _, at, _ in read.all("input")] == [
        ("checkbox", False),
        ("checkbox", True),
    ]
    one = part("choices", legend="Which?", name="sign", choices=PAIRS, one=True)
    assert {at["type"] for _, at, _ in one.all("input")} == {"radio"}


def test_a_line_of_the_check_has_nothing_chosen_before_the_person_does() -> None:
    fresh = part("line", name="fear", text="A line", answers=[*PAIRS, ("", "?")])
    assert not [at for _, at, _ in fresh.all("input") if "checked" in at]
    back = part("line", name="fear", text="A line", answers=PAIRS, chosen="no")
    assert [at["value"] for _, at, _ in back.all("input") if "checked" in at] == ["no"]


def test_a_step_is_whole_and_speaks_of_the_spouse_in_the_person_s_word() -> None:
    text = part("step", step=step("s"), spouse="Sam").text()
    for words in ("Title of s", "3 minutes", "Why it helps.", "your Sam or not", "Only sit."):
        assert words in text
    for words in ("“I hear you.”", "Stop when you like.", "Somebody and others , 2017"):
        assert words in text.replace("others,", "others ,")
    assert part("step", step=step("s"), under=True).all("h1") == []


def test_the_word_for_the_spouse_is_escaped() -> None:
    html = render_to_string("door/parts/step.html", {"step": step("s"), "spouse": "<b>"})
    assert "<b>" not in html
    assert "your &lt;b&gt; or not" in html


def test_room_to_write_tells_nobody_what_is_typed() -> None:
    ((_, attributes, words),) = part("words", name="words", label="What hurts?", value="a < b").all(
        "textarea"
    )
    assert attributes["autocomplete"] == "off"
    assert attributes["spellcheck"] == "false"
    assert words == "a < b"
    assert "maxlength" not in attributes  # what is too long is answered, never cut in silence


@pytest.mark.parametrize(
    ("plain", "curly"),
    [
        ("I can't, it's the girls' room.", "I can’t, it’s the girls’ room."),
        ('Say it without a "but".', "Say it without a “but”."),
        ('"I feel close when ..."', "“I feel close when ...”"),
        ('Say: "..." and wait.', "Say: “...” and wait."),
        ('("Stop") and *"enough"*, "*now*"', "(“Stop”) and *“enough”*, “*now*”"),
        ("\"I said 'no' once.\"", "“I said ‘no’ once.”"),
        ("\"'No' is a word.\"", "“‘No’ is a word.”"),
        ("'Tis the '90s", "’Tis the ’90s"),
        ("“Curly” is ‘kept’, and so’s this.", "“Curly” is ‘kept’, and so’s this."),
        ('5 o\'clock—"late"', "5 o’clock—“late”"),
        ("No marks at all.", "No marks at all."),
    ],
)
def test_quotes_are_curled(plain: str, curly: str) -> None:
    assert curled(plain) == curly
    assert curled(curly) == curly


def test_quotes_of_the_pack_are_curled_and_their_own_word_is_not() -> None:
    text = Template("{% load look %}{% fill words %}")
    words = {"words": 'my {spouse}\'s "but"', "spouse": "O'Hara"}
    assert Page(text.render(Context(words))).text() == "my O'Hara’s “but”"


def test_help_inside_a_page_warns_that_calls_show() -> None:
    read = part("help", lines=PACK.countries[1].lines)
    assert "A call can show in the call list of this phone" in read.text()
    out = [at for _, at, _ in read.all("a") if str(at["href"]).startswith("http")]
    assert out
    assert all(at["rel"] == "noreferrer" for at in out)


def test_a_row_and_a_note() -> None:
    row = part("links", links=[("/a", "One"), ("/b", "Two")], label="Other ways")
    assert [(at["href"], words) for _, at, words in row.all("a")] == [("/a", "One"), ("/b", "Two")]
    assert "Look" in part("note", words="Some words.", address="/c", more="Look").text()


def test_an_error_page_gives_the_words_back_even_without_a_request() -> None:
    given = {"title": "One moment", "words": "Wait a little.", "kept": "</textarea><script>"}
    read = Page(render_to_string("door/error.html", given))
    assert [words for _, _, words in read.all("h1")] == ["One moment"]
    assert [words for _, _, words in read.all("textarea")] == ["</textarea><script>"]
    hrefs = [at["href"] for _, at, _ in read.all("a")]
    assert hrefs[0] == "/x"
    assert {"/h", "/begin", "/"} <= set(hrefs)
    assert Page(render_to_string("door/error.html", {})).all("textarea") == []


def test_somebody_is_known_by_the_vault_before_the_cookie() -> None:
    request = RequestFactory().get("/")
    assert not known(None)
    assert not known(request)
    request.COOKIES["k"] = "marker"
    assert known(request)
    request.vault = None  # type: ignore[attr-defined]
    assert not known(request)


def test_the_first_page_leads_somebody_back_to_where_they_were() -> None:
    request = RequestFactory().get("/")
    request.vault = True  # type: ignore[attr-defined]
    html = Template("{% include 'door/door.html' %}").render(Context({"request": request}))
    hrefs = [at["href"] for _, at, _ in Page(html).all("a")]
    assert "/today" in hrefs
    assert "/in" not in hrefs
    assert "Something has changed" in html
    assert Client().get("/").status_code == 200
