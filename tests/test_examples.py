"""Every example builds by its own script, without a problem, and types no percentage."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import banli_report as br
from banli_report.document.outline import outline
from banli_report.words.columns import label_of
from tests.rendering.variants import OWN_FORMS

EXAMPLES = Path(__file__).parents[1] / "examples"
GOLDEN = Path(__file__).parent / "golden"
DRAFTS = {"county_draft_2020"}
TELLING = {*DRAFTS, "rollup_linxi_2024"}
"""Those that have something to tell: what is not known yet, and who has not reported."""
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/report.yaml"))


def test_there_are_examples() -> None:
    assert NAMES == [
        "county_draft_2020",
        "custom_agency",
        "jianxi_2019",
        "linxi_water_2024",
        "rollup_linxi_2024",
        "shanghai_transport_2017",
        "wuchang_2021",
        "xianning_proposals_2022",
        "xianning_resources_2022",
        "zhengzhou_housing_2022",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_its_script_writes_the_document(name: str, tmp_path: Path) -> None:
    output = tmp_path / "out.docx"
    script = EXAMPLES / name / "build.py"
    run = subprocess.run(
        [sys.executable, str(script), str(output)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    *told, last = run.stdout.splitlines()
    assert last == f"已写出{output}"
    assert bool(told) == (name in TELLING)
    assert output.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("name", NAMES)
def test_its_tree_is_as_agreed(name: str) -> None:
    tree = outline(br.compose(br.load(EXAMPLES / name / "report.yaml"), draft=name in DRAFTS))
    assert tree == (GOLDEN / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_no_percentage_is_typed(name: str) -> None:
    texts = [
        path for path in (EXAMPLES / name).rglob("*") if path.suffix in (".yaml", ".md", ".csv", ".j2", ".py")
    ]
    assert texts
    for path in texts:
        computed = re.sub(r"给定: \{.*", "", path.read_text("utf-8"))
        assert not re.search(r"[0-9０-９][%％]|百分之", computed), path


def test_the_draft_filled_in_is_a_release(tmp_path: Path) -> None:
    folder = EXAMPLES / "county_draft_2020"
    with pytest.raises(br.BanliError, match="还没有填"):
        br.build(folder / "report.yaml", tmp_path / "out.docx")
    assert not (tmp_path / "out.docx").exists()
    assert br.build(folder / "filled.yaml", tmp_path / "out.docx") == []


def figures_of(name: str) -> dict[str, str]:
    return {figure.name: figure.text for figure in br.figures(br.load(EXAMPLES / name / "report.yaml"))}


def tree_of(name: str) -> str:
    return outline(br.compose(br.load(EXAMPLES / name / "report.yaml"))).replace("‹", "").replace("›", "")


def test_zhengzhou_falls_by_32_percent() -> None:
    found = figures_of("zhengzhou_housing_2022")
    assert (
        found["建议.件数"],
        found["建议.增减.上年.件数" if "建议.增减.上年.件数" in found else "建议.上年.件数"],
    ) == ("25", "37")
    assert found["建议.增减.幅度"] == "32%"
    tree = tree_of("zhengzhou_housing_2022")
    assert "比去年下降32%" in tree
    assert "答复率、面商率、办结率均为100%" in tree
    assert "公开 索引号：005252645/2022-00107\n" in tree


def test_xianning_is_satisfied_with_the_led_items_alone() -> None:
    found = figures_of("xianning_resources_2022")
    assert [found[f"{name}.件数"] for name in ("建议", "提案", "议案", "合计")] == ["59", "30", "1", "90"]
    rates = [
        f
        for f in br.figures(br.load(EXAMPLES / "xianning_resources_2022" / "report.yaml"))
        if f.name == "合计.满意率"
    ]
    assert [(rate.text, rate.numerator, rate.denominator) for rate in rates] == [("100%", 7, 7)]
    assert "办理方式为“主办”" in rates[0].formula
    tree = tree_of("xianning_resources_2022")
    assert "精简89%" in tree
    assert "代表建议59件（主办4件）、政协提案30件（主办3件）、议案1件" in tree
    assert "\n3级 1." in tree or "[3级 1." in tree


def test_xianning_counts_units_people_and_amounts() -> None:
    found = figures_of("xianning_proposals_2022")
    assert [found[f"提案.{name}.件数"] for name in ("集体提出", "委员提出")] == ["25", "67"]
    assert [found[f"提案.办理结果.{code}.件数"] for code in "ABC"] == ["22", "68", "2"]
    assert found["提案.承办单位.个数"] == "31"
    tree = tree_of("xianning_proposals_2022")
    for phrase in (
        "提案由78家单位办理，其中主办单位31家",
        "占23.91%；B类（正在解决或列入计划解决）68件，占73.91%",
        "办复率100%、满意率100%。",
        "采纳意见256条，落实资金5791.75万元",
        "另有社情民意5件",
        "平均用时84.5天",
    ):
        assert phrase in tree


def test_shanghai_adds_up_five_years() -> None:
    found = figures_of("shanghai_transport_2017")
    assert [found[f"{name}.累计.件数"] for name in ("建议", "提案", "合计")] == ["466", "254", "720"]
    assert [found[f"{name}.主办.件数"] for name in ("建议", "提案")] == ["79", "43"]
    assert found["提案.满意率"] == "99%"
    tree = tree_of("shanghai_transport_2017")
    for phrase in (
        "解决采纳36件、正在解决3件、计划解决21件、留作参考19件",
        "满意率98.73%，比上年提高2.7个百分点",
        "共分办184件次：道路运输处61件次，占33.2%",
    ):
        assert phrase in tree


@pytest.mark.parametrize("name", ["shanghai_transport_2017", "xianning_proposals_2022"])
def test_what_it_prints_is_not_alarmed_about(name: str, tmp_path: Path) -> None:
    report = br.load(EXAMPLES / name / "report.yaml")
    assert br.build(report, tmp_path / "out.docx", review=True) == []
    assert br.check(tmp_path / "out.docx", only="audit") == []
    assert br.check(tmp_path / "out.docx", against=report) == []


def test_wuchang_prints_two_decimals() -> None:
    tree = tree_of("wuchang_2021")
    for phrase in (
        "满意的155件，占92.81%；基本满意的12件，占7.19%",
        "满意的73件，占87.95%；基本满意的10件，占12.05%",
    ):
        assert phrase in tree
    lines = tree.split("\n")
    assert lines[1].startswith("会议 ——2021年12月14日在")
    assert lines[3] == "称谓 各位代表："
    assert lines[4].endswith("请予审议。")
    assert lines[-2].startswith("正文 ")


@pytest.mark.parametrize("name", sorted(set(NAMES) - DRAFTS))
def test_the_layout_check_finds_nothing(name: str, tmp_path: Path) -> None:
    br.build(EXAMPLES / name / "report.yaml", tmp_path / "out.docx")
    found = br.check(tmp_path / "out.docx", only="layout")
    assert [problem.id for problem in found] == OWN_FORMS.get(name, [])


def test_custom_agency_says_all_of_its_own_in_its_pack() -> None:
    tree = tree_of("custom_agency")
    assert tree.startswith("版头  青岚市林业和园林局文件 青林园〔2025〕42号 秦望\n")
    headings = [line for line in tree.splitlines() if line.startswith("1级 ")]
    assert headings == [
        "1级 第一、办了多少、从哪里来",
        "1级 第二、还有哪些不足",
        "1级 第三、怎样办的",
        "1级 第四、下一步怎么办",
    ]
    assert "大会提出4件，占44.44%；调研走访2件，占22.22%；群众反映3件，占33.33%" in tree
    assert "主办件满意率为71.43%" in tree
    assert "口径" not in (EXAMPLES / "custom_agency" / "report.yaml").read_text("utf-8")


def test_linxi_is_a_document_with_head_and_foot_and_a_letter(tmp_path: Path) -> None:
    tree = tree_of("linxi_water_2024")
    assert tree.startswith("版头  临溪县水利局文件 临水〔2024〕86号 高建华\n")
    assert "代表建议12件（主办10件）、政协提案7件（主办6件），合计19件，比上年增加3件。" in tree
    assert "附件（横排） 代表建议、政协提案办理情况一览表" in tree
    assert "移民安置" not in tree
    letter = EXAMPLES / "linxi_water_2024" / "letter.yaml"
    assert br.build(letter, tmp_path / "letter.docx") == []
    assert outline(br.compose(br.load(letter))).startswith("版头  临溪县水利局 临水函〔2024〕31号\n")


def rolled_up_by_hand() -> list[dict[str, str]]:
    """Give the items of the roll-up's ledgers, counted by other means: the rows that a unit leads, each number once."""
    folder = EXAMPLES / "rollup_linxi_2024" / "各单位"
    items: dict[int, dict[str, str]] = {}
    for path in folder.rglob("*.csv"):
        for line in path.read_text("utf-8").splitlines()[1:]:
            number, title, _, category, role, _, _, result, satisfaction, key, *rest = line.split(",")
            if role == "主办" and rest[-1] != "政协提案":
                assert int(number) not in items, title
                unit = path.stem if path.parent == folder else path.parent.name
                words = {"报送单位": unit, "类别": category, "办理结果": result, "满意度": satisfaction}
                items[int(number)] = {**words, "重点": key}
    return list(items.values())


def test_the_roll_up_counts_what_its_ledgers_say_once() -> None:
    items = rolled_up_by_hand()
    batch = br.figures(br.load(EXAMPLES / "rollup_linxi_2024" / "report.yaml")).batches["建议"]
    assert batch.count.items == len(items) == 40
    for column in ("unit", "category", "result", "satisfaction"):
        partition = batch.partition(column)
        assert partition
        by_hand = Counter(item[label_of(column)] for item in items)
        assert {
            part.code if column == "result" else part.name: part.count.items for part in partition
        } == by_hand
    key = batch.part("重点")
    assert key
    assert key.count.items == sum(item["重点"] == "是" for item in items)


def test_the_roll_up_tells_who_has_not_reported_and_what_is_passed_over(tmp_path: Path) -> None:
    report = br.load(EXAMPLES / "rollup_linxi_2024" / "report.yaml")
    roll_up = report.roll_ups["建议"]
    assert (roll_up.missing, len(roll_up.units)) == (("卫健局",), 9)
    reasons = Counter(
        passed.reason.value for _, account in report.all_accounts() for passed in account.passed
    )
    assert reasons == {"同一件": 5, "筛选之外": 2}
    told = br.build(report, tmp_path / "out.docx", review=True)
    assert [problem.id for problem in told] == ["results.not-reported"]
    assert br.check(tmp_path / "out.docx", only="audit") == []
    assert br.check(tmp_path / "out.docx", against=report) == []


def test_the_ledgers_of_the_roll_up_are_those_of_its_script(tmp_path: Path) -> None:
    folder = EXAMPLES / "rollup_linxi_2024"
    script = tmp_path / "make_ledgers.py"
    script.write_text((folder / script.name).read_text("utf-8"), "utf-8")
    subprocess.run([sys.executable, str(script)], check=True)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.csv")}
    assert made == {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.csv")}
