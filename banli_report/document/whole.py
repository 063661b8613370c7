"""The document of a report that is written whole in Word, and what its report file says in vain."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeGuard

from banli_report.document.compose import fields_of, signature_of
from banli_report.document.markup import parse_line
from banli_report.document.tree import Block, Document, Paragraph, Runs, text_of
from banli_report.errors import ERROR, Kind, Problem, error, stop_on_errors
from banli_report.prose.render import Prose
from banli_report.results.model import Report
from banli_report.results.official import Official
from banli_report.results.values import chinese_date

Path = tuple[str | int, ...]
_NO_PLACE = (
    ("annexes", "附件", "表格写在Word文件里：一件一行的用 {%tr for 件 in 建议.清单 %}"),
    ("contents", "目录", "在Word文件里插入目录"),
    ("disclosure", "公开", "把登记表写在Word文件里"),
)

PROBLEMS = (
    Kind(
        "whole.no-place",
        ERROR,
        "报告文件里写了附件、目录等，整篇写在Word里的模板没有地方放。",
        "report.yaml 第12行 第5列：整篇写在Word里的模板不另排附件",
    ),
    Kind(
        "whole.not-printed",
        ERROR,
        "报告文件里写了标题、文号、日期等，Word文件里没有印。",
        "report.yaml 第9行 第5列：报告文件里写了发文字号，我局总结/report.docx没有印",
    ),
)


def whole_document(
    prose: Prose, report: Report, blocks: Sequence[Block], elsewhere: Collection[str]
) -> Document:
    """Give the document of a report that is written whole in Word: all of it is in its blocks.

    Args:
        prose: title and body as marked text.
        report: whose facts the file's properties and the tags of its headers take.
        blocks: what the Word file says.
        elsewhere: the names that tags of its headers and footers print.

    Raises:
        BanliError: the report file says what the Word file does not print, or has no place for.
    """
    title = parse_line(prose.title, prose.marks)
    fields = fields_of(report, title, signature_of(report, Official()))
    printed = next((block for block in blocks if _is_title(block, title)), None)
    if printed:
        title, blocks = printed.runs, [block for block in blocks if block is not printed]
    day = report.signature.date
    made = Document(
        title if printed else (), tuple(blocks), fields=fields, day=day.isoformat() if day else ""
    )
    said = _solid("".join(run.text for run in made.runs()))
    stop_on_errors([*_without_place(report), *_not_printed(report, dict(fields), said, elsewhere)])
    return made


def _is_title(block: Block, title: Runs) -> TypeGuard[Paragraph]:
    return (
        isinstance(block, Paragraph) and bool(title) and _solid(text_of(block.runs)) == _solid(text_of(title))
    )


def _solid(text: str) -> str:
    return "".join(text.split())


def _without_place(report: Report) -> Iterator[Problem]:
    for key, label, hint in _NO_PLACE:
        if getattr(report, key):
            message = f"整篇写在Word里的模板不另排{label}"
            yield error("whole.no-place", report.place(key), message, f"{hint}；报告文件里删去“{label}”")


def _not_printed(
    report: Report, fields: dict[str, str], said: str, elsewhere: Collection[str]
) -> Iterator[Problem]:
    """Tell what the report file says and the Word file does not print."""
    for path, label, tag, value in _told(report, fields):
        if value and label not in elsewhere and _solid(value) not in said:
            message = f"报告文件里写了{label}（{value[:20]}），Word文件里没有印"
            hint = f"在Word文件里写上 {{{{ {tag} }}}}，或从报告文件里删去"
            yield error("whole.not-printed", report.place(*path) or report.place(path[0]), message, hint)


def _told(report: Report, fields: dict[str, str]) -> Iterator[tuple[Path, str, str, str]]:
    """Give what a report file says to be printed: where, what it is called, its tag, the text."""
    if report.title:
        yield ("title",), "标题", "标题", fields["标题"]
    for name in report.signature.name.splitlines():
        yield ("signature", "name"), "署名", "落款.署名", name
    yield ("signature", "date"), "日期", "落款.日期", report.signature.date_text
    if read := report.delivery:
        yield ("delivery", "venue"), "宣读的会议", "宣读.会议", read.venue
        yield ("delivery", "date"), "宣读的日期", "宣读.日期", read.date_text
        yield ("delivery", "speaker"), "报告人", "宣读.报告人", read.speaker
        yield ("delivery", "post"), "职务", "宣读.职务", read.post
    if report.official:
        yield from _official(report.official)


def _official(official: Official) -> Iterator[tuple[Path, str, str, str]]:
    for label, value in official.head_texts.items():
        for line in value.splitlines():
            yield ("official",), label, label, line
    for name in official.recipients:
        yield ("official", "recipients"), "主送机关", "公文.主送机关", name
    for name in official.copies:
        yield ("official", "copies"), "抄送", "公文.抄送", name
    yield ("official", "note"), "附注", "公文.附注", official.note
    yield ("official", "issuer"), "印发机关", "公文.印发机关", official.issuer
    if official.issued_on:
        yield ("official", "issued_on"), "印发日期", "公文.印发日期", chinese_date(official.issued_on)
