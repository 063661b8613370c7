"""What is known of numbers in prose, as data: units, words around a number, and what is never a count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Exclusion(NamedTuple):
    """Something with digits that is no count: what it is, and the pattern that finds it in a clean text."""

    name: str
    pattern: str


_CHINESE = "零〇一二三四五六七八九十百"
EXCLUSIONS = (
    Exclusion("书名", r"《[^《》]{0,80}》"),
    Exclusion("引号里的名称", r"“[^“”]{0,24}”|「[^「」]{0,24}」|‘[^‘’]{0,24}’|\"[^\"]{0,24}\""),
    Exclusion("网址、邮箱", r"(?<![A-Za-z])https?://[\x21-\x7e]{1,200}|[\w.]{1,40}@[\w.]{1,40}"),
    Exclusion(
        "日期",
        r"(?<!\d)\d{1,4}[年/.-]\d{1,2}[月/.-]\d{1,2}日?(?!\d)|(?<!\d)\d{8}日"
        r"|(?<![\d.])(?:\d{2,4}|\d{1,3}[x×X*]{1,2})(?:[—–~至-](?:\d{2,4})?)?年(?:度|初|底|末|来|代|间|以来)?"
        r"(?:\d{1,2}月)?(?:\d{1,2}日)?"
        r"|(?<![\d.])\d{1,2}月(?:份|底|初|末|上旬|中旬|下旬)?(?:(?:\d{1,2}日?)?[—–~至-](?:\d{1,2}月)?)?(?:\d{1,2}日)?"
        r"|(?<![\d.])\d{1,2}日(?:[—–~至-]\d{1,2}日)?|(?<!\d)(?:19|20)\d{2}[—–~至-](?:19|20)?\d{2}(?![\d.%])",
    ),
    Exclusion("时刻", r"(?<!\d)\d{1,2}(?:时|点)(?:\d{1,2}分|整|半|许)?(?![\d])|(?<!\d)\d{1,2}:\d{2}(?!\d)"),
    Exclusion(
        "期限", r"(?<!\d)\d{1,4}个?(?:工作日|自然日|天|小时|分钟|个月|星期|周岁|周年|岁|年)|\d{1,2}周(?!年)"
    ),
    Exclusion(
        "届次、序数",
        rf"第\d{{1,6}}(?:[届次期批号章条款项页季周名位个件期轮]|$)?|(?<!\d)\d{{1,3}}届|第[{_CHINESE}]{{1,6}}",
    ),
    Exclusion(
        "层次序数", r"(?<![^\n。；;:])[(]?\d{1,2}(?:[)、]|\.(?!\d))|[一二三四五六七八九十]{1,2}(?=是|要|来)"
    ),
    Exclusion(
        "文号、编号",
        r"[〔\[(]\d{2,4}[〕\])]第?\d{1,6}号|(?<!\d)\d{1,6}号|(?<!\d)\d{4,20}/\d{2,4}[-—]\d{1,8}"
        r"|(?<![A-Za-z])[A-Za-z]{1,12}[-—]?\d{1,20}(?![\d件条])|(?<![\d.])\d{1,15}[A-Za-z]{1,12}(?![A-Za-z])",
    ),
    Exclusion(
        "热线、电话",
        r"(?<!\d)(?:0\d{2,3}[-—]\d{7,8}|1[3-9]\d{9}|12345)(?![\d件条项%])|(?<!\d)\d{3,5}(?=热线|电话|平台)",
    ),
    Exclusion(
        "附件、图表号",
        rf"(?:附件|附表|附图|表|图)(?:\d{{1,3}}|[{_CHINESE}]{{1,3}})(?![\d件条项%.张份票个家人次])",
    ),
    Exclusion("比值", r"(?<!\d)\d{1,4}:\d{1,4}(?!\d)|(?<!\d)\d{1,4}/\d{1,4}(?!\d)"),
    Exclusion("长编号", r"\d{16,}"),
)
"""What is left out before numbers are looked for, in this order."""

UNITS: Mapping[str, str] = {
    **dict.fromkeys(("件", "条"), "件"),
    **dict.fromkeys(("票", "张", "份"), "票"),
    **dict.fromkeys(("人", "名", "位"), "人"),
    **dict.fromkeys(("元", "万元", "亿元"), "元"),
    **{unit: unit for unit in ("项", "家", "个", "封", "篇", "户", "公里")},
    **dict.fromkeys(("件次", "人次", "场次", "次", "轮次", "批次", "户次"), ""),
    **dict.fromkeys(("平方米", "平方公里", "亩", "公顷", "米", "厘米", "千米", "吨", "公斤", "度"), ""),
    **dict.fromkeys(
        ("栋", "套", "辆", "台", "处", "级", "类", "大类", "倍", "成", "期", "批", "字", "页"), ""
    ),
}
"""Each unit with the family in which its counts may be added and divided; no family for those that are left alone."""

SPELT_UNITS = ("件", "条", "项")
"""Units before which a number in Chinese numerals is a count."""
PERCENT = "%"
POINTS = ("个百分点", "百分点")
MONEY = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
SCALES = {"百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}

ABOUT_BEFORE = (
    *("约", "大约", "大概", "约为", "约占", "近", "将近", "接近", "估计", "预计"),
    *("超过", "超", "逾", "突破", "高于", "低于", "大于", "小于", "不到", "不足", "最多"),
    *("不低于", "不少于", "不高于", "不超过", "至少", "力争", "确保"),
)
"""Words before a number that say that it is not exact, a bound, or a target."""
MORE = ("余", "多", "来")
"""Words between a number and its unit that say that it is not exact."""
ABOUT_AFTER = ("左右", "上下", "以上", "以下", "以内", "之多", "有余")
"""Words after a number and its unit that say that it is not exact, or a bound."""
COARSE = ("约", "大约", "大概", "近", "将近", "接近", "左右", "上下", "约占", "约为")
"""Words that excuse the last place of a share."""
