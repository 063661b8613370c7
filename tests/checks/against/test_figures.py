"""Every printed figure of every example, changed in the finished file, is found; a file nobody touched is clean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import docx
import pytest

import banli_report as br
from tests.checks.against.support import SENTENCE, Made, audited, edited, errors, made, one_more, shown
from tests.rendering import office
from tests.rendering.variants import copied_variants, names
from tests.support import refused, write_pack, write_report
from tests.word.writer.making import frame_of

NAMES = names()
EXAMPLES = Path(__file__).parents[3] / "examples"
NEW = "为把办理工作抓实，专班先后3次到现场查看。"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    return copied_variants(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="module")
def everything(reports: Mapping[str, Path]) -> Mapping[str, Made]:
    return {name: made(report) for name, report in reports.items()}


def changed_figures_are_found(document: Made) -> int:
    """Change each figure in turn, and see that it alone is told, with what it should be and what it stands on."""
    seen = 0
    for position, start, end, note in document.figures():
        text = document.expected[position].text
        wrong = one_more(note.text)
        (problem,) = document.told(document.with_texts({position: f"{text[:start]}{wrong}{text[end:]}"}))
        assert problem.id == "audit.figure-changed"
        assert problem.place == document.file[position].place
        printed, right = (text.rstrip("条次项万元") for text in (wrong, note.text))
        said = f"印的是{printed}，按报告应为{right}（{note.name}：{note.formula}；"
        assert said in problem.message
        seen += 1
    return seen


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_that_is_changed_is_found(name: str, everything: Mapping[str, Made]) -> None:
    document = everything[name]
    printed = sum(run.note is not None for run in document.document.runs())
    assert changed_figures_are_found(document) == printed >= 4


def test_every_figure_that_is_changed_is_found_in_traditional_characters(reports: Mapping[str, Path]) -> None:
    pytest.importorskip("opencc")
    assert changed_figures_are_found(made(reports["linxi_water_2024-document"], script="hant")) == 125


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_nobody_touched_is_clean(name: str, everything: Mapping[str, Made]) -> None:
    assert everything[name].told(everything[name].file) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_new_paragraph_is_told_once_wherever_it_stands(name: str, everything: Mapping[str, Made]) -> None:
    document = everything[name]
    for position in range(0, len(document.file), 3):
        file = list(document.file)
        file.insert(position, replace(file[position], text=NEW, cell=None))
        (problem,) = document.told(file)
        assert (problem.id, str(problem.severity)) == ("audit.text-added", "warning")
        assert problem.message == f"报告里没有这些文字：“{NEW}”，其中的数字有3"


def shapes(sentences: list[str]) -> list[str]:
    return [re.sub(r"[0-9.]+", "0", sentence) for sentence in sentences]


@pytest.mark.parametrize("name", NAMES)
def test_sentences_and_paragraphs_may_change_places(name: str, everything: Mapping[str, Made]) -> None:
    document = everything[name]
    running = [i for i, passage in enumerate(document.file) if passage.cell is None]
    swapped = 0
    for position in running:
        sentences = SENTENCE.findall(document.file[position].text)
        if len(set(shapes(sentences))) == len(sentences):
            for i in range(len(sentences) - 1):
                order = [*sentences[:i], sentences[i + 1], sentences[i], *sentences[i + 2 :]]
                assert document.told(document.with_texts({position: "".join(order)})) == []
                swapped += 1
    for one, other in zip(running, reversed(running), strict=True):
        texts = {one: document.file[other].text, other: document.file[one].text}
        assert document.told(document.with_texts(texts)) == []
    assert swapped > 1


@pytest.mark.parametrize("name", NAMES)
def test_paragraphs_may_be_joined_and_parted(name: str, everything: Mapping[str, Made]) -> None:
    document = everything[name]
    for position, passage in enumerate(document.file[:-1]):
        after = document.file[position + 1]
        if passage.cell or after.cell:
            continue
        if "。" in passage.text + after.text and not re.match(r"（?[0-9]", after.text):
            joined = [replace(passage, text=passage.text + after.text), *document.file[position + 2 :]]
            assert document.told([*document.file[:position], *joined]) == []
        sentences = SENTENCE.findall(passage.text)
        for i in range(1, len(sentences)):
            assert document.told(document.parted(position, "".join(sentences[:i]))) == []


def test_a_paragraph_may_be_parted_anywhere_but_in_a_number_or_an_ordinal(
    everything: Mapping[str, Made],
) -> None:
    document = everything["jianxi_2019-plain"]
    for position in (3, 4, 9):
        text = document.file[position].text
        for i in range(1, len(text)):
            if text[i] not in "0123456789.%一二三四" and text[i - 1] not in "0123456789一二三四":
                assert document.told(document.parted(position, text[:i])) == []
    number = next(i for i, passage in enumerate(document.file) if "承办单位把建议办理" in passage.text)
    text = document.file[number].text
    marks = [i for i, character in enumerate(text) if character in "，、；："]
    parts = [text[start:end] for start, end in zip([0, *marks], [*marks, len(text)], strict=True)]
    pieces = [replace(document.file[number], text=part) for part in parts]
    assert len(pieces) > 4
    assert document.told([*document.file[:number], *pieces, *document.file[number + 1 :]]) == []


def test_a_figure_is_found_however_the_file_was_rearranged(everything: Mapping[str, Made]) -> None:
    document = everything["jianxi_2019-plain"]
    position = next(i for i, passage in enumerate(document.file) if "共承办代表建议133件" in passage.text)
    moved = replace(document.file[position], text=document.file[position].text.replace("133件。", "134件。"))
    others = [*document.file[:position], *document.file[position + 1 :]]
    (problem,) = errors(document.told([others[0], replace(moved, text=NEW), *others[1:], moved]))
    assert problem.message.startswith("“区政府共承办代表建议134件”里印的是134，按报告应为133（")


def test_sentences_of_one_shape_are_told_apart_by_what_stands_beside_them(tmp_path: Path) -> None:
    body = "# 建议\n\n{{ 建议.件数 }}件全部办结。\n\n# 提案\n\n{{ 提案.件数 }}件全部办结。"
    batches = {"建议": {"统计": {"件数": 12}}, "提案": {"种类": "政协提案", "统计": {"件数": 7}}}
    document = made(write_report(tmp_path, body, 批次=batches))
    texts = [passage.text for passage in document.file]
    swapped = document.told(
        document.with_texts(
            {texts.index("12件全部办结。"): "7件全部办结。", texts.index("7件全部办结。"): "12件全部办结。"}
        )
    )
    assert [problem.message.partition("（")[0] for problem in errors(swapped)] == [
        "“7件全部办结”里印的是7，按报告应为12",
        "“12件全部办结”里印的是12，按报告应为7",
    ]
    first, second = texts.index("一、建议"), texts.index("二、提案")
    sections = [*document.file[:first], *document.file[second : second + 2], *document.file[first:second]]
    assert document.told([*sections, *document.file[second + 2 :]]) == []
    reworded = [
        replace(p, text=p.text.replace("12件全部", "13件都已").replace("7件全部", "7件都已"))
        for p in sections
    ]
    (problem,) = errors(document.told([*reworded, *document.file[second + 2 :]]))
    assert problem.message.startswith("“13件都已办结”里印的是13，按报告应为12（建议.件数：")


def test_of_sentences_of_one_shape_the_one_that_is_gone_is_told(tmp_path: Path) -> None:
    body = "{{ 建议.件数 }}件全部办结。现场看了3次。{{ 提案.件数 }}件全部办结。现场看了4次。"
    batches = {"建议": {"统计": {"件数": 12}}, "提案": {"种类": "政协提案", "统计": {"件数": 7}}}
    document = made(write_report(tmp_path, body, 批次=batches))
    problems = document.retyped(
        "12件全部办结。现场看了3次。7件全部办结。现场看了4次。", "7件全部办结。现场看了5次。"
    )
    assert [message for _, message in shown(problems)] == [
        "这里或后面少了报告里的整句（整段、整表）：“12件全部办结。现场看了3次。”，其中的数字有12",
        "文字不同：报告是“现场看了4次”，文件是“现场看了5次”",
    ]


def test_sixty_sections_of_one_shape_are_told_apart(tmp_path: Path) -> None:
    names = [f"{chr(0x4E00 + 40 * i)}股" for i in range(60)]
    body = "\n\n".join(f"# {name}\n\n承办{{{{ 建议.类别.{name}.件数 }}}}件，全部办结。" for name in names)
    parts = {name: number for number, name in enumerate(names, 101)}
    counts = {"件数": sum(parts.values()), "类别": parts}
    document = made(write_report(tmp_path, body, 批次={"建议": {"统计": counts}}))
    file = [
        replace(p, text=p.text.replace("承办140件", "承办141件").replace("全部", "均已"))
        for p in document.file
    ]
    (problem,) = errors(document.told(file))
    assert problem.message.startswith("“承办141件”里印的是141，按报告应为140")


@pytest.mark.parametrize(
    "written",
    ["１３３", "133 ", "1\u200b33", "0133", "一百三十三"],
    ids=["full width", "space", "unseen", "zeros before", "Chinese numerals"],
)
def test_another_way_of_writing_a_number_is_the_same_number(
    written: str, everything: Mapping[str, Made]
) -> None:
    assert everything["jianxi_2019-plain"].retyped("133件", f"{written}件") == []


def test_trailing_zeros_are_nothing_and_a_lost_sign_is(everything: Mapping[str, Made]) -> None:
    document = everything["jianxi_2019-plain"]
    assert document.retyped("占12%", "占12.0％") == []
    assert shown(document.retyped("占34.6%", "占34.6"))[0][1].startswith(
        "“占34.6”里印的是34.6，按报告应为34.6%（建议.类别.城建交通类.占比："
    )
    assert document.retyped("（以下简称建议）", "(以下简称建议)") == []


# ---- through files


@pytest.mark.parametrize("name", ["jianxi_2019-plain", "linxi_water_2024-document", "wuchang_2021-letter"])
def test_a_figure_changed_in_the_file_is_found_in_its_paragraph(
    name: str,
    reports: Mapping[str, Path],
    variants: Mapping[str, Path],
    everything: Mapping[str, Made],
    tmp_path: Path,
) -> None:
    assert br.check(variants[name], against=reports[name]) == []
    found = list(everything[name].figures())
    for position, start, end, note in (found[0], found[len(found) // 2], found[-1]):
        place, text = everything[name].file[position].place, everything[name].expected[position].text
        before = text[max(start - 4, 0) : start]
        change = (place.paragraph or 0, before + text[start:end], before + one_more(note.text))
        wrong = edited(variants[name], tmp_path / "final.docx", change)
        (problem,) = audited(br.check(wrong, against=br.load(reports[name])))
        assert problem.id == "audit.figure-changed"
        assert problem.place == replace(place, file="final.docx")
        assert f"按报告应为{note.text}（{note.name}：" in problem.message


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("libreoffice")
def test_a_file_that_libreoffice_saved_again_is_clean(
    name: str, reports: Mapping[str, Path], variants: Mapping[str, Path], tmp_path: Path
) -> None:
    again = office.resave(variants[name], tmp_path)
    assert audited(br.check(again, against=reports[name])) == []


def test_a_file_in_traditional_characters_is_compared_in_them(tmp_path: Path) -> None:
    pytest.importorskip("opencc")
    report, file = EXAMPLES / "jianxi_2019" / "report.yaml", tmp_path / "final.docx"
    br.build(report, file, script="hant")
    assert audited(br.check(file, against=report)) == []
    wrong = edited(file, tmp_path / "wrong.docx", (5, "133件", "132件"))
    (problem,) = audited(br.check(wrong, against=report))
    assert "印的是132，按报告应为133（" in problem.message


def test_thousands_may_be_set_apart_by_commas(tmp_path: Path) -> None:
    body = "今年承办{{ 建议.件数 }}件，比上年多，任务重。"
    document = made(write_report(tmp_path, body, 批次={"建议": {"统计": {"件数": 12345}}}))
    assert document.retyped("12345件", "12,345件") == []
    assert errors(document.retyped("今年承办12345件，比上年多", "今年共承办12,345件，多于上年")) == []
    assert len(errors(document.retyped("今年承办12345件", "今年共承办12,346件"))) == 1


def test_the_cells_that_set_the_head_may_become_paragraphs(everything: Mapping[str, Made]) -> None:
    document = everything["linxi_water_2024-document"]
    assert sum(passage.cell is not None and passage.cell.table == 0 for passage in document.file) == 2
    assert (
        document.told([replace(p, cell=p.cell if p.cell and p.cell.table else None) for p in document.file])
        == []
    )


def test_what_only_the_frame_says_is_nothing_new(tmp_path: Path) -> None:
    report = write_report(tmp_path, "共{{ 建议.件数 }}件。")
    frame = frame_of(
        tmp_path, lambda opened: opened.paragraphs[0].insert_paragraph_before("内部资料2019年第3期")
    )
    frame.rename(write_pack(tmp_path / "templates", "mine") / "frame.docx")
    br.build(report, tmp_path / "final.docx")
    assert audited(br.check(tmp_path / "final.docx", against=report)) == []


def test_the_packs_of_an_office_are_found_where_the_call_says(tmp_path: Path) -> None:
    report = write_report(tmp_path, "共{{ 建议.件数 }}件。")
    packs = (tmp_path / "templates").rename(tmp_path / "packs")
    br.build(report, tmp_path / "final.docx", templates=[packs])
    assert br.check(tmp_path / "final.docx", against=report, templates=[packs]) == br.check(
        tmp_path / "final.docx"
    )
    (problem,) = refused(lambda: br.check(tmp_path / "final.docx", against=report))
    assert problem.id == "template.unknown"


def test_a_document_is_compared_as_its_file_is(tmp_path: Path) -> None:
    report = br.load(write_report(tmp_path, "共{{ 建议.件数 }}件。"))
    other = br.load(write_report(tmp_path / "other", "共{{ 建议.件数 + 1 }}件。"))
    (problem,) = audited(br.check(br.compose(other), against=report))
    assert problem.message.startswith("“共6件”里印的是6，按报告应为5（建议.件数：")
    assert str(problem.place).startswith("正文 第")


@pytest.mark.parametrize(
    "name", ["county_draft_2020-letter", "linxi_water_2024-document", "wuchang_2021-plain"]
)
def test_a_file_with_a_new_paragraph_and_two_sentences_swapped_is_told_of_the_paragraph_alone(
    name: str,
    reports: Mapping[str, Path],
    variants: Mapping[str, Path],
    everything: Mapping[str, Made],
    tmp_path: Path,
) -> None:
    position, (first, second) = next(
        (i, SENTENCE.findall(passage.text)[-2:])
        for i, passage in reversed(list(enumerate(everything[name].file)))
        if passage.cell is None and passage.text.count("。") > 1
    )
    number = everything[name].file[position].place.paragraph or 0
    swapped = edited(variants[name], tmp_path / "swapped.docx", (number, first + second, second + first))
    opened = docx.Document(str(swapped))
    heading = next(paragraph for paragraph in opened.paragraphs if paragraph.text.startswith("二、"))
    heading.insert_paragraph_before(NEW)
    opened.save(str(tmp_path / "final.docx"))
    (problem,) = audited(br.check(tmp_path / "final.docx", against=reports[name]))
    assert (problem.id, str(problem.severity)) == ("audit.text-added", "warning")
    assert NEW in problem.message
