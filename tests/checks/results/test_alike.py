"""Names in two spellings are told, since they are counted apart; names that are two are not."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from tests.ledgers import load_rows


def told(folder: Path, header: str, *values: str) -> list[str]:
    rows = [[str(i), f"题{i}", value] for i, value in enumerate(values, 1)]
    report = load_rows(folder, [["编号", "标题", header], *rows])
    return [problem.message for problem in br.check(report) if problem.id == "results.alike-names"]


@pytest.mark.parametrize(
    ("header", "one", "other"),
    [
        ("类别", "城建", "城建类"),
        ("类别", "城建类", "一、城建类"),
        ("类别", "其他", "其它"),
        ("类别", "城乡建设。", "城乡建设"),
        ("代表团", "城关镇代表团", "城关镇团"),
        ("承办单位", "住建局", "住建局。"),
        ("承办单位", "住建局", "1.住建局"),
    ],
)
def test_a_name_in_another_dress_is_told(tmp_path: Path, header: str, one: str, other: str) -> None:
    assert told(tmp_path, header, one, other, one) == [f"“{header}”里“{other}”和“{one}”写法不一，分开计数"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("住建局", "县住建局"),
        ("临溪县住建局", "县住建局"),
        ("临溪县住建局", "住建局"),
        ("住房和城乡建设局", "住建局"),
        ("教育局", "教育体育局"),
        ("县卫健委", "卫生健康委员会"),
        ("文化广电和旅游局", "县文旅局"),
    ],
)
def test_a_unit_by_two_names_is_told(tmp_path: Path, one: str, other: str) -> None:
    assert told(tmp_path, "承办单位", one, other, one) == [
        f"“承办单位”里“{other}”和“{one}”像是一家，分开计数"
    ]
    assert told(tmp_path, "协办单位", one, other) == [f"“协办单位”里“{other}”和“{one}”像是一家，分开计数"]


def test_a_unit_inside_a_list_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "承办单位", "住建局、教育局", "县住建局、水利局") == [
        "“承办单位”里“县住建局”和“住建局”像是一家，分开计数"
    ]


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("承办单位", ("市公安局", "县公安局")),
        ("承办单位", ("教育局", "城关区教育局", "河口区教育局")),
        (
            "承办单位",
            ("水利局", "林业局", "农业农村局", "公安局", "市场监管局", "城管局", "财政局", "民政局"),
        ),
        ("承办单位", ("交通运输局", "交警大队", "公安局", "公安局交警大队", "公安局（交警大队）")),
        (
            "承办单位",
            ("发展和改革局", "人力资源和社会保障局", "市政府办公室", "县委办公室", "文旅局", "卫健委"),
        ),
        (
            "承办单位",
            (
                "公安局",
                "公安分局",
                "县政府办公室",
                "县政府金融工作办公室",
                "县信访办",
                "县委政法委",
                "县委统战部",
            ),
        ),
        ("承办单位", ("城关镇", "城西镇", "石桥镇", "城关街道")),
        ("类别", ("城建", "城建交通", "交通", "教科文卫", "教育")),
        ("类别", ("城建、环保", "教育、文化", "财经")),
        ("代表团", ("一团", "二团", "三团")),
        ("分值", ("1.5", "5", "1.5", "5")),
    ],
)
def test_names_that_are_two_are_not(tmp_path: Path, header: str, values: tuple[str, ...]) -> None:
    assert told(tmp_path, header, *values) == []


def test_two_classes_in_a_cell_are_told(tmp_path: Path) -> None:
    (message,) = told(tmp_path, "类别", "城建", "交通类", "城建、交通")
    assert message == "“类别”里“城建、交通”像是把2类写在一格，另作一类计数"


COUNTY = [
    "发展和改革局", "教育局", "科学技术局", "工业和信息化局", "民族宗教事务局", "公安局", "民政局", "司法局", "财政局",
    "人力资源和社会保障局", "自然资源局", "生态环境局", "住房和城乡建设局", "交通运输局", "水利局", "农业农村局", "商务局", "文化和旅游局",
    "卫生健康委员会", "退役军人事务局", "应急管理局", "审计局", "国有资产监督管理委员会",
    "市场监督管理局", "体育局", "统计局", "医疗保障局",
    "林业局", "信访局", "城市管理局", "行政审批服务管理局", "乡村振兴局", "税务局", "气象局", "消防救援大队", "供电公司", "烟草专卖局",
    "邮政管理局", "人民防空办公室", "机关事务管理局", "档案局", "地震局", "粮食和物资储备局", "金融工作办公室", "招商局", "投资促进局",
    "综合行政执法局", "数据局", "文物局", "园林局", "房产管理局", "公积金管理中心", "公路局", "城关镇", "石桥镇", "和平街道", "县委组织部",
    "县委宣传部", "县委统战部", "县委政法委", "县委编办", "县法院", "县检察院", "团县委", "县妇联", "县残联", "县总工会", "县红十字会",
    "县工商联", "开发区管委会", "县融媒体中心", "县疾控中心", "县人民医院", "水务集团", "公交公司",
]  # fmt: skip
SHORT = [
    "发改局", "科技局", "工信局", "民宗局", "人社局", "住建局", "交通局", "农业局", "文旅局", "卫健委", "退役军人局", "应急局", "国资委",
    "医保局", "行政审批局",
]  # fmt: skip


def test_the_units_of_a_county_are_as_many_as_they_are(tmp_path: Path) -> None:
    assert told(tmp_path, "承办单位", *COUNTY) == []
    assert len(told(tmp_path, "承办单位", *COUNTY, *SHORT)) == len(SHORT)
