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

from tests.rendering import look, office, second  # noqa: E402
from tests.rendering.measures import Measure, measured, measures  # noqa: E402
from tests.rendering.page import pages  # noqa: E402
from tests.rendering.samples import write_samples  # noqa: E402

HEAD = """# 版式实测

由 `docs/make_format.py` 写出：按 GB/T 9704-2012 的各项要求，用两种排版程序和替代字体排成 PDF，逐项量得。
“LibreOffice”一列是测试把关的数，超出允许偏差就算不合格；“ONLYOFFICE”一列用它的排版引擎（document-builder）量得，供对照，
“—”是它画法不同、量不到的；两种程序页数是否相同、版记的线和表格的行高是否一致，由 `tests/test_engines.py` 把关。

LibreOffice 在日期的数字和年月日之间另加空隙（Word 按样式不加），量成文日期时已扣除。

有两处断行不同，长的文件页数会因此差一面，字符则都照原样：

- 行末标点：放不下的逗号、顿号、句号，LibreOffice 让它伸出版心右边（Word 默认也是这样），ONLYOFFICE 不让，
  连前一个字移到下一行。段落写明 `w:overflowPunct` 的，LibreOffice 7.4 读反，所以不写。
- 带“/”的网址：LibreOffice 在“/”后断开；ONLYOFFICE 不在那里断（Word 据其规则也不断，没有在这里量），整个移到下一行，
  两端对齐的上一行因此拉开，比一行还长的才在行末断开。四份各有20处104个字符网址的长文件，两种程序排成64和63、17和17、
  18和19、64和63面；网址换成没有“/”的，都是62、16、17、62面。
  试过而不能使两者一致的：段落允许西文在单词中间换行（两种程序都不理会）；网址标为中文、日文、韩文（LibreOffice 处处可断，
  ONLYOFFICE 不变）、泰文（LibreOffice 整个移走，但带走前一个字）、没有语言、不校对；提示用东亚字体；按“/”分开、加书签、超链接、域、
  内容控件、方向、适应宽度；在设置里列出不能在行末的字符（LibreOffice 7.4 不读）；网址前放隐藏的空格；
  在“/”后加不可见的字符（U+2060、U+200B）也不一致。所以网址照原样写，复制出来就能用。

“图”是量的那一面，都列在表后。

| 要素 | 条款 | 要求 | LibreOffice | ONLYOFFICE | 允许偏差 | 图 |
| --- | --- | --- | --- | --- | --- | --- |
"""
SAMPLES = {
    "plain": "一般材料",
    "short": "署名短于日期的一般材料",
    "sealed": "盖章的下行文",
    "official": "文件格式",
    "joint": "联合行文",
    "letter": "信函格式",
    "sideways": "附件里有横排表的一般材料",
}


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def row(measure: Measure, other: Measure | None) -> str:
    second_one = number(other.measured) if other else "—"
    figures = (
        f"{number(measure.asked)} | {f'{number(measure.measured)} {measure.unit}'.rstrip()} | {second_one}"
    )
    picture = f"[{measure.page}](pages/{measure.page}.png)"
    return f"| {measure.element} | {measure.clause} | {figures} | ±{measure.allowed:g} | {picture} |"


def pictures(pdfs: Sequence[Path], found: Sequence[Measure], folder: Path) -> list[str]:
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    made = [picture for pdf in pdfs for picture in look.to_pngs(pdf, 60)]
    pages = {measure.page for measure in found}
    lines = []
    for picture in (picture for picture in made if picture.stem in pages):
        shutil.copyfile(picture, folder / picture.name)
        sample, _, number = picture.stem.partition("-")
        elements = "、".join(measure.element for measure in found if measure.page == picture.stem)
        caption = f"{SAMPLES[sample]}，第{number}面"
        lines.append(f"**{caption}**：{elements}\n\n![{caption}](pages/{picture.name})\n")
    return lines


def main() -> None:
    if missing := office.unavailable() or second.unavailable():
        sys.exit(missing)
    with tempfile.TemporaryDirectory() as scratch:
        files = write_samples(Path(scratch))
        made = dict(zip(files, office.to_pdf(list(files.values()), Path(scratch, "pdf")), strict=True))
        found = list(measures({name: pages(path) for name, path in made.items()}))
        others = second.to_pdf(list(files.values()), Path(scratch, "second"))
        other = measured({name: pages(path) for name, path in zip(files, others, strict=True)})
        text = (
            HEAD
            + "\n".join(row(measure, other.get(measure.element)) for measure in found)
            + "\n\n"
            + "\n".join(pictures(list(made.values()), found, ROOT / "docs" / "pages"))
        )
    (ROOT / "docs" / "format.md").write_text(text, "utf-8")
    print(f"{len(found)}项，{sum(not measure.holds for measure in found)}项超出允许偏差")


if __name__ == "__main__":
    main()
