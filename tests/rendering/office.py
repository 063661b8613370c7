"""Turns Word files into PDF with LibreOffice and the stand-in fonts."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from tests.rendering import fonts


class OfficeError(RuntimeError):
    """LibreOffice did not make every PDF it was asked for."""


@cache
def unavailable() -> str | None:
    """Say in a plain sentence what rendering lacks on this machine, or return None."""
    if shutil.which("soffice") is None:
        return f"LibreOffice (soffice) is not installed: {fonts.INSTALL}."
    return fonts.missing()


def to_pdf(files: Sequence[Path], folder: Path, timeout: float = 120) -> list[Path]:
    """Turn Word files into PDFs in `folder`, in their order, with one start of LibreOffice.

    Raises OfficeError when a PDF is missing at the end or `timeout` (seconds) has passed.
    """
    targets = [folder.resolve() / f"{file.stem}.pdf" for file in files]
    if len(set(targets)) < len(targets):
        raise ValueError("Two of the files would become the same PDF: give them different names.")
    if not targets:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    for target in targets:
        target.unlink(missing_ok=True)
    said = _convert([file.resolve() for file in files], folder.resolve(), timeout)
    # LibreOffice exits 0 even when it could not read a file: only the PDFs tell.
    lacking = [target.name for target in targets if not target.exists()]
    if lacking:
        raise OfficeError(f"LibreOffice made no {', '.join(lacking)}. It said: {said or 'nothing'}")
    return targets


def _convert(files: Sequence[Path], folder: Path, timeout: float) -> str:
    with tempfile.TemporaryDirectory(prefix="office-") as scratch:
        configuration = Path(scratch, "fonts.conf")
        configuration.write_text(fonts.configuration(), encoding="utf-8")
        command = [
            shutil.which("soffice") or "soffice",
            # Two runs on one profile fail, so each has its own.
            f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}",
            *("--headless", "--norestore", "--nologo"),
            # Without a named reader, LibreOffice takes a broken file for plain text and prints that.
            "--infilter=MS Word 2007 XML",
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder)),
            *map(str, files),
        ]
        environment = {
            **os.environ,
            "FONTCONFIG_FILE": str(configuration),
            "LC_ALL": "C.UTF-8",  # file names in Chinese
        }
        return _run(command, environment, timeout)


def _run(command: Sequence[str], environment: Mapping[str, str], timeout: float) -> str:
    try:
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        raise OfficeError(f"LibreOffice cannot be started: {error}") from error
    with process:
        try:
            return process.communicate(timeout=timeout)[0].strip()
        except subprocess.TimeoutExpired as error:
            raise OfficeError(f"LibreOffice did not finish in {timeout:g} seconds.") from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    # soffice is a shell script: ending it alone would leave soffice.bin running.
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
