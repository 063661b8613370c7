"""The manual's pages: what they say a command prints is what it prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
PAGES = ("audit.md",)
BLOCK = re.compile(r"```(text|console) ?(\S*)\n(.*?)```", re.DOTALL)


def blocks(page: str) -> list[tuple[str, str, str]]:
    return BLOCK.findall((DOCS / page).read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES)
def test_what_the_page_shows_is_what_is_printed(page: str, tmp_path: Path) -> None:
    shown = blocks(page)
    assert {kind for kind, _, _ in shown} == {"text", "console"}
    for kind, name, content in shown:
        if kind == "text":
            (tmp_path / name).write_text(content, "utf-8")
            continue
        command, _, output = content.partition("\n")
        arguments = command.removeprefix("$ banli-report ").split()
        done = subprocess.run(
            [sys.executable, "-m", "banli_report.cli", *arguments],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.stderr == ""
        assert done.stdout == output, f"docs/{page}: {command}"
