"""An installed LibreOffice: finding it, and letting it turn Word files into others; each run has a profile of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from banli_report.errors import ERROR, BanliError, Kind, Place, refuse
from banli_report.files.system import reason

TIMEOUT = 180.0
_USUAL_PLACES = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
_SAID = (
    ("source file could not be loaded", "读不了这个文件"),
    ("SfxBaseModel::impl_store", "写不进输出的文件夹"),
    ("no export filter", "没有装写PDF的部分"),
    ("User installation could not be completed", "它自己的设置文件夹写不进"),
    ("cannot open display", "没有可用的显示环境"),
    ("No space left", "磁盘满了"),
)
"""What LibreOffice prints of its failures, and what that means."""
_HINT = "安装LibreOffice后再试；或先写成docx，用Word、WPS另存为PDF"


PROBLEMS = (
    Kind("pdf.no-libreoffice", ERROR, "要写PDF，但没有安装LibreOffice。", "没有找到LibreOffice"),
    Kind("pdf.failed", ERROR, "LibreOffice没有转换成。", "LibreOffice在120秒内没有完成"),
)


def soffice() -> str | None:
    """Give the path of LibreOffice's program, or None where it is not installed."""
    usual = next((str(path) for path in _USUAL_PLACES if path.is_file()), None)
    return shutil.which("soffice") or shutil.which("libreoffice") or usual


def converted(
    files: Sequence[Path],
    targets: Sequence[Path],
    form: str,
    *,
    timeout: float = TIMEOUT,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Turn Word files into others with one start of LibreOffice.

    Args:
        files: the Word files.
        targets: what is to be written, in one folder, under the names that LibreOffice gives it.
        form: the form, as LibreOffice calls it.
        timeout: seconds after which LibreOffice is ended.
        environment: variables for LibreOffice beside those of this process.

    Raises:
        BanliError: LibreOffice is not installed, does not finish, or cannot read one of the files.
    """
    program = soffice()
    if program is None:
        raise refuse("pdf.no-libreoffice", None, "没有找到LibreOffice", _HINT)
    if not files:
        return
    folder = targets[0].parent
    _clear(folder, targets)
    said = _convert(_command(program, form, files, folder), timeout, environment or {})
    # LibreOffice exits 0 even when it could not read a file: only what is written tells
    lacking = [file for file, target in zip(files, targets, strict=True) if not target.exists()]
    if lacking:
        message = f"LibreOffice没有写出{targets[0].suffix[1:].upper()}：{_told(said)}"
        raise refuse("pdf.failed", Place(file=lacking[0].name), message, _HINT)


def from_root(path: Path) -> Path:
    """Give a path from the root; one that the system refuses stays as it is, and leads to no file."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return Path(str(path).replace("\0", ""))


def _clear(folder: Path, targets: Sequence[Path]) -> None:
    """Make the folder, without files of the last time."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for target in targets:
            target.unlink(missing_ok=True)
    except (OSError, ValueError) as problem:
        message = f"PDF写不进{folder}：{reason(problem)}"
        raise refuse(
            "pdf.failed", Place(file=folder.name), message, "检查文件夹和权限，关闭打开的PDF"
        ) from None


def _told(said: str) -> str:
    """Give what LibreOffice said as a Chinese clause; its remarks on Java and fonts are no reasons."""
    return next((clause for words, clause in _SAID if words in said), "没有说明原因")


def _command(program: str, form: str, files: Sequence[Path], folder: Path) -> list[str]:
    return [
        program,
        *("--headless", "--norestore", "--nologo"),
        # without a named reader, LibreOffice takes a broken file for plain text and prints that
        "--infilter=MS Word 2007 XML",
        *("--convert-to", form, "--outdir", str(folder)),
        *(str(from_root(file)) for file in files),
    ]


def _convert(command: Sequence[str], timeout: float, environment: Mapping[str, str]) -> str:
    with tempfile.TemporaryDirectory(prefix="banli-pdf-", ignore_cleanup_errors=True) as scratch:
        profile = f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}"
        program, *others = command
        return _run([program, profile, *others], {**os.environ, "LC_ALL": "C.UTF-8", **environment}, timeout)


def _run(command: Sequence[str], environment: Mapping[str, str], timeout: float) -> str:
    try:
        process = subprocess.Popen(  # noqa: S603 (the program found above, with arguments of ours)
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as problem:
        raise refuse("pdf.failed", None, f"LibreOffice启动不了：{reason(problem)}", _HINT) from None
    with process:
        try:
            return process.communicate(timeout=timeout)[0].strip()
        except subprocess.TimeoutExpired:
            raise _slow(timeout) from None
        finally:
            _end(process)


def _slow(timeout: float) -> BanliError:
    return refuse(
        "pdf.failed", None, f"LibreOffice在{timeout:g}秒内没有完成", "关闭其他程序后再试，或分几次转换"
    )


def _end(process: subprocess.Popen[str]) -> None:
    """End LibreOffice with what it started: soffice is a script, and its program would run on."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
