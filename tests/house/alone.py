"""A pytest plugin: the core's tests run as if nothing but the core had been installed.

Given on the command line (`-p tests.house.alone`) by `bin/check.py`. Every package that the
rest of Tend stands on is made impossible to import, for the tests and for what they test.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

ABSENT = {
    *("asgiref", "click", "csp", "django", "django_stubs_ext", "granian", "markdown_it", "nacl"),
    *("nh3", "playwright", "rich", "websockets", "whitenoise"),
}


class Refusal(MetaPathFinder):
    """Stands before every other finder and knows nothing of the absent packages."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Refuse an absent package; leave every other module to the next finder."""
        if fullname.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"{fullname} is absent here on purpose", name=fullname)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know the settings meant for pytest-django, which is absent too."""
    parser.addini("DJANGO_SETTINGS_MODULE", "read by pytest-django only")
    parser.addini("django_find_project", "read by pytest-django only", type="bool")


def pytest_configure() -> None:
    """Begin to refuse, and forget what another plugin imported before us."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ABSENT]:
        del sys.modules[name]
    sys.meta_path.insert(0, Refusal())
