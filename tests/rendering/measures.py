"""What the standard asks of each element beside what stands on paper."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from tests.rendering.page import Char, Line, Page, body, page_number
from tests.rendering.proof import BOTTOM, EM_3, EM_4, LEFT, PITCH, RIGHT, TOP

Pages: TypeAlias = tuple[Page, ...]
LEADING = (PITCH - EM_3) / 2
"""What a line of the text has above and below its characters."""
BASELINE = PITCH * 4 / 5
"""How far below its top a line of fixed height has its baseline, in Word as in LibreOffice."""


@dataclass(frozen=True)
class Measure:
    """One figure: the element, the clause, what is asked, what was measured, what may be off, all of one unit."""

    element: str
    clause: str
    asked: float
    measured: float
    allowed: float
    unit: str = "mm"
    page: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether the measured figure is near enough."""
        return abs(self.asked - self.measured) <= self.allowed


def measures(samples: Mapping[str, Pages]) -> Iterator[Measure]:
    """Give every figure of the samples' pages."""
    for page, measure_all in _parts(samples):
        for found in measure_all(page):
            yield replace(found, page=page.name)


def measured(samples: Mapping[str, Pages]) -> dict[str, Measure]:
    """Give by element what can be measured of pages that another engine set: it may draw some things in other ways."""
    made: dict[str, Measure] = {}
    with suppress(RuntimeError, ValueError, IndexError):
        for page, measure_all in _parts(samples):
            with suppress(RuntimeError, ValueError, IndexError, AssertionError):
                for found in measure_all(page):
                    made.setdefault(found.element, found)
    return made


def _parts(samples: Mapping[str, Pages]) -> Iterator[tuple[Page, Callable[[Page], Iterator[Measure]]]]:
    plain, official, sideways = samples["plain"], samples["official"], samples["sideways"]
    yield plain[1], _full_page
    yield plain[0], _text
    yield plain[0], _odd_number
    yield plain[1], _even_number
    yield _with(plain, "表1"), _table
    yield _with(plain, "2022年8月30日"), _signature
    yield _with(samples["short"], "2022年8月30日"), _short_signature
    yield samples["sealed"][0], _downward_head
    yield _with(samples["sealed"], "2022年8月30日"), _sealed_signature
    yield official[0], _head
    yield _with(official, "附件："), _annex_list
    yield _with(official, "联系人"), _note
    yield _with(official, "统计表", last=True), _annex
    yield _with(official, "月31日印发"), _foot
    yield samples["joint"][0], _joint
    yield samples["letter"][0], _letter
    yield samples["letter"][1], _second_letter_page
    yield _with(samples["letter"], "抄送："), _letter_foot
    yield _with(sideways, "附件："), _annexes_list
    first, second = (page for page in sideways if page.width > page.height)
    yield first, _sideways
    yield first, _sideways_odd if sideways.index(first) % 2 == 0 else _sideways_even
    yield second, _sideways_odd if sideways.index(second) % 2 == 0 else _sideways_even


def line(page: Page, text: str) -> Line:
    """Give the first line of a page that holds a text."""
    return next(line for line in body(page) if text in line.text.replace(" ", ""))


def _with(pages: Pages, text: str, *, last: bool = False) -> Page:
    """Give the first or last page that holds a text."""
    found = [page for page in pages if any(text in each.text.replace(" ", "") for each in body(page))]
    return found[-1 if last else 0]


def _above(page: Page, below: Line) -> Line:
    higher = (found for found in body(page) if found.baseline < below.baseline)
    return max(higher, key=lambda found: found.baseline)


def _middle(found: Line) -> float:
    return (found.left + found.right) / 2


def _full_page(page: Page) -> Iterator[Measure]:
    yield Measure("纸张宽", "5.1", 210, page.width, 0.5)
    yield Measure("纸张高", "5.1", 297, page.height, 0.5)
    full = body(page)
    yield Measure("每面行数", "5.2.3", 22, len(full), 0, "行")
    widest = max(full, key=lambda found: len(found.visible))
    yield Measure("每行字数", "5.2.3", 28, len(widest.visible), 0, "字")
    yield Measure("订口（左边）", "5.2.1", LEFT, widest.left, 1)
    yield Measure("版心右边", "5.2.1", RIGHT, widest.right, 1)
    yield Measure("天头（首行上边）", "5.2.1", TOP, full[0].baseline - BASELINE, 1)
    yield Measure("版心下边（末行下边）", "5.2.1", BOTTOM, full[-1].baseline - BASELINE + PITCH, 1)
    pitches = [after.baseline - before.baseline for before, after in pairwise(full)]
    yield Measure("行距", "5.2.3", PITCH, sum(pitches) / len(pitches), 0.1)


def _text(page: Page) -> Iterator[Measure]:
    title = line(page, "关于办理")
    yield Measure("标题字号", "7.3.1", 22, title.size, 0.1, "磅")
    yield Measure("标题居中", "7.3.1", (LEFT + RIGHT) / 2, _middle(title), 1)
    text = line(page, "办理建议提案是")
    yield Measure("正文字号", "7.3.3", 16, text.size, 0.1, "磅")
    yield Measure("正文首行缩进", "7.3.3", LEFT + 2 * EM_3, text.left, 1)
    for level, mark in enumerate(("一、", "（一）", "1.", "（1）"), 1):
        found = line(page, f"{'一二三四'[level - 1]}级标题")
        assert found.text.startswith(mark)
        yield Measure(f"{level}级标题缩进", "7.3.3", LEFT + 2 * EM_3, found.left, 1)
        yield Measure(f"{level}级标题字号", "7.3.3", 16, found.size, 0.1, "磅")


def _number(page: Page) -> Line:
    found = page_number(page)
    assert found
    return found


def _odd_number(page: Page) -> Iterator[Measure]:
    odd = _number(page)
    yield Measure("单页码右空一字", "7.5", RIGHT - EM_4, odd.right, 1)
    # the dash of a face with Han proportions stands in the middle of its square
    dash = odd.visible[0].baseline - 0.38 * EM_4
    yield Measure("页码一字线距版心下边", "7.5", 7, dash - BOTTOM, 1)
    yield Measure("页码字号", "7.5", 14, odd.size, 0.1, "磅")


def _even_number(page: Page) -> Iterator[Measure]:
    yield Measure("双页码左空一字", "7.5", LEFT + EM_4, _number(page).left, 1)


def _table(page: Page) -> Iterator[Measure]:
    caption, head = line(page, "表1"), line(page, "类别")
    yield Measure("表题居中", "—", (LEFT + RIGHT) / 2, _middle(caption), 1)
    yield Measure("表格文字字号", "—", 12, head.size, 0.1, "磅")
    rules = [rule for rule in page.rules if caption.baseline < rule.y < head.baseline]
    yield Measure("表格宽", "5.2.1", RIGHT - LEFT, max(rule.right for rule in rules) - rules[0].left, 1)


def _head(page: Page) -> Iterator[Measure]:
    number, secrecy, urgency = (line(page, text) for text in ("000001", "秘密★1年", "特急"))
    yield Measure("份号在版心首行左边", "7.2.1", LEFT, number.left, 1)
    yield Measure("密级在份号下一行", "7.2.2", PITCH, secrecy.baseline - number.baseline, 0.3)
    yield Measure("紧急程度在密级下一行", "7.2.3", PITCH, urgency.baseline - secrecy.baseline, 0.3)
    masthead = line(page, "文件")
    yield Measure("发文机关标志上边距版心上边", "7.2.4", 35, masthead.top - TOP, 1)
    yield Measure("发文机关标志居中", "7.2.4", (LEFT + RIGHT) / 2, _middle(masthead), 1)
    signed = line(page, "12号")
    yield Measure("发文字号左空一字", "7.2.5", LEFT + EM_3, signed.left, 1)
    yield Measure("签发人右空一字", "7.2.6", RIGHT - EM_3, signed.right, 1)
    (rule,) = (rule for rule in page.rules if rule.colour == "#ff0000")
    yield Measure("红线宽", "7.2.7", 156, rule.right - rule.left, 1)
    yield Measure("红线在发文字号下", "7.2.7", 4, rule.y - signed.bottom - LEADING, 1)
    title, recipients = line(page, "关于办理"), line(page, "市人民政府：")
    above_title = title.top - rule.y - (PITCH - 22 / 72 * 25.4) / 2
    yield Measure("标题在红线下空二行", "7.3.1", 2 * PITCH, above_title, 1)
    last = _above(page, recipients)
    yield Measure("主送机关在标题下空一行", "7.3.2", 2 * PITCH, recipients.baseline - last.baseline, 1)
    yield Measure("主送机关顶格", "7.3.2", LEFT, recipients.left, 1)


def _downward_head(page: Page) -> Iterator[Measure]:
    number = line(page, "15号")
    yield Measure("发文字号居中（没有签发人）", "7.2.5", (LEFT + RIGHT) / 2, _middle(number), 1)
    masthead = _above(page, number)
    above = number.baseline - BASELINE - masthead.bottom
    yield Measure("发文字号在标志下空二行", "7.2.5", 2 * PITCH, above, 1)


def _foot(page: Page) -> Iterator[Measure]:
    rules = sorted((rule for rule in page.rules if rule.y > TOP), key=lambda rule: rule.y)[-3:]
    for rule, name, thickness in zip(rules, ("首条", "中间", "末条"), (0.35, 0.25, 0.35), strict=True):
        yield Measure(f"版记{name}分隔线粗", "7.4.1", thickness, rule.thickness, 0.05)
        yield Measure(f"版记{name}分隔线宽", "7.4.1", 156, rule.right - rule.left, 1)
    yield Measure("版记末条线与版心下边重合", "7.4.1", BOTTOM, rules[-1].y, 1)
    copies, issued = line(page, "抄送："), line(page, "印发")
    yield Measure("抄送左空一字", "7.4.2", LEFT + EM_4, copies.left, 1)
    hanging = next(found for found in body(page) if found.baseline > copies.baseline + 1)
    yield Measure("抄送回行与冒号后对齐", "7.4.2", LEFT + 4 * EM_4, hanging.left, 1)
    yield Measure("印发机关左空一字", "7.4.3", LEFT + EM_4, issued.left, 1)
    yield Measure("印发日期右空一字", "7.4.3", RIGHT - EM_4, issued.right, 1)
    yield Measure("版记字号", "7.4.2", 14, issued.size, 0.1, "磅")
    shown = int("".join(filter(str.isdigit, _number(page).text)))
    yield Measure("版记在双页（页码除以2的余数）", "7.4", 0, shown % 2, 0, "")


def _annex_list(page: Page) -> Iterator[Measure]:
    said = line(page, "附件：")
    yield Measure("附件说明左空二字", "7.3.4", LEFT + 2 * EM_3, said.left, 1)
    yield Measure(
        "附件说明在正文下空一行", "7.3.4", 2 * PITCH, said.baseline - _above(page, said).baseline, 1
    )


def _annexes_list(page: Page) -> Iterator[Measure]:
    first, second = line(page, "附件：1."), line(page, "2.")
    one = next(char for char in first.visible if char.text == "1")
    yield Measure("附件顺序号上下对齐", "7.3.4", one.left, second.left, 1)


def _note(page: Page) -> Iterator[Measure]:
    note, day = line(page, "联系人"), line(page, "2022年8月30日")
    yield Measure("附注左空二字", "7.3.6", LEFT + 2 * EM_3, note.left, 1)
    yield Measure("附注在成文日期下一行", "7.3.6", PITCH, note.baseline - day.baseline, 0.3)


def _annex(page: Page) -> Iterator[Measure]:
    mark, title = body(page)[0], line(page, "统计表")
    yield Measure("附件标记在首行左边", "7.3.7", LEFT, mark.left, 1)
    yield Measure("附件标题在第三行", "7.3.7", 2 * PITCH, title.baseline - mark.baseline, 1)
    yield Measure("附件标题居中", "7.3.7", (LEFT + RIGHT) / 2, _middle(title), 1)


def _sideways(page: Page) -> Iterator[Measure]:
    """Measure a page on its side: what is its top is the binding edge of the upright paper (7.4)."""
    mark = body(page)[0]
    yield Measure("横排首行上边距订口", "8", LEFT, mark.baseline - BASELINE, 1)
    yield Measure("横排版心左边", "8", page.width - BOTTOM, mark.left, 1)
    widest = max((rule.right for rule in page.rules), default=0)
    yield Measure("横排表格右边", "8", page.width - TOP, widest, 1)


def _sideways_odd(page: Page) -> Iterator[Measure]:
    last = page.turned[-1]
    yield Measure("横排单页码右空一字（按竖排的纸）", "8", RIGHT - EM_4, last.bottom, 1)
    yield _sideways_dash(page, "单")


def _sideways_even(page: Page) -> Iterator[Measure]:
    first = page.turned[0]
    yield Measure("横排双页码左空一字（按竖排的纸）", "8", LEFT + EM_4, first.top, 1)
    yield _sideways_dash(page, "双")


def _sideways_dash(page: Page, side: str) -> Measure:
    dash = page.width - page.turned[0].baseline - 0.38 * EM_4
    return Measure(f"横排{side}页码一字线距版心下边（按竖排的纸）", "8", 7, dash - BOTTOM, 1)


def _signed(page: Page) -> tuple[Line, Line]:
    day = line(page, "2022年8月30日")
    return _above(page, day), day


def _first(found: Line) -> Char:
    return found.visible[0]


def _spaced(found: Line) -> float:
    """Give the spaces that LibreOffice puts between digits and 年月日, though the styles of dates say that none are."""
    pairs = pairwise(found.visible)
    return sum(
        b.left - a.right for a, b in pairs if a.text.isascii() != b.text.isascii() and b.left > a.right
    )


def _signature(page: Page) -> Iterator[Measure]:
    name, day = _signed(page)
    yield Measure("署名右空二字（不盖章）", "7.3.5.2", RIGHT - 2 * EM_3, name.right, 1)
    yield Measure("日期首字在署名首字右二字", "7.3.5.2", name.left + 2 * EM_3, _first(day).left, 1)


def _short_signature(page: Page) -> Iterator[Measure]:
    name, day = _signed(page)
    right = day.right - _spaced(day)
    yield Measure("日期长于署名的，日期右空二字", "7.3.5.2", RIGHT - 2 * EM_3, right, 1)
    yield Measure("日期长于署名的，署名首字", "7.3.5.2", _first(day).left - 2 * EM_3, name.left, 1)


def _sealed_signature(page: Page) -> Iterator[Measure]:
    name, day = _signed(page)
    right = day.right - _spaced(day) / 2  # it is centred
    yield Measure("日期右空四字（盖章）", "7.3.5.1", RIGHT - 4 * EM_3, right, 1)
    yield Measure("署名居中于日期之上", "7.3.5.1", _middle(day), _middle(name), 1)


def _joint(page: Page) -> Iterator[Measure]:
    names = [line(page, name) for name in ("规划局", "住房保障局", "财政局")]
    yield Measure("联合行文首个机关上边", "7.2.4", 35, names[0].top - TOP, 1)
    suffix = [char for found in body(page) for char in found.chars if char.text == "件" and char.left > 150]
    middle = (names[0].top + names[-1].bottom) / 2
    yield Measure("“文件”上下居中", "7.2.4", middle, (suffix[0].top + suffix[0].bottom) / 2, 1)
    last_signer, number = line(page, "王某"), line(page, "13号")
    yield Measure("发文字号与最后一个签发人同行", "7.2.6", last_signer.baseline, number.baseline, 0.5)


def _letter(page: Page) -> Iterator[Measure]:
    mark = next(found for found in page.lines if found.text == "某某市自然资源和规划局")
    yield Measure("信函发文机关标志距上页边", "10.1", 30, mark.top, 1)
    rules = sorted((rule for rule in page.rules if rule.colour == "#ff0000"), key=lambda rule: rule.y)
    yield Measure("信函红色双线长", "10.1", 170, rules[0].right - rules[0].left, 1)
    yield Measure("信函第一条双线在标志下", "10.1", 4, rules[0].y - mark.bottom, 1)
    yield Measure("信函第二条双线距下页边", "10.1", 20, page.height - rules[-1].y, 1)
    number = line(page, "〔2022〕3号")
    yield Measure("信函发文字号顶格居右", "10.1", RIGHT, number.right, 1)
    lowest = max(rule.y for rule in rules if rule.y < number.top)
    yield Measure("信函发文字号距双线", "10.1", 7 / 8 * EM_3, number.top - lowest, 1)
    yield Measure("信函首页页码个数", "10.1", 0, int(page_number(page) is not None), 0, "个")


def _second_letter_page(page: Page) -> Iterator[Measure]:
    yield Measure("信函第2面页码左空一字", "10.1", LEFT + EM_4, _number(page).left, 1)


def _letter_foot(page: Page) -> Iterator[Measure]:
    copies = line(page, "抄送：")
    yield Measure("信函抄送在版心末行", "10.1", BOTTOM, copies.baseline - BASELINE + PITCH, 1)
    yield Measure("信函抄送左空一字", "10.1", LEFT + EM_4, copies.left, 1)
