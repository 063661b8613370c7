"""The rule of all tests that render, or need a cluster: without the tools they are skipped, in CI they fail.

CI sets BANLI_REQUIRE_RENDERING=1 and BANLI_REQUIRE_CLUSTER=1, so that no proof is lost unnoticed.
"""

import importlib.util
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


def cluster() -> None:
    """Skip or fail the test where there is nothing to make a cluster of."""
    lack = 'Dask (distributed) is not installed: python -m pip install -e ".[cluster]".'
    installed = importlib.util.find_spec("distributed")
    _require(None if installed else lack, "BANLI_REQUIRE_CLUSTER")


def _require(lack: str | None, strictly: str = "BANLI_REQUIRE_RENDERING") -> None:
    if lack is None:
        return
    if os.environ.get(strictly) == "1":
        pytest.fail(lack)
    pytest.skip(lack)
