"""Signature and date (GB/T 9704-2012, 7.3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banli_report.checks.finding import Finding, doubtful, unknown, wrong
from banli_report.checks.layout.context import Context
from banli_report.checks.layout.rules.page import TEXT_WIDTH
from banli_report.errors import EITHER, ERROR, WARNING, Kind
from banli_report.word.reader.elements import DATE, Element, Labelled
from banli_report.word.reader.view import BODY
from banli_report.words.characters import ems

_TOLERANCE, _RELATION_TOLERANCE = 0.5, 0.75
_WITHOUT_SEAL, _WITH_SEAL = 2, 4
_RULE = "不盖章的，署名右空2字，日期首字比署名首字右移2字（日期较长时日期右空2字）；盖章的，日期右空4字，署名对日期居中"

PROBLEMS = (
    Kind(
        "layout.date-missing",
        EITHER,
        "正文之后找不到成文日期；检查草稿时只提醒。",
        "报告.docx 正文：正文之后没有成文日期",
        "7.3.5",
    ),
    Kind(
        "layout.signature-missing",
        ERROR,
        "正文之后找不到发文机关署名。",
        "报告.docx 正文：正文之后没有发文机关署名",
        "7.3.5",
    ),
    Kind(
        "layout.signature-blank",
        WARNING,
        "署名紧接正文，中间没有空行。",
        "报告.docx 正文 第18段：署名与上文之间没有空行：“某某区人民政府”",
        "7.3.5",
    ),
    Kind(
        "layout.signature-place",
        ERROR,
        "署名和成文日期左右的位置不对；盖章与不盖章的要求不同。",
        "报告.docx 正文 第19段：署名右空3.4字，日期右空3.0字、首字比署名首字右移2.0字：“某某区人民政府”",
        "7.3.5",
    ),
)


@dataclass(frozen=True, slots=True)
class _Extent:
    """How far from the right edge a line's text begins and ends, in characters."""

    begin: float
    end: float

    @property
    def middle(self) -> float:
        return (self.begin + self.end) / 2


def closing_findings(context: Context) -> Iterator[Finding]:
    """Give what is wrong with signature and date."""
    names = list(context.of(Element.SIGNATURE))
    longest = max(names, key=lambda labelled: ems(labelled.text), default=None)
    date = next(context.of(Element.DATE), None)
    told = any(DATE.search(labelled.text) for labelled in context.of(Element.VENUE))
    if date is None and not told:
        yield unknown("date-missing", BODY, "正文之后没有成文日期", "在署名下一行写上日期，如2022年8月30日")
    if not names and not told:
        yield wrong("signature-missing", BODY, "正文之后没有发文机关署名", "在成文日期上一行写上机关名称")
    if longest:
        yield from _blank_above(context, names[0])
        yield from _place(longest, date)


def _blank_above(context: Context, name: Labelled) -> Iterator[Finding]:
    position = context.positions[name.paragraph.number]
    if position and context.labelled[position - 1].element is not Element.BLANK:
        yield doubtful("signature-blank", name.paragraph, "署名与上文之间没有空行", "空一行再署名")


def _place(name: Labelled, date: Labelled | None) -> Iterator[Finding]:
    owner = _extent(name)
    if date is None:
        if abs(owner.end - _WITHOUT_SEAL) > _TOLERANCE:
            message = f"署名右空{owner.end:.1f}字，应为{_WITHOUT_SEAL}字"
            yield wrong("signature-place", name.paragraph, message, "右对齐，右缩进2字")
        return
    day = _extent(date)
    stepped = abs(owner.begin - day.begin - _WITHOUT_SEAL) <= _RELATION_TOLERANCE
    plain = stepped and abs(min(owner.end, day.end) - _WITHOUT_SEAL) <= _TOLERANCE
    sealed = abs(day.end - _WITH_SEAL) <= _TOLERANCE and abs(owner.middle - day.middle) <= 1
    if not (plain or sealed):
        shift = owner.begin - day.begin
        side = "右移" if shift >= 0 else "左移"
        moved = f"首字比署名首字{side}{abs(shift):.1f}字"
        message = f"署名右空{owner.end:.1f}字，日期右空{day.end:.1f}字、{moved}"
        yield wrong("signature-place", name.paragraph, message, _RULE)


def _extent(labelled: Labelled) -> _Extent:
    paragraph = labelled.paragraph
    em, text = paragraph.em, paragraph.text
    tracking = paragraph.spans[0].tracking * len(labelled.text) * 20 / em
    width = ems(labelled.text) + tracking
    whole = TEXT_WIDTH / em
    leading = ems(text[: len(text) - len(text.lstrip())])
    trailing = len(text) - len(text.rstrip("\u3000"))
    left, right = (paragraph.left + paragraph.first) / em + leading, paragraph.right / em + trailing
    if paragraph.align == "right":
        return _Extent(right + width, right)
    if paragraph.align == "center":
        right += (whole - left - right - width) / 2
        return _Extent(right + width, right)
    return _Extent(whole - left, whole - left - width)
