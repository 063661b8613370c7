"""What says of an item that it is not public, wherever an office writes it: columns of secrecy, marks, remarks.

A column of openness is only the usual place. Whatever closes an item elsewhere closes it too, so that no list and
no sentence names it; only words whose direction is certain are read so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Literal

from banli_report.words.columns import COLUMNS
from banli_report.words.vocabulary import plain

Said = Literal["closed", "open", "unclear"]
_Asks = Literal["secrecy", "online", ""]

_KIND = "(?:建议|提案|议案|文件|件)"
_LEVEL = re.compile(
    rf"(?:知悉|阅知|传阅)范围|敏感(?:程度|等级|级别|度)|{_KIND}?(?:国家)?(?:秘密|保密|涉密|定密|密)(?:等级|级别|程度|级)(?:[及和与]期限)?"
)
_SECRET = re.compile(
    r"(?:是否|是不是|有无)?(?:属于?|为|系|含|涉及|需要?|应当?)?(?:国家|工作|商业)?"
    r"(?:涉密|秘密|密件|密|机要件|保密|定密|敏感|涉敏|内部(?:件|掌握|使用|事项)?)"
    rf"(?:{_KIND}|情况|与否|信息|事项|内容|属性|标识|标记)?"
)
_PUBLISH = "(?:上网|公示|公布|发布|挂网|对外)"
_WITHHELD = re.compile(rf"(?:是否)?(?:暂?不|免)[予宜于可能得]?{_PUBLISH}(?:公布|公示|发布)?")
_ONLINE = re.compile(
    rf"(?:是否|能否|可否)?(?:已|可以?|能|宜|同意)*(?:网上|网站|向社会)?{_PUBLISH}"
    r"(?:公布|公示|发布)?(?:情况|与否)?"
)
_LIKE_SECRECY = re.compile(
    "^(?!.*(?:审查|审核|日期|时间|人|编号|文号|科室|单位|部门|机构|协议|承诺|电话|责任))"
    ".*(?:涉密|保密|密级|脱密|解密|降密|秘密|机密)"
)
_YES = re.compile(r"是|[√✓✔]|有|涉|属|内部|秘|机密|绝密|工作秘密|商业秘密|敏感|密|保密|高|y|true|1$")
_NO = re.compile(
    r"否|不|非|[×✗]|无|未|没|普|一般|公开|平|低|n|false|0$|[-/\\—―]+$|(?:可以?|能|主动|同意|全文|摘要)公开"
)
_NOT_ONLINE = re.compile(r"否|不|[×✗]|无|未|没|暂|免|待|拟|依申请|n|false|0$|[-/\\—―]+$")

_OUT = "(?:公开|公布|公示|发布|上网|外传|外泄|扩散)"
_NOT_OUT = (
    r"(?:(?:拟|暂|应|建议)?(?:暂?缓|不(?:予|宜|便|能|可以?|同意|愿意?|想|希望|要|得|适合|适宜|应|作)?|非|未予?|免[于予])|依申请|请?勿|禁止|严禁)"
    rf"(?:对外|向社会|主动|在?网上|上网)*{_OUT}"
)
_SECRECY_WORD = (
    r"(?:涉密|涉及?(?:国家|工作|商业)(?:秘密|机密)|(?:国家|工作|商业)?(?:秘密|机密|绝密)(?:★.{0,4})?|密件|机要件|保密|涉敏"
    r"|涉及?(?:个人|公民|他人)?隐私|内部(?:件|资料|文件|掌握|使用|参考|传阅)|仅[供限]内部.{0,4})"
)
_LED_BY = (
    r"(?:(?:本|此|该)(?:件|建议|提案|议案|案|条)|建议|提案|议案|内容|复文|答复(?:意见|内容|件)?|标题|全文|原则上|均|都|故"
    r"|所以|因此|已|应当?|须|需|请|拟|暂|定|标注|确定|认定|列|系|属于?|作?为|按|(?:代表|委员|提案人)(?:本人)?|要求|申请|希望|注意)"
)
_REASON = r"(?:(?:因|鉴于|由于|涉及?|经|根据)[^不非无未没否]{0,12})"
_TAIL = r"(?:级|类|件|的|处理|办理|内容|范围|管理|事项|信息|答复|标题|建议|提案|议案|文件|\d+年)*[!！]*"
_NOT_AMONG = "不(?:列入|纳入|进入|属于)(?:主动)?公开(?:范围|目录|内容)"
_SAYS_SO = re.compile(rf"(?:{_NOT_OUT}|{_NOT_AMONG}|{_SECRECY_WORD}){_TAIL}$")
_BEFORE = re.compile(rf"{_LED_BY}{{0,30}}{_REASON}?{_LED_BY}{{0,30}}")
_LONGEST = 60
_REMARK = re.compile(rf"(?!.*(?:是否|[并非无没]非?不)).{{0,16}}{_NOT_OUT}{_TAIL}")
_UNDECIDED = re.compile(r"(?:是否|能否|可否)?公开(?:属性|情况|与否)?(?:待定|未定|待[确审].{0,4})")
_LONE = frozenset({"内部", "密", "秘", "内", "敏感"})
_MAY_CLOSE = re.compile(r"密|机要|敏感|涉敏|隐私|[内秘]|公[开布示]|上网|发布|外[传泄]|扩散")
_BRACKETED = re.compile(
    r"[(\[【〔〈<{「『★*]+(?:([^()\[\]【】〔〕〈〉<>{}「」『』★*]{1,30})[)\]】〕〉>}」』★*]+)?"
)
_PARTED = re.compile(r"[,，;；。.、:：!！\s|()\[\]【】]+")
_LEADING = re.compile(r"([^\s:：|_\-—★※#]{1,12})[\s:：|_\-—★※#]+.")
_TRAILING = re.compile(r".[\s,，、;；:：|_\-—★※#/“\"]{1,8}([^\s,，、;；:：|_\-—★※#/“”\"]{1,16})[。.”\"]?$")
_AT_AN_END = re.compile(
    rf"(?:{_NOT_OUT}|密件|涉密件)(?!招标|透明|竞|采购|的|选|征|听|、|和|与|$).*|.*(?:{_NOT_OUT}|密件|涉密件?)"
)
_ANSWERED = re.compile(
    r"(?:是否|能否|可否)?(?:公开|上网|公示)(?:属性|情况|与否)?(?:[:=](?:否|不|[×✗])|\((?:否|不|[×✗])\))|(?:密级|涉密|保密)[:=](?:是|[√✓✔]|秘|机|绝|内)"
)
_DENIED = re.compile(r"(?:是否)?(?:涉密|保密|密级|敏感)[:=](?:否|无|不|非|未|[×✗])[^,;。]{0,6}")
_NUMBER = re.compile(r"(?:[密秘]|机密|绝密|涉密|内部).*|.*(?:密|密件|涉密|内部|内部件)")
_REMARK_HEADER = re.compile(r"备注|说明|附注|其[他它]|备考|批示|意见|要求|情况|标[记识注]|提示")
_CONTENT_HEADER = re.compile(r"内容|摘要|提要|主题|诉求|标题|案由|题目|简介")


def resembles_secrecy(header: str) -> bool:
    """Tell a column that has to do with secrecy by its header, though not in a way that is understood."""
    return not asks(header) and _LIKE_SECRECY.search(plain(header)) is not None


@cache
def asks(header: str) -> _Asks:
    """Tell whether a column, by its header, asks for the secrecy of items, or whether they stand on the net."""
    if COLUMNS.find(header):
        return ""
    text = re.sub(r"[(\[].*$", "", plain(header))
    if any(form.fullmatch(text) for form in (_LEVEL, _SECRET, _WITHHELD)):
        return "secrecy"
    return "online" if _ONLINE.fullmatch(text) else ""


def is_for_remarks(header: str) -> bool:
    """Tell a column of remarks by its header."""
    return bool(_REMARK_HEADER.search(header)) and not _CONTENT_HEADER.search(header)


def answer(header: str, value: str | None) -> Said | None:
    """Give what a cell says where its column asks for secrecy or publication; None where it asks for neither.

    A blank says that an item is not secret, and does not say that it was published.
    """
    kind = asks(header)
    if not kind:
        return None
    text = plain(value or "")
    if text and (_is_clause(text) or text in _LONE):
        return "closed"
    if kind == "online":
        return "closed" if not text or _NOT_ONLINE.match(text) else "open"
    if not text or _NO.match(text):
        return "open"
    return "closed" if _YES.match(text) else "unclear"


@lru_cache(maxsize=10_000)
def closes(column: str, value: str) -> bool:
    """Tell whether a text of any column says that its item is not public.

    Args:
        column: identifier, or own header.
        value: what its cell holds.
    """
    if not _MAY_CLOSE.search(value):
        return False
    text = unicodedata.normalize("NFKC", value).strip()
    if any(_marks(column, found) for found in _BRACKETED.finditer(text) if found[1]):
        return True
    if column == "number":
        return _NUMBER.fullmatch(plain(text)) is not None
    if column == "title":
        return _title_is_marked(text)
    return _text_closes(column, text)


def _text_closes(column: str, text: str) -> bool:
    is_remark = COLUMNS.find(column) is None and is_for_remarks(column)
    if plain(text) in _LONE:
        return is_remark or column == "category"
    if _ANSWERED.search(plain(text)):
        return True
    said = _DENIED.sub(" ", text)
    clauses = [plain(part) for part in _PARTED.split(said) if part]
    if any(_is_clause(clause) or _UNDECIDED.fullmatch(clause) for clause in clauses):
        return True
    return is_remark and any(map(_REMARK.fullmatch, clauses))


def _is_clause(text: str) -> bool:
    """Tell a clause that says that an item is not public, and nothing else than who says so and why."""
    found = _SAYS_SO.search(text) if len(text) <= _LONGEST else None
    return found is not None and _BEFORE.fullmatch(text[: found.start()]) is not None


def _is_mark(text: str) -> bool:
    return text in _LONE or _is_clause(text)


def _marks(column: str, found: re.Match[str]) -> bool:
    """Tell a mark in brackets; a short word (内部) is one at an end of a title or number alone."""
    at_an_end = found.start() == 0 or found.end() == len(found.string)
    short = at_an_end and column in ("title", "number")
    parts = [plain(part) for part in _PARTED.split(found[1]) if part]
    return any(_is_clause(part) or (short and part in _LONE) for part in parts)


def _title_is_marked(text: str) -> bool:
    whole = plain(text)
    if _is_mark(whole) or _AT_AN_END.fullmatch(whole):
        return True
    ends = (_LEADING.match(text), _TRAILING.search(text))
    return any(found and _is_mark(plain(found[1])) for found in ends)


def closing_columns(said: Mapping[str, object], blank: Iterable[str]) -> tuple[str, ...]:
    """Give the columns, other than that of openness, that say that an item is not public.

    Args:
        said: what the item holds, by column.
        blank: the columns that its ledger has and in which it holds nothing.
    """
    is_blank = "openness" not in said
    closing = [
        name for name, value in said.items() if isinstance(value, str) and _closes(name, value, is_blank)
    ]
    return (*closing, *(name for name in blank if asks(name) and _closes(name, None, is_blank)))


@lru_cache(maxsize=10_000)
def _closes(column: str, value: str | None, is_openness_blank: bool) -> bool:
    said = answer(column, value)
    if said == "closed":
        # whoever fills in the openness of each item need not say again that it is on the net
        return value is not None or is_openness_blank
    return said is None and value is not None and column != "openness" and closes(column, value)
