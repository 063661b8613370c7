"""Shows a Word file as pages: `python -m tests.rendering.look FILE.docx [-o FOLDER]`."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.rendering import fonts, office


def to_pngs(pdf: Path, dpi: int = 70) -> list[Path]:
    """Draw each page of a PDF as a PNG beside it, in page order."""
    for old in _pngs(pdf):
        old.unlink()
    subprocess.run(["pdftoppm", "-png", "-r", str(dpi), pdf, pdf.with_suffix("")], check=True)
    return _pngs(pdf)


def main() -> int:
    """Turn a Word file into a PDF and page pictures, and print their paths."""
    parser = argparse.ArgumentParser(prog="python -m tests.rendering.look", description=main.__doc__)
    parser.add_argument("file", type=Path, metavar="FILE.docx")
    parser.add_argument("-o", "--folder", type=Path, help="where to put them (default: a new one)")
    parser.add_argument("--dpi", type=int, default=70, help="sharpness of the pictures (default: 70)")
    options = parser.parse_args()
    lack = _lack(options.file)
    if lack:
        print(lack, file=sys.stderr)
        return 1
    folder = options.folder or Path(tempfile.mkdtemp(prefix="look-"))
    (pdf,) = office.to_pdf([options.file], folder)
    print(pdf, *to_pngs(pdf, options.dpi), sep="\n")
    return 0


def _lack(file: Path) -> str | None:
    if not file.is_file():
        return f"There is no file {file}."
    if shutil.which("pdftoppm") is None:
        return f"poppler-utils (pdftoppm) is not installed: {fonts.INSTALL}."
    return office.unavailable()


def _pngs(pdf: Path) -> list[Path]:
    # pdftoppm pads the numbers of one document alike, so the names sort by page.
    prefix = f"{pdf.stem}-"
    files = pdf.parent.glob("*.png")
    return sorted(f for f in files if f.stem.removeprefix(prefix).isdigit() and prefix in f.stem)


if __name__ == "__main__":
    sys.exit(main())
