"""Every example builds by its own script, without a problem, and types no percentage."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import banli_report as br
from banli_report.document.outline import outline

EXAMPLES = Path(__file__).parents[1] / "examples"
GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/report.yaml"))


def test_there_are_examples() -> None:
    assert "jianxi_2019" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_its_script_writes_the_document(name: str, tmp_path: Path) -> None:
    output = tmp_path / "out.docx"
    script = EXAMPLES / name / "build.py"
    run = subprocess.run(
        [sys.executable, str(script), str(output)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == f"已写出{output}\n"
    assert output.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("name", NAMES)
def test_its_tree_is_as_agreed(name: str) -> None:
    tree = outline(br.compose(br.load(EXAMPLES / name / "report.yaml")))
    assert tree == (GOLDEN / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_no_percentage_is_typed(name: str) -> None:
    texts = [
        path for path in (EXAMPLES / name).rglob("*") if path.suffix in (".yaml", ".md", ".csv", ".j2", ".py")
    ]
    assert texts
    for path in texts:
        assert not re.search(r"[0-9０-９][%％]|百分之", path.read_text("utf-8")), path
