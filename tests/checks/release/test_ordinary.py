"""Nothing is left in ordinary documents: every example in every kind, saved again by LibreOffice as offices do."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from tests.rendering import office
from tests.rendering.variants import names

LEFT = (
    *("release.", "layout.comments", "layout.revisions", "layout.external-link"),
    *("layout.metadata", "layout.hidden-text", "layout.template-tag", "layout.placeholder"),
)


@pytest.fixture(scope="module")
def saved_again(
    libreoffice: None, variants: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    made = office.resave_all(list(variants.values()), tmp_path_factory.mktemp("again"))
    return dict(zip(variants, made, strict=True))


@pytest.mark.parametrize("name", names())
def test_nothing_is_left_in_an_example_that_was_saved_again(name: str, saved_again: dict[str, Path]) -> None:
    assert [problem for problem in br.check(saved_again[name]) if problem.id.startswith(LEFT)] == []
