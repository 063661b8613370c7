"""An official document: which elements the report file switches on, what is refused, and where they stand on paper."""

import shutil
from pathlib import Path

import pytest
from docx import Document

import banli_report as br
from banli_report.document.outline import outline
from tests.rendering import office
from tests.rendering.page import Line, Page, body, page_number, pages

EXAMPLE = Path(__file__).parents[1] / "examples" / "jianxi_2019"
OFFICIAL = """
公文:
  份号: 1
  密级: 秘密
  保密期限: 1年
  紧急程度: 平急
  发文机关标志: 洛阳市涧西区人民政府
  发文字号: 涧政〔2019〕12号
  签发人: [张三, 李四, 王五]
  主送机关: 区人大常委会
  附注: 联系人：赵六
  抄送: [区委办公室, 区政协办公室, 区委区政府督查局, 区人大代表工作委员会, 各镇、街道办事处]
  印发机关: 洛阳市涧西区人民政府办公室
  印发日期: 2019-12-13
"""
TOLERANCE = 1.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "jianxi"))


def with_official(folder: Path, official: str) -> Path:
    report = folder / "report.yaml"
    report.write_text(report.read_text("utf-8") + official, "utf-8")
    return report


def test_elements_in_the_tree(folder: Path) -> None:
    tree = outline(br.compose(br.load(with_official(folder, OFFICIAL)))).split("\n")
    assert tree[0] == "版头 000001 秘密★1年 平急 洛阳市涧西区人民政府文件 涧政〔2019〕12号 张三、李四、王五"
    assert tree[2] == "主送 区人大常委会："
    assert tree[-3:-1] == [
        "附注 （联系人：赵六）",
        "版记 抄送：区委办公室，区政协办公室，区委区政府督查局，区人大代表工作委员会，各镇、街道办事处。 "
        "洛阳市涧西区人民政府办公室 2019年12月13日印发",
    ]


def test_without_it_the_document_is_plain_material(folder: Path) -> None:
    output = folder / "out.docx"
    br.build(folder / "report.yaml", output)
    assert Document(str(output)).paragraphs[0].text.startswith("关于区十五届人大四次会议")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("发文字号: 涧政[2019]12号", "六角括号"),
        ("发文字号: 涧政〔19〕12号", "年份写全"),
        ("发文字号: 涧政〔2019〕第12号", "不加“第”"),
        ("发文字号: 涧政〔2019〕012号", "不编虚位"),
        ("份号: 1234567", "不超过6位"),
        ("抄送: 区委办公室", "印发机关和印发日期"),
        ("印发机关: 区政府办公室", "一起写"),
        ("印发日期: 明天", "日期"),
        ("版式: 公告", "版式"),
    ],
)
def test_what_the_standard_does_not_allow_is_refused_with_its_line(
    line: str, said: str, folder: Path
) -> None:
    report = with_official(folder, f"\n公文:\n  {line}\n")
    with pytest.raises(br.BanliError) as stopped:
        br.load(report)
    assert any(said in problem.message for problem in stopped.value.problems)
    last = len(report.read_text("utf-8").splitlines())
    assert {problem.place.line for problem in stopped.value.problems} <= {last, last - 1}


def rendered(folder: Path, official: str) -> tuple[Page, ...]:
    report = with_official(folder, official)
    br.build(report, folder / "out.docx")
    return pages(office.to_pdf([folder / "out.docx"], folder)[0])


def line_with(page: Page, text: str) -> Line:
    return next(line for line in body(page) if text in line.text)


LETTER = """
公文:
  版式: 信函
  发文机关标志: 洛阳市涧西区人民政府
  发文字号: 涧政函〔2019〕3号
  密级: 秘密
  紧急程度: 特急
  主送机关: 市人民政府
  抄送: 市政府督查室
"""


@pytest.mark.parametrize(("official", "rules"), [(OFFICIAL, 3), (LETTER, 2)], ids=["document", "letter"])
def test_no_paragraph_with_a_rule_is_indented(official: str, rules: int, folder: Path) -> None:
    # a rule begins at the indent in Word, and at the margin in LibreOffice
    br.build(with_official(folder, official), folder / "out.docx")
    paragraphs = Document(str(folder / "out.docx")).paragraphs
    ruled = [paragraph for paragraph in paragraphs if paragraph._p.xpath("w:pPr/w:pBdr")]
    assert len(ruled) == rules
    for paragraph in ruled:
        assert not paragraph._p.xpath("w:pPr/w:ind")
        assert not paragraph.style.element.xpath("w:pPr/w:ind")


@pytest.mark.usefixtures("libreoffice")
def test_letter_on_paper(folder: Path) -> None:
    first, second, *_, last = rendered(folder, LETTER)
    mark = next(line for line in first.lines if line.text == "洛阳市涧西区人民政府")
    assert mark.top == pytest.approx(30, abs=1.5)
    upper = [rule for rule in first.rules if rule.colour == "#ff0000" and rule.y < 100]
    lower = [rule for rule in first.rules if rule.colour == "#ff0000" and rule.y > 200]
    assert (len(upper), len(lower)) == (2, 2)
    assert upper[0].thickness > upper[1].thickness
    assert lower[0].thickness < lower[1].thickness
    assert {round(rule.right - rule.left) for rule in (*upper, *lower)} == {170}
    assert upper[0].y - mark.bottom == pytest.approx(4, abs=1.5)
    assert 297 - lower[-1].y == pytest.approx(20, abs=1.5)
    number = line_with(first, "涧政函〔2019〕3号")
    assert number.text.strip().startswith("秘密")
    assert number.right == pytest.approx(184, abs=TOLERANCE)
    assert number.top - upper[-1].y == pytest.approx(16 * 7 / 8 / 72 * 25.4, abs=1.5)
    assert line_with(first, "特急").left == pytest.approx(28, abs=TOLERANCE)
    assert page_number(first) is None
    assert page_number(second)
    copies = line_with(last, "抄送：市政府督查室。")
    assert copies.bottom == pytest.approx(262 - 2.6, abs=1.5)


@pytest.mark.parametrize("line", ["签发人: 张三", "印发机关: 办公室", "发文机关标志: [甲局, 乙局]"])
def test_a_letter_has_no_signers_no_issuer_and_one_mark(line: str, folder: Path) -> None:
    with pytest.raises(br.BanliError, match="信函"):
        br.load(with_official(folder, f"\n公文:\n  版式: 信函\n  {line}\n"))


@pytest.mark.parametrize("line", ["紧急程度: 特急", "密级: 秘密", "份号: 000001"])
def test_a_mark_alone_stands_above_the_title(line: str, folder: Path) -> None:
    report = with_official(folder, f"\n公文: {{{line}}}\n")
    br.build(report, folder / "out.docx")
    texts = [paragraph.text for paragraph in Document(str(folder / "out.docx")).paragraphs]
    assert texts[:2] == [line.partition(": ")[2], ""]
    assert texts[2].startswith("关于区十五届人大四次会议")


@pytest.mark.usefixtures("libreoffice")
def test_a_long_issuer_has_lines_of_its_own(folder: Path) -> None:
    name = "洛阳市涧西区人民代表大会常务委员会代表联络和人事任免工作委员会办公室"
    page = rendered(folder, OFFICIAL.replace("印发机关: 洛阳市涧西区人民政府办公室", f"印发机关: {name}"))[-1]
    lines = [line.text.strip() for line in body(page)]
    assert "".join(lines[-3:-1]) == name
    assert lines[-1] == "2019年12月13日印发"
    rules = sorted(page.rules, key=lambda rule: rule.y)
    assert rules[-1].y == pytest.approx(262, abs=TOLERANCE)
    assert rules[-1].y - rules[-2].y == pytest.approx(3 * 225 / 22, abs=TOLERANCE)


TYPED = """
公文:
  份号:
  密级: 机密★3年
  发文机关标志: 洛阳市涧西区人民政府文件
  发文字号: 涧政〔2019〕12号
  签发人: [签发人：张三, ""]
  主送机关: 区人大常委会：
  附注: (此件公开发布)
  抄送: 抄送：区委办公室。
  印发机关: 区政府办公室
  印发日期: 2019-12-13
"""


def test_labels_and_marks_that_are_printed_anyway_are_not_printed_twice(folder: Path) -> None:
    tree = outline(br.compose(br.load(with_official(folder, TYPED)))).split("\n")
    assert tree[0] == "版头 机密★3年 洛阳市涧西区人民政府文件 涧政〔2019〕12号 张三"
    assert tree[2] == "主送 区人大常委会："
    assert tree[-3:-1] == [
        "附注 （此件公开发布）",
        "版记 抄送：区委办公室。 区政府办公室 2019年12月13日印发",
    ]


@pytest.mark.parametrize("typed", ["主送机关：区人大常委会", "主送：区人大常委会", "区人大常委会："])
def test_recipients_may_be_typed_with_their_label(typed: str, folder: Path) -> None:
    tree = outline(br.compose(br.load(with_official(folder, f"\n公文: {{主送机关: '{typed}'}}\n"))))
    assert "主送 区人大常委会：\n" in tree


def test_a_joint_document_is_not_signed_with_the_suffix(folder: Path) -> None:
    official = "\n公文: {发文机关标志: [甲局文件, 乙局文件], 发文字号: 甲〔2024〕1号}\n"
    tree = outline(br.compose(br.load(with_official(folder, official))))
    assert tree.startswith("版头  甲局、乙局文件 甲〔2024〕1号\n")
    assert "署名 甲局；乙局\n" in tree


def test_what_is_left_blank_is_not_said(folder: Path) -> None:
    blank = "".join(f"  {key}:\n" for key in ("份号", "密级", "签发人", "抄送", "附注", "印发日期", "版式"))
    report = with_official(folder, f'\n公文:\n{blank}  主送机关: ""\n  紧急程度: ""\n')
    assert "主送" not in outline(br.compose(br.load(report)))
    br.build(report, folder / "out.docx")
    assert Document(str(folder / "out.docx")).paragraphs[0].text.startswith("关于区十五届人大四次会议")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("附注: '{{ 单位 }}'", "直接写内容"),
        ("密级: 内部", "绝密、机密或秘密"),
        ("紧急程度: 很急", "特急或加急"),
        ("保密期限: 1年", "一起写"),
        (f"签发人: [{', '.join(f'张{i}' for i in range(13))}]", "最多12个"),
        ("抄送: {甲: 乙}", "名称的列表"),
    ],
)
def test_what_cannot_be_meant_is_refused(line: str, said: str, folder: Path) -> None:
    with pytest.raises(br.BanliError) as stopped:
        br.load(with_official(folder, f"\n公文:\n  {line}\n"))
    assert said in str(stopped.value)


def test_a_foot_that_no_page_can_hold_is_refused(folder: Path) -> None:
    many = ", ".join(f"某某市第{i}人民政府某某管理委员会办公室" for i in range(60))
    report = with_official(folder, OFFICIAL.replace("抄送: [", f"抄送: [{many}, "))
    with pytest.raises(br.BanliError, match="一面排不下"):
        br.build(report, folder / "out.docx")
    assert not (folder / "out.docx").exists()


JOINT = "\n公文: {发文机关标志: [涧西区人民政府, 涧西区政协办公室], 发文字号: 涧政〔2019〕3号%s}\n"


@pytest.mark.usefixtures("libreoffice")
@pytest.mark.parametrize("given", ["", "署名: [洛阳市涧西区人民政府, 区政协], "])
def test_a_joint_document_is_signed_by_all(folder: Path, given: str) -> None:
    report = with_official(folder, JOINT % "")
    report.write_text(report.read_text("utf-8").replace("落款: {日期", f"落款: {{{given}日期"), "utf-8")
    br.build(report, folder / "out.docx")
    assert br.check(folder / "out.docx", only="layout") == []
    page = pages(office.to_pdf([folder / "out.docx"], folder)[0])[-1]
    *_, first, second, day = body(page)
    names = ["洛阳市涧西区人民政府", "区政协"] if given else ["涧西区人民政府", "涧西区政协办公室"]
    assert [first.text.strip(), second.text.strip()] == names
    em = 16 / 72 * 25.4
    assert first.left == pytest.approx(second.left, abs=TOLERANCE)
    if given:  # else the date is the longest
        assert first.right == pytest.approx(184 - 2 * em, abs=TOLERANCE)
    assert day.visible[0].left == pytest.approx(first.left + 2 * em, abs=TOLERANCE)


def test_a_joint_document_with_seals_is_refused(folder: Path) -> None:
    with pytest.raises(br.BanliError, match="联合盖章"):
        br.build(with_official(folder, JOINT % ", 用印: true"), folder / "out.docx")
