"""What tests of several rooms need: LibreOffice, fonts and the validator, skipped where missing unless required."""

from pathlib import Path

import pytest

from tests.rendering import require
from tests.rendering.variants import write_variants


@pytest.fixture(scope="session")
def libreoffice() -> None:
    require.rendering()


@pytest.fixture(scope="session")
def validation() -> None:
    require.validation()


@pytest.fixture(scope="session")
def variants(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every example as plain material, as a document and as a letter, by names such as jianxi_2019-letter."""
    return write_variants(tmp_path_factory.mktemp("variants"))
