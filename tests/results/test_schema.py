"""The JSON schema of report files: right ones pass in any spelling, slips do not, every key is explained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import banli_report as br
from banli_report.words.report_keys import EXPLAINED

EXAMPLES = Path(__file__).parents[2] / "examples"
VALIDATOR = Draft202012Validator(br.Report.json_schema())
GOOD: dict[str, Any] = {
    "年度": 2019,
    "单位": "某局",
    "批次": {"建议": {"种类": "代表建议", "统计": {"件数": 3, "办理结果": {"A": 3}}}},
}


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(br.Report.json_schema())


@pytest.mark.parametrize(
    "path", sorted(EXAMPLES.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_every_example_passes(path: Path) -> None:
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"单位": {"全称": "某局", "简称": "局"}},
        {"单位": {"full_name": "某局"}},
        {
            "口径": {
                "百分比": {"小数位": 1, "去尾零": True},
                "办理结果": ["甲", {"代码": "乙", "名称": "在办"}],
                "提出方式": "妇联",
            }
        },
        {"批次": {"建议": {"台账": "l.xlsx", "历年": {"2018": {"件数": 3}}, "给定": {"满意率": "99%"}}}},
        {
            "批次": {
                "建议": {
                    "台账": {"文件": "l.xlsx", "表头行": 3, "列": {"类别": "分类"}, "筛选": {"种类": "提案"}}
                }
            }
        },
        {
            "批次": {
                "建议": {
                    "统计": {
                        "件数": "X",
                        "重点": {"件数": 1},
                        "个数": {"承办单位": 3},
                        "合计": {"资金": "3万元"},
                    }
                }
            }
        },
        {"批次": {"建议": {"汇总": "各单位/*.xlsx"}}},
        {
            "批次": {
                "建议": {
                    "汇总": {"文件": ["a/*.csv", "b.yaml"], "应报单位": ["甲局"], "计入": {"12": "甲局"}}
                }
            }
        },
        {
            "批次": {
                "建议": {
                    "汇总": {
                        "文件": {
                            "甲局": "a.csv",
                            "乙局": None,
                            "丙局": {"文件": "c.xlsx", "列": {"类别": "B列"}},
                        },
                        "筛选": {"种类": "提案"},
                    }
                }
            }
        },
        {"正文": "一段。"},
        {"正文": {"主要工作": "一。"}},
        {"正文": [{"标题": "甲", "内容": "一。"}, "二。"]},
        {"落款": {"日期": "X"}, "附件": "统计表"},
        {"公文": {"发文机关标志": ["甲局", "乙局"], "签发人": "张三", "用印": True}},
    ],
)
def test_what_the_program_reads_passes(change: dict[str, Any]) -> None:
    assert [error.message for error in VALIDATOR.iter_errors({**GOOD, **change})] == []


@pytest.mark.parametrize(
    "change",
    [
        {"年渡": 2019},
        {"年度": "二〇一九"},
        {"年度": 3000},
        {"批次": {"建议": {"种累": "代表建议"}}},
        {"批次": {"建议": {"items": []}}},
        {"批次": {"建议": {"台账": {"工作表": "甲"}}}},
        {"批次": {"建议": {"汇总": {"应报单位": ["甲局"]}}}},
        {"批次": {"建议": {"汇总": {"文件": "*.csv", "应报": ["甲局"]}}}},
        {"批次": {"建议": {"汇总": {"文件": {"甲局": {"文件": "a.csv", "筛选": {"种类": "提案"}}}}}}},
        {"批次": {"建议": {"统计": {"已答复": 3}}}},
        {"口径": {"百分比": {"小数位": 3}}},
        {"口径": {"指标": {"甲率": {"分母": "全部"}}}},
        {"附件": ["没有的表"]},
        {"落款": ["2019-12-12"]},
    ],
)
def test_slips_do_not(change: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors({**GOOD, **change}))


@pytest.mark.parametrize("key", ["年度", "单位", "批次"])
def test_what_is_needed_is_asked_for(key: str) -> None:
    assert list(VALIDATOR.iter_errors({word: value for word, value in GOOD.items() if word != key}))


def test_every_key_is_explained_in_chinese_and_suggested_once() -> None:
    def walk(schema: object) -> None:
        if isinstance(schema, dict):
            for key, inner in schema.get("properties", {}).items():
                assert "\u4e00" <= key[0] <= "\u9fff", key
                assert "\u4e00" <= inner["description"][0] <= "\u9fff" or inner["description"][0].isdigit()
            for inner in schema.values():
                walk(inner)
        if isinstance(schema, list):
            for inner in schema:
                walk(inner)

    walk(br.Report.json_schema())
    assert set(br.Report.model_fields) == set(EXPLAINED["Report"])
