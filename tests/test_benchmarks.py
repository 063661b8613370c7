"""The command that measures speed runs, and the page that it wrote has its rows."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def measured(page: str) -> set[tuple[str, str]]:
    """Give what was compared with what, whatever the numbers of rows."""
    rows = (line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| "))
    return {(re.sub(r"\d+行", "N行", row[0]), re.sub(r"\d+行", "N行", row[2])) for row in rows}


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of processes is asked of Linux")
def test_the_table_of_speed_is_what_its_command_writes(tmp_path: Path) -> None:
    target = tmp_path / "made.md"
    command = [sys.executable, "benchmarks/run.py", "--rows", "20", "--repeat", "1", "--output", str(target)]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made, kept = target.read_text("utf-8"), (ROOT / "docs/benchmarks.md").read_text("utf-8")
    assert made == done.stdout.removesuffix("\n")
    assert "Python 3." in made
    assert "lxml " in made
    assert measured(made) == measured(kept)
