"""The addresses of the path: short, and without a word that tells anything."""

from __future__ import annotations

from django.urls import path, register_converter

from tend.path.views import after, ask, back, begin, changed, check, near, today, word, you

register_converter(ask.Place, "place")

urlpatterns = [
    path("begin", begin.begin, name="begin"),
    path("begin/words", begin.words, name="begin-words"),
    path("begin/starts", begin.starts, name="begin-starts"),
    path("begin/list", begin.groups, name="begin-list"),
    path("begin/list/<slug:group>", begin.group, name="begin-group"),
    path("begin/more", begin.more, name="begin-more"),
    path("begin/faith", begin.faith, name="begin-faith"),
    path("begin/call", begin.call, name="begin-call"),
    path("today", today.today, name="today"),
    path("else", today.other, name="else"),
    path("after", after.after, name="after"),
    path("after/line", after.line, name="after-line"),
    path("you", you.you, name="you"),
    # The quiet questions, and the ways to help.
    path("check", check.check, name="check"),
    path("check/enough", check.enough, name="check-enough"),
    path("check/first", check.first, name="check-first"),
    path("check/review", check.review, name="check-review"),
    path("check/short", check.short, name="check-short"),
    path("check/<slug:page>", check.page, name="check-page"),
    path("check/<slug:page>/ahead", check.ahead, name="check-ahead"),
    path("ask/<place:fact>", ask.ask, name="ask"),
    path("near", near.near, name="near"),
    path("word", word.word, name="word"),
    path("changed", changed.changed, name="changed"),
    path("changed/noted", changed.noted, name="noted"),
    path("back", back.back, name="back"),
]
