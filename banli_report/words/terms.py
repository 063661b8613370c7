"""The vocabulary: tables of identifier, Chinese label and accepted spellings.

Report files, names in templates and messages all look words up here, so that one thing has one name
everywhere; the columns of ledgers have a table of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from banli_report.words.vocabulary import Term, Vocabulary, plain, vocabulary

REPORT_KEYS = vocabulary(
    ("template", "模板"),
    ("year", "年度", "年份"),
    ("agency", "单位", "机关"),
    ("full_name", "全称"),
    ("short_name", "简称"),
    ("session", "会议", "届次"),
    ("title", "标题"),
    ("batches", "批次"),
    ("kind", "种类"),
    ("ledger", "台账"),
    ("file", "文件"),
    ("sheet", "工作表"),
    ("header_row", "表头行"),
    ("columns", "列"),
    ("where", "筛选"),
    ("roll_up", "汇总"),
    ("due", "应报单位"),
    ("counted_under", "计入"),
    ("counts", "统计"),
    ("previous", "上年", "去年"),
    ("years", "历年"),
    ("role", "办理方式"),
    ("proposer_kind", "提出方式", "提出者类别"),
    ("called", "称作", "称"),
    ("who", "提出者"),
    ("groups", "分组"),
    ("distinct", "个数"),
    ("given", "给定"),
    ("sums", "合计"),
    ("policy", "口径"),
    ("percent", "百分比"),
    ("decimals", "小数位"),
    ("strip_zeros", "去尾零"),
    ("close_to_100", "凑整百"),
    ("near_whole", "近百近零"),
    ("result", "办理结果"),
    ("satisfaction", "满意度"),
    ("rates", "指标"),
    ("numerator", "分子"),
    ("denominator", "分母"),
    ("share_of", "占比分母"),
    ("order", "顺序"),
    ("deadline_months", "办理期限", "期限月数"),
    ("code", "代码"),
    ("label", "名称"),
    ("narrative", "正文"),
    ("heading", "标题"),
    ("text", "内容"),
    ("signature", "落款"),
    ("name", "署名", "名称"),
    ("date", "日期"),
    ("delivery", "宣读"),
    ("venue", "会议"),
    ("speaker", "报告人"),
    ("post", "职务"),
    ("salutation", "称谓"),
    ("disclosure", "公开", "公开信息"),
    ("annexes", "附件"),
    ("contents", "目录"),
    ("official", "公文"),
    ("format", "版式"),
    ("copy_number", "份号"),
    ("secrecy", "密级"),
    ("secrecy_term", "保密期限"),
    ("urgency", "紧急程度"),
    ("masthead", "发文机关标志", "红头"),
    ("suffix", "文件字样"),
    ("number", "发文字号", "文号"),
    ("signers", "签发人"),
    ("recipients", "主送机关", "主送"),
    ("note", "附注"),
    ("copies", "抄送", "抄送机关"),
    ("issuer", "印发机关", "印发单位"),
    ("issued_on", "印发日期", "印发时间"),
    ("seal", "用印", "加盖印章", "盖章"),
    ("foot_on_new_page", "版记另页"),
    ("traditional", "繁体"),
    ("exceptions", "例外"),
    ("region", "地区"),
    ("description", "说明"),
    ("extends", "继承"),
    ("sections", "章节"),
    ("required", "必填"),
    ("words", "用词"),
    ("waivers", "放行"),
    ("problem", "编号"),
    ("reason", "理由"),
    ("draft", "草稿"),
    ("needs", "要写"),
    ("numbering", "标题编号"),
)

COUNT_NAMES = vocabulary(("count", "件数", "总数", "总件数"))

TIMES = "件次"
"""How many times in all a column's classes count items, where an item may be counted in several."""


@dataclass(frozen=True, slots=True)
class ItemKind(Term):
    """A kind of items.

    Args:
        called: what sentences call the items (建议, 提案).
        who: who hands them in, as sentences say it; empty where the kind alone does not tell.
    """

    called: str = ""
    who: tuple[str, ...] = ()


_DEPUTIES, _MEMBERS = "代表", "委员"
KINDS = Vocabulary(
    (
        ItemKind("bill", "议案", ("人大代表议案", "代表议案"), called="议案", who=(_DEPUTIES,)),
        ItemKind(
            "suggestion",
            "代表建议",
            ("人大代表建议", "人大建议", "建议", "建议、批评和意见"),
            called="建议",
            who=(_DEPUTIES,),
        ),
        ItemKind("between_session", "闭会期间建议", ("闭会期间代表建议",), called="建议", who=(_DEPUTIES,)),
        ItemKind(
            "converted", "议案转建议", ("议案转为建议", "议案转建议件"), called="建议", who=(_DEPUTIES,)
        ),
        ItemKind("proposal", "政协提案", ("政协委员提案", "提案"), called="提案", who=(_MEMBERS,)),
        ItemKind("motion", "建议案", ("政协建议案",), called="建议案"),
        ItemKind("public_opinion", "社情民意", ("社情民意信息",), called="社情民意信息"),
        ItemKind(
            "undivided",
            "建议提案",
            ("建议、提案", "建议和提案", "人大代表建议政协提案", "人大建议政协提案", "代表建议政协提案"),
            called="建议提案",
            who=(_DEPUTIES, _MEMBERS),
        ),
    )
)
"""A report file adds others, each with the word that sentences use."""

ROLES = Vocabulary(
    (
        Term("lead", "主办", ("牵头", "牵头办理", "主办件")),
        Term("sole", "独办", ("单独办理", "独办件"), within="lead"),
        Term("separate", "分办", ("分别办理", "分办件"), within="lead"),
        Term("assist", "协办", ("协助办理", "协办件")),
        Term("co_handle", "会办", ("汇办", "会同办理", "会办件")),
        Term("for_reference", "参阅", ("参阅件",)),
    )
)

SATISFACTION = vocabulary(
    ("very_satisfied", "非常满意", "很满意"),
    ("satisfied", "满意"),
    ("fairly_satisfied", "比较满意", "较满意"),
    ("basically_satisfied", "基本满意"),
    ("understood", "表示理解", "理解"),
    ("dissatisfied", "不满意"),
)
NO_FEEDBACK = frozenset(map(plain, ("未反馈", "未评价", "未回复", "无", "/", "-", "—", "暂无")))

LEVELS = vocabulary(
    ("national", "全国", "全国级", "国家级"),
    ("provincial", "省级", "省"),
    ("autonomous_region", "自治区级", "自治区"),
    ("municipality", "直辖市级", "直辖市"),
    ("city", "市级", "市"),
    ("prefecture", "州级", "州"),
    ("county", "县级", "县"),
    ("district", "区级", "区"),
    ("banner", "旗级", "旗"),
    ("township", "乡镇级", "乡镇"),
    ("rural_township", "乡级", "乡"),
    ("town", "镇级", "镇"),
)

OPENNESS = vocabulary(
    (
        "public",
        "公开",
        "是",
        "主动公开",
        "全文公开",
        "同意",
        "同意公开",
        "能",
        "可",
        "可以",
        "能公开",
        "可公开",
        "可以公开",
    ),
    ("summary", "摘要公开", "摘要"),
    ("on_request", "依申请公开", "依申请"),
    (
        "closed",
        "不公开",
        "否",
        "不予公开",
        "不同意",
        "不同意公开",
        "不宜公开",
        "不能",
        "不可",
        "不可以",
        "不能公开",
        "不可公开",
        "不可以公开",
        "不便公开",
    ),
)
CLOSED = frozenset({"on_request", "closed"})
"""The classes of openness whose items no list names."""

PROPOSER_KINDS = vocabulary(
    ("delegation", "代表团"),
    ("party", "民主党派", "党派"),
    ("party_or_group", "党派团体"),
    ("group", "人民团体"),
    ("federation", "工商联"),
    ("no_party", "无党派人士", "无党派"),
    ("member_unit", "政协参加单位", "参加单位"),
    ("committee", "专委会", "专门委员会"),
    ("sector", "界别"),
    ("sector_group", "界别小组", "委员小组"),
    ("collective", "集体", "集体提案"),
    ("joint", "联名", "联名提案"),
    ("individual", "个人", "个人提案", "委员个人", "代表个人"),
)

SCALES = {
    "kind": KINDS,
    "level": LEVELS,
    "role": ROLES,
    "proposer_kind": PROPOSER_KINDS,
    "openness": OPENNESS,
}
"""The scales that no policy changes, by the names that columns have for them."""

RATES = vocabulary(
    ("reply_rate", "办复率", "答复率"),
    ("completion_rate", "办结率"),
    ("contact_rate", "面商率", "见面率", "面办率", "面复率", "沟通率", "走访率"),
    ("satisfaction_rate", "满意率"),
    ("implementation_rate", "落实率"),
    ("resolution_rate", "解决率"),
    ("adoption_rate", "采纳率"),
    ("publication_rate", "公开率", "上网率"),
    ("on_time_rate", "按时办复率", "按时答复率"),
)

CONDITIONS = vocabulary(
    ("all", "全部", "全部件数"),
    ("replied", "已答复", "已办复"),
    ("completed", "已办结"),
    ("contacted", "已面商", "已见面", "已沟通"),
    ("rated", "已反馈", "已评价"),
    ("adopted", "已采纳"),
    ("published", "已公开"),
    ("on_time", "按时答复", "按时办复"),
    ("key", "重点"),
    ("between_session", "闭会期间"),
    ("rehandled", "二次办理"),
)

YES_NO = vocabulary(
    ("yes", "是", "√", "✓", "✔", "已", "有", "y", "true", "1", "o", "重点"),
    ("no", "否", "×", "✗", "未", "没有", "n", "false", "0", "非重点"),
)

RESULT_SCHEMES = {
    "ABC": vocabulary(
        ("A", "已经解决或基本解决", "A类", "A级"),
        ("B", "正在解决或列入计划解决", "B类", "B级"),
        ("C", "因条件限制暂时不能解决或留作参考", "C类", "C级"),
    ),
    "ABCD": vocabulary(
        ("A", "已经解决或基本解决", "A类", "A级"),
        ("B", "部分解决或列入计划逐步解决", "B类", "B级"),
        ("C", "因条件限制近期不能解决", "C类", "C级"),
        ("D", "未予采纳或留作参考", "D类", "D级"),
    ),
    "甲乙丙": vocabulary(
        ("甲", "已经解决或基本解决", "甲类", "A"),
        ("乙", "正在解决或列入计划逐步解决", "乙类", "B"),
        ("丙", "暂时不能解决或留作参考", "丙类", "C"),
    ),
    "文字": vocabulary(
        ("resolved", "解决采纳", "已解决"),
        ("in_progress", "正在解决"),
        ("planned", "计划解决", "列入计划解决"),
        ("reference", "留作参考", "参考"),
    ),
}
