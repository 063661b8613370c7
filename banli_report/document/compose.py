"""From prose to the document tree."""

from __future__ import annotations

from dataclasses import replace

from banli_report.document.annexes import annexes_of
from banli_report.document.markup import MarkupError, parse, parse_line
from banli_report.document.official import foot_of, head_of, recipient_lines
from banli_report.document.tree import (
    Contents,
    Document,
    Line,
    Runs,
    Signature,
    text_of,
)
from banli_report.errors import ERROR, NOWHERE, BanliError, Kind, Place, error
from banli_report.figures.compute import Figures
from banli_report.prose.marks import unmarked
from banli_report.prose.render import Prose
from banli_report.results.model import Report
from banli_report.results.official import Official
from banli_report.results.paper import Delivery
from banli_report.results.texts import lines_of
from banli_report.words.placeholders import TAG

_SHOWN = 24
_COMMITTEE = ("常委会", "常务委员会", "主任会议")

PROBLEMS = (
    Kind(
        "document.contents",
        ERROR,
        "目录排不成：有版头的公文首页是版头，正文里没有独占一行的小标题，都没有目录。",
        "report.yaml 第9行 第1列：正文里没有独占一行的一、二级小标题，目录是空的",
    ),
    Kind(
        "document.joint-seal",
        ERROR,
        "几个机关联合盖章，署名的位置要按印章来定，程序排不了。",
        "report.yaml 第60行 第5列：几个机关联合盖章的，署名的位置随各个印章而定，这里排不了",
        "7.3.5.1",
    ),
    Kind(
        "template.markup",
        ERROR,
        "正文的标题、表格或“**”写法不对，排不成文件。",
        "report.yaml 第11行：标题无法编号：标题层次5超出1至4级（共5件建议）",
    ),
)


def document_of(prose: Prose, report: Report, figures: Figures) -> Document:
    """Give the document of a report's prose.

    Args:
        prose: title and body as marked text.
        report: whose agency, session and signature the document carries.
        figures: what its annexes are made of.

    Raises:
        BanliError: the markup cannot be read: headings that cannot be numbered, broken tables, open ``**``.
    """
    title = parse_line(prose.title, prose.marks)
    try:
        blocks = parse(prose.body, prose.marks, prose.numbering)
    except MarkupError as problem:
        text = unmarked(problem.text, prose.marks)
        message = f"{problem}（{text[:_SHOWN]}）"
        place = _place_of(text, report)
        raise BanliError([error("template.markup", place, message, problem.hint)]) from None
    day = report.signature.date
    official = report.official or Official()
    signature = signature_of(report, official)
    made = Document(
        title,
        (*_delivery_lines(report), *recipient_lines(official), *blocks),
        signature if report.is_signed else None,
        head=head_of(official),
        foot=foot_of(official),
        annexes=annexes_of(report.annexes, figures, report.place("annexes")),
        record=tuple(report.disclosure.items()),
        fields=fields_of(report, title, signature),
        day=day.isoformat() if day else "",
    )
    return _with_contents(made, report.place("contents")) if report.contents else made


def fields_of(report: Report, title: Runs, signature: Signature) -> tuple[tuple[str, str], ...]:
    """Give the texts for the tags of a frame."""
    signed = signature if report.is_signed else Signature("")
    return (
        ("标题", text_of(title)),
        ("年度", str(report.year)),
        ("单位", report.agency.full_name),
        ("简称", report.agency.short),
        ("会议", report.session),
        ("署名", signed.name),
        ("日期", signed.date),
        *(report.official or Official()).head_texts.items(),
    )


def _with_contents(document: Document, place: Place | None) -> Document:
    """Put a page of contents before a document's title.

    Raises:
        BanliError: it has a head, which stands on the first page, or no headings to list.
    """
    if document.head:
        message, hint = "有版头的公文首页是版头和标题，前面不排目录", "去掉“目录”，或去掉版头"
    elif not document.listed:
        message = "正文里没有独占一行的一、二级小标题，目录是空的"
        hint = "小标题下面空一行，让它独占一行；或去掉“目录”"
    else:
        return replace(document, contents=Contents())
    raise BanliError([error("document.contents", place, message, hint)])


def signature_of(report: Report, official: Official) -> Signature:
    """Give who signs: the agencies named, or those of a joint masthead, or the one that reports.

    Raises:
        BanliError: several agencies seal a document, whose names then stand wherever their seals do.
    """
    joint = "\n".join(official.agencies) if len(official.agencies) > 1 else ""
    name = report.signature.name or joint or report.agency.full_name
    if official.seal and "\n" in name:
        message = "几个机关联合盖章的，署名的位置随各个印章而定，这里排不了"
        hint = "去掉“用印”，写出后按印章调整；或用“落款”里的“署名”只写一个机关"
        raise BanliError([error("document.joint-seal", report.place("official"), message, hint)])
    note = f"（{official.note}）" if official.note else ""
    return Signature(name, report.signature.date_text, note, official.seal)


def _place_of(text: str, report: Report) -> Place:
    """Give the line of the report file that a piece of the finished text was typed in, if there is one."""
    piece = text.split("\n", maxsplit=1)[0].strip("# ")
    for line, place in lines_of(report):
        words = [word.strip("# ") for word in TAG.split(line)]
        if any(words) and (all(word in text for word in words) or any(piece in word for word in words)):
            return place
    return NOWHERE


def _delivery_lines(report: Report) -> tuple[Line, ...]:
    """Give the lines under the title of a report that is read to a meeting."""
    delivery = report.delivery
    if delivery is None:
        return ()
    lines = [Line("venue", f"——{delivery.date_text}在{delivery.venue}上")]
    if delivery.speaker:
        lines.append(Line("speaker", f"{delivery.post}　{delivery.speaker}".strip()))
    return (*lines, Line("salutation", f"{_salutation(delivery)}："))


def _salutation(delivery: Delivery) -> str:
    """Give whom a report addresses: as it says, or the members of the meeting that it is read to."""
    said = "salutation" in delivery.model_fields_set
    if not said and any(word in delivery.venue for word in _COMMITTEE):
        return "主任、各位副主任、各位委员"
    return delivery.salutation
