"""What a clerk is told of a difference: where, what is printed, what it should be, and what that stands on."""

from __future__ import annotations

from collections.abc import Sequence

from banli_report.checks.against.comparing import STOPS, around
from banli_report.checks.against.numbers import Number
from banli_report.checks.against.pieces import Piece
from banli_report.errors import EITHER, ERROR, WARNING, Kind, Place, Problem, error, warning

_LONG, _SOURCE = 48, 60
_FEW, _MANY = 3, 8
_COMPUTED_HINT = "数以报告为准的，改这里；台账或报告文件有误的，先改那里再核对"
_TYPED_HINT = "手工加的文字不由程序计算，请自己核对"

PROBLEMS = (
    Kind(
        "audit.figure-changed",
        ERROR,
        "文件里印的数同报告现在算出的不一样。",
        "报告.docx 正文 第7段：“共承办代表建议132件”里印的是132，按报告应为133（建议.件数：全部件数；ledger.xlsx 第3—135行）",
    ),
    Kind(
        "audit.figure-removed",
        EITHER,
        "报告里的数文件里没有了；句子还在、件数不见了的是错误，整句删去或只删去占比的是提醒。",
        "报告.docx 正文 第7段：少了“基本满意4件”，其中的4（建议.满意度.基本满意.件数：满意度为“基本满意”的件数；ledger.xlsx 第36行）没有了",
    ),
    Kind(
        "audit.figure-moved",
        WARNING,
        "一个数从原来的句子移到了别处，数没有变。",
        "报告.docx 正文 第9段：133（建议.件数：全部件数；ledger.xlsx 第3—135行）从“共承办代表建议133件”移到了“共办理133件”",
    ),
    Kind(
        "audit.figure-added",
        EITHER,
        "报告的句子或表格里多了报告没有的数；是件数、占比的，各项就加不上，是错误，其他的是提醒。",
        "报告.docx 正文 第7段：“其中联名15件”里的15，报告里没有",
    ),
    Kind(
        "audit.claim-changed",
        ERROR,
        "句子对办理结果的说法（全部满意、持平、增加、均未答复等）同报告现在的不一样。",
        "报告.docx 正文 第7段：“代表全部满意”，按报告现在应写“满意129件，基本满意4件”",
    ),
    Kind(
        "audit.value-changed",
        ERROR,
        "一览表里的编号、类别、结果、满意度等同台账不一样。",
        "报告.docx 正文 第190段：“关于加宽人民路的建议”一行“满意度”一栏印的是“满意”，台账是“基本满意”",
    ),
    Kind(
        "audit.row-added",
        ERROR,
        "统计表、一览表里多了报告没有的行。",
        "报告.docx 正文 第264段：表格里多了报告没有的行：“11　66　关于恢复跃进渠生态补水的建议　河湖管护”",
    ),
    Kind(
        "audit.text-changed",
        WARNING,
        "文字同报告的不一样。",
        "报告.docx 正文 第12段：文字不同：报告是“先后帮助6家企业”，文件是“先后帮助8家企业”",
    ),
    Kind(
        "audit.text-added",
        WARNING,
        "有报告里没有的文字。",
        "报告.docx 正文 第13段：报告里没有这些文字：“全年召开座谈会12次。”，其中的数字有12",
    ),
    Kind(
        "audit.text-removed",
        WARNING,
        "报告里的文字文件里没有了。",
        "报告.docx 正文 第13段：这里或后面少了报告里的文字：“推动落实率进一步提高。”",
    ),
    Kind(
        "audit.other-document",
        ERROR,
        "文件里几乎没有一句是这份报告的，多半拿错了文件或报告。",
        "总结.docx：报告的62句里，文件里只找到1句，多半不是同一份",
    ),
)


def quoted(text: str) -> str:
    """Give a text in quotes, shortened where it is long."""
    return f"“{text[: _LONG - 2]}……”" if len(text) > _LONG else f"“{text}”"


def origin(number: Number) -> str:
    """Say what a figure is and what it stands on, or nothing."""
    if number.note is None:
        return ""
    source = number.note.source
    shown = f"{source[:_SOURCE]}……" if len(source) > _SOURCE else source
    return f"（{'；'.join(filter(None, (f'{number.note.name}：{number.note.formula}', shown)))}）"


def changed(place: Place, where: str, due: Number, found: Number) -> Problem:
    """Tell of a figure that is printed otherwise."""
    if not due.is_known:
        message = f"{where}印的是{found.text}，报告里这个数还没有填{origin(due)}"
        return error("audit.figure-changed", place, message, "把数填进台账或报告文件，由程序写出")
    message = f"{where}印的是{found.text}，按报告应为{due.text}{origin(due)}"
    return error("audit.figure-changed", place, message, _COMPUTED_HINT)


def lost(place: Place, where: str, number: Number, piece: Piece) -> Problem:
    """Tell of a figure that is gone though the words around it stayed."""
    message = f"{where}没有了{number.text}{origin(number)}，按报告是“{around(number, piece)}”"
    return error("audit.figure-removed", place, message, _COMPUTED_HINT)


def shortened(place: Place, piece: Piece) -> Problem:
    """Tell of a part that is gone from a sentence or table that stayed: without a count, its parts do not add up."""
    tell = warning if all(number.is_share for number in piece.figures) else error
    message = f"少了{quoted(piece.text)}，其中的{_listed(piece.figures)}没有了"
    return tell("audit.figure-removed", place, message, "有意不写的，在报告文件或模板里改，数才仍然加得上")


def removed(place: Place, text: str, figures: Sequence[Number]) -> Problem:
    """Tell of what is gone whole."""
    if figures:
        message = f"这里或后面少了报告里的整句（整段、整表）：{quoted(text)}，其中的数字有{_texts(figures)}"
        return warning("audit.figure-removed", place, message, "有意删去的，可以不管")
    message = f"这里或后面少了报告里的文字：{quoted(text)}"
    return warning("audit.text-removed", place, message, "有意删去的，可以不管")


def moved(place: Place, number: Number, piece: Piece, target: Piece) -> Problem:
    """Tell of a figure that stands in another sentence now."""
    old, new = quoted(piece.text.strip(STOPS)), quoted(target.text.strip(STOPS))
    message = f"{number.text}{origin(number)}从{old}移到了{new}"
    return warning("audit.figure-moved", place, message, "看看说的还是不是同一回事")


def gained(place: Place, where: str, numbers: Sequence[Number], *, wrong: bool) -> Problem:
    """Tell of numbers that are new in a sentence or table of the report; wrong ones count what the report counts."""
    message = f"{where}的{_texts(numbers)}，报告里没有"
    if wrong:
        hint = "删去；要写的数，在报告文件的正文里用名称写，由程序算出"
        return error("audit.figure-added", place, message, hint)
    return warning("audit.figure-added", place, message, _TYPED_HINT)


def added_rows(place: Place, text: str) -> Problem:
    """Tell of new rows in a table that counts or lists items."""
    message = f"表格里多了报告没有的行：{quoted(text)}"
    return error("audit.row-added", place, message, "删去；确有这一件的，先补进台账（不公开的件不列入）")


def claimed(place: Place, found: str, due: str, figures: Sequence[Number]) -> Problem:
    """Tell of a sentence that says of results what the report does not."""
    message = f"{quoted(found)}，按报告现在应写{quoted(due)}{origin(figures[0]) if figures else ''}"
    return error("audit.claim-changed", place, message, _COMPUTED_HINT)


def value_changed(place: Place, label: str, found: str, due: str) -> Problem:
    """Tell of a cell in a list of items that does not say what the ledger says."""
    message = f"{label}印的是{quoted(found)}，台账是{quoted(due)}"
    return error("audit.value-changed", place, message, "改成台账的；台账有误的，先改台账再核对")


def reworded(place: Place, changes: Sequence[tuple[str, str]]) -> Problem:
    """Tell of words that were changed in a paragraph."""
    message = f"文字不同：{'；'.join(map(_change, changes[:_FEW]))}"
    if len(changes) > _FEW:
        message += f"等{len(changes)}处"
    return warning("audit.text-changed", place, message, _TYPED_HINT)


def added(place: Place, text: str, numbers: Sequence[Number], paragraphs: int) -> Problem:
    """Tell of what is new."""
    several = f"等{paragraphs}段" if paragraphs > 1 else ""
    named = f"，其中的数字有{_texts(numbers)}" if numbers else ""
    message = f"报告里没有这些文字：{quoted(text)}{several}{named}"
    return warning("audit.text-added", place, message, _TYPED_HINT)


def other_document(place: Place, sentences: int, found: int) -> Problem:
    """Tell that a file is not of this report at all."""
    message = f"报告的{sentences}句里，文件里只找到{found}句，多半不是同一份"
    return error("audit.other-document", place, message, "看看文件和报告文件是不是拿错了")


def _change(change: tuple[str, str]) -> str:
    before, after = change
    if not before:
        return f"文件多了{quoted(after)}"
    if not after:
        return f"文件少了{quoted(before)}"
    return f"报告是{quoted(before)}，文件是{quoted(after)}"


def _texts(numbers: Sequence[Number]) -> str:
    shown = "、".join(number.text for number in numbers[:_MANY])
    return f"{shown}等{len(numbers)}个" if len(numbers) > _MANY else shown


def _listed(figures: Sequence[Number]) -> str:
    shown = "、".join(f"{number.text}{origin(number)}" for number in figures[:_FEW])
    return f"{shown}等{len(figures)}个" if len(figures) > _FEW else shown
