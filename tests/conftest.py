"""What tests of several rooms need: LibreOffice, fonts and the validator, skipped where missing unless required."""

import pytest

from tests.rendering import require


@pytest.fixture(scope="session")
def libreoffice() -> None:
    require.rendering()


@pytest.fixture(scope="session")
def validation() -> None:
    require.validation()
