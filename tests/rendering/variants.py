"""Every example as plain material, as a document with head and foot, and as a letter."""

import shutil
from pathlib import Path

import banli_report as br

EXAMPLES = Path(__file__).parents[2] / "examples"
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


def write_variants(folder: Path) -> dict[str, Path]:
    """Write every example in every kind as Word files; give them by names such as ``jianxi_2019-letter``."""
    made = {}
    for example in sorted(EXAMPLES.glob("*/report.yaml")):
        name = example.parent.name
        copy = Path(shutil.copytree(example.parent, folder / name))
        filled = copy / "filled.yaml"
        report = filled if filled.exists() else copy / "report.yaml"
        text = report.read_text("utf-8")
        for kind, official in _OFFICIAL.items():
            report.write_text(text + official, "utf-8")
            made[f"{name}-{kind}"] = folder / f"{name}-{kind}.docx"
            br.build(report, made[f"{name}-{kind}"])
    return made
