"""What the standard asks of each element beside what stands on paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from tests.rendering.page import Char, Line, Page, body, page_number

EM_3, EM_4 = 16 / 72 * 25.4, 14 / 72 * 25.4
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
PITCH = (BOTTOM - TOP) / 22


@dataclass(frozen=True)
class Measure:
    """One figure: the element, the clause, what is asked, what was measured, what may be off, all of one unit."""

    element: str
    clause: str
    asked: float
    measured: float
    allowed: float
    unit: str = "mm"

    @property
    def holds(self) -> bool:
        """Tell whether the measured figure is near enough."""
        return abs(self.asked - self.measured) <= self.allowed


def measures(samples: Mapping[str, tuple[Page, ...]]) -> Iterator[Measure]:
    """Give every figure of the samples' pages."""
    yield from _page(samples["plain"])
    yield from _text(samples["plain"])
    yield from _page_numbers(samples["plain"])
    yield from _head(samples["official"][0])
    yield from _foot(_foot_page(samples["official"]))
    yield from _annex(samples["official"])
    yield from _signatures(samples)
    yield from _joint(samples["joint"][0])
    yield from _letter(samples["letter"][0])


def _joint(page: Page) -> Iterator[Measure]:
    names = [line(page, name) for name in ("规划局", "住房保障局", "财政局")]
    yield Measure("联合行文首个机关上边", "7.2.4", 35, names[0].top - TOP, 2)
    suffix = [char for found in body(page) for char in found.chars if char.text == "件" and char.left > 150]
    middle = (names[0].top + names[-1].bottom) / 2
    yield Measure("“文件”上下居中", "7.2.4", middle, (suffix[0].top + suffix[0].bottom) / 2, 4)
    last_signer, number = line(page, "王某"), line(page, "13号")
    yield Measure("发文字号与最后一个签发人同行", "7.2.6", last_signer.baseline, number.baseline, 0.5)


def _letter(page: Page) -> Iterator[Measure]:
    mark = next(found for found in page.lines if found.text == "某某市自然资源和规划局")
    yield Measure("信函发文机关标志距上页边", "10.1", 30, mark.top, 1)
    rules = sorted((rule for rule in page.rules if rule.colour == "#ff0000"), key=lambda rule: rule.y)
    yield Measure("信函红色双线长", "10.1", 170, rules[0].right - rules[0].left, 1)
    yield Measure("信函第一条双线在标志下", "10.1", 4, rules[0].y - mark.bottom, 1.5)
    yield Measure("信函第二条双线距下页边", "10.1", 20, page.height - rules[-1].y, 1)
    number = line(page, "〔2022〕3号")
    yield Measure("信函发文字号顶格居右", "10.1", RIGHT, number.right, 1)
    yield Measure("信函发文字号距双线", "10.1", 7 / 8 * EM_3, number.top - rules[1].y, 1)


def line(page: Page, text: str) -> Line:
    """Give the first line of a page that holds a text."""
    return next(line for line in body(page) if text in line.text.replace(" ", ""))


def _find(pages: tuple[Page, ...], text: str) -> tuple[Page, Line]:
    for page in pages:
        for found in body(page):
            if text in found.text.replace(" ", ""):
                return page, found
    raise AssertionError(f"no line holds {text}")


def _page(pages: tuple[Page, ...]) -> Iterator[Measure]:
    yield Measure("纸张宽", "5.1", 210, pages[0].width, 0.5)
    yield Measure("纸张高", "5.1", 297, pages[0].height, 0.5)
    full = body(pages[1])
    yield Measure("每面行数", "5.2.4", 22, len(full), 0, "行")
    widest = max(full, key=lambda found: len(found.visible))
    yield Measure("每行字数", "5.2.4", 28, len(widest.visible), 0, "字")
    yield Measure("订口（左边）", "5.2.2", LEFT, widest.left, 1)
    yield Measure("版心右边", "5.2.2", RIGHT, widest.right, 1)
    yield Measure("版心上边至首行字顶", "5.2.2", TOP, full[0].top - (PITCH - EM_3) / 2, 1.5)
    yield Measure("末行字底至版心下边", "5.2.2", BOTTOM, full[-1].bottom + (PITCH - EM_3) / 2, 2.5)
    pitches = [after.baseline - before.baseline for before, after in pairwise(full)]
    yield Measure("行距", "5.2.4", PITCH, sum(pitches) / len(pitches), 0.1)


def _text(pages: tuple[Page, ...]) -> Iterator[Measure]:
    title = line(pages[0], "关于办理")
    yield Measure("标题字号", "7.3.1", 22, title.size, 0.1, "磅")
    yield Measure("标题居中", "7.3.1", (LEFT + RIGHT) / 2, (title.left + title.right) / 2, 1)
    text = line(pages[0], "办理建议提案是")
    yield Measure("正文字号", "7.3.3", 16, text.size, 0.1, "磅")
    yield Measure("正文首行缩进", "7.3.3", LEFT + 2 * EM_3, text.left, 1)
    for level, mark in enumerate(("一、", "（一）", "1.", "（1）"), 1):
        found = line(pages[0], f"{'一二三四'[level - 1]}级标题")
        assert found.text.startswith(mark)
        yield Measure(f"{level}级标题缩进", "7.3.3", LEFT + 2 * EM_3, found.left, 1)
        yield Measure(f"{level}级标题字号", "7.3.3", 16, found.size, 0.1, "磅")


def _page_numbers(pages: tuple[Page, ...]) -> Iterator[Measure]:
    odd, even = page_number(pages[0]), page_number(pages[1])
    assert odd
    assert even
    yield Measure("单页码右空一字", "7.5", RIGHT - EM_4, odd.right, 1)
    yield Measure("双页码左空一字", "7.5", LEFT + EM_4, even.left, 1)
    dash = odd.visible[0]
    # the dash of a face with Han proportions stands in the middle of its square
    yield Measure("页码一字线距版心下边", "7.5", 7, dash.baseline - 0.38 * EM_4 - BOTTOM, 1)
    yield Measure("页码字号", "7.5", 14, odd.size, 0.1, "磅")


def _head(page: Page) -> Iterator[Measure]:
    number, secrecy, urgency = (line(page, text) for text in ("000001", "秘密★1年", "特急"))
    yield Measure("份号在版心首行左边", "7.2.1", LEFT, number.left, 1)
    yield Measure("密级在份号下一行", "7.2.2", PITCH, secrecy.baseline - number.baseline, 0.3)
    yield Measure("紧急程度在密级下一行", "7.2.3", PITCH, urgency.baseline - secrecy.baseline, 0.3)
    masthead = line(page, "文件")
    yield Measure("发文机关标志上边距版心上边", "7.2.4", 35, masthead.top - TOP, 1)
    yield Measure("发文机关标志居中", "7.2.4", (LEFT + RIGHT) / 2, (masthead.left + masthead.right) / 2, 1)
    signed = line(page, "12号")
    yield Measure("发文字号左空一字", "7.2.5", LEFT + EM_3, signed.left, 1)
    yield Measure("签发人右空一字", "7.2.6", RIGHT - EM_3, signed.right, 2)
    (rule,) = (rule for rule in page.rules if rule.colour == "#ff0000")
    yield Measure("红线宽", "7.2.7", 156, rule.right - rule.left, 1)
    yield Measure("红线在发文字号下", "7.2.7", 4, rule.y - signed.bottom - (PITCH - EM_3) / 2, 1)
    title = line(page, "关于办理")
    yield Measure(
        "标题在红线下空二行", "7.3.1", 2 * PITCH, title.top - rule.y - (PITCH - 22 / 72 * 25.4) / 2, 1
    )
    recipients = line(page, "市人民政府：")
    yield Measure("主送机关顶格", "7.3.2", LEFT, recipients.left, 1)


def _foot_page(pages: tuple[Page, ...]) -> Page:
    return _find(pages, "月31日印发")[0]


def _foot(page: Page) -> Iterator[Measure]:
    rules = sorted((rule for rule in page.rules if rule.y > TOP), key=lambda rule: rule.y)[-3:]
    for rule, name, thickness in zip(rules, ("首条", "中间", "末条"), (0.35, 0.25, 0.35), strict=True):
        yield Measure(f"版记{name}分隔线粗", "7.4.1", thickness, rule.thickness, 0.05)
        yield Measure(f"版记{name}分隔线宽", "7.4.1", 156, rule.right - rule.left, 1)
    yield Measure("版记末条线与版心下边重合", "7.4.1", BOTTOM, rules[-1].y, 1)
    copies, issued = line(page, "抄送："), line(page, "印发")
    yield Measure("抄送左空一字", "7.4.2", LEFT + EM_4, copies.left, 1)
    yield Measure("印发机关左空一字", "7.4.3", LEFT + EM_4, issued.left, 1)
    yield Measure("印发日期右空一字", "7.4.3", RIGHT - EM_4, issued.right, 1)
    yield Measure("版记字号", "7.4.2", 14, issued.size, 0.1, "磅")


def _annex(pages: tuple[Page, ...]) -> Iterator[Measure]:
    _, said = _find(pages, "附件：")
    yield Measure("附件说明左空二字", "7.3.4", LEFT + 2 * EM_3, said.left, 1)
    page = next(page for page in pages if body(page) and body(page)[0].text.strip() == "附件")
    mark, title = body(page)[0], line(page, "统计表")
    yield Measure("附件标记在首行左边", "7.3.4", LEFT, mark.left, 1)
    yield Measure("附件标题在第三行", "7.3.4", 2 * PITCH, title.baseline - mark.baseline, 2)
    yield Measure("附件标题居中", "7.3.4", (LEFT + RIGHT) / 2, (title.left + title.right) / 2, 1)


def _signatures(samples: Mapping[str, tuple[Page, ...]]) -> Iterator[Measure]:
    name, day = _signed(samples["plain"], "某某市自然资源和规划局")
    yield Measure("署名右空二字（不盖章）", "7.3.5.2", RIGHT - 2 * EM_3, name.right, 1)
    yield Measure("日期首字在署名首字右二字", "7.3.5.2", name.left + 2 * EM_3, _first(day).left, 1)
    name, day = _signed(samples["short"], "某某局")
    # LibreOffice spaces digits from 年月日 whatever the style says, so its dates are wider
    yield Measure("日期长于署名的，日期右空二字", "7.3.5.2", RIGHT - 2 * EM_3, day.right, 7)
    yield Measure("日期长于署名的，署名首字", "7.3.5.2", _first(day).left - 2 * EM_3, name.left, 1)
    name, day = _signed(samples["sealed"], "某某市自然资源和规划局")
    yield Measure("日期右空四字（盖章）", "7.3.5.1", RIGHT - 4 * EM_3, day.right, 3.5)
    yield Measure(
        "署名居中于日期之上", "7.3.5.1", (day.left + day.right) / 2, (name.left + name.right) / 2, 1
    )


def _signed(pages: tuple[Page, ...], name: str) -> tuple[Line, Line]:
    page, day = _find(pages, "2022年8月30日")
    above = max(
        (found for found in body(page) if found.baseline < day.baseline), key=lambda found: found.baseline
    )
    assert name in above.text
    return above, day


def _first(found: Line) -> Char:
    return found.visible[0]
