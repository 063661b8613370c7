"""What a report file may say, in which spellings, and what a user is told when it says something else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import banli_report as br
from tests.ledgers import HEAD, load_batch, load_text, places
from tests.support import only_problem, refused

CHINESE = """\
模板: base
年度: 2019
单位: {全称: 某某区人民政府, 简称: 区政府}
会议: 四次会议
标题: 办理情况
批次:
  建议:
    种类: 代表建议
    统计: {件数: 3, 办理结果: {A: 2, B: 1}, 已答复: 3, 重点: {件数: 1, 满意度: {满意: 1}}}
    上年: {件数: 5}
    分组: {解决的: {办理结果: A}}
口径:
  百分比: {小数位: 2, 去尾零: 否, 凑整百: 是}
  办理结果: [{代码: A, 名称: 已解决}, {代码: B, 名称: 正在解决}]
  满意度: [满意, 不满意]
  指标: {满意率: {分子: 满意, 分母: 已反馈}}
  顺序: {类别: [甲, 乙]}
  办理期限: 6
正文: {主要做法: 抓落实。}
落款: {署名: 区政府, 日期: 2019-12-12}
"""
ENGLISH = """\
template: base
year: 2019
agency: {full_name: 某某区人民政府, short_name: 区政府}
session: 四次会议
title: 办理情况
batches:
  建议:
    kind: suggestion
    counts: {count: 3, result: {A: 2, B: 1}, replied: 3, key: {count: 1, satisfaction: {满意: 1}}}
    previous: {count: 5}
    groups: {解决的: {result: A}}
policy:
  percent: {decimals: 2, strip_zeros: no, close_to_100: yes}
  result: [{code: A, label: 已解决}, {code: B, label: 正在解决}]
  satisfaction: [满意, 不满意]
  rates: {满意率: {numerator: 满意, denominator: 已反馈}}
  order: {类别: [甲, 乙]}
  deadline_months: 6
narrative: {主要做法: 抓落实。}
signature: {name: 区政府, date: 2019年12月12日}
"""
ONE = "批次: {建议: {统计: {件数: 3}}}\n"


def test_chinese_keys_and_english_identifiers_give_the_same_figures(tmp_path: Path) -> None:
    chinese, english = load_text(tmp_path, CHINESE), load_text(tmp_path, ENGLISH)
    differing = {name for name in br.Report.model_fields if getattr(chinese, name) != getattr(english, name)}
    assert differing == {"batches"}  # only in how a condition spells its column
    assert chinese.batches["建议"].counts == english.batches["建议"].counts
    figures = [
        [(f.name, f.value, f.text, f.formula) for f in br.figures(report)] for report in (chinese, english)
    ]
    assert figures[0] == figures[1]
    assert len(figures[0]) > 10


@pytest.mark.parametrize(
    "text", ["年度: 2019\nyear: 2018\n", "year: 2019\n年度: 2018\n", "年份: 2019\n年度: 2018\n"]
)
def test_two_spellings_of_one_key_are_refused(tmp_path: Path, text: str) -> None:
    problem = only_problem(lambda: load_text(tmp_path, text + "单位: 某局\n" + ONE))
    assert (problem.id, problem.place.line) == ("results.unknown-key", 2)
    assert f"“{text.splitlines()[1].split(':')[0]}”写了两次" in problem.message


def test_a_misspelt_key_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    problem = only_problem(lambda: load_text(tmp_path, HEAD + ONE + "口经: {办理结果: ABC}\n"))
    assert (problem.id, problem.place.line, problem.place.column) == ("results.unknown-key", 4, 5)
    assert "不认识“口经”" in problem.message
    assert "口径" in problem.hint


def test_a_key_in_the_wrong_place_is_told_as_such(tmp_path: Path) -> None:
    problem = only_problem(lambda: load_text(tmp_path, HEAD + ONE + "口径:\n  年度: 2019\n"))
    assert (problem.id, problem.place.line) == ("results.unknown-key", 5)
    assert "“年度”不能写在这里" in problem.message


def test_columns_beside_the_ledger_are_told_where_they_belong(tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_text("标题,分类名\n修路,城建\n", "utf-8")
    problem = only_problem(lambda: load_batch(tmp_path, "台账: ledger.csv\n列: {类别: 分类名}"))
    assert (problem.id, problem.place.line) == ("results.unknown-key", 6)
    assert "“列”应写在“台账”里面" in problem.message


def test_all_problems_of_a_file_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    text = """\
年度: 二〇一九
单位: {简称: 区政府}
批次:
  建议:
    种类: 提议
    统计: {件数: 三, 办理结果: {A: -2, B: 1.5}, 已答复: 多}
口径:
  百分比: {小数位: 3, 去尾零: 或许}
  办理结果: ABCDE
  满意度: 满意
  办理期限: 0
落款: {日期: 2019-13-12}
"""
    problems = refused(lambda: load_text(tmp_path, text))
    told = [(f"{p.place.line}:{p.place.column}", p.message) for p in problems]
    assert told == [
        ("1:5", "“二〇一九”不是整数"),
        ("2:5", "缺少“全称”"),
        ("6:14", "“三”不是件数，应为不小于0的整数"),
        ("6:27", "“-2”不是件数，应为不小于0的整数"),
        ("6:34", "“1.5”不是件数，应为不小于0的整数"),
        ("6:45", "“多”不是件数，应为不小于0的整数"),
        ("8:14", "“3”太大，应不大于2"),
        ("8:22", "“或许”看不出是与否，应填“是”或“否”"),
        ("9:9", "没有“ABCDE”这种办理结果分类，可用的有ABC、ABCD、甲乙丙、文字，或逐类列出代码和名称"),
        ("10:8", "“满意度”应为列表"),
        ("11:9", "“0”太小，应不小于1"),
        ("12:10", "“2019-13-12”不是日期，应写成2019-12-12或2019年12月12日"),
        ("5:9", "没有“提议”这个种类"),
    ]
    assert all(problem.place.file == "report.yaml" for problem in problems)


def test_missing_keys_are_told_by_their_chinese_names(tmp_path: Path) -> None:
    problems = refused(lambda: load_text(tmp_path, "标题: 办理情况\n"))
    assert [(p.id, p.message) for p in problems] == [
        ("results.missing-key", "缺少“年度”"),
        ("results.missing-key", "缺少“单位”"),
        ("results.missing-key", "缺少“批次”"),
    ]


def test_a_key_written_twice_is_refused_with_the_second_line(tmp_path: Path) -> None:
    problem = only_problem(
        lambda: load_text(tmp_path, HEAD + "批次:\n  建议: {统计: {件数: 3}}\n  建议: {统计: {件数: 4}}\n")
    )
    assert (problem.id, problem.place.line, problem.place.column) == ("results.duplicate-key", 5, 3)
    assert "“建议”在同一处写了两次" in problem.message


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("正文: &a {甲: 文}\n", (4, 5), "不支持锚点和别名"),
        ("正文: {甲: *a}\n", (4, 9), "不支持锚点和别名"),
        ("正文: {<<: {甲: 文}, 乙: *b}\n", (4, 21), "不支持锚点和别名"),
        ("正文: {甲: !!python/object:os.system 文}\n", (4, 9), "不支持标记"),
        ("正文: !secret {甲: 文}\n", (4, 5), "不支持标记"),
        ("口径: {办理期限: !!int 6}\n", (4, 12), "不支持标记"),
        ("正文:\n\t甲: 文\n", (5, 1), "制表符"),
        ("标题: '没有结束\n", (5, 1), "引号不成对"),
        ("正文: {甲: 文\n", (5, 1), "不成对"),
        ("会议: 四次: 会议\n", (4, 7), "冒号的位置不对"),
        ("会议：四次会议\n落款: {}\n", (4, 3), "全角冒号"),
        ("---\n年度: 2020\n", (4, 1), "多份内容"),
        ('标题: "\\q"\n', (4, 7), "反斜杠"),
        ("? [甲, 乙]\n: 文\n", (4, 3), "键应为一个词"),
        ("正文: {!secret 甲: 文}\n", (4, 6), "键应为一个词"),
    ],
)  # fmt: skip
def test_what_yaml_cannot_say_here_is_refused_in_chinese(
    tmp_path: Path, text: str, place: tuple[int, int], words: str
) -> None:
    problem = refused(lambda: load_text(tmp_path, HEAD + ONE + text))[0]
    assert problem.id.startswith("results.yaml-")
    assert (problem.place.line, problem.place.column) == place
    assert words in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "正文: " + "[" * 5_000 + "]" * 5_000,
        "正文: " + "{a: " * 5_000,
        "正文:\n" + "".join(" " * i + "a:\n" for i in range(500)),
        "- " * 5_000 + "a",
        "批次: [" + "甲," * 120_000 + "]",
    ],
)
def test_deep_and_crowded_files_are_refused(tmp_path: Path, text: str) -> None:
    problem = only_problem(lambda: load_text(tmp_path, text))
    assert problem.id == "results.yaml-syntax"
    assert "嵌套过深或内容过多" in problem.message


def test_alias_bombs_are_refused(tmp_path: Path) -> None:
    lines = ["a: &a [甲, 甲]"] + [
        f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert only_problem(lambda: load_text(tmp_path, "\n".join(lines))).place.line == 1


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    problem = only_problem(lambda: load_text(tmp_path, HEAD + ONE + "# " + "长" * 2_000_000))
    assert problem.id == "results.too-large"


def test_values_are_read_as_their_fields_want_them(tmp_path: Path) -> None:
    report = load_text(
        tmp_path,
        "年度: 2019\n单位: no\n会议: 012\n标题: on\n批次: {建议: {统计: {件数: 012, 已答复: 12.0, 满意度: {满意: 12件}}}}\n",
    )
    assert (report.agency.full_name, report.session, report.title) == ("no", "012", "on")
    counts = report.batches["建议"].counts
    assert counts is not None
    assert (counts.count, counts.flags, counts.partitions) == (
        12,
        {"replied": 12},
        {"satisfaction": {"满意": 12}},
    )


@pytest.mark.parametrize(
    "day", ["2019-03-07", "2019-3-7", "2019/3/7", "2019.3.7", "2019年3月7日", "2019年03月07日", "20190307"]
)
def test_dates_in_all_usual_forms(tmp_path: Path, day: str) -> None:
    report = load_text(tmp_path, HEAD + ONE + f"落款: {{日期: {day}}}\n")
    assert str(report.signature.date) == "2019-03-07"


@pytest.mark.parametrize("day", ["2019-3", "3月7日", "2019-2-29", "07/03/2019", "昨天", "[2019]", "2019-3.7"])
def test_what_is_no_date_is_refused(tmp_path: Path, day: str) -> None:
    problem = only_problem(lambda: load_text(tmp_path, HEAD + ONE + f"落款: {{日期: {day}}}\n"))
    assert (problem.id, problem.place.line) == ("results.value", 4)
    assert "不是日期" in problem.message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("年度: 文字\n", 1, "“文字”不是整数"),
        ("年度: [2019]\n", 1, "“一组内容”不是整数"),
        ("年度:\n", 1, "“空白”不是整数"),
        ("年度: 1900\n", 1, "“1900”太小，应不小于1954"),
        ("年度: 2019.5\n", 1, "“2019.5”不是整数"),
        ("单位: [甲, 乙]\n", 1, "“单位”应为若干“名称: 内容”"),
        ("单位: {全称: {甲: 乙}}\n", 1, "“全称”应为文字"),
        ("模板: ../别处\n", 1, "不能用作模板名"),
        ("会议: [甲]\n", 1, "“会议”应为文字"),
        ("批次: [建议]\n", 1, "“批次”应为若干“名称: 内容”"),
        ("批次: {}\n", 1, "“批次”至少要有1项"),
        ("批次: {建议: 30}\n", 1, "“建议”应为若干“名称: 内容”"),
        ("批次: {建议: {种类: 代表建议}}\n", 1, "缺少台账或统计"),
        ("批次: {建议: {台账: [甲]}}\n", 1, "“文件”应为文字"),
        ("批次: {建议: {台账: }}\n", 1, "“文件”应为文字"),
        ("批次: {建议: {台账: ''}}\n", 1, "“文件”没有填写"),
        ("批次: {建议: {台账: {工作表: 甲}}}\n", 1, "缺少“文件”"),
        ("批次: {建议: {统计: 30}}\n", 1, "“统计”应为若干“名称: 内容”"),
        ("批次: {建议: {统计: {A: 3}}}\n", 1, "缺少“件数”"),
        ("批次: {建议: {统计: {件数: [3]}}}\n", 1, "“一组内容”不是件数"),
        ("批次: {建议: {统计: {件数: 3, 类别: [3]}}}\n", 1, "“一组内容”不是件数"),
        ("批次: {建议: {统计: {件数: 3, 类别: {甲: {乙: 3}}}}}\n", 1, "“一组内容”不是件数"),
        ("批次: {建议: {统计: {件数: 3}, 分组: [主办]}}\n", 1, "“分组”应为若干“名称: 内容”"),
        ("批次: {建议: {统计: {件数: 3}, 分组: {甲: }}}\n", 1, "应写成一个条件"),
        ("批次: {建议: {统计: {件数: 3}, 分组: {甲: []}}}\n", 1, "应写成一个条件"),
        ("批次: {建议: {统计: {件数: 3}, 分组: {甲: {}}}}\n", 1, "条件是空的"),
        ("批次: {建议: {统计: {件数: 3}, 分组: {甲: {类别: {乙: 丙}}}}}\n", 1, "应写成一个条件"),
        ("批次: {年度: {统计: {件数: 3}}}\n", 1, "“年度”不能作批次的名称"),
        ("批次: {建 议: {统计: {件数: 3}}}\n", 1, "“建 议”不能作批次的名称"),
        ("口径: 一位小数\n", 1, "“口径”应为若干“名称: 内容”"),
        ("口径: {百分比: 1}\n", 1, "“百分比”应为若干“名称: 内容”"),
        ("口径: {办理结果: []}\n", 1, "“办理结果”至少要有1项"),
        ("口径: {办理结果: {A: 已解决}}\n", 1, "“办理结果”应为文字"),
        ("口径: {办理结果: [{代码: A}]}\n", 1, "缺少“名称”"),
        ("口径: {办理结果: [{代码: A, 名称: 甲}, {代码: Ａ, 名称: 乙}]}\n", 1, "“乙”这一类与前面的重复"),
        ("口径: {满意度: []}\n", 1, "“满意度”至少要有1项"),
        ("口径: {满意度: [满意, 满意]}\n", 1, "“满意”这一类与前面的重复"),
        ("口径: {指标: {满意率: 满意}}\n", 1, "“满意率”应为若干“名称: 内容”"),
        ("口径: {指标: {满意率: {分母: 全部}}}\n", 1, "缺少“分子”"),
        ("口径: {顺序: {类别: 甲}}\n", 1, "“类别”应为列表"),
        ("正文: 5\n正文2: 6\n", 2, "不认识“正文2”"),
        ("正文: {甲: [乙]}\n", 1, "“甲”应为文字"),
        ("正文: {甲: {乙: {丙: [丁]}}}\n", 1, "“丙”应为文字"),
        ("正文: [{标题: 甲}]\n", 1, "缺少“内容”"),
        ("落款: 区政府\n", 1, "“落款”应为若干“名称: 内容”"),
    ],
)  # fmt: skip
def test_wrong_types_are_told_where_they_stand(tmp_path: Path, text: str, line: int, words: str) -> None:
    key = text.partition(":")[0]
    rest = "".join(row + "\n" for row in (HEAD + ONE).splitlines() if not row.startswith(key))
    problems = refused(lambda: load_text(tmp_path, text + rest))
    assert [words in problem.message for problem in problems] == [True], [str(p) for p in problems]
    assert problems[0].place.line == line


def test_a_list_or_a_word_is_no_report(tmp_path: Path) -> None:
    for text in ("- 年度\n- 2019\n", "年度：2019", "# 只有注释\n", "~\n"):
        problem = only_problem(lambda text=text: load_text(tmp_path, text))  # type: ignore[misc]
        assert problem.id == "results.no-report"
        assert "冒号为半角" in problem.hint


@pytest.mark.parametrize("content", [b"", b"  \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "report.yaml").write_bytes(content)
    problem = only_problem(lambda: br.load(tmp_path / "report.yaml"))
    assert problem.id in ("results.empty-file", "results.no-report")
    assert problem.place.file == "report.yaml"


def test_a_missing_file_a_folder_and_a_device_are_told_apart(tmp_path: Path) -> None:
    assert only_problem(lambda: br.load(os.devnull)).id == "results.not-a-file"
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    told = {
        name: only_problem(lambda name=name: br.load(tmp_path / name)) for name in ("none", "folder", "pipe")
    }  # type: ignore[misc]
    assert told["none"].id == "results.missing-file"
    assert "找不到文件" in told["none"].message
    assert told["folder"].id == "results.not-a-file"
    assert "文件夹" in told["folder"].message
    assert told["pipe"].id == "results.not-a-file"
    assert only_problem(lambda: br.load("a\0b")).id == "results.unreadable-file"
    assert only_problem(lambda: br.load("长" * 5_000)).id == "results.unreadable-file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "report.yaml").write_text(HEAD + ONE, "utf-8")
    (tmp_path / "report.yaml").chmod(0)
    problem = only_problem(lambda: br.load(tmp_path / "report.yaml"))
    assert problem.id == "results.no-permission"
    assert "权限" in problem.hint


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04\x00\x00", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(256)) * 4]
)
def test_a_binary_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "report.yaml").write_bytes(content)
    problem = only_problem(lambda: br.load(tmp_path / "report.yaml"))
    assert problem.id == "results.not-text"


def test_other_encodings(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        (tmp_path / "report.yaml").write_bytes((HEAD + ONE).encode(encoding))
        assert br.load(tmp_path / "report.yaml").agency.short == "区政府"
    (tmp_path / "report.yaml").write_bytes("年度: 2019\n单位: 某局".encode("gb18030") + b"\xff\n")
    assert only_problem(lambda: br.load(tmp_path / "report.yaml")).id == "results.encoding"


@pytest.mark.parametrize("character", ["\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\ufffe", "\ufdd0"])
def test_control_characters_are_refused_with_line_column_and_code_point(
    tmp_path: Path, character: str
) -> None:
    text = (
        HEAD
        + ONE
        + f"正文:\n  主要做法: |\n    第一行\n    第二{character}行\n落款: {{署名: 区{character}府}}\n"
    )
    problems = refused(lambda: load_text(tmp_path, text))
    assert places(problems) == [("results.control-character", "7:7"), ("results.control-character", "8:11")]
    assert all(f"U+{ord(character):04X}" in problem.message for problem in problems)


def test_of_a_file_full_of_control_characters_the_first_ones_are_told(tmp_path: Path) -> None:
    problems = refused(lambda: load_text(tmp_path, HEAD + ONE + "标题: " + "\x07" * 1_000))
    assert len(problems) == 20


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('单位: "区\\x07府"\n', 1),
        ('单位: {全称: 某区, 简称: "区\\x07"}\n', 1),
        ('正文:\n  甲: "文\\x07"\n', 2),
        ('正文:\n  甲: {乙: "文\\x07"}\n', 2),
        ('正文:\n  - 标题: "一\\x07"\n    内容: 文\n', 2),
        ('口径:\n  顺序: {类别: ["甲\\x07"]}\n', 2),
        ('落款:\n  署名: "\\uD800"\n', 2),
    ],
)
def test_escaped_control_characters_are_refused_too(tmp_path: Path, text: str, line: int) -> None:
    key = text.partition(":")[0]
    rest = "".join(row + "\n" for row in (HEAD + ONE).splitlines() if not row.startswith(key))
    problem = only_problem(lambda: load_text(tmp_path, text + rest))
    assert problem.place.line == line
    assert "U+0007" in problem.message or "U+D800" in problem.message


def test_line_ends_of_windows_become_plain(tmp_path: Path) -> None:
    (tmp_path / "report.yaml").write_bytes(
        (HEAD + ONE + "正文:\n  甲: |\n    一\n    二\n").replace("\n", "\r\n").encode()
    )
    assert br.load(tmp_path / "report.yaml").narrative == {"甲": "一\n二"}


def test_a_section_left_empty_is_empty_text(tmp_path: Path) -> None:
    assert load_text(tmp_path, HEAD + ONE + "正文: {甲: , 乙: {丙: }}\n").narrative == {
        "甲": "",
        "乙": {"丙": ""},
    }


def test_problems_of_the_report_and_of_its_ledgers_come_together(tmp_path: Path) -> None:
    text = (
        "年度: 一九\n单位: 某局\n批次:\n  建议: {台账: 没有.xlsx}\n  提案: {台账: 也没有.csv, 种类: 提议}\n"
    )
    problems = refused(lambda: load_text(tmp_path, text))
    assert {(p.id, p.place.file) for p in problems} == {
        ("results.value", "report.yaml"),
        ("results.unknown-kind", "report.yaml"),
        ("results.missing-file", "没有.xlsx"),
        ("results.missing-file", "也没有.csv"),
    }
    assert len(problems) == 4


def test_two_batches_that_read_one_sheet_are_told(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("标题,类别\n修路,城建\n", "utf-8")
    (tmp_path / "m.csv").write_text("标题,类别\n修路,城建\n", "utf-8")
    batches = "批次:\n  建议: {台账: l.csv}\n  提案: {台账: {文件: ./l.csv}}\n  议案: {台账: m.csv}\n"
    report = load_text(tmp_path, HEAD + batches)
    assert places(report.notes) == [("results.same-ledger", "5:12")]
    assert "“提案”和“建议”读的是同一个台账" in report.notes[0].message


def test_a_narrative_s_file_with_an_impossible_name_is_refused(tmp_path: Path) -> None:
    problem = only_problem(lambda: load_text(tmp_path, HEAD + ONE + '正文: {文件: "a\\0b.md"}\n'))
    assert problem.place.file


TOKENS = st.sampled_from(
    ["年度", "单位", "批次", "建议", "统计", "件数", "台账", "口径", "正文", "落款", "指标", "分子", ": ", ":", "\n", "\n  ",
     "\n    ", "- ", "{", "}", "[", "]", ", ", "'", '"', "|", ">", "&a", "*a", "!t", "#", "%", "@", "? ", "---", "2019", "X",
     "null", "\t", "\\", "ledger.csv", "\x85", "\u2028", "\ufeff"]
)  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.lists(TOKENS, max_size=40).map("".join), st.text(max_size=60)))
def test_no_text_at_all_gives_anything_but_a_report_or_problems(tmp_path: Path, text: str) -> None:
    (tmp_path / "report.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    problems: tuple[br.Problem, ...] = ()
    try:
        assert br.load(tmp_path / "report.yaml").batches
    except br.BanliError as stopped:
        problems = stopped.problems
    assert all(problem.place.file and problem.message for problem in problems)


KEYS = st.sampled_from(
    ["年度", "单位", "批次", "建议", "统计", "件数", "台账", "口径", "指标", "满意率", "分子", "分母", "分组", "甲", "重点", "主办",
     "独办", "办理结果", "满意度", "类别", "办理方式", "A", "B", "满意", "未反馈", "上年", "顺序", "种类", "items", "columns",
     "partitions", "flags", "parts", "count", "正文", "落款", "日期", "百分比", "小数位", "办理期限", "公开", "宣读", "公文"]
)  # fmt: skip
WORDS = st.sampled_from(
    [
        "0",
        "3",
        "5",
        "X",
        "",
        "2019",
        "主办",
        "甲",
        "主办且甲",
        "全部",
        "已答复",
        "A",
        "满意",
        "ledger.csv",
        "ABC",
        "是",
        "2019-1-1",
        None,
    ]
)
BRANCHES = st.recursive(
    WORDS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
BATCHES = st.fixed_dictionaries(
    {
        "统计": st.dictionaries(
            KEYS, st.one_of(WORDS, st.dictionaries(KEYS, st.one_of(WORDS, BRANCHES), max_size=4)), max_size=5
        )
    },
    optional={
        "台账": st.sampled_from(["ledger.csv", {"文件": "ledger.csv"}]),
        "上年": BRANCHES,
        "分组": BRANCHES,
        "种类": WORDS,
    },
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batch=BATCHES, policy=BRANCHES, other=BRANCHES)
def test_no_shape_of_data_gives_anything_but_figures_or_problems(
    tmp_path: Path, batch: dict[str, object], policy: object, other: object
) -> None:
    (tmp_path / "ledger.csv").write_text(
        "标题,类别,办理结果,满意度,重点\n修路,甲,A,满意,是\n建校,乙,B,,否\n", "utf-8"
    )
    batch["统计"] = {"件数": "3", **batch["统计"]}  # type: ignore[dict-item]
    data = {
        "年度": "2019",
        "单位": "某局",
        "批次": {"建议": batch, "提案": {"台账": "ledger.csv"}},
        "口径": policy,
        "正文": other,
    }
    problems: tuple[br.Problem, ...] = ()
    try:
        report = load_text(tmp_path, yaml.safe_dump(data, allow_unicode=True))
        assert list(br.figures(report))
    except br.BanliError as stopped:
        problems = stopped.problems
    assert all(problem.message and problem.place.file for problem in problems)


EVERY_KEY = """
模板: base
年度: 2019
标题: 办理情况
会议: 四次会议
单位: {全称: 某某区人民政府, 简称: 区政府}
批次:
  建议: {种类: 代表建议, 统计: {件数: 10, 办理结果: {A: 10}}, 上年: {件数: 8}}
口径: {百分比: {小数位: 1, 去尾零: true, 凑整百: false}, 办理结果: ABC, 指标: {满意率: {分子: [满意], 分母: 已反馈}}}
正文: [{标题: 情况, 内容: 共十件}]
附件: [统计表]
落款: {署名: 某某区人民政府, 日期: 2019-12-12}
公文: {份号: 12, 密级: 秘密, 保密期限: 1年, 紧急程度: 平急, 发文字号: 某政〔2024〕1号, 签发人: [张某某], 主送机关: 人大,
  附注: 联系人, 抄送: [政府], 印发机关: 办公室, 印发日期: 2024-12-1, 版记另页: true, 用印: true}
公开: {索引号: 甲, 主题分类: 乙, 发布日期: 2019-12-12, 有效性: 有效}
宣读: {会议: 会议, 日期: 2024-12-1, 报告人: 张三, 职务: 局长}
"""


def leaves(value: Any, *path: Any) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from leaves(below, *path, key)
    elif isinstance(value, list):
        for position, below in enumerate(value):
            yield from leaves(below, *path, position)
    else:
        yield path


@pytest.mark.parametrize(
    "path", list(leaves(yaml.safe_load(EVERY_KEY))), ids=lambda path: ".".join(map(str, path))
)
def test_half_a_character_is_refused_wherever_it_stands(tmp_path: Path, path: tuple[Any, ...]) -> None:
    data = yaml.safe_load(EVERY_KEY)
    owner = data
    for key in path[:-1]:
        owner = owner[key]
    owner[path[-1]] = "HERE"
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False).replace("HERE", '"1\\ud83d"')
    (tmp_path / "report.yaml").write_text(text, "utf-8")
    problem = only_problem(lambda: br.load(tmp_path / "report.yaml"))
    assert problem.id == "results.control-character"
    assert "U+D83D" in problem.message
    line = text.splitlines()[(problem.place.line or 1) - 1]
    assert line[(problem.place.column or 1) - 1 :].startswith('"1')


def test_half_a_character_is_refused_in_a_key(tmp_path: Path) -> None:
    (tmp_path / "report.yaml").write_text(EVERY_KEY + '"\\udc00甲": 1\n', "utf-8")
    assert "U+DC00" in only_problem(lambda: br.load(tmp_path / "report.yaml")).message
