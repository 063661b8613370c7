"""What tests of several rooms need: LibreOffice and fonts, skipped where missing, required where asked for."""

import os

import pytest

from tests.rendering import office

REQUIRED = os.environ.get("BANLI_REQUIRE_RENDERING") == "1"


def require(missing: str | None) -> None:
    """Skip with a sentence what this machine lacks; fail instead where everything is required."""
    if missing and REQUIRED:
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)


@pytest.fixture(scope="session")
def libreoffice() -> None:
    require(office.unavailable())
