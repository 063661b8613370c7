"""The rule of all tests that render, or need a cluster or data frames: without the tools they are skipped, in CI they fail.

CI sets BANLI_REQUIRE_RENDERING=1, BANLI_REQUIRE_CLUSTER=1 and BANLI_REQUIRE_FRAMES=1, so that no proof is lost unnoticed.
"""

import importlib.util
import os
import shutil

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


def frames(*libraries: str) -> None:
    """Skip or fail the test where a library of data frames, or what it needs, is not installed."""
    lacking = [name for name in ("narwhals", *libraries) if not importlib.util.find_spec(name)]
    lack = (
        f'{", ".join(lacking)} not installed: python -m pip install -e ".[libraries]".' if lacking else None
    )
    _require(lack, "BANLI_REQUIRE_FRAMES")


def spark() -> None:
    """Skip the test where Spark is not installed, or has no Java to run on; CI has neither, for they are large."""
    frames("pandas", "pyarrow")
    if not importlib.util.find_spec("pyspark"):
        pytest.skip("pyspark is not installed: python -m pip install pyspark.")
    if not shutil.which("java"):
        pytest.skip("Java is not installed, which Spark needs.")


def _require(lack: str | None, strictly: str = "BANLI_REQUIRE_RENDERING") -> None:
    if lack is None:
        return
    if os.environ.get(strictly) == "1":
        pytest.fail(lack)
    pytest.skip(lack)
