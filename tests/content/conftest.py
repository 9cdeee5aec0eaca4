from __future__ import annotations

import pytest

from tend.core.pack import Pack
from tend.site import packs


@pytest.fixture(scope="session")
def pack() -> Pack:
    return packs.load(packs.home())
