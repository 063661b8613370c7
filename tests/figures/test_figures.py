"""The figures of a report: counts, parts, rates and comparisons, each with its formula and its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import banli_report as br
from banli_report.figures.batch import BatchFigures
from banli_report.figures.compute import compute
from banli_report.figures.listing import listed
from tests.ledgers import HEAD, load_batch, load_rows, load_text, write_ledger

HEADER = [
    "编号",
    "标题",
    "类别",
    "办理方式",
    "办理结果",
    "满意度",
    "重点",
    "公开",
    "交办日期",
    "答复日期",
    "面商",
    "所属街道",
]
ROWS = [
    ["1", "修路", "城建", "独办", "A", "满意", "是", "公开", "2019-3-1", "2019-5-1", "是", "甲街道"],
    ["2", "架桥", "城建", "主办", "A", "基本满意", "否", "摘要公开", "2019-3-1", "2019-6-1", "是", "乙街道"],
    ["3", "建校", "教育", "主办", "B", "满意", "否", "不公开", "2019-3-1", "2019-6-2", "否", "甲街道"],
    ["4", "建园", "教育", "分办", "B", "不满意", "是", "公开", "2019-3-1", None, "是", "甲街道"],
    ["5", "治水", "环保", "协办", "C", None, "否", "公开", "2019-3-1", "2019-4-1", "否", "丙街道"],
]  # fmt: skip
GIVEN = """\
统计:
  件数: 5
  类别: {城建: 2, 教育: 2, 环保: 1}
  办理方式: {独办: 1, 主办: 2, 分办: 1, 协办: 1}
  办理结果: {A: 2, B: 2, C: 1}
  满意度: {满意: 2, 基本满意: 1, 不满意: 1, 未反馈: 1}
  公开: {公开: 3, 摘要公开: 1, 不公开: 1}
  所属街道: {甲街道: 3, 乙街道: 1, 丙街道: 1}
  已答复: 4
  已面商: 3
  按时答复: 3
  重点: {件数: 2, 满意度: {满意: 1, 不满意: 1}}
"""


def batch_of(report: br.Report, name: str = "建议") -> BatchFigures:
    return br.figures(report).batches[name]


def unchecked(report: br.Report) -> BatchFigures:
    """Give the figures whatever the checks say of blanks."""
    return compute(report).batches["建议"]


def ledger(folder: Path, batch: str = "台账: ledger.xlsx", rest: str = "") -> BatchFigures:
    return batch_of(load_rows(folder, [HEADER, *ROWS], batch, rest))


def given_counts(folder: Path, more: str = "", rest: str = "") -> BatchFigures:
    return batch_of(load_batch(folder, GIVEN + more, rest))


def shown(batch: BatchFigures, column: str) -> list[tuple[str, object, str | None]]:
    partition = batch.partition(column)
    assert partition is not None
    return [(part.name, part.count.value, part.share.text if part.share else None) for part in partition]


def part(batch: BatchFigures, word: str) -> BatchFigures:
    found = batch.part(word)
    assert found is not None
    return found


def rate(batch: BatchFigures, name: str) -> tuple[int | None, int | None, str]:
    found = batch.rate(name)
    assert found is not None
    return found.numerator, found.denominator, found.text


class TestPartitions:
    def test_parts_with_counts_and_shares(self, tmp_path: Path) -> None:
        batch = ledger(tmp_path)
        assert batch.count.value == 5
        assert shown(batch, "category") == [("城建", 2, "40%"), ("教育", 2, "40%"), ("环保", 1, "20%")]
        assert shown(batch, "result") == [
            ("已经解决或基本解决", 2, "40%"),
            ("正在解决或列入计划解决", 2, "40%"),
            ("因条件限制暂时不能解决或留作参考", 1, "20%"),
        ]
        assert batch.partition("level") is None

    def test_a_share_is_of_all_items_also_where_some_are_blank(self, tmp_path: Path) -> None:
        batch = ledger(tmp_path)
        assert shown(batch, "satisfaction") == [
            ("满意", 2, "40%"),
            ("基本满意", 1, "20%"),
            ("不满意", 1, "20%"),
        ]
        partition = batch.partition("satisfaction")
        assert partition is not None
        assert partition.missing == 1

    def test_own_columns_and_columns_of_yes_and_no(self, tmp_path: Path) -> None:
        batch = ledger(tmp_path)
        assert shown(batch, "所属街道") == [("甲街道", 3, "60%"), ("乙街道", 1, "20%"), ("丙街道", 1, "20%")]
        assert shown(batch, "contacted") == [("是", 3, "60%"), ("否", 2, "40%")]

    def test_the_order_is_the_policy_s_then_the_scheme_s_then_the_ledger_s(self, tmp_path: Path) -> None:
        rest = "口径: {顺序: {类别: [环保, 教育, 卫生], 办理结果: [C], 所属街道: [丙街道, 乙街道]}}\n"
        batch = ledger(tmp_path, rest=rest)
        assert [name for name, _, _ in shown(batch, "category")] == ["环保", "教育", "城建"]
        assert [entry.code for entry in batch.partition("result") or ()] == ["C", "A", "B"]
        assert [name for name, _, _ in shown(batch, "所属街道")] == ["丙街道", "乙街道", "甲街道"]
        assert [name for name, _, _ in shown(batch, "role")] == ["主办", "协办"]

    def test_classes_of_the_agency_s_own(self, tmp_path: Path) -> None:
        rows = [["标题", "办理结果"], ["修路", "1"], ["架桥", "已解决"], ["建校", 2], ["建园", "2类（部分）"]]
        rest = "口径: {办理结果: [{代码: 1, 名称: 已解决}, {代码: 2, 名称: 正在解决}]}\n"
        batch = batch_of(load_rows(tmp_path, rows, rest=rest))
        assert [(entry.code, entry.count.value) for entry in batch.partition("result") or ()] == [
            ("1", 2),
            ("2", 2),
        ]
        assert rate(batch, "implementation_rate") == (2, 4, "50%")
        assert part(batch, "正在解决").count.value == 2
        words = "口径: {办理结果: [已解决, 正在解决]}\n"
        plain = batch_of(load_rows(tmp_path, [["标题", "办理结果"], ["修路", "正在解决"]], rest=words))
        assert shown(plain, "result") == [("正在解决", 1, "100%")]

    def test_parts_close_to_100_where_the_policy_asks(self, tmp_path: Path) -> None:
        rows = [["标题", "类别", "满意度"], ["甲", "一", "满意"], ["乙", "二", "满意"], ["丙", "三", None]]
        batch = batch_of(load_rows(tmp_path, rows, rest="口径: {百分比: {小数位: 0, 凑整百: 是}}\n"))
        assert [share for _, _, share in shown(batch, "category")] == ["34%", "33%", "33%"]
        assert shown(batch, "satisfaction") == [("满意", 2, "67%")]
        told = [
            entry.share.formula
            for name in ("category", "satisfaction")
            for entry in batch.partition(name) or ()
            if entry.share
        ]
        assert [text.endswith("按最大余数法凑整到100%") for text in told] == [True, True, True, False]


class TestParts:
    def test_named_parts(self, tmp_path: Path) -> None:
        batch = ledger(tmp_path)
        counts = {
            word: part(batch, word).count.value
            for word in ("主办", "独办", "协办", "重点", "A类", "满意", "已答复", "公开")
        }
        assert counts == {
            "主办": 4,
            "独办": 1,
            "协办": 1,
            "重点": 2,
            "A类": 2,
            "满意": 2,
            "已答复": 4,
            "公开": 3,
        }
        assert shown(part(batch, "重点"), "satisfaction") == [("满意", 1, "50%"), ("不满意", 1, "50%")]
        assert batch.part("闭会期间") is None
        assert batch.part("没有这回事") is None

    def test_groups_of_the_agency_s_own(self, tmp_path: Path) -> None:
        groups = """\
台账: ledger.xlsx
分组:
  民生: {类别: [教育, 环保]}
  主办民生: 主办且民生
  甲街道重点: {所属街道: 甲街道, 重点: √, 办理方式: 主办}
  有结果: [A, B]
  主办或公开: [主办, 公开]
  重点: [重点, C]
"""
        batch = ledger(tmp_path, groups)
        found = {word: part(batch, word).count.value for word in batch.conditions.groups}
        assert found == {"民生": 3, "主办民生": 2, "甲街道重点": 2, "有结果": 4, "主办或公开": 5, "重点": 3}

    def test_items_of_a_part_can_be_listed(self, tmp_path: Path) -> None:
        assert [item.title for item in part(ledger(tmp_path), "重点").items] == ["修路", "建园"]

    def test_a_batch_of_suggestions_between_sessions_is_all_between_sessions(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [["标题", "种类"], ["甲", "建议"], ["乙", "闭会期间建议"]], name="a.xlsx")
        write_ledger(tmp_path, [["标题"], ["丙"]], name="b.xlsx")
        report = load_text(
            tmp_path, HEAD + "批次:\n  会上: {台账: a.xlsx}\n  闭会: {台账: b.xlsx, 种类: 闭会期间建议}\n"
        )
        assert part(br.figures(report).total, "闭会期间").count.value == 2
        total = br.figures(report).total.partition("kind")
        assert [(entry.name, entry.count.value) for entry in total or ()] == [
            ("代表建议", 1),
            ("闭会期间建议", 2),
        ]


class TestPublic:
    @staticmethod
    def titles(folder: Path, rows: Sequence[Sequence[object]]) -> list[str | None]:
        return [item.title for item in unchecked(load_rows(folder, rows)).public_items]

    def test_only_what_the_ledger_calls_public_may_be_listed(self, tmp_path: Path) -> None:
        assert [item.title for item in ledger(tmp_path).public_items] == ["修路", "架桥", "建园", "治水"]

    def test_without_such_a_column_everything_may(self, tmp_path: Path) -> None:
        assert self.titles(tmp_path, [["标题", "类别"], ["修路", "城建"]]) == ["修路"]

    def test_a_blank_is_not_known_and_stays_in(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, [["标题", "公开"], ["修路", "公开"], ["建校", None], ["治水", "内部"]])
        assert [item.title for item in unchecked(report).public_items] == ["修路"]

    def test_items_made_in_python(self) -> None:
        made = (br.Item(title="甲"), br.Item(title="乙", openness=None), br.Item(title="丙", openness="公开"))
        report = br.Report(
            year=2019, agency=br.Agency(full_name="某局"), batches={"建议": br.Batch(items=made)}
        )
        assert [item.title for item in unchecked(report).public_items] == ["甲", "丙"]


class TestRates:
    def test_the_usual_rates(self, tmp_path: Path) -> None:
        batch = ledger(tmp_path)
        assert rate(batch, "reply_rate") == (4, 5, "80%")
        assert rate(batch, "contact_rate") == (3, 5, "60%")
        assert rate(batch, "satisfaction_rate") == (3, 5, "60%")
        assert rate(batch, "implementation_rate") == (2, 5, "40%")
        assert rate(batch, "publication_rate") == (4, 5, "80%")
        assert rate(batch, "on_time_rate") == (3, 5, "60%")

    def test_rates_that_cannot_be_told_are_absent(self, tmp_path: Path) -> None:
        batch = ledger(tmp_path)
        assert batch.rate("completion_rate") is None
        assert batch.rate("adoption_rate") is None
        assert batch.rate("没有这种率") is None
        bare = batch_of(load_rows(tmp_path, [["标题", "类别"], ["修路", "城建"]]))
        assert [name for name in bare.rates if bare.rate(name)] == []

    def test_a_scale_without_a_word_of_content_has_no_satisfaction_rate(self, tmp_path: Path) -> None:
        rows = [["标题", "满意度"], ["修路", "优"]]
        batch = batch_of(load_rows(tmp_path, rows, rest="口径: {满意度: [优, 良, 差]}\n"))
        assert batch.rate("satisfaction_rate") is None

    def test_own_definitions_and_denominators(self, tmp_path: Path) -> None:
        rest = """\
口径:
  指标:
    满意率: {分子: [满意, 基本满意], 分母: 已反馈}
    主办件满意率: {分子: [满意, 基本满意], 分母: 主办且已反馈}
    纯满意率: {分子: 满意}
    解决率: {分子: [A, B]}
    城建见面率: {分子: 已见面, 分母: {类别: 城建}}
    两头率: {分子: [A, 已面商], 分母: [主办, 公开]}
"""
        batch = ledger(tmp_path, rest=rest)
        assert rate(batch, "satisfaction_rate") == (3, 4, "75%")
        assert rate(batch, "主办件满意率") == (3, 4, "75%")
        assert rate(batch, "纯满意率") == (2, 5, "40%")
        assert rate(batch, "resolution_rate") == (4, 5, "80%")
        assert rate(batch, "城建见面率") == (2, 2, "100%")
        assert rate(batch, "两头率") == (3, 5, "60%")
        assert rate(part(batch, "重点"), "纯满意率") == (1, 2, "50%")

    def test_a_rate_over_nothing_is_absent(self, tmp_path: Path) -> None:
        batch = ledger(tmp_path, rest="口径: {指标: {参阅率: {分子: A, 分母: 参阅}}}\n")
        assert batch.rate("参阅率") is None

    @pytest.mark.parametrize(
        ("assigned", "replied", "months", "met"),
        [
            ("2019-3-27", "2019-6-27", 3, 1),
            ("2019-3-27", "2019-6-28", 3, 0),
            ("2019-11-30", "2020-2-29", 3, 1),
            ("2018-11-30", "2019-3-1", 3, 0),
            ("2019-8-31", "2020-2-29", 6, 1),
        ],
    )
    def test_a_deadline_counts_months(
        self, tmp_path: Path, assigned: str, replied: str, months: int, met: int
    ) -> None:
        rows = [["标题", "交办日期", "答复日期"], ["修路", assigned, replied]]
        for where in (f"口径: {{办理期限: {months}}}\n", ""):
            keys = "台账: ledger.xlsx" + ("" if where else f"\n办理期限: {months}")
            signed = f"{where}落款: {{日期: 2020-12-12}}\n"
            assert rate(batch_of(load_rows(tmp_path, rows, keys, signed)), "on_time_rate")[0] == met

    def test_a_date_due_goes_before_the_months(self, tmp_path: Path) -> None:
        rows = [["标题", "交办日期", "答复日期", "答复期限"], ["修路", "2019-3-1", "2019-3-9", "2019-3-8"]]
        assert rate(batch_of(load_rows(tmp_path, rows)), "on_time_rate") == (0, 1, "0%")

    def test_rounding_follows_the_policy(self, tmp_path: Path) -> None:
        rows = [["标题", "办理结果"], *([["甲", "A"]] * 1), *([["乙", "B"]] * 7)]
        for policy, text in (
            ("{小数位: 0}", "13%"),
            ("{小数位: 1}", "12.5%"),
            ("{小数位: 2, 去尾零: 否}", "12.50%"),
        ):
            batch = batch_of(load_rows(tmp_path, rows, rest=f"口径: {{百分比: {policy}}}\n"))
            assert rate(batch, "implementation_rate")[2] == text


class TestPreviousYear:
    @pytest.mark.parametrize(
        ("now", "before", "expected"),
        [
            (37, 25, (1, 12, "48%")),
            (25, 37, (-1, 12, "32.4%")),
            (25, 25, (0, 0, "0%")),
            (5, 0, (1, 5, None)),
        ],
    )
    def test_the_change_of_a_count(
        self, tmp_path: Path, now: int, before: int, expected: tuple[int, int, str | None]
    ) -> None:
        batch = batch_of(load_batch(tmp_path, f"统计: {{件数: {now}}}\n上年: {{件数: {before}}}"))
        change = batch.change
        assert change is not None
        share = change.share.text if change.share else None
        assert (change.direction, change.difference.value, share) == expected
        assert change.difference.formula == f"今年{now}件与上年{before}件之差"

    def test_parts_are_compared_with_the_same_parts(self, tmp_path: Path) -> None:
        keys = """\
台账: ledger.xlsx
分组: {街道件: {所属街道: [甲街道, 乙街道]}}
上年: {件数: 9, 重点: {件数: 1}, 主办: 6, 独办: 3, 街道件: {件数: 2}, 办理结果: {A: 4, B: 5}}
"""
        batch = ledger(tmp_path, keys)
        before = {}
        for word in ("重点", "主办", "独办", "街道件", "A"):
            change = part(batch, word).change
            assert change is not None
            before[word] = (change.now.value, change.before.value)
        assert before == {"重点": (2, 1), "主办": (4, 6), "独办": (1, 3), "街道件": (4, 2), "A": (2, 4)}
        assert part(batch, "协办").change is None
        assert batch.previous is not None
        assert rate(batch.previous, "implementation_rate") == (4, 9, "44.4%")

    def test_without_last_year_there_is_no_change(self, tmp_path: Path) -> None:
        assert ledger(tmp_path).change is None
        assert ledger(tmp_path).previous is None


class TestTotals:
    def test_batches_add_up(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [HEADER, *ROWS])
        text = HEAD + (
            "批次:\n  建议: {台账: ledger.xlsx, 上年: {件数: 4}}\n"
            "  提案: {种类: 政协提案, 统计: {件数: 10, 办理结果: {A: 9, C: 1}, 满意度: {满意: 10}, 已答复: 10}, 上年: {件数: 11}}\n"
        )
        total = br.figures(load_text(tmp_path, text)).total
        assert total.count.value == 15
        assert [(entry.code, entry.count.value) for entry in total.partition("result") or ()] == [
            ("A", 11),
            ("B", 2),
            ("C", 2),
        ]
        assert [entry.name for entry in total.partition("kind") or ()] == ["代表建议", "政协提案"]
        assert rate(total, "satisfaction_rate") == (13, 15, "86.7%")
        assert rate(total, "reply_rate") == (14, 15, "93.3%")
        assert total.rate("contact_rate") is None
        assert total.partition("category") is None
        assert total.change is not None
        assert total.change.direction == 0
        assert (
            total.count.source == "ledger.xlsx 工作表“台账” 第2—6行；report.yaml 第5行 第27列（给定的统计）"
        )

    def test_groups_that_all_batches_share_are_groups_of_the_total(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [HEADER, *ROWS])
        write_ledger(tmp_path, [HEADER, *ROWS], name="other.xlsx")
        one = "{台账: %s.xlsx, 分组: {城建件: {类别: 城建}, 另: %s}}"
        rates = "口径: {指标: {城建率: {分子: 城建件}, 另率: {分子: 另}}}\n"
        text = f"{HEAD}批次:\n  建议: {one % ('ledger', 'A')}\n  提案: {one % ('other', 'B')}\n{rates}"
        figures = br.figures(load_text(tmp_path, text))
        assert part(figures.total, "城建件").count.value == 4
        assert rate(figures.total, "城建率") == (4, 10, "40%")
        assert figures.total.part("另") is None
        assert figures.total.rate("另率") is None
        assert rate(figures.batches["提案"], "另率") == (2, 5, "40%")

    def test_a_rate_over_a_group_of_one_batch_is_absent_in_the_others(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [HEADER, *ROWS])
        write_ledger(tmp_path, [HEADER, *ROWS], name="other.xlsx")
        text = (
            f"{HEAD}批次:\n  建议: {{台账: ledger.xlsx, 分组: {{城建件: {{类别: 城建}}}}}}\n  提案: {{台账: other.xlsx}}\n"
            "口径: {指标: {办复率: {分子: 已答复且城建件, 分母: 城建件}}}\n"
        )
        figures = br.figures(load_text(tmp_path, text))
        assert rate(figures.batches["建议"], "reply_rate") == (2, 2, "100%")
        assert figures.batches["提案"].rate("reply_rate") is None


class TestGivenCounts:
    def test_a_ledger_and_its_counts_give_the_same_figures(self, tmp_path: Path) -> None:
        rest = "口径: {指标: {主办占比: {分子: 主办}, 已评满意率: {分子: [满意, 基本满意], 分母: 已反馈}}}\n"
        counted = {f.name: (f.value, f.text, f.formula) for f in listed(ledger(tmp_path, rest=rest))}
        given = {f.name: (f.value, f.text, f.formula) for f in listed(given_counts(tmp_path, rest=rest))}
        assert {name: given[name] for name in given} == {name: counted.get(name) for name in given}
        assert {
            "建议.件数",
            "建议.办理结果.A.占比",
            "建议.满意率",
            "建议.已评满意率",
            "建议.主办占比",
            "建议.按时办复率",
            "建议.公开率",
            "建议.重点.满意度.满意.占比",
        } <= set(given)

    def test_what_was_not_given_cannot_be_told(self, tmp_path: Path) -> None:
        batch = given_counts(tmp_path)
        assert batch.partition("level") is None
        assert batch.rate("completion_rate") is None
        assert part(batch, "主办").partition("category") is None
        assert part(batch, "重点").rate("reply_rate") is None

    def test_a_part_inside_a_wider_one_that_alone_is_given_cannot_be_told(self, tmp_path: Path) -> None:
        batch = batch_of(load_batch(tmp_path, "统计: {件数: 5, 办理方式: {主办: 4, 协办: 1}}"))
        assert part(batch, "主办").count.value == 4
        assert batch.part("独办") is None
        assert part(batch, "会办").count.value == 0

    def test_a_wider_part_is_not_its_narrower_one(self, tmp_path: Path) -> None:
        batch = batch_of(load_batch(tmp_path, "统计: {件数: 5, 独办: {件数: 2}, 协办: 1}"))
        assert batch.part("主办") is None
        assert part(batch, "独办").count.value == 2
        assert part(batch, "协办").count.value == 1

    def test_parts_with_names_of_their_own(self, tmp_path: Path) -> None:
        batch = given_counts(tmp_path, "  街道件: {件数: 3, 办理结果: {A: 2, B: 1}}\n  村件: 2\n")
        assert shown(part(batch, "街道件"), "result")[0][1:] == (2, "66.7%")
        assert part(batch, "村件").count.value == 2
        assert "建议.街道件.办理结果.A.件数" in {figure.name for figure in listed(batch)}

    def test_conditions_joined_by_and_are_answered_in_any_order(self, tmp_path: Path) -> None:
        rates = (
            "口径: {指标: {甲率: {分子: 满意, 分母: 重点且已反馈}, 乙率: {分子: 满意, 分母: 已反馈且重点}}}\n"
        )
        batch = given_counts(tmp_path, rest=rates)
        assert rate(batch, "甲率") == (1, 2, "50%")
        narrowed = part(batch, "重点")
        assert rate(narrowed, "satisfaction_rate") == (1, 2, "50%")

    def test_alternatives_that_may_overlap_cannot_be_told(self, tmp_path: Path) -> None:
        batch = given_counts(tmp_path, rest="口径: {指标: {甲率: {分子: [满意, A]}, 乙率: {分子: [A, B]}}}\n")
        assert batch.rate("甲率") is None
        assert rate(batch, "乙率") == (4, 5, "80%")

    def test_counts_not_known_yet_stay_open(self, tmp_path: Path) -> None:
        report = load_batch(tmp_path, "统计: {件数: X, 办理结果: {A: 3, B: }}")
        batch = unchecked(report)
        assert (batch.count.known, batch.count.text) == (False, "X")
        assert [
            (entry.count.text, entry.share.text if entry.share else "")
            for entry in batch.partition("result") or ()
        ] == [("3", "X%"), ("X", "X%")]


class TestFormulaAndSource:
    def test_rows_are_told_as_ranges(self, tmp_path: Path) -> None:
        batch = ledger(tmp_path)
        by_name = {figure.name: figure for figure in listed(batch)}
        count, share = by_name["建议.件数"], by_name["建议.类别.城建.占比"]
        assert (count.formula, count.source) == ("全部件数", "ledger.xlsx 工作表“台账” 第2—6行")
        assert share.formula == "类别为“城建”的2件 ÷ 全部5件"
        assert share.source == "ledger.xlsx 工作表“台账” 第2—3行"
        assert by_name["建议.重点.件数"].source == "ledger.xlsx 工作表“台账” 第2、5行"
        met = by_name["建议.满意率"]
        assert met.formula == "满意度为“非常满意”或“满意”或“比较满意”或“基本满意”的3件 ÷ 全部的5件"
        assert (met.value, met.numerator, met.denominator) == (Fraction(3, 5), 3, 5)

    def test_a_text_file_has_no_sheet(self, tmp_path: Path) -> None:
        (tmp_path / "ledger.csv").write_text("标题,类别\n甲,城建\n\n乙,城建\n", "utf-8")
        assert batch_of(load_batch(tmp_path, "台账: ledger.csv")).count.source == "ledger.csv 第2、4行"

    def test_given_counts_are_told_by_their_place(self, tmp_path: Path) -> None:
        batch = given_counts(tmp_path)
        by_name = {figure.name: figure for figure in listed(batch)}
        assert by_name["建议.件数"].source == "report.yaml 第6行 第11列（给定的统计）"
        assert by_name["建议.办理结果.B.件数"].source == "report.yaml 第9行 第23列（给定的统计）"
        assert by_name["建议.重点.满意度.满意.件数"].source == "report.yaml 第16行 第29列（给定的统计）"
        assert part(batch, "已答复").count.source == "report.yaml 第13行 第12列（给定的统计）"

    def test_items_made_in_python_are_told_as_such(self) -> None:
        made = (br.Item(category="甲"), br.Item(category="乙"))
        report = br.Report(
            year=2019, agency=br.Agency(full_name="某局"), batches={"建议": br.Batch(items=made)}
        )
        assert batch_of(report).count.source == "程序给出的2条记录"

    def test_own_rates_tell_their_own_definition(self, tmp_path: Path) -> None:
        rest = "口径: {指标: {主办件满意率: {分子: [满意, 基本满意], 分母: 主办且已反馈}, 两头率: {分子: [A, 已面商]}}}\n"
        batch = ledger(tmp_path, rest=rest)
        found = [figure.formula for figure in (batch.rate("主办件满意率"), batch.rate("两头率")) if figure]
        assert found == [
            "满意度为“满意”或“基本满意”的3件 ÷ 办理方式为“主办”或“独办”或“分办”且已反馈的4件",
            "办理结果为“已经解决或基本解决”，或已面商的3件 ÷ 全部的5件",
        ]


WORDS = st.sampled_from([None, "城建", "教育", "环保", "Ｃ"])
RESULTS = st.sampled_from([None, "A", "B类", "Ｃ级", "已经解决或基本解决"])
SCORES = st.sampled_from([None, "满意", "基本满意", "不满意", "较满意"])
ANY_ROWS = st.lists(
    st.tuples(WORDS, RESULTS, SCORES, st.sampled_from([None, True, False])), min_size=1, max_size=40
)


@settings(max_examples=80)
@given(rows=ANY_ROWS)
def test_the_parts_of_any_ledger_add_to_its_count_and_their_shares_to_1(
    rows: list[tuple[str | None, str | None, str | None, bool | None]],
) -> None:
    made = tuple(br.Item(title="甲", category=c, result=r, satisfaction=s, key=k) for c, r, s, k in rows)
    report = br.Report(year=2019, agency=br.Agency(full_name="某局"), batches={"建议": br.Batch(items=made)})
    batch = unchecked(report)
    for column in ("category", "result", "satisfaction", "key"):
        partition = batch.partition(column)
        if partition is None:
            assert all(item.value(column) is None for item in made)
            continue
        blank = sum(item.value(column) is None for item in made)
        assert partition.missing == blank
        assert sum(entry.count.items for entry in partition) + blank == len(made) == batch.count.value
        assert sum(entry.share.value or 0 for entry in partition if entry.share) == 1 - Fraction(
            blank, len(made)
        )
        assert len({entry.code for entry in partition}) == len(partition.parts)
    assert Counter(c for c, _, _, _ in rows if c) == {
        entry.name: entry.count.value for entry in batch.partition("category") or ()
    }
    lead = batch.part("重点")
    if lead and lead.count.value:
        assert (
            sum(entry.count.items for entry in lead.partition("category") or ())
            <= lead.count.value
            <= len(made)
        )
