"""Turning Word files into PDF by an installed LibreOffice; each run has a profile of its own."""

from __future__ import annotations

import json
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
from banli_report.word.ooxml.package import language_of

TIMEOUT = 180.0
_OPTIONS = {
    "IsSkipEmptyPages": {"type": "boolean", "value": "false"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
}
"""A page left blank before one that must be even stays in the PDF, else the two sides of the paper would be wrong.

Tags tell headings, tables and the order of reading to programs that read aloud or convert.
"""
_ARCHIVED = {"SelectPdfVersion": {"type": "long", "value": "2"}}
"""PDF/A-2b, whose faces are all in the file, so that it looks the same after many years (GB/T 23286.2)."""
_LATIN = b"/Lang(en-US)"
"""The language that LibreOffice states of a whole document: that of its Latin letters."""
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
    Kind("pdf.same-name", ERROR, "两个文件转换后会同名，互相覆盖。", "x.docx：有两个文件会写成同名的PDF"),
    Kind("pdf.no-libreoffice", ERROR, "要写PDF，但没有安装LibreOffice。", "写PDF要用LibreOffice，没有找到"),
    Kind("pdf.failed", ERROR, "LibreOffice没有转换成。", "LibreOffice在120秒内没有完成"),
)


def soffice() -> str | None:
    """Give the path of LibreOffice's program, or None where it is not installed."""
    usual = next((str(path) for path in _USUAL_PLACES if path.is_file()), None)
    return shutil.which("soffice") or shutil.which("libreoffice") or usual


def to_pdf(
    files: Sequence[Path],
    folder: Path,
    *,
    pdfa: bool = False,
    timeout: float = TIMEOUT,
    environment: Mapping[str, str] | None = None,
) -> list[Path]:
    """Turn Word files into PDFs of the same names in a folder, with one start of LibreOffice.

    Args:
        files: the Word files, of different names.
        folder: where the PDFs go; it is made if need be.
        pdfa: whether they are PDF/A, for keeping.
        timeout: seconds after which LibreOffice is ended.
        environment: variables for LibreOffice beside those of this process.

    Raises:
        BanliError: LibreOffice is not installed, does not finish, or cannot read one of the files.
    """
    program = soffice()
    targets = [folder.resolve() / f"{file.stem}.pdf" for file in files]
    if len(set(targets)) < len(targets):
        raise refuse(
            "pdf.same-name", Place(file=files[0].name), "有两个文件会写成同名的PDF", "改用不同的文件名"
        )
    if program is None:
        raise refuse("pdf.no-libreoffice", None, "写PDF要用LibreOffice，没有找到", _HINT)
    _clear(folder, targets)
    options = json.dumps({**_OPTIONS, **_ARCHIVED} if pdfa else _OPTIONS)
    command = _command(program, options, files, folder.resolve())
    said = _convert(command, timeout, environment or {}) if files else ""
    # LibreOffice exits 0 even when it could not read a file: only the PDFs tell
    lacking = [file for file, target in zip(files, targets, strict=True) if not target.exists()]
    if lacking:
        raise refuse(
            "pdf.failed", Place(file=lacking[0].name), f"LibreOffice没有写出PDF：{_told(said)}", _HINT
        )
    for file, target in zip(files, targets, strict=True):
        _state_language(file, target)
    return targets


def _state_language(file: Path, target: Path) -> None:
    """Put the language that a Word file states in place of the one of its Latin letters."""
    language = language_of(file.read_bytes())
    if len(language) == len("zh-CN"):  # so that every place in the PDF stays as it is
        target.write_bytes(target.read_bytes().replace(_LATIN, f"/Lang({language})".encode()))


def _clear(folder: Path, targets: Sequence[Path]) -> None:
    """Make the folder, without PDFs of the last time."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for target in targets:
            target.unlink(missing_ok=True)
    except OSError as problem:
        message = f"PDF写不进{folder}：{reason(problem)}"
        raise refuse(
            "pdf.failed", Place(file=folder.name), message, "检查文件夹和权限，关闭打开的PDF"
        ) from None


def _told(said: str) -> str:
    """Give what LibreOffice said as a Chinese clause; its remarks on Java and fonts are no reasons."""
    return next((clause for words, clause in _SAID if words in said), "没有说明原因")


def _command(program: str, options: str, files: Sequence[Path], folder: Path) -> list[str]:
    return [
        program,
        *("--headless", "--norestore", "--nologo"),
        # without a named reader, LibreOffice takes a broken file for plain text and prints that
        "--infilter=MS Word 2007 XML",
        *("--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", str(folder)),
        *(str(file.resolve()) for file in files),
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
