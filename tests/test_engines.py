"""The same page in every office program: a second layout engine sets each document as LibreOffice does."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

import banli_report as br
from tests.rendering import office, second
from tests.rendering.page import Page, Rule, page_number, pages
from tests.rendering.proof import BOTTOM, LEFT, RIGHT, departures
from tests.rendering.variants import names
from tests.support import write_report

Pages = tuple[Page, ...]
pytestmark = pytest.mark.usefixtures("libreoffice", "second_engine")
_REPORT = """\
模板: base
年度: 2022
标题: 关于办理情况的通报
单位: 某某市自然资源和规划局
批次: {{建议: {{统计: {{件数: 30}}}}}}
落款: {{日期: 2022-8-30}}
正文: |
  {{{{ 建议.件数 }}}}件。
{text}
公文: {{{official}}}
"""
_FOOT = (
    "发文机关标志: 某某市自然资源和规划局, 发文字号: 某自然资〔2022〕123号, 主送机关: 各县人民政府,"
    " 抄送: [市委办公室, 市政府督查室], 印发机关: 某局办公室, 印发日期: 2022-8-31, 版记另页: false"
)
_LONG = "各承办单位坚持以人民为中心的发展思想，把办理建议提案作为接受监督、改进工作、推动发展的重要途径。"
_UPWARD = "份号: 12, 密级: 机密, 保密期限: 5年, 紧急程度: 加急, 发文字号: 某自然资〔2022〕123号, 主送机关: 市人民政府,"


def _lines(count: int) -> str:
    return "".join(f"  第{number}段，共同做好办理工作。\n" for number in range(2, count))


def _joint(agencies: int, signers: int) -> str:
    names = ", ".join(f"某某市{letter * 4}局" for letter in "甲乙丙丁戊"[:agencies])
    people = ", ".join(f"{name}某某" for name in "张李王赵钱孙周吴郑"[:signers])
    return f"{_UPWARD} 发文机关标志: [{names}], 签发人: [{people}]"


_MEASURES = (
    "  ## 健全机制\n\n"
    f"  {_LONG * 3}\n\n"
    "  ### 分工\n"
    f"  把分工落到人，{_LONG}\n\n"
    "  ### “双回访”\n"
    f"  对《某某市建议办理办法》（2022修正）规定的5G、BIM等12.8万元项目——{_LONG}完成6.5%。\n"
)
_WIDE = (
    "\n  表：各类分布\n  |序号|类别|件数|A|B|C|D|满意|基本满意|不满意|面商|占比|\n"
    + f"  |{'---|' * 12}\n"
    + "".join(
        f"  |{i}|第{i}类建议事项|{i * 13}|{i * 7}|{i * 4}|{i}|{i}|{i * 11}|{i}|{i}|{i * 13}|{i % 9}.{i % 7}%|\n"
        for i in range(1, 31)
    )
)
_CELLS = "\n  表：说明\n  |类别|说明|\n  |---|---|\n" + "".join(
    f"  |第{i}类|{_LONG * 3}|\n" for i in range(1, 9)
)
_ORGAN = "某某壮族瑶族自治县人民代表大会常务委员会代表资格审查委员会办公室"
_TABLE = "\n  表：结果\n  |类别|件数|\n  |---|---:|\n" + "".join(f"  |第{i}类|{i}|\n" for i in range(40))
HARD = {
    **{f"foot-{count}": (_lines(count), _FOOT) for count in (25, 27, 28, 29)},
    "sealed": (_lines(26), f"{_FOOT}, 用印: true"),
    "noted": (_lines(26), f"{_FOOT}, 附注: 联系人：某某某"),
    "table": (f"{_TABLE}\n  特此报告。\n", _FOOT),
    "wide": (
        "".join(f"  # 第{i}方面工作\n\n{_MEASURES * 2}" for i in range(1, 5)) + f"{_WIDE}\n  特此报告。\n",
        _FOOT,
    ),
    "cells": (f"  {_LONG}\n{_CELLS}", ""),
    "long-name": (
        f"  {_LONG * 9}\n",
        f"发文机关标志: {_ORGAN}, 发文字号: 某〔2022〕1号, 主送机关: 市人大常委会",
    ),
    "joint": (f"  {_LONG * 4}\n", _joint(2, 3)),
    "many-signers": (f"  # 基本情况\n  ## 总体\n  {_LONG * 4}\n", _joint(3, 7)),
}
"""Documents by name: their text, and their head and foot. On foot-27 the date stands right above the foot."""
_ADDRESSES = (
    "https://www.example.gov.cn/zwgk/jyta/",
    "https://www.example.gov.cn/zwgk/fdzdgknr/jyta/t20220830_123.html",
    "https://www.example.gov.cn/zwgk/fdzdgknr/jyta/202208/t20220830_1234567890abcdefghijklmnopqrstuvwxyz.html",
    "http://www.example.cn/a?b=1&c=2;d_e%20g#i+j,k:8080/x.y?id=3&name=abcdef",
)
_BEFORE = range(0, 28, 3)
"""How many characters stand before an address, so that lines end in all of its parts."""


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("hard")
    made = {}
    for name, (text, official) in HARD.items():
        report = folder / f"{name}.yaml"
        report.write_text(_REPORT.format(text=text, official=official), "utf-8")
        made[name] = folder / f"{name}.docx"
        br.build(report, made[name])
    report = folder / "addresses.yaml"
    text = "".join(
        f"  {_LONG[:count]}见{address}，{_LONG}\n\n" for address in _ADDRESSES for count in _BEFORE
    )
    report.write_text(_REPORT.format(text=text, official=""), "utf-8")
    made["addresses"] = folder / "addresses.docx"
    br.build(report, made["addresses"])
    made["hant"] = folder / "hant.docx"
    br.build(folder / "wide.yaml", made["hant"], script="hant")
    made["annexes"] = folder / "annexes.docx"
    br.build(_with_annexes(folder / "annexes"), made["annexes"])
    return made


def _with_annexes(folder: Path) -> Path:
    """Write a report of several agencies whose annexes lie on their side, with long titles and units."""
    rows = [
        f"{i},关于加快第{i}项工作的建议{'，' + _LONG[:-1] * (not i % 7)},城建交通类,"
        f"{'住建局、城管局（会同生态环境局）' if i % 2 else '财政局'},{'ABC'[i % 3]},满意"
        for i in range(1, 91)
    ]
    ledger = "编号,案由,类别,承办单位,办理结果,满意度\n" + "\n".join(
        f'"{row.replace(",", chr(34) + "," + chr(34))}"' for row in rows
    )
    official = yaml.safe_load(
        f"{{{_joint(3, 7)}, 抄送: 市委办公室, 印发机关: 某局, 印发日期: 2022-8-31, 版记另页: true}}"
    )
    return write_report(
        folder,
        ledger=ledger,
        正文=f"# 基本情况\n\n## 总体\n共{{{{ 建议.件数 }}}}件。{_LONG * 3}\n\n# 主要做法\n\n{_LONG * 4}",
        附件=["统计表", "一览表"],
        公文=official,
        落款={"日期": "2019-12-1"},
    )


@pytest.fixture(scope="module")
def both(
    hard: dict[str, Path], variants: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Pages, Pages]]:
    """Every example and every hard document as pages of LibreOffice and of the second engine."""
    folder = tmp_path_factory.mktemp("both")
    files = {**hard, **variants}
    ours = office.to_pdf(list(files.values()), folder / "first")
    theirs = second.to_pdf(list(files.values()), folder / "second")
    return {name: (pages(a), pages(b)) for name, a, b in zip(files, ours, theirs, strict=True)}


def _count(found: Pages) -> int:
    """Give the number on the last page: only LibreOffice prints the blank page before one that must be even."""
    number = page_number(found[-1])
    shown = "".join(char.text for char in found[-1].turned) if number is None else number.text
    return int("".join(filter(str.isdigit, shown)) or len(found))


def _printed(page: Page) -> str:
    return "".join(line.text.replace(" ", "") for line in page.lines)


def _rules(found: Pages) -> list[Rule]:
    (page,) = (page for page in found if "日印发" in _printed(page))
    return sorted((rule for rule in page.rules if rule.y > 200), key=lambda rule: rule.y)


@pytest.mark.parametrize("name", [*HARD, "hant", "annexes", *names()])
def test_as_many_pages_in_both(name: str, both: dict[str, tuple[Pages, Pages]]) -> None:
    first, other = both[name]
    assert _count(other) == _count(first)


@pytest.mark.parametrize("name", ["joint", "many-signers", "long-name", "annexes"])
def test_the_first_page_shows_text_in_both(name: str, both: dict[str, tuple[Pages, Pages]]) -> None:
    for found in both[name]:
        assert [line for line in found[0].lines if line.size == 16 and line.left > LEFT + 10][-2:]
        assert "page 1: no text" not in departures(found, "letter")


@pytest.mark.parametrize(
    "name", [*(name for name in HARD if "foot" in name), *(n for n in names() if n.endswith("document"))]
)
def test_the_rules_of_the_foot_span_the_text_area_in_both(
    name: str, both: dict[str, tuple[Pages, Pages]]
) -> None:
    for found in both[name]:
        rules = _rules(found)
        assert len(rules) in (2, 3)
        for rule in rules:
            assert rule.left == pytest.approx(LEFT, abs=0.6)
            assert rule.right == pytest.approx(RIGHT, abs=0.6)
        assert rules[-1].y == pytest.approx(BOTTOM, abs=0.8)


@pytest.mark.parametrize("name", [name for name, (_, official) in HARD.items() if _FOOT in official])
def test_the_foot_stands_on_the_last_page_of_both_and_covers_nothing(
    name: str, both: dict[str, tuple[Pages, Pages]]
) -> None:
    for found in both[name]:
        assert "31日印发" in _printed(found[-1])
        top = _rules(found)[0].y
        above = [line for line in found[-1].lines if line.size > 14]
        assert all(line.baseline < top for line in above)


def _row_pitch(page: Page) -> float:
    """Give the distance of the rules between rows of one line, behind the head row that may take two."""
    places = sorted(rule.y for rule in page.rules if 20 < rule.y < 250)
    apart = [places[0], *(below for above, below in pairwise(places) if below - above > 1)]
    return (apart[11] - apart[1]) / 10


def _last_full(found: Pages) -> Page:
    """Give the last page that a table fills more than half of."""
    return [page for page in found if len({round(rule.y) for rule in page.rules}) > 13][-1]


@pytest.mark.parametrize("name", ["table", "wide", "hant"])
def test_rows_are_as_high_in_both(name: str, both: dict[str, tuple[Pages, Pages]]) -> None:
    first, other = (_row_pitch(_last_full(found)) for found in both[name])
    assert other == pytest.approx(first, abs=0.3)
    assert first == pytest.approx(7.5, abs=0.3)


def test_long_cells_are_as_high_in_both(both: dict[str, tuple[Pages, Pages]]) -> None:
    first, other = (
        [rule.y for rule in found[0].rules if rule.right - rule.left > 20] for found in both["cells"]
    )
    assert len(first) > 5
    assert other == pytest.approx(first, abs=0.6)


def _text_lines(found: Pages) -> list[str]:
    return [line.text.replace(" ", "") for page in found for line in page.lines if line.size == 16]


def test_addresses_are_printed_as_typed_in_both(both: dict[str, tuple[Pages, Pages]]) -> None:
    for found in both["addresses"]:
        printed = "".join(_text_lines(found))
        for address in _ADDRESSES:
            assert printed.count(f"见{address}，") == len(_BEFORE)


def test_only_libreoffice_breaks_addresses_behind_a_slash(both: dict[str, tuple[Pages, Pages]]) -> None:
    first, other = both["addresses"]
    assert [line for line in _text_lines(first) if line.endswith("/")]
    assert not [line for line in _text_lines(other) if line.endswith("/")]
