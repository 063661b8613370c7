"""Turns Word files into PDF with LibreOffice and the stand-in fonts."""

import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from banli_report.word import pdf
from tests.rendering import fonts


@cache
def unavailable() -> str | None:
    """Say in a plain sentence what rendering lacks on this machine, or return None."""
    if pdf.soffice() is None:
        return f"LibreOffice (soffice) is not installed: {fonts.INSTALL}."
    return fonts.missing()


def to_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """Turn Word files into PDFs in `folder`, in their order, set in the stand-in fonts alone."""
    with tempfile.TemporaryDirectory(prefix="fonts-") as scratch:
        configuration = Path(scratch, "fonts.conf")
        configuration.write_text(fonts.configuration(), encoding="utf-8")
        return pdf.to_pdf(files, folder, environment={"FONTCONFIG_FILE": str(configuration)})
