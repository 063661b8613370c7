"""Files are written whole or not at all."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import banli_report as br
from banli_report.files.saving import save
from banli_report.word.writer.write import word_bytes
from tests.support import only_problem
from tests.word.writer.making import document, opened


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    output = tmp_path / "out.docx"
    output.write_bytes(b"old")
    program = (
        "import resource, signal, sys\n"
        "from tests.word.writer.making import document\n"
        "import banli_report as br\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "made = document()\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    br.write(made, sys.argv[1])\n"
        "except br.BanliError as stopped:\n    print(stopped.problems[0].id)\n"
    )
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-c", program, str(output)],
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "word.output-failed"
    assert output.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["out.docx"]


@pytest.mark.parametrize(
    ("function", "fault", "problem_id"),
    [
        ("fsync", OSError(28, "No space left on device"), "word.output-failed"),
        ("replace", PermissionError(13, "Permission denied"), "word.output-locked"),
    ],
)
def test_a_failed_save_leaves_the_old_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str, fault: OSError, problem_id: str
) -> None:
    output = tmp_path / "out.docx"
    output.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(os, function, fail)
    problem = only_problem(lambda: br.write(document(), output))
    assert problem.id == problem_id
    assert "原文件未改动" in problem.hint
    assert output.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["out.docx"]


def test_an_existing_file_is_replaced_and_keeps_its_rights(tmp_path: Path) -> None:
    output = tmp_path / "out.docx"
    output.write_bytes(b"old")
    output.chmod(0o600)
    br.write(document(), output)
    assert opened(output.read_bytes()).paragraphs
    assert output.stat().st_mode & 0o777 == 0o600
    assert leftovers(tmp_path) == ["out.docx"]


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.docx").write_bytes(b"old")
    (tmp_path / "link.docx").symlink_to(tmp_path / "real.docx")
    br.write(document(), tmp_path / "link.docx")
    assert (tmp_path / "link.docx").is_symlink()
    assert (tmp_path / "real.docx").read_bytes() != b"old"


@pytest.mark.parametrize(
    ("name", "problem_id"),
    [
        ("folder.docx", "word.output-folder"),
        ("missing/out.docx", "word.output-folder"),
        ("out.doc", "word.output-type"),
        ("out", "word.output-type"),
        ("out.docx.txt", "word.output-type"),
    ],
)
def test_a_wrong_place_for_the_file_is_told(tmp_path: Path, name: str, problem_id: str) -> None:
    (tmp_path / "folder.docx").mkdir()
    problem = only_problem(lambda: br.write(document(), tmp_path / name))
    assert problem.id == problem_id
    assert problem.hint
    assert leftovers(tmp_path) == ["folder.docx"]


@pytest.fixture
def content() -> bytes:
    return word_bytes(document())


@pytest.fixture
def locked_folder(content: bytes) -> Iterator[Path]:
    """Give a folder that may only be read, also by root, who becomes someone else once the content is made."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        yield folder
        os.seteuid(user)
        folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="the system has no such rights")
def test_a_folder_that_may_not_be_written_to_is_told(content: bytes, locked_folder: Path) -> None:
    problem = only_problem(lambda: save(content, locked_folder / "out.docx"))
    assert problem.id == "word.output-locked"
    assert leftovers(locked_folder) == []
