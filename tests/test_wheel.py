"""The wheel, installed into an empty environment, builds the example from another folder."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_installed_wheel_builds_the_example_elsewhere(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", str(wheel)], check=True, capture_output=True)
    work = tmp_path / "别处"
    shutil.copytree(ROOT / "examples" / "jianxi_2019", work)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [python, "build.py", "报告.docx"],
        capture_output=True,
        text=True,
        cwd=work,
        env=environment,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (work / "报告.docx").read_bytes()[:2] == b"PK"
    where = [python, "-c", "import banli_report; print(banli_report.__file__)"]
    origin = subprocess.run(where, capture_output=True, text=True, cwd=work, check=True).stdout
    assert str(tmp_path) in origin
