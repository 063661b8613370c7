"""Documents in which every element of the format stands once, for measuring and for pictures."""

from pathlib import Path

import banli_report as br

_TEXT = "办理建议提案是接受监督改进工作的重要途径" * 60
_REPORT = """\
模板: base
年度: 2022
标题: 关于办理人大代表建议和政协提案工作情况的报告
单位: 某某市自然资源和规划局
批次: {{建议: {counts}}}
正文: |
  现将有关情况报告如下：

  # 一级标题

  ## 二级标题

  ### 三级标题

  #### 四级标题

  {text}

  表：办理结果
  | 类别 | 件数 |
  |---|---|
  | A | 20 |

  特此报告。
落款: {{日期: 2022-8-30}}
{extra}
"""
_COUNTS = "{统计: {件数: 30, 办理结果: {A: 20, B: 8, C: 2}, 满意度: {满意: 28, 基本满意: 2}}}"
_OFFICIAL = """\
附件: [统计表]
公文:
  份号: 1
  密级: 秘密
  保密期限: 1年
  紧急程度: 特急
  发文机关标志: 某某市自然资源局
  发文字号: 某自然资〔2022〕12号
  签发人: 张某某
  主送机关: 市人民政府
  附注: 联系人：李某某
  抄送: [市委办公室, 市人大代表工作委员会, 市政协提案委员会, 市政府督查室, 各县（市、区）人民政府]
  印发机关: 某某市自然资源和规划局办公室
  印发日期: 2022-8-31
  版记另页: true
"""
_LETTER = """\
公文:
  版式: 信函
  发文机关标志: 某某市自然资源和规划局
  发文字号: 某自然资函〔2022〕3号
  密级: 秘密
  主送机关: 市人民政府
  抄送: 市政府督查室
"""
_SEALED = """\
公文: {发文机关标志: 某某市自然资源局, 文件字样: false, 发文字号: 某自然资〔2022〕15号, 用印: true}
"""
_JOINT = """\
公文:
  发文机关标志: [某某市自然资源和规划局, 某某市住房保障局, 某某市财政局]
  发文字号: 某自然资〔2022〕13号
  签发人: [张某某, 李某某, 王某]
  主送机关: 市人民政府
"""
_LIST = """\
附件: [统计表, 一览表]
"""
_LEDGER = "编号,案由,类别,办理方式,承办单位,办理结果,满意度\n" + "".join(
    f"{number},关于改进第{number}号事项办理工作的建议,自然资源,主办,某某科室,A,满意\n"
    for number in range(1, 25)
)
_LONG_DATE = "单位: 某某局"


def write_samples(folder: Path) -> dict[str, Path]:
    """Write the samples as Word files; give them by name (in ``short`` the name is shorter than the date)."""
    variants = {
        "plain": _report(""),
        "official": _report(_OFFICIAL),
        "letter": _report(_LETTER),
        "joint": _report(_JOINT),
        "sealed": _report(_SEALED),
        "sideways": _report(_LIST).replace(_COUNTS, "{台账: ledger.csv}"),
        "short": _report("").replace("单位: 某某市自然资源和规划局", _LONG_DATE),
    }
    (folder / "ledger.csv").write_text(_LEDGER, "utf-8")
    made = {}
    for name, text in variants.items():
        source = folder / f"{name}.yaml"
        source.write_text(text, "utf-8")
        made[name] = folder / f"{name}.docx"
        br.build(source, made[name])
    return made


def _report(extra: str) -> str:
    return _REPORT.format(text=_TEXT, extra=extra, counts=_COUNTS)
