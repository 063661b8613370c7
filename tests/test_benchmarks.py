"""The command that measures speed runs, and the page that it wrote has its rows."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import node

ROOT = Path(__file__).resolve().parents[1]


def measured(page: str) -> set[tuple[str, str]]:
    """Give what was compared with what, whatever the numbers of rows and reports."""
    rows = (line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| "))
    return {(_whatever_size(row[0]), _whatever_size(row[2])) for row in rows}


def _whatever_size(words: str) -> str:
    return re.sub(r"\d+(行|个报告)", r"N\1", words)


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of processes is asked of Linux")
def test_the_table_of_speed_is_what_its_command_writes(tmp_path: Path) -> None:
    target = tmp_path / "made.md"
    size = ["--rows", "20", "--reports", "3", "--repeat", "1"]
    command = [sys.executable, "benchmarks/run.py", *size, "--output", str(target)]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made, kept = target.read_text("utf-8"), (ROOT / "docs/benchmarks.md").read_text("utf-8")
    assert made == done.stdout.removesuffix("\n")
    assert "Python 3." in made
    assert "lxml " in made
    assert measured(made) == {row for row in measured(kept) if node.version() or node.NAME not in row[1]}


def test_node_is_measured_where_it_is_required() -> None:
    if os.environ.get("BANLI_REQUIRE_RENDERING") != "1":
        pytest.skip("BANLI_REQUIRE_RENDERING=1 asks for docxtemplater as well.")
    assert node.version()
