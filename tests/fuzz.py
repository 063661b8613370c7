"""Good inputs of every kind, spoiled at random: report files, csv, workbooks, Word files, frames, reports whole in Word.

``python -m tests.fuzz MINUTES [TARGET…]`` goes on for so long and prints what it tried; the suite tries a few of each.
"""

from __future__ import annotations

import gc
import io
import re
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeAlias

import docx
import hypothesis
import openpyxl
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from lxml import etree

import banli_report as br
from banli_report.checks.packs.check import check_packs
from banli_report.word.writer.frame import shipped_frame
from banli_report.word.writer.whole_start import starting_file
from docs.make_problems import kinds

EXAMPLES = Path(__file__).parents[1] / "examples"
KNOWN = {(kind.id, severity) for kind in kinds() for severity in kind.severities}
LONGEST_MESSAGE = 2_000
MOST_SECONDS = 60
"""After so much work of the processor an input counts as one that hangs."""

HOSTILE = (
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{{ 1e999 }}",
        "{{ 建议.件数 }}",
        "{% raw %}{{ a }}{% endraw %}",
        "{% if x %}",
    ),
    *(
        "{% for a in 建议.清单 %}{{ a.标题 }}{% endfor %}",
        "{{ 建议 }}",
        "{{ 建议.类别 | 分项 }}",
        "{{ ''.__class__ }}",
    ),
    *(
        '"\\ud83d"',
        '"\\0"',
        '"\\x07"',
        "\ud83d",
        "\x00",
        "\x0b",
        "\ufffe",
        "\ufdd0",
        "\u200b",
        "\ufeff",
        "𠮷",
        "\u202e",
    ),
    *(
        "&<>\"'",
        "&amp;",
        "]]>",
        "<w:p/>",
        "<!--",
        "_x000D_",
        "_xFFFE_",
        "_xD83D_",
        "_x0041_",
        "=1+1",
        "-",
        "—",
        "…",
    ),
    *(
        "1e999",
        "-1",
        "0",
        "999999999999999999",
        "1.5",
        "nan",
        "inf",
        "１２",
        "0x10",
        "12件",
        "X",
        "待定",
        "2019-13-45",
    ),
    *(
        "2019-12-12",
        "9999-12-31",
        "null",
        "~",
        "true",
        "!!python/object:os.system",
        "&a",
        "*a",
        "<<:",
        "- ",
        ": ",
        "|",
        ">",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        "[[[[[[[[",
        "\t",
        "\n",
        "\r\n",
        "# ",
        "##### ",
        "**",
        "| a | b |\n|---|",
        "表：",
        "，",
        "（",
        "）",
        ".",
    ),
    *("甲" * 300, "," * 300, "{{" * 200, "(" * 300, "." * 300, " " * 300, "9" * 400, "a.b." * 100),
)
NAMES = (
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "tblGrid",
    "sectPr",
    "pPr",
    "fldChar",
    "bookmarkStart",
    "txbxContent",
    "ins",
    "sdt",
)
VALUES = (
    "",
    "0",
    "-1",
    "x",
    "9" * 20,
    "nan",
    "inf",
    "1.5",
    "%1",
    "rId1",
    "rId99",
    "A1:XFD1048576",
    "s",
    "1",
    "true",
    "\u3000",
)
ENTITY = b'<!DOCTYPE a [<!ENTITY b "ccc">]>'


_WORD_IN_TAG = re.compile(r"[\w.]+(?=[^{}]*[}%]\})")
MISTYPED = (
    *(
        " | 不存在",
        " | 占比",
        " | length",
        " | batch(2) | list",
        " | 百分比(9)",
        " | 顿号('、')",
        " | join",
        "|",
    ),
    *(
        " is 奇怪",
        " is defined",
        ".件素",
        ".件数",
        ".清单",
        ".类别",
        ".类别.城建",
        "[0]",
        "['甲']",
        "[:2]",
        "()",
        "(1, 甲=2)",
    ),
    *(
        " ~ 单位",
        " + 1",
        " - 建议",
        " * 2",
        " // 0",
        " ** 9",
        " % 2",
        " < 建议",
        " == none",
        " in 建议",
        " and 标题",
        " not",
    ),
    *(
        " if 会议",
        " if 会议 else 标题",
        " else",
        " %}",
        "{% endif %}",
        "{% endfor %}",
        "{% set 甲 = 建议 %}",
        "{# ",
    ),
    *(
        " loop.length",
        ", 1e999",
        ", 'a",
        ' "',
        "。",
        "，",
        "：",
        "（",
        "）",
        "“",
        " recursive",
        "{%p if 甲 %}",
        "{%tr endfor %}",
    ),
)
"""What people type in tags by mistake, or because other templates have it."""


def spoiled_text(text: str, random: Random) -> str:
    """Change a text in a few places: pieces go, come twice, or give way to what is hostile."""
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        words = [found.end() for found in _WORD_IN_TAG.finditer(text)]
        if words and random.random() < 0.3:
            at = random.choice(words)
            text = text[:at] + random.choice(MISTYPED) + text[at:]
            continue
        start = random.randrange(len(text) + 1)
        end = min(start + random.choice((0, 0, 1, 3, 10, 40)), len(text))
        put = random.choice((*HOSTILE, "", text[start:end] * 2))
        text = text[:start] + put + text[end:]
    return text


def spoiled_tree(content: bytes, random: Random) -> bytes:
    """Change a few things in the tree of an XML part."""
    root = etree.fromstring(content)
    for _ in range(random.choice((1, 1, 2, 5))):
        nodes = [node for node in root.iter(etree.Element) if node is not root]
        if nodes:
            _spoil(random.choice(nodes), random.choice(nodes), random)
    return etree.tostring(
        root, xml_declaration=random.random() < 0.5, encoding=random.choice(("UTF-8", "UTF-16"))
    )


def _spoil(node: etree._Element, other: etree._Element, random: Random) -> None:
    owner = node.getparent()
    if owner is not None:
        random.choice(_CHANGES)(node, other, owner, random)


Change: TypeAlias = Callable[[etree._Element, etree._Element, etree._Element, Random], None]


def _take_out(node: etree._Element, _: etree._Element, owner: etree._Element, __: Random) -> None:
    owner.remove(node)


def _set_value(node: etree._Element, _: etree._Element, __: etree._Element, random: Random) -> None:
    if node.attrib:
        node.set(random.choice(list(node.attrib)), random.choice((*VALUES, *_printable())))


def _drop_value(node: etree._Element, _: etree._Element, __: etree._Element, random: Random) -> None:
    if node.attrib:
        del node.attrib[random.choice(list(node.attrib))]


def _put_in(node: etree._Element, other: etree._Element, _: etree._Element, __: Random) -> None:
    node.append(_copied(other))


def _set_text(node: etree._Element, _: etree._Element, __: etree._Element, random: Random) -> None:
    node.text = random.choice(_printable())


def _rename(node: etree._Element, _: etree._Element, __: etree._Element, random: Random) -> None:
    node.tag = f"{{{etree.QName(node).namespace}}}{random.choice(NAMES)}"


def _repeat(node: etree._Element, _: etree._Element, owner: etree._Element, random: Random) -> None:
    for _ in range(random.choice((1, 2, 30))):
        owner.append(_copied(node))


def _nest(node: etree._Element, _: etree._Element, __: etree._Element, random: Random) -> None:
    whole = _copied(node)
    for _ in range(random.choice((1, 5, 60))):
        node.append(_copied(whole))
        node = node[-1]


def _copied(node: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(node, with_tail=False))


_CHANGES: tuple[Change, ...] = (
    *(_take_out, _set_value, _drop_value, _put_in),
    *(_set_text, _rename, _repeat, _nest),
)


@cache
def _printable() -> tuple[str, ...]:
    """Give what XML can hold of the hostile pieces."""
    return tuple(
        piece for piece in HOSTILE if not re.search("[\x00-\x08\x0b\x0c\ud800-\udfff\ufffe\uffff]", piece)
    )


def spoiled_package(content: bytes, random: Random) -> bytes:
    """Change a part or two of a package: its tree, its bytes, its name, or whether it is there."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _ in range(random.choice((1, 1, 2))):
        name = random.choice(list(parts))
        change = random.randrange(12)
        if change < 9 and name.endswith((".xml", ".rels")):
            parts[name] = _tried(spoiled_tree, parts[name], random)
        elif change < 10:
            parts[name] = spoiled_bytes(parts[name], random)
        elif change == 10:
            parts[random.choice(("NUL", name.upper(), f"../{name}", "word/media/a.png", "a.xml"))] = (
                parts.pop(name)
            )
        else:
            parts[name] = random.choice((b"", ENTITY + parts[name], parts[name] * 2, b"<a/>"))
        if not parts:
            break
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, held in parts.items():
            package.writestr(name, held)
    return stream.getvalue()


def _tried(change: Callable[[bytes, Random], bytes], content: bytes, random: Random) -> bytes:
    try:
        return change(content, random)
    except (etree.LxmlError, ValueError):  # what was spoiled before can no longer be read
        return spoiled_bytes(content, random)


def spoiled_bytes(content: bytes, random: Random) -> bytes:
    """Change a few bytes, or cut the end off."""
    made = bytearray(content)
    for _ in range(random.randint(1, 6)):
        if made:
            made[random.randrange(len(made))] = random.randrange(256)
    return bytes(made[: random.choice((len(made), len(made), len(made) // 2))])


@contextmanager
def watched() -> Iterator[None]:
    """End what hangs; a system without such a clock does without."""
    if not hasattr(signal, "SIGVTALRM"):
        yield
        return

    def stop(*_: object) -> None:
        raise AssertionError("this input hangs")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def outcome(call: Callable[[], list[br.Problem] | object]) -> tuple[bool, list[br.Problem]]:
    """Give whether a call did what it should, and its problems, each of which is one that the manual knows."""
    with watched():
        try:
            found = call()
        except br.BanliError as stopped:
            problems = list(stopped.problems)
            assert problems
            done = False
        else:
            problems = (
                [each for each in found if isinstance(each, br.Problem)] if isinstance(found, list) else []
            )
            done = True
    for problem in problems:
        assert (problem.id, problem.severity) in KNOWN, str(problem)
        assert len(str(problem)) < LONGEST_MESSAGE, str(problem)[:300]
        assert re.search("[\u4e00-\u9fff]", problem.message), str(problem)
    return done, problems


def built(report: Path) -> bool:
    """Build a report; one that is refused leaves the file that was there."""
    target = report.with_name("out.docx")
    target.write_bytes(b"before")
    done, _ = outcome(lambda: br.build(report, target))
    if done:
        docx.Document(str(target))
        outcome(lambda: br.check(target))
    else:
        assert target.read_bytes() == b"before"
    assert not list(report.parent.glob(".banli-*"))
    return done


# ---- the targets: each spoils one kind of input in a folder, and tells whether it passed all the same


OFFICIAL = """
公文:
  份号: 12
  密级: 秘密
  保密期限: 1年
  紧急程度: 平急
  发文机关标志: [某某市人民政府, 某某市政协办公室]
  发文字号: 某政〔2024〕1号
  签发人: [张某某, 李某某]
  主送机关: 市人大常委会
  附注: 联系人：赵某某
  抄送: [各县区人民政府, 市委各部门]
  印发机关: 某某市人民政府办公室
  印发日期: 2024-12-1
  版记另页: true
公开: {索引号: 甲, 主题分类: 乙}
宣读: {会议: 某某会议, 日期: 2024-12-1, 报告人: 张三, 职务: 局长}
口径: {百分比: {小数位: 1, 去尾零: true, 凑整百: false}, 办理结果: ABC, 指标: {满意率: {分子: [满意, 基本满意], 分母: 全部}}}
"""


def report_file(folder: Path, random: Random) -> bool:
    """Spoil a report file."""
    report = folder / "report.yaml"
    if random.random() < 0.5:
        _write_rows(folder)
        text = REPORT.replace("LEDGER", "ledger.csv") + random.choice(("", OFFICIAL))
    else:
        example = random.choice(sorted(path.parent for path in EXAMPLES.glob("*/report.yaml")))
        shutil.copytree(example, folder, dirs_exist_ok=True)
        text = report.read_text("utf-8")
    report.write_bytes(spoiled_text(text, random).encode("utf-8", "surrogatepass"))
    return built(report)


REPORT = """\
模板: base
年度: 2019
标题: 关于{{ 建议.种类 }}办理情况的报告
单位: {全称: 某某区人民政府, 简称: 区政府}
批次:
  建议: {台账: LEDGER}
正文:
- 标题: 基本情况
  内容: |
    共{{ 建议.件数 }}件。{% for 件 in 建议.清单 %}{{ 件.标题 }}；{% endfor %}
附件: [统计表, 一览表]
落款: {日期: 2019-12-12}
"""
ROWS = (
    ("编号", "案由", "类别", "承办单位", "办理结果", "满意度", "重点", "答复日期", "面商日期", "备注"),
    ("1", "加宽人民路", "城建交通类", "住建局", "A", "满意", "是", "2019-06-01", "2019-05-01", ""),
    ("2", "增设停车位", "城建交通类", "住建局", "A", "满意", "否", "2019-06-02", "2019-05-02", "甲"),
    ("3", "整治背街小巷", "城建交通类", "城管局", "B", "满意", "否", "2019-06-03", "2019-05-03", ""),
    ("4", "扶持小微企业", "财政经济类", "财政局", "A", "基本满意", "是", "2019-06-04", "2019-05-04", ""),
)


def _write_rows(folder: Path) -> None:
    (folder / "ledger.csv").write_text("".join(",".join(row) + "\n" for row in ROWS), "utf-8")


def _over(folder: Path, ledger: Path) -> bool:
    """Build a report over a ledger; each item that it has must stand in the list."""
    report = folder / "report.yaml"
    report.write_text(REPORT.replace("LEDGER", ledger.name), "utf-8")
    outcome(lambda: br.read_ledger(ledger))
    done = built(report)
    if done:
        printed = "".join(text for text in _texts(folder / "out.docx"))
        items = br.load(report).batches["建议"].items or ()
        public = [item for item in items if item.title and item.title in printed]
        closed = [problem for problem in br.check(report) if "公开" in problem.message]
        assert closed or len(public) == len([item for item in items if item.title]), "a title is lost"
    return done


def _texts(path: Path) -> Iterator[str]:
    for table in docx.Document(str(path)).tables:
        for cell in table._tbl.iter_tcs():
            yield "\n".join(paragraph.text for paragraph in _paragraphs(cell))


def _paragraphs(cell: object) -> Iterator[docx.text.paragraph.Paragraph]:
    return (docx.text.paragraph.Paragraph(node, None) for node in cell.p_lst)


def csv_file(folder: Path, random: Random) -> bool:
    """Spoil a csv."""
    text = "".join(",".join(row) + "\n" for row in ROWS)
    if random.random() < 0.3:
        text = (EXAMPLES / "linxi_water_2024" / "建议.csv").read_text("utf-8")
    encoding = random.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"))
    content = spoiled_text(text, random).encode(
        encoding, "surrogatepass" if encoding != "gb18030" else "ignore"
    )
    if random.random() < 0.2:
        content = spoiled_bytes(content, random)
    ledger = folder / "ledger.csv"
    ledger.write_bytes(content)
    return _over(folder, ledger)


@cache
def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["某某区建议台账"])
    sheet.merge_cells("A1:J1")
    for row in ROWS:
        sheet.append([int(value) if value.isdigit() else value for value in row])
    sheet.row_dimensions[4].hidden = True
    sheet["A9"], sheet["B9"] = "合计", "4件"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(folder: Path, random: Random) -> bool:
    """Spoil a workbook."""
    ledger = folder / "ledger.xlsx"
    examples = sorted(EXAMPLES.glob("*/*.xlsx"))
    content = random.choice((_workbook(), _workbook(), random.choice(examples).read_bytes()))
    ledger.write_bytes(spoiled_package(content, random))
    return _over(folder, ledger)


@cache
def _documents() -> tuple[bytes, ...]:
    made = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_rows(folder)
        for more in ("", OFFICIAL):
            (folder / "report.yaml").write_text(REPORT.replace("LEDGER", "ledger.csv") + more, "utf-8")
            br.build(folder / "report.yaml", folder / "out.docx")
            made.append((folder / "out.docx").read_bytes())
    return tuple(made)


def word_file(folder: Path, random: Random) -> bool:
    """Spoil a Word file that is checked."""
    path = folder / "a.docx"
    path.write_bytes(spoiled_package(random.choice(_documents()), random))
    return outcome(lambda: br.check(path))[0]


@cache
def _frames() -> Mapping[str, bytes]:
    made = {"plain": shipped_frame("plain"), "document": shipped_frame("document")}
    frame = docx.Document(io.BytesIO(made["plain"]))
    table = frame.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "{{ 单位 }}", "{% if 会议 %}{{ 会议 }}{% endif %}"
    frame.sections[0].header.paragraphs[0].text = "{{ 标题 }}"
    frame.add_paragraph("{%p if 简称 %}")
    frame.add_paragraph("{{ 简称 }}")
    frame.add_paragraph("{%p endif %}")
    stream = io.BytesIO()
    frame.save(stream)
    return {**made, "tags": stream.getvalue()}


def frame(folder: Path, random: Random) -> bool:
    """Spoil a frame."""
    pack = folder / "templates" / "mine"
    pack.mkdir(parents=True)
    (pack / "template.yaml").write_text("名称: 试\n继承: base\n", "utf-8")
    content = random.choice(list(_frames().values()))
    if random.random() < 0.4:
        content = _retyped(content, random)
    (pack / "frame.docx").write_bytes(spoiled_package(content, random) if random.random() < 0.8 else content)
    _write_rows(folder)
    report = folder / "report.yaml"
    more = random.choice(("", OFFICIAL))
    report.write_text(REPORT.replace("LEDGER", "ledger.csv").replace("base", "mine") + more, "utf-8")
    return built(report)


@cache
def _wholes() -> Mapping[str, bytes]:
    made = docx.Document(io.BytesIO(starting_file()))
    made.sections[0].header.paragraphs[0].text = "{{ 标题 }}"
    made.tables[0].cell(0, 0).text = "{% if 会议 is defined %}{{ 会议 }}{% endif %}"
    made.add_paragraph("{{ 建议.件数 }}件").add_run("，{{ 建议.满意度 | 评价 }}").bold = True
    stream = io.BytesIO()
    made.save(stream)
    return {"start": starting_file(), "tags": stream.getvalue()}


def whole(folder: Path, random: Random) -> bool:
    """Spoil a report that is written whole in Word."""
    pack = folder / "templates" / "mine"
    pack.mkdir(parents=True)
    (pack / "template.yaml").write_text("名称: 试\n", "utf-8")
    content = random.choice(list(_wholes().values()))
    if random.random() < 0.4:
        content = _retyped(content, random)
    content = spoiled_package(content, random) if random.random() < 0.8 else content
    (pack / "report.docx").write_bytes(content)
    _write_rows(folder)
    report = folder / "report.yaml"
    text = REPORT.replace("LEDGER", "ledger.csv").replace("base", "mine")
    report.write_text(text.replace("附件: [统计表, 一览表]\n", ""), "utf-8")
    outcome(lambda: [problem for checked in check_packs(pack) for problem in checked.problems])
    return built(report)


def _retyped(content: bytes, random: Random) -> bytes:
    """Spoil what is typed in a frame."""
    frame = docx.Document(io.BytesIO(content))
    paragraph = random.choice(frame.paragraphs)
    text = spoiled_text(paragraph.text, random)
    paragraph.text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
    stream = io.BytesIO()
    frame.save(stream)
    return stream.getvalue()


TARGETS: Mapping[str, Callable[[Path, Random], bool]] = {
    "yaml": report_file,
    "csv": csv_file,
    "xlsx": workbook,
    "docx": word_file,
    "frame": frame,
    "whole": whole,
}


def attempt(target: str, random: Random) -> bool:
    """Spoil one input of a kind; tell whether it passed all the same."""
    left: list[str] = []
    before, sys.unraisablehook = sys.unraisablehook, lambda told: left.append(str(told.exc_value))
    try:
        with tempfile.TemporaryDirectory() as name:
            passed = TARGETS[target](Path(name), random)
        gc.collect()
    finally:
        sys.unraisablehook = before
    assert left == []
    return passed


def explore(target: str, examples: int, seed: int, tried: Counter[str]) -> None:
    """Spoil many inputs of a kind, and show the simplest that does not hold."""

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    @given(random=st.randoms(use_true_random=False))
    def holds(random: Random) -> None:
        passed = attempt(target, random)
        tried[f"{target} {'passed' if passed else 'refused'}"] += 1

    holds()


def main(minutes: float, targets: list[str]) -> None:
    """Go on for some minutes, target by target."""
    end, seed = time.monotonic() + 60 * minutes, time.time_ns() % 1_000_000
    tried: Counter[str] = Counter()
    while time.monotonic() < end:
        for target in targets:
            seed += 1
            explore(target, 50, seed, tried)
            print(f"seed {seed} {dict(sorted(tried.items()))}", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:] or list(TARGETS))
