"""Files are written whole or not at all."""

import errno
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import banli_report as br
from banli_report.files.saving import save
from banli_report.word.writer.write import word_bytes
from tests.support import only_problem, write_report
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


def held(number: int) -> PermissionError:
    """Make what Windows raises: 32 for a file that is held open, 5 where rights are lacking or it is held open."""
    made = PermissionError(13, "Permission denied")
    made.winerror = number  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize(
    ("function", "fault", "problem_id"),
    [
        ("fsync", OSError(28, "No space left on device"), "word.output-failed"),
        ("replace", PermissionError(13, "Permission denied"), "word.output-forbidden"),
        ("replace", held(32), "word.output-locked"),
        ("replace", held(5), "word.output-forbidden"),
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


def test_what_reaches_the_disk_before_the_old_file_goes_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_size))
    save(b"x" * 100, tmp_path / "out.docx")
    assert synced == [100]


@pytest.mark.parametrize("rights", [0o600, 0o640, 0o666])
def test_an_existing_file_is_replaced_and_keeps_its_rights(tmp_path: Path, rights: int) -> None:
    output = tmp_path / "out.docx"
    output.write_bytes(b"old")
    output.chmod(rights)
    br.write(document(), output)
    assert opened(output.read_bytes()).paragraphs
    assert output.stat().st_mode & 0o777 == rights
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
    assert problem.id == "word.output-forbidden"
    assert f"没有写进文件夹{locked_folder}的权限" in problem.message
    assert "Word" not in problem.message
    assert leftovers(locked_folder) == []


def test_what_an_ended_build_left_behind_is_removed_an_hour_later(content: bytes, tmp_path: Path) -> None:
    for name, age in ((".banli-old.tmp", 4000), (".banli-new.tmp", 100), ("other.tmp", 4000)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    save(content, tmp_path / "out.docx")
    assert leftovers(tmp_path) == [".banli-new.tmp", "other.tmp", "out.docx"]


ENDED = """
import os, signal, sys
from pathlib import Path
from banli_report.files.saving import save
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
save(b"half", Path(sys.argv[1]))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such end")
def test_what_an_ended_build_of_the_same_file_left_behind_is_removed_at_once(
    content: bytes, tmp_path: Path
) -> None:
    for name in ("out.docx", "other.docx"):
        subprocess.run([sys.executable, "-c", ENDED, tmp_path / name], check=False)
    assert len(leftovers(tmp_path)) == 2
    save(content, tmp_path / "out.docx")
    assert (tmp_path / "out.docx").read_bytes() == content
    assert len(leftovers(tmp_path)) == 2  # the other's is still there
    save(content, tmp_path / "other.docx")
    assert leftovers(tmp_path) == ["other.docx", "out.docx"]


def test_what_another_build_is_writing_is_left_alone(content: bytes, tmp_path: Path) -> None:
    def fsync(_: int) -> None:
        if not nested:
            nested.append(1)
            save(b"second", tmp_path / "out.docx")

    nested: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        save(content, tmp_path / "out.docx")
    assert (tmp_path / "out.docx").read_bytes() == content
    assert leftovers(tmp_path) == ["out.docx"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EROFS, "磁盘是只读的"),
        (errno.ENAMETOOLONG, "文件名太长"),
        (errno.EIO, "磁盘读写出错"),
        (9999, "错误号9999"),
    ],
)
def test_the_system_s_reasons_are_told_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, "in English")

    monkeypatch.setattr(os, "fsync", fail)
    problem = only_problem(lambda: save(b"x", tmp_path / "out.docx"))
    assert problem.id == "word.output-failed"
    assert said in problem.message
    assert "English" not in problem.message


@pytest.mark.parametrize("name", ["长" * 300 + ".docx", "a\0b.docx", "loop.docx"])
def test_a_name_that_the_system_does_not_take_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop.docx").symlink_to(tmp_path / "loop.docx")
    problem = only_problem(lambda: save(b"x", tmp_path / name))
    assert problem.id == "word.output-failed"
    assert problem.message.isascii() is False
    assert "Errno" not in problem.message


@pytest.mark.parametrize(
    ("winerror", "problem_id", "said"),
    [
        (None, "results.no-permission", "没有读取这个文件或它所在文件夹的权限"),
        (32, "results.locked-file", "正被Word、WPS、Excel等程序占用"),
        (33, "results.locked-file", "正被Word、WPS、Excel等程序占用"),
        (5, "results.no-permission", "没有读取的权限，或正被"),
    ],
)
def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, winerror: int | None, problem_id: str, said: str
) -> None:
    fault = PermissionError(13, "Permission denied") if winerror is None else held(winerror)

    def fail(_: Path) -> bytes:
        raise fault

    (tmp_path / "report.yaml").write_text("x", "utf-8")
    monkeypatch.setattr(Path, "read_bytes", fail)
    problem = only_problem(lambda: br.load(tmp_path / "report.yaml"))
    assert problem.id == problem_id
    assert said in problem.message


def test_no_input_is_written_over(tmp_path: Path) -> None:
    report = write_report(tmp_path, 落款={"日期": "2019-12-01"})
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "ledger.csv")
    (tmp_path / "link.docx").symlink_to(report)
    for call in (
        lambda: br.build(report, tmp_path / "link.docx"),
        lambda: br.write_figures(br.load(report), tmp_path / "link.xlsx"),
        lambda: br.build(report, report),
    ):
        assert only_problem(call).id == "word.output-is-input"
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert br.build(report, tmp_path / "out.docx") == []
    assert br.build(report, tmp_path / "out.docx") == []


def test_a_refusal_can_be_pickled() -> None:
    with pytest.raises(br.BanliError) as stopped:
        br.load("none.yaml")
    again = pickle.loads(pickle.dumps(stopped.value))
    assert (again.problems, again.unreadable, str(again)) == (
        stopped.value.problems,
        True,
        str(stopped.value),
    )
