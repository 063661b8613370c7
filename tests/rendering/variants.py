"""Every example as plain material, as a document with head and foot, and as a letter."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import banli_report as br

EXAMPLES = Path(__file__).parents[2] / "examples"
OWN_FORMS = {"custom_agency": ["layout.heading-form"]}
"""What the layout check reminds of where an agency numbers its headings in a way of its own."""
_OFFICIAL = {
    "plain": "",
    "document": """
公文:
  份号: 12
  密级: 秘密
  保密期限: 1年
  紧急程度: 平急
  发文机关标志: [某某市人民政府, 某某市政协办公室]
  发文字号: 某政〔2024〕1号
  签发人: [张某某, 李某某, 王某]
  主送机关: 市人大常委会
  附注: 联系人：赵某某
  抄送: [各县区人民政府, 市委各部门, 市人大代表工作委员会, 市政协提案委员会, 市政府各部门]
  印发机关: 某某市人民政府办公室
  印发日期: 2024-12-1
  版记另页: true
""",
    "letter": """
公文:
  版式: 信函
  发文机关标志: 某某市人民政府
  发文字号: 某政函〔2024〕1号
  紧急程度: 特急
  主送机关: 市人大常委会
  抄送: 市政府督查室
""",
}


def names() -> list[str]:
    """Give the names of the variants, such as ``jianxi_2019-letter``."""
    return [name for name, *_ in _sources()]


def copied_variants(folder: Path) -> dict[str, Path]:
    """Copy the report files of every example in every kind, with what they need; give them by name."""
    made = {}
    for name, source, official in _sources():
        copy = Path(shutil.copytree(source.parent, folder / name))
        made[name] = copy / source.name
        made[name].write_text(source.read_text("utf-8") + official, "utf-8")
    return made


def write_variants(folder: Path) -> dict[str, Path]:
    """Write every example in every kind as Word files; give them by name."""
    made = {}
    for name, report in copied_variants(folder).items():
        made[name] = folder / f"{name}.docx"
        br.build(report, made[name])
    return made


def _sources() -> Iterator[tuple[str, Path, str]]:
    """Give names, report files and what is added to those; an example with a head of its own stays as it is."""
    for example in sorted(path.parent for path in EXAMPLES.glob("*/report.yaml")):
        files = [path for path in sorted(example.glob("*.yaml")) if "公文:" in path.read_text("utf-8")]
        for path in files:
            yield f"{example.name}-{'letter' if path.stem == 'letter' else 'document'}", path, ""
        filled = example / "filled.yaml"
        for kind, official in () if files else _OFFICIAL.items():
            yield f"{example.name}-{kind}", filled if filled.exists() else example / "report.yaml", official
