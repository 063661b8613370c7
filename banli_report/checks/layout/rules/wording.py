"""What is written: file numbers, dates, punctuation (GB/T 9704-2012, 7.2.5, 7.3.5.4; GB/T 15834, GB/T 15835)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli_report.checks.finding import Finding, doubtful, wrong
from banli_report.checks.layout.context import Context
from banli_report.errors import ERROR, WARNING, Kind
from banli_report.word.reader.elements import Element, Labelled

_SKIPPED = (Element.BLANK, Element.TABLE)
_NUMBER = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{2,20})\s*(?P<open>[〔\[［(（【])\s*(?P<year>\d{2,4})\s*(?P<unit>年?)\s*"
    r"(?P<close>[〕\]］)）】])\s*(?P<di>第?)\s*(?P<number>\d{1,5})\s*[号號]"
)
_PADDED = re.compile(r"\d{2,4}年0\d月|(?<!\d)0\d月\d{1,2}日|月0\d日")
_NUMERALS = re.compile(
    r"[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?"
)
_PLAIN_DATE = re.compile(r"\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日")
_QUOTED = re.compile(
    r"《[^《》]*》|〈[^〈〉]*〉|(?<![A-Za-z])[A-Za-z]+://\S+|(?<![\w.+-])[\w.+-]+@[\w.]+|(?<![\w\-（）()])[\w\-（）()]+\.(?:docx?|xlsx?|pdf|pptx?|wps|jpg|png|zip|cn|com)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_HAN = r"[\u3007\u3400-\u9fff，。；：！？（）《》“”、]"
_HALF_WIDTH = re.compile(
    rf"(?<={_HAN})[,;:!?()]|[,;:!?()](?={_HAN})|(?<=[\u3400-\u9fff])\.(?=$|\s|[\u3400-\u9fff])"
)
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", ".": "。"}
_ANNEX = re.compile(r"附件\s*(?:\d+\s*)?[:：.]?")
_TITLE_ENDS = "。，；：.,;:"
_AROUND = 5

PROBLEMS = (
    Kind(
        "layout.title-punctuation",
        WARNING,
        "标题末尾一般不加标点。",
        "报告.docx 正文 第1段：标题末尾有标点“。”：“关于建议办理情况的报告。”",
    ),
    Kind(
        "layout.recipients-end",
        ERROR,
        "主送机关之后应标全角冒号。",
        "报告.docx 正文 第14段：主送机关之后是“;”，应为“：”：“市人民政府;”",
        "7.3.2",
    ),
    Kind(
        "layout.number-brackets",
        ERROR,
        "文号的年份应用六角括号“〔〕”括起。",
        "报告.docx 正文 第14段：文号“[2014]46号”的年份用了“[]”，应为六角括号“〔〕”：“国办发[2014]46号”",
        "7.2.5",
    ),
    Kind(
        "layout.number-year",
        ERROR,
        "文号的年份应写全四位，不加“年”。",
        "报告.docx 正文 第14段：文号“〔14〕46号”的年份应为四位数字，不加“年”：“国办发〔14〕46号”",
        "7.2.5",
    ),
    Kind(
        "layout.number-di",
        ERROR,
        "文号的序号前不加“第”。",
        "报告.docx 正文 第14段：文号“〔2014〕第46号”不应有“第”：“国办发〔2014〕第46……”",
        "7.2.5",
    ),
    Kind(
        "layout.number-zero",
        ERROR,
        "文号的序号不编虚位（1不编为01）。",
        "报告.docx 正文 第14段：文号“〔2014〕046号”的序号不应编虚位：“国办发〔2014〕046……”",
        "7.2.5",
    ),
    Kind(
        "layout.date-padding",
        ERROR,
        "日期的月、日不编虚位（1不编为01）。",
        "报告.docx 正文 第7段：日期“2022年08月”的月、日不应编虚位：“2022年08月30日”",
        "7.3.5.4",
    ),
    Kind(
        "layout.date-numerals",
        ERROR,
        "日期应用阿拉伯数字。",
        "报告.docx 正文 第14段：日期“二〇二二年八月三十日”应用阿拉伯数字：“二〇二二年八月三十日起。”",
        "7.3.5.4",
    ),
    Kind(
        "layout.date-form",
        ERROR,
        "成文日期应写全年、月、日。",
        "报告.docx 正文 第20段：成文日期写作“2024-12-01”，应写全年、月、日：“2024-12-01”",
        "7.3.5.4",
    ),
    Kind(
        "layout.half-width",
        ERROR,
        "汉字旁用了半角标点。",
        "报告.docx 正文 第14段：汉字旁用了半角标点“,”，应为“，”：“办理工作,继续做好。”",
        "9；GB/T 15834",
    ),
)


def wording_findings(context: Context) -> Iterator[Finding]:
    """Give file numbers, dates and punctuation that are not written as they must be."""
    for labelled in context.labelled:
        if labelled.element in _SKIPPED:
            continue
        yield from _numbers(labelled)
        yield from _dates(labelled)
        yield from _punctuation(labelled)
        if labelled.element is Element.RECIPIENT and labelled.text[-1] not in "：:":
            message = f"主送机关之后是“{labelled.text[-1]}”，应为“：”"
            yield wrong("recipients-end", labelled.paragraph, message, "改为全角冒号")
        if labelled.element is Element.TITLE and labelled.text[-1] in _TITLE_ENDS:
            message = f"标题末尾有标点“{labelled.text[-1]}”"
            yield doubtful("title-punctuation", labelled.paragraph, message, "删去标题末尾的标点")


def _numbers(labelled: Labelled) -> Iterator[Finding]:
    where = labelled.paragraph
    for found in _NUMBER.finditer(where.text):
        shown = found[0].removeprefix(found["organ"])
        if (found["open"], found["close"]) != ("〔", "〕"):
            message = f"文号“{shown}”的年份用了“{found['open']}{found['close']}”，应为六角括号“〔〕”"
            yield wrong("number-brackets", where, message, "改为〔〕（U+3014、U+3015）", found[0])
        if len(found["year"]) != 4 or found["unit"]:
            message = f"文号“{shown}”的年份应为四位数字，不加“年”"
            yield wrong("number-year", where, message, "年份写全，如〔2022〕", found[0])
        if found["di"]:
            yield wrong("number-di", where, f"文号“{shown}”不应有“第”", "删去“第”", found[0])
        if found["number"].startswith("0"):
            message = f"文号“{shown}”的序号不应编虚位"
            yield wrong("number-zero", where, message, "1不编为01", found[0])


def _dates(labelled: Labelled) -> Iterator[Finding]:
    where, text = labelled.paragraph, labelled.paragraph.text
    padded, numerals = _PADDED.search(text), _NUMERALS.search(text)
    if padded:
        message = f"日期“{padded[0]}”的月、日不应编虚位"
        yield wrong(
            "date-padding", where, message, "写作2022年8月30日", text[max(padded.start() - _AROUND, 0) :]
        )
    if numerals:
        message = f"日期“{numerals[0]}”应用阿拉伯数字"
        yield wrong("date-numerals", where, message, "写作2022年8月30日", text[numerals.start() :])
    if (
        labelled.element is Element.DATE
        and not (padded or numerals)
        and not _PLAIN_DATE.fullmatch(labelled.text)
    ):
        message = f"成文日期写作“{labelled.text}”，应写全年、月、日"
        yield wrong("date-form", where, message, "写作2022年8月30日")


def _punctuation(labelled: Labelled) -> Iterator[Finding]:
    text = labelled.paragraph.text
    plain = _NUMBER.sub(_blank, _QUOTED.sub(_blank, text))
    if labelled.heading.sign:
        begin = len(text) - len(text.lstrip())
        plain = " " * (begin + len(labelled.heading.sign)) + plain[begin + len(labelled.heading.sign) :]
    if labelled.element in (Element.ANNEX_LIST, Element.ANNEX_MARK):
        plain = _ANNEX.sub(_blank, plain, count=1)
    seen = set()
    for found in _HALF_WIDTH.finditer(plain):
        if found[0] not in seen:
            seen.add(found[0])
            message = f"汉字旁用了半角标点“{found[0]}”，应为“{_FULL[found[0]]}”"
            snippet = text[max(found.start() - _AROUND, 0) :]
            yield wrong("half-width", labelled.paragraph, message, "改为全角标点", snippet)


def _blank(found: re.Match[str]) -> str:
    """Cover what is quoted with a character that no rule looks at."""
    return "\x00" * len(found[0])
