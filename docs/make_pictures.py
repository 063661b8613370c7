"""Draws the pictures of docs/first_hour.md, by following the page, and that of the README, of an example.

Run it from the project's folder: ``python docs/make_pictures.py`` (needs what .ci/install-rendering installs).
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "first_hour"
EXAMPLE = ROOT / "docs" / "example.png"
sys.path.insert(0, str(ROOT))

import banli_report as br  # noqa: E402
from tests import tutorial  # noqa: E402
from tests.pages import Block, run  # noqa: E402
from tests.rendering import look, office  # noqa: E402

DPI, COLOURS, GAP = 60, 24, 12


def told(block: Block, name: str, folder: Path) -> None:
    """Run a command of the page; stop where it fails."""
    command = block.content.partition("\n")[0].removeprefix("$ ")
    done = run(command, folder)
    if done.returncode:
        sys.exit(f"{name}, line {block.line}: {command}\n{done.stdout}")


def drawn(documents: Sequence[Path], folder: Path) -> dict[str, Image.Image]:
    """Draw every page of some documents, each with a line around it."""
    pictures = [picture for pdf in office.to_pdf(documents, folder) for picture in look.to_pngs(pdf, DPI)]
    return {
        picture.name: ImageOps.expand(Image.open(picture).convert("RGB"), 1, "#999") for picture in pictures
    }


def beside(pages: Sequence[Image.Image]) -> Image.Image:
    """Put pages side by side."""
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    whole = Image.new("RGB", (width, max(page.height for page in pages)), "white")
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width + GAP
    return whole


def save(picture: Image.Image, path: Path) -> None:
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    if missing := office.unavailable():
        sys.exit(missing)
    with tempfile.TemporaryDirectory() as scratch:
        steps = drawn(tutorial.follow(Path(scratch, "work"), told), Path(scratch, "pdf"))
        example = Path(scratch, "example.docx")
        br.build(ROOT / "examples" / "jianxi_2019" / "report.yaml", example)
        save(beside(list(drawn([example], Path(scratch, "example")).values())[:3]), EXAMPLE)
    named = {f"{name}-{number}.png" for name, number in tutorial.pictures()}
    if named != set(steps):
        sys.exit(f"{tutorial.NAME} shows {sorted(named)}, and these were drawn: {sorted(steps)}")
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for name, picture in steps.items():
        save(picture, FOLDER / name)
    sizes = {path.name: path.stat().st_size // 1024 for path in (*FOLDER.glob("*.png"), EXAMPLE)}
    print("、".join(f"{name} {size}千字节" for name, size in sizes.items()))


if __name__ == "__main__":
    main()
