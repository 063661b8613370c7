"""Small files that hold far too much are refused with their size; what is only large takes its share of steps."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
import yaml

import banli_report as br
from banli_report.files import measure
from banli_report.intake.books import read_workbook
from banli_report.intake.grid import MAX_COLUMNS
from banli_report.word.writer.frame import shipped_frame
from tests.growing import growth
from tests.support import LEDGER, only_problem, write_report

MOST_GROWTH = 12.5
"""Ten, and a little for sorting."""


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("right")
    br.build(write_report(folder), folder / "out.docx")
    return (folder / "out.docx").read_bytes()


def with_parts(content: bytes, **changes: Callable[[str], str]) -> bytes:
    """Change parts of a package, named by the last word of their paths; new ones are put into word/."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            held = old.read(name)
            for word, change in changes.items():
                if name.endswith((f"{word}.xml", f"{word}.xml.rels")):
                    held = change(held.decode()).encode()
            new.writestr(name, held)
    return stream.getvalue()


def in_body(xml: str) -> Callable[[str], str]:
    return lambda document: document.replace("<w:body>", f"<w:body>{xml}", 1)


def paragraph(xml: str) -> str:
    return f"<w:p>{xml}</w:p>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


# ---- far too much


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("<w:p/>" * 80_001, "超过上限80000段"),
        (paragraph("<w:r/>" * 200_001), "超过上限200000处文字"),
        (paragraph("<w:proofErr/>" * 1_200_001), "超过上限1200000个元素"),
        (paragraph(run("甲" * 2_000_001)), "超过上限2000000个字符"),
    ],
    ids=["paragraphs", "runs", "elements", "characters"],
)
def test_a_word_file_is_refused_with_its_size(right: bytes, tmp_path: Path, xml: str, said: str) -> None:
    path = tmp_path / "much.docx"
    path.write_bytes(with_parts(right, document=in_body(xml)))
    assert path.stat().st_size < 100_000
    problem = only_problem(lambda: br.check(path))
    assert (problem.id, problem.place.file) == ("layout.too-large", "much.docx")
    assert said in problem.message


def in_settings(xml: str) -> Callable[[str], str]:
    return lambda settings: settings.replace("</w:settings>", f"{xml}</w:settings>")


@pytest.mark.parametrize(
    "changes",
    [
        {"document": in_body("<w:p/>" * 2_001)},
        {"document": in_body("<w:p/>" * 1_001), "settings": in_settings("<w:p/>" * 1_001)},
    ],
    ids=["one part", "two parts"],
)
def test_elements_are_counted_while_parts_are_read(
    right: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: Mapping[str, Callable[[str], str]]
) -> None:
    monkeypatch.setattr(measure, "MAX_ELEMENTS", 2_000)
    path = tmp_path / "much.docx"
    path.write_bytes(with_parts(right, **changes))
    problem = only_problem(lambda: br.check(path))
    assert problem.id == "layout.too-large"
    assert "超过上限2000个元素" in problem.message


@pytest.mark.parametrize(
    ("xml", "said"),
    [("<w:p/>" * 10_001, "超过上限10000段"), (paragraph(run("甲" * 250_001)), "超过上限250000个字符")],
)
def test_a_frame_is_refused_with_its_size(tmp_path: Path, xml: str, said: str) -> None:
    frame = tmp_path / "frame.docx"
    frame.write_bytes(with_parts(shipped_frame("plain"), document=in_body(xml)))
    document = br.compose(br.load(write_report(tmp_path)))
    problem = only_problem(lambda: br.write(document, tmp_path / "out.docx", frame=frame))
    assert problem.id == "frame.too-large"
    assert said in problem.message


def sheet(rows: str, after: str = "") -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *texts: str, more: str = "") -> str:
    cells = "".join(cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(texts))
    return f'<row r="{number}">{cells}{more}</row>'


def write_book(path: Path, content: bytes) -> Path:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name.endswith("sheet1.xml") else old.read(name))
    return path


HEAD = row(1, "编号", "案由", "类别")
ITEMS = row(2, "1", "加宽人民路", "城建") + row(3, "2", "扶持企业", "财经")
MERGED = '<mergeCells><mergeCell ref="A4:A400004"/></mergeCells>'


def blank_cells(row: int) -> str:
    return "".join(f"<c r='{column}{row}' s='0'/>" for column in "ABCDEFGH")


def test_blank_cells_by_the_hundred_thousand_are_no_cells(tmp_path: Path) -> None:
    blank = "".join(f"<row r='{n}'>{blank_cells(n)}</row>" for n in range(4, 40_004))
    ledger = br.read_ledger(write_book(tmp_path / "ledger.xlsx", sheet(HEAD + ITEMS + blank)))
    assert [item.title for item in ledger.items] == ["加宽人民路", "扶持企业"]


@pytest.mark.parametrize("text", ["&lt;c r=&quot;A1&quot;/&gt;", '<![CDATA[<c r="A1"/>]]>'])
def test_what_looks_like_a_blank_cell_in_a_text_stays(tmp_path: Path, text: str) -> None:
    odd = row(4, "3", text, "财经")
    blank = "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(5, 30_005))
    ledger = br.read_ledger(write_book(tmp_path / "ledger.xlsx", sheet(HEAD + ITEMS + odd + blank)))
    assert ledger.items[2].title == '<c r="A1"/>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (sheet(HEAD + row(2, "1", "路", more="<c><v>1</v></c>" * 600_001)), "最多600000格"),
        (sheet(HEAD + ITEMS, MERGED), "400001格"),
        (sheet(HEAD + ITEMS, MERGED + '<hyperlinks><hyperlink ref="B400004:B4"/></hyperlinks>'), "800002格"),
        (sheet(HEAD + "<row>" + "<c/>" * 600_001 + "</row>"), "600000格"),
    ],
    ids=["filled", "merged", "merged and linked backwards", "blank"],
)
def test_a_workbook_is_refused_with_its_size(tmp_path: Path, content: bytes, said: str) -> None:
    path = write_book(tmp_path / "ledger.xlsx", content)
    problem = only_problem(lambda: br.read_ledger(path))
    assert (problem.id, problem.place.file) == ("results.too-large", "ledger.xlsx")
    assert said in problem.message


def test_a_workbook_s_styles_are_counted(tmp_path: Path) -> None:
    path = write_book(tmp_path / "ledger.xlsx", sheet(HEAD + ITEMS))
    many = with_parts(
        path.read_bytes(), styles=lambda xml: xml.replace("</cellXfs>", "<xf/>" * 400_001 + "</cellXfs>")
    )
    path.write_bytes(many)
    problem = only_problem(lambda: br.read_ledger(path))
    assert problem.id == "results.too-large"
    assert "超过上限400000个元素" in problem.message


def test_a_workbook_s_texts_are_counted(tmp_path: Path) -> None:
    path = write_book(tmp_path / "ledger.xlsx", sheet(HEAD + ITEMS))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        texts = "<si><t>a</t></si>" * 600_001
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{texts}</sst>')
    problem = only_problem(lambda: br.read_ledger(path))
    assert problem.id == "results.too-large"
    assert "超过上限600000条" in problem.message


def test_a_sheet_is_measured_whatever_its_part_is_called(tmp_path: Path) -> None:
    content = sheet(HEAD + ITEMS, MERGED)
    path, called = write_book(tmp_path / "ledger.xlsx", content), tmp_path / "called.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(called, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(
                name.replace("sheet1.xml", "sheet1.dat"), old.read(name).replace(b"sheet1.xml", b"sheet1.dat")
            )
    assert "400001格" in only_problem(lambda: br.read_ledger(called)).message


def test_a_part_in_an_encoding_that_is_not_measured_is_not_read(right: bytes, tmp_path: Path) -> None:
    path = tmp_path / "encoded.docx"
    declared = "<?xml version='1.0' encoding='gb18030'?>"
    path.write_bytes(with_parts(right, settings=lambda xml: declared + xml[xml.index("<w:settings") :]))
    assert "layout.unreadable-part" in {problem.id for problem in br.check(path)}


def test_a_part_that_only_some_parsers_know_as_xml_counts_as_unread() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("word/document.xml", "<?xml version='1.0' encoding='IBM037'?><a/>".encode("cp037"))
    with measure.opened(stream.getvalue()) as package:
        assert measure.measure_parts(package).unread == {"word/document.xml"}


def test_a_csv_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("案由" + ",类别" * 3 + "\n" + "路,甲,乙,丙\n" * 50_001, "utf-8")
    assert "最多50000行" in only_problem(lambda: br.read_ledger(path)).message
    path.write_text(
        "\n".join([",".join(f"列{n}" for n in range(400)), *["甲" + ",乙" * 399] * 1_501]), "utf-8"
    )
    assert "已有600" in only_problem(lambda: br.read_ledger(path)).message


def test_a_value_merged_far_below_the_last_item_holds_for_each(tmp_path: Path) -> None:
    rows = HEAD + row(2, "1", "加宽人民路", "城建") + row(3, "2", "扶持企业")
    content = sheet(rows, '<mergeCells><mergeCell ref="C2:C60000"/></mergeCells>')
    ledger = br.read_ledger(write_book(tmp_path / "ledger.xlsx", content))
    assert [item.category for item in ledger.items] == ["城建", "城建"]


def test_columns_hidden_to_the_end_of_the_sheet_are_no_more_than_a_sheet_may_have(tmp_path: Path) -> None:
    hidden = b'<cols><col min="3" max="16384" hidden="1"/></cols><sheetData>'
    content = sheet(HEAD + ITEMS).replace(b"<sheetData>", hidden)
    grid = read_workbook(write_book(tmp_path / "ledger.xlsx", content))
    assert grid.hidden_columns == frozenset(range(2, MAX_COLUMNS))


# ---- what is ten times as much takes ten times the steps


def repeated(make: Callable[[int], str]) -> Callable[[int], str]:
    return lambda times: "".join(map(make, range(times)))


LISTED = (
    *(
        "甲类2件、",
        "甲类2件；",
        "其中甲类2件，",
        "收到5件，",
        "甲类2件，占20%，",
        "分别为2件、3件，",
        "比上年增加2件，",
    ),
    *(
        "满意2件，满意率20%，",
        "（甲类2件）",
        "满意2件、",
        "共5件：",
        "建议5件和提案3件，",
        "2024年5件，",
        "各2件，",
    ),
)
CELL = f"<w:tc>{paragraph(run('1'))}</w:tc>"
BODIES: dict[str, Callable[[int], str]] = {
    "paragraphs": repeated(lambda n: paragraph(run(f"第{n}段，共{n}件。"))),
    "runs": lambda times: paragraph(run("甲，") * times),
    "looks": repeated(lambda n: paragraph(f'<w:r><w:rPr><w:sz w:val="{n}"/></w:rPr><w:t>甲</w:t></w:r>')),
    "bookmarks": lambda times: paragraph('<w:bookmarkStart w:id="1" w:name="a"/>' * times),
    "fields": lambda times: paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * times),
    "cells without paragraphs": lambda times: "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>" * times,
    "tables": lambda times: f"<w:tbl><w:tr>{CELL}</w:tr></w:tbl>" * times,
    "rows": lambda times: f"<w:tbl>{f'<w:tr>{CELL}</w:tr>' * times}</w:tbl>",
    "cells": lambda times: f"<w:tbl><w:tr>{CELL * times}</w:tr></w:tbl>",
    "sections": lambda times: "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * times,
    "lists": lambda times: '<w:p><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:p>' * times,
    "revisions": lambda times: paragraph(f"<w:ins>{run('甲')}</w:ins>" * times),
    "headings": repeated(lambda n: paragraph(run(f"（{n}）甲乙"))),
    "sentences": lambda times: paragraph(run("共5件，其中甲类2件、乙类3件。" * times)),
    **{said: lambda times, said=said: paragraph(run(said * times)) for said in LISTED},
    "braces": lambda times: paragraph(run("{{" * times)),
    "blank paragraphs": lambda times: "<w:p/>" * times,
    "links": lambda times: paragraph(
        '<w:hyperlink r:id="rId99"><w:r><w:t>甲</w:t></w:r></w:hyperlink>' * times
    ),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_check_of_ten_times_as_much_takes_ten_times_the_steps(
    right: bytes, tmp_path: Path, name: str
) -> None:
    def check(times: int) -> Callable[[], object]:
        path = tmp_path / f"{times}.docx"
        path.write_bytes(with_parts(right, document=in_body(BODIES[name](times))))
        return lambda: br.check(path)

    assert growth(check, 100) <= MOST_GROWTH


OVERRIDE = '<Override PartName="/word/a{0}.xml" ContentType="a/b"/>'
LINK = '<Relationship Id="a{0}" Type="a/hyperlink" Target="http://a.invalid/{0}" TargetMode="External"/>'
STYLE = '<w:style w:type="paragraph" w:styleId="a{0}"><w:basedOn w:val="a{1}"/></w:style>'
PARTS = {
    "overrides": ("[Content_Types]", "</Types>", OVERRIDE),
    "relationships": ("document", "</Relationships>", LINK),
    "styles": ("styles", "</w:styles>", STYLE),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_ten_times_as_much_takes_ten_times_the_steps(
    right: bytes, tmp_path: Path, name: str
) -> None:
    part, end, one = PARTS[name]

    def check(times: int) -> Callable[[], object]:
        path = tmp_path / f"{times}.docx"
        many = "".join(one.format(number, number + 1) for number in range(times))
        path.write_bytes(with_parts(right, **{part: lambda xml: xml.replace(end, many + end)}))
        return lambda: br.check(path)

    assert growth(check, 100) <= MOST_GROWTH


OFFICIAL = {
    "密级": "秘密",
    "紧急程度": "平急",
    "发文机关标志": ["某某市人民政府"],
    "发文字号": "某政〔2024〕1号",
    "签发人": ["张某某"],
    "主送机关": "市人大常委会",
    "附注": "联系人：赵某某",
    "抄送": ["各县区人民政府"],
    "印发机关": "某某市人民政府办公室",
    "印发日期": "2024-12-1",
}
FIELDS: dict[str, Callable[[str], dict[str, object]]] = {
    "标题": lambda text: {"标题": text},
    "会议": lambda text: {"会议": text},
    "全称": lambda text: {"单位": {"全称": text, "简称": "区政府"}},
    "简称": lambda text: {"单位": {"全称": "某某区人民政府", "简称": text}},
    "正文": lambda text: {"正文": text},
    "小标题": lambda text: {"正文": [{"标题": text, "内容": "共{{ 建议.件数 }}件。"}]},
    "署名": lambda text: {"落款": {"署名": text}},
    "公开": lambda text: {"公开": {"索引号": text}},
    **{
        name: lambda text, name=name: {
            "公文": {**OFFICIAL, name: [text] if isinstance(OFFICIAL[name], list) else text}
        }
        for name in OFFICIAL
    },
}
UNITS = ("甲，", "{{", "{#", "..", "、", "（", "1.5", "\n", "**", "|", "共5件，", "《", "@", " ")


@pytest.mark.parametrize("field", FIELDS)
def test_a_text_of_ten_times_the_length_takes_ten_times_the_steps(field: str, tmp_path: Path) -> None:
    for unit in UNITS:

        def build(times: int, unit: str = unit) -> Callable[[], object]:
            report = write_report(tmp_path, **FIELDS[field]("甲" + unit * times + "乙"))
            return lambda: br.compose(br.load(report))

        assert growth(build, 200) <= MOST_GROWTH, unit


@pytest.mark.parametrize("unit", UNITS)
def test_a_cell_of_ten_times_the_length_takes_ten_times_the_steps(unit: str, tmp_path: Path) -> None:
    def build(times: int) -> Callable[[], object]:
        text = unit.replace("\n", " ") * times
        lines = LEDGER.splitlines()
        lines[1] = lines[1].replace("加宽人民路", f'"甲{text}"').replace("住建局", f'"住建局{text}"')
        report = write_report(tmp_path, ledger="\n".join(lines) + "\n")
        return lambda: br.compose(br.load(report))

    assert growth(build, 200) <= MOST_GROWTH


def test_a_ledger_of_ten_times_the_rows_takes_ten_times_the_steps(tmp_path: Path) -> None:
    def build(times: int) -> Callable[[], object]:
        rows = [f"{n},第{n}件,城建,住建局,A,满意,是,2019-06-01,2019-05-01" for n in range(10, 11 + times)]
        report = write_report(tmp_path, ledger=LEDGER + "\n".join(rows) + "\n", 附件=["一览表"])
        return lambda: br.build(report, tmp_path / "out.docx")

    assert growth(build, 30) <= MOST_GROWTH


def test_a_report_file_that_is_too_large_or_too_deep_is_refused(tmp_path: Path) -> None:
    report = write_report(tmp_path)
    data = yaml.safe_load(report.read_text("utf-8"))
    report.write_text(yaml.safe_dump({**data, "标题": "甲" * 5_000_000}, allow_unicode=True), "utf-8")
    assert only_problem(lambda: br.load(report)).id == "results.too-large"
    report.write_text("年度: " + "[" * 100 + "]" * 100, "utf-8")
    assert "嵌套过深" in only_problem(lambda: br.load(report)).message
