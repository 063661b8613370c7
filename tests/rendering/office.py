"""Turns Word files into PDF with LibreOffice and the stand-in fonts."""

import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from banli_report.word.writer import libreoffice, pdf
from tests.rendering import fonts


@cache
def unavailable() -> str | None:
    """Say in a plain sentence what rendering lacks on this machine, or return None."""
    if libreoffice.soffice() is None:
        return f"LibreOffice (soffice) is not installed: {fonts.INSTALL}."
    return fonts.missing()


def to_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """Turn Word files into PDFs in `folder`, in their order, set in the stand-in fonts alone."""
    with tempfile.TemporaryDirectory(prefix="fonts-") as scratch:
        configuration = Path(scratch, "fonts.conf")
        configuration.write_text(fonts.configuration(), encoding="utf-8")
        return pdf.to_pdf(files, folder, environment={"FONTCONFIG_FILE": str(configuration)})


def resave(file: Path, folder: Path) -> Path:
    """Open a Word file in LibreOffice and save it again as Word, as an office does that edits it."""
    return resave_all([file], folder)[0]


def resave_all(files: Sequence[Path], folder: Path) -> list[Path]:
    """Save Word files of different names again, with one start of LibreOffice."""
    with tempfile.TemporaryDirectory(prefix="resave-") as scratch:
        profile = f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}"
        command = [
            libreoffice.soffice() or "soffice",
            profile,
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
        ]
        subprocess.run([*command, "--outdir", folder, *files], check=True, capture_output=True, timeout=120)
    return [folder / file.name for file in files]
