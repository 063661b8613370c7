"""What tests of several rooms need: LibreOffice, fonts and the validator, skipped where missing unless required."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from banli_report.errors import Problem, Severity
from docs.make_problems import kinds
from tests.rendering import require
from tests.rendering.variants import write_variants

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")


@pytest.fixture(scope="session", autouse=True)
def registered_problems() -> Iterator[None]:
    """Fail at the end where a test met a problem that no module states in its PROBLEMS, or not so severe."""
    seen: set[tuple[str, Severity]] = set()
    make = Problem.__init__

    def noting(problem: Problem, *facts: Any, **named: Any) -> None:
        make(problem, *facts, **named)
        seen.add((problem.id, problem.severity))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Problem, "__init__", noting)
        yield
    unknown = seen - {(kind.id, severity) for kind in kinds() for severity in kind.severities}
    assert not unknown, f"state these in PROBLEMS of the modules that raise them: {sorted(unknown)}"


@pytest.fixture(scope="session")
def libreoffice() -> None:
    require.rendering()


@pytest.fixture(scope="session")
def second_engine() -> None:
    require.second_engine()


@pytest.fixture(scope="session")
def validation() -> None:
    require.validation()


@pytest.fixture(scope="session")
def variants(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every example as plain material, as a document and as a letter, by names such as jianxi_2019-letter."""
    return write_variants(tmp_path_factory.mktemp("variants"))
