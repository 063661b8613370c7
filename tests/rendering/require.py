"""The rule of all tests that render: without the tools they are skipped, in CI they fail.

CI sets BANLI_REQUIRE_RENDERING=1, so that no proof on paper is lost unnoticed.
"""

import os

import pytest

from tests.rendering import office, second, validator


def rendering() -> None:
    """Skip or fail the test where pages cannot be drawn."""
    _require(office.unavailable())


def validation() -> None:
    """Skip or fail the test where the Open XML SDK cannot be asked."""
    _require(validator.unavailable())


def second_engine() -> None:
    """Skip or fail the test where the second layout engine cannot be asked."""
    _require(second.unavailable())


def _require(lack: str | None) -> None:
    if lack is None:
        return
    if os.environ.get("BANLI_REQUIRE_RENDERING") == "1":
        pytest.fail(lack)
    pytest.skip(lack)
