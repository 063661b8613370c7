"""Writes docs/format.md: the standard's figures beside those measured on paper, and pictures of the pages.

Run it from the project's folder: ``python docs/make_format.py`` (needs what .ci/install-rendering installs).
"""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.rendering import look, office  # noqa: E402
from tests.rendering.measures import Measure, measures  # noqa: E402
from tests.rendering.page import pages  # noqa: E402
from tests.rendering.samples import write_samples  # noqa: E402

PICTURES = (
    ("official", 0, "版头、标题、主送机关、正文、单页码"),
    ("plain", 1, "满页正文22行、每行28字、双页码"),
    ("official", 3, "附件说明、署名、日期、附注"),
    ("official", 4, "附件标记、附件标题、表格、版记"),
    ("sealed", 2, "盖章的署名和日期"),
    ("joint", 0, "联合行文的发文机关标志、多个签发人"),
    ("letter", 0, "信函格式首页"),
)
HEAD = """# 版式实测

由 `docs/make_format.py` 写出：按 GB/T 9704-2012 的各项要求，用 LibreOffice 和替代字体排成 PDF，逐项量得。

| 要素 | 条款 | 要求 | 实测 | 允许偏差 |
| --- | --- | --- | --- | --- |
"""


def row(measure: Measure) -> str:
    asked, measured = f"{measure.asked:g}", f"{measure.measured:.2f}".rstrip("0").rstrip(".")
    asked = f"{measure.asked:.2f}".rstrip("0").rstrip(".") if "." in asked else asked
    return f"| {measure.element} | {measure.clause} | {asked} | {measured} {measure.unit} | ±{measure.allowed:g} |"


def pictures(pdfs: dict[str, Path], folder: Path) -> list[str]:
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    lines = []
    made: dict[str, Sequence[Path]] = {name: look.to_pngs(pdf, 60) for name, pdf in pdfs.items()}
    for name, page, caption in PICTURES:
        target = folder / f"{name}-{page + 1}.png"
        shutil.copyfile(made[name][page], target)
        lines.append(f"**{caption}**\n\n![{caption}](pages/{target.name})\n")
    return lines


def main() -> None:
    if missing := office.unavailable():
        sys.exit(missing)
    with tempfile.TemporaryDirectory() as scratch:
        files = write_samples(Path(scratch))
        made = dict(zip(files, office.to_pdf(list(files.values()), Path(scratch, "pdf")), strict=True))
        found = list(measures({name: pages(path) for name, path in made.items()}))
        text = HEAD + "\n".join(map(row, found)) + "\n\n" + "\n".join(pictures(made, ROOT / "docs" / "pages"))
    (ROOT / "docs" / "format.md").write_text(text, "utf-8")
    print(f"{len(found)}项，{sum(not measure.holds for measure in found)}项超出允许偏差")


if __name__ == "__main__":
    main()
