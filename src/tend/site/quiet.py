"""Logs and error reports that hold nothing of anybody: no path, no words, no address."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

OURS = "tend"


class Quiet(logging.Formatter):
    """Where it went wrong and the kind of error; never its message, which may quote somebody."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and one more for each step of the way when there was an error."""
        # Django writes the path into its messages; ours are constant texts.
        said = record.getMessage() if record.name.split(".")[0] == OURS else record.name
        lines = [f"{record.levelname.lower()}: {said}"]
        if record.exc_info and record.exc_info[0]:
            lines += way(record.exc_info[0], record.exc_info[2])
        return "\n".join(lines)


def way(kind: type[BaseException], trace: TracebackType | None) -> list[str]:
    """The kind of an error and the lines of code it went through, without any value."""
    frames = traceback.extract_tb(trace)
    return [f"  {kind.__name__}", *(f"  {at.name} {at.filename}:{at.lineno}" for at in frames)]


def configure(_: dict[str, object]) -> None:
    """Send warnings and worse to standard error, quietly; requests themselves are not logged."""
    handler = logging.StreamHandler()
    handler.setFormatter(Quiet())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("django").handlers = []  # a console and a mail of its own
    logging.getLogger("django.request").setLevel(logging.ERROR)
    logging.getLogger("django.security").setLevel(logging.ERROR)


class NothingShown(SafeExceptionReporterFilter):
    """An error report without settings, cookies, forms or local values."""

    def is_active(self, _request: HttpRequest | None) -> bool:
        """Always, also while somebody works on the program."""
        return True

    def get_safe_settings(self) -> dict[str, Any]:
        """None."""
        return {}

    def get_safe_request_meta(self, _request: HttpRequest) -> dict[str, Any]:
        """None."""
        return {}

    def get_safe_cookies(self, _request: HttpRequest) -> dict[str, Any]:
        """None."""
        return {}

    def get_post_parameters(self, _request: HttpRequest | None) -> dict[str, Any]:
        """None."""
        return {}

    def get_traceback_frame_variables(self, _request: HttpRequest | None, _frame: Any) -> Any:
        """None."""
        return []
