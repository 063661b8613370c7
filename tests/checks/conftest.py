"""Documents that the layout tests share."""

from pathlib import Path

import pytest

from tests.checks.layout.support import build


@pytest.fixture(scope="session")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("right"))
