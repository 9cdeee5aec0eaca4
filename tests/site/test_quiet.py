"""Logs and reports hold no path, no words, no message of an error."""

from __future__ import annotations

import logging
import sys
from typing import Any

from django.conf import settings
from django.test import RequestFactory
from django.utils.module_loading import import_string
from django.views.debug import ExceptionReporter

from tend.site.quiet import Quiet


def record(name: str, message: str, *args: object, error: bool = False) -> logging.LogRecord:
    info = sys.exc_info() if error else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, info)


def test_a_message_of_django_is_left_out() -> None:
    said = Quiet().format(record("django.request", "Not Found: %s", "/step/PRIVATE"))
    assert said == "error: django.request"


def test_a_constant_message_of_ours_is_said() -> None:
    assert Quiet().format(record("tend.vault", "Something.")) == "error: Something."


def test_of_an_error_only_its_kind_and_way_are_said() -> None:
    said = ""
    try:
        int("PRIVATE")
    except ValueError:
        said = Quiet().format(record("tend.site", "It fell.", error=True))
    assert "PRIVATE" not in said
    assert "ValueError" in said
    assert "test_quiet.py" in said


def test_no_request_is_logged_below_an_error() -> None:
    assert not logging.getLogger("django.request").isEnabledFor(logging.WARNING)
    assert logging.getLogger().isEnabledFor(logging.WARNING)


def fall(private: str) -> None:
    raise ValueError


def test_a_report_shows_nothing_of_anybody() -> None:
    request = RequestFactory().post("/", {"words": "a line"})
    request.COOKIES["s"] = "a cookie"
    data: dict[str, Any] = {}
    try:
        fall("a local value")
    except ValueError:
        reporter = ExceptionReporter(request, *sys.exc_info())
        reporter.filter = import_string(settings.DEFAULT_EXCEPTION_REPORTER_FILTER)()
        data = reporter.get_traceback_data()
    assert data["frames"]
    assert [frame["vars"] for frame in data["frames"]] == [[]] * len(data["frames"])
    for part in ("filtered_POST_items", "request_meta", "request_COOKIES_items", "settings"):
        assert list(data[part]) == []


def test_nobody_gets_reports_by_mail() -> None:
    assert settings.ADMINS == []
    assert settings.DEBUG is False
