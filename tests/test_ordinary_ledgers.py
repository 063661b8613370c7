"""Two hundred ordinary ledgers, as messy as offices keep them and without a fault: nothing is refused, little is told."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

import banli_report as br
from tests.ledgers import both_readers

MANY = 200
YEAR = 2023
ABOUT = ("修复{}路面", "增设{}停车位", "整治{}黑臭水体", "扩建{}学校", "推进{}政务公开", "规范{}物业收费公开公示",
         "加强{}涉密人员、保密工作管理", "解决{}村务不公开问题", "完善{}内部道路照明", "保护{}企业商业秘密")  # fmt: skip
WHERE = ("人民路", "和平街", "东湖", "城西", "石桥镇", "开发区", "滨河", "老城")
UNITS = ("住建局", "教育局", "交通运输局", "水务局", "保密局", "卫生健康委（疾控局）")
REMARKS = (None, None, None, None, "已电话联系代表", "已公开", "可以公开", "非涉密", "主动公开", "与代表密切沟通", "经保密审查，可以公开",
           "并入3号一并答复", "计划2024年完成", "转办", "按代表意见办理", "已由市住建局牵头办理", "列入2024年改造项目")  # fmt: skip
DATES: tuple[Callable[[date], object], ...] = (
    lambda day: day,
    lambda day: day.isoformat(),
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
)
NUMBERS: tuple[Callable[[int], object], ...] = (
    lambda i: i,
    lambda i: f"第{i}号",
    lambda i: f"{i:03}",
    lambda i: f"闭{i}",
    lambda i: str(i).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
)
Rows = list[list[object]]


class Office:
    """One office's way of keeping its ledger, drawn once, and the rows that it keeps."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        pick = self.draw.choice
        self.count = self.draw.randint(1, 40)
        self.day, self.number = pick(DATES), pick(NUMBERS)
        self.result = pick(("{}", "{}类", "{} "))
        self.is_proposal = pick((False, False, True))
        self.kind = "政协提案" if self.is_proposal else "代表建议"
        self.has_reply = pick((True, True, False))
        self.has_rating = pick((True, True, True, False))
        self.assigned = (
            date(pick((YEAR, YEAR, YEAR - 1)), 12, 20) if pick((True, False)) else date(YEAR, 2, 20)
        )
        if self.assigned.year == YEAR:
            self.assigned = date(YEAR, 2, 20)
        extras = (
            "分管领导",
            "答复文号",
            "联系电话",
            "备注",
            "密级",
            "是否上网",
            "保密审查",
            "公示日期",
            "年度",
            "是否立案",
        )
        self.extras = [name for name in extras if self.draw.random() < 0.3]
        self.openness = pick((None, None, "是否公开", "公开属性"))

    def header(self) -> list[str]:
        what = "提案" if self.is_proposal else "建议"
        names = ["序号", f"{what}编号", f"{what}标题", "类别", "承办单位", "办理方式", "交办时间"]
        names += ["答复时间"] * self.has_reply + ["办理结果"] + ["满意度"] * self.has_rating
        return names + [self.openness] * (self.openness is not None) + self.extras

    def item(self, i: int) -> list[object]:
        pick = self.draw.choice
        leads = self.draw.random() < 0.8
        title = f"关于{pick(ABOUT).format(pick(WHERE))}{i}的{'提案' if self.is_proposal else '建议'}"
        replied = date(YEAR, 4, 1) + timedelta(days=self.draw.randint(0, 120))
        row: list[object] = [
            i,
            self.number(i),
            f"{title} " if i % 7 == 0 else title,
            pick(("城建", "教育", "财经")),
        ]
        row += [pick(UNITS), "主办" if leads else "协办", self.day(self.assigned)]
        row += [self.day(replied)] * self.has_reply + [self.result.format(pick("AAAB"))]
        row += ([pick(("满意", "满意", "基本满意"))] if leads else [None]) * self.has_rating
        row += [pick(("公开", "主动公开", "公开", "不公开", "摘要公开"))] * (self.openness is not None)
        return row + [self.extra(name, i) for name in self.extras]

    def extra(self, name: str, i: int) -> object:
        pick = self.draw.choice
        values: dict[str, object] = {
            "分管领导": pick(("王某", "李某")),
            "答复文号": f"甲建函〔2023〕{i}号",
            "联系电话": f"0371-6000{i:04}",
            "备注": pick(REMARKS),
            "密级": pick((None, "无", "非密", "公开")),
            "是否上网": pick(("是", "√", "已上网")),
            "保密审查": pick(("已审查", "通过", "可公开")),
            "公示日期": "2023-09-01",
            "年度": pick((YEAR, f"{YEAR}年")),
            "是否立案": pick(("是", "立案")),
        }
        return values[name]

    def rows(self) -> Rows:
        """Give the whole sheet: titles above, totals and notes between and below."""
        header = self.header()
        rows: Rows = [header]
        if self.draw.random() < 0.6:
            above: Rows = [[f"{YEAR}年{self.kind}办理情况台账"]]
            rows = above + ([["填报单位：甲市住建局"]] if self.draw.random() < 0.5 else []) + rows
        for i in range(1, self.count + 1):
            rows.append(self.item(i))
            if i % 15 == 0 and self.draw.random() < 0.3:
                rows.append(["小计", None, f"{i}件"])
        if self.draw.random() < 0.5:
            rows.append(["合计", None, f"{self.count}件"])
        if self.draw.random() < 0.3:
            rows.append(["填表人：张某", None, None, "联系电话：0371-60000000"])
        return rows

    def write(self, folder: Path) -> str:
        """Write the ledger and give what the report file says of it."""
        rows, form = self.rows(), self.draw.choice(("xlsx", "xlsx", "sheets", "gbk", "utf8"))
        if form in ("gbk", "utf8"):
            encoding = "gb18030" if form == "gbk" else "utf-8"
            with (folder / "l.csv").open("w", encoding=encoding, newline="") as file:
                csv.writer(file).writerows(rows)
            return "l.csv"
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "明细"
        for row in rows:
            sheet.append(row)
        if rows[0][1:] == []:
            sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=8)
        if form == "sheets":
            book.create_sheet("说明").append(["填表说明：逐件填写"])
        book.save(folder / "l.xlsx")
        return "{文件: l.xlsx, 工作表: 明细}" if form == "sheets" else "l.xlsx"

    def report(self, folder: Path) -> Path:
        """Write the report file with its narrative, whose numbers are the office's business or computed."""
        name = "提案" if self.is_proposal else "建议"
        text = f"""\
年度: {YEAR}
单位: {{全称: 甲市住房和城乡建设局, 简称: 市住建局}}
标题: 关于{YEAR}年{name}办理情况的报告
批次:
  {name}:
    种类: {self.kind}
    台账: {self.write(folder)}
正文:
  - 标题: 基本情况
    内容: |
      {YEAR}年，市住建局共承办{name}{{{{ {name}.件数 }}}}件。共{self.count}件，全年共办理{name}{self.count}件。
      全市共办理建议提案1200件，上年办理{name}87件，满意率98.5%。开展问卷调查500份，群众满意率92.1%。
      梳理问题清单，共12件；召开建议提案办理工作会议3次，投资12,000元，增长3.5倍，督办信访件共66件。
落款: {{日期: {self.draw.choice((f"{YEAR}-12-12", f"{YEAR + 1}-01-09"))}}}
"""
        path = folder / "report.yaml"
        path.write_text(text, "utf-8")
        return path


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[br.Problem]]:
    folders = tmp_path_factory.mktemp("offices")
    found = {}
    with both_readers() as plain:
        for seed in range(MANY):
            folder = folders / str(seed)
            folder.mkdir()
            found[seed] = br.check(br.load(Office(seed).report(folder)))
    assert len(plain) > MANY / 4
    return found


def test_no_ordinary_ledger_is_refused(told: dict[int, list[br.Problem]]) -> None:
    wrong = [f"{seed}: {p}" for seed, problems in told.items() for p in problems if p.severity == "error"]
    assert wrong == []


def test_little_is_told_of_an_ordinary_ledger(told: dict[int, list[br.Problem]]) -> None:
    assert max(map(len, told.values())) <= 3, [str(p) for p in max(told.values(), key=len)]
    kinds = Counter(problem.id for problems in told.values() for problem in problems)
    assert set(kinds) <= {"results.open", "results.csv-detected", "results.skipped-row"}, [
        str(p)
        for problems in told.values()
        for p in problems
        if p.id not in ("results.open", "results.csv-detected")
    ][:5]
