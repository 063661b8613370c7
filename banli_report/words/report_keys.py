"""What each key of a report file says, once: for who reads a new report file, the manual, or an editor's hints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explained:
    """A key of a report file.

    Args:
        sentence: what it says, one Chinese sentence without its full stop.
        example: what can stand there, in YAML.
    """

    sentence: str
    example: str


REPORT: Mapping[str, Explained] = {
    "template": Explained(
        "用哪个模板：模板文件夹的名称，banli-report templates list 列出现有的", "bureau_summary"
    ),
    "draft": Explained(
        "写成草稿：还不知道的数和名称印成突出显示的X；都填好以后删去这一行，才能写正式文件", "true"
    ),
    "year": Explained("报告的是哪一年", "2024"),
    "agency": Explained("本单位的全称和文中用的简称", "{全称: 临溪县水利局, 简称: 我局}"),
    "session": Explained("这些建议、提案出自哪次会议，正文里要写到的才填", "县十七届人大四次会议"),
    "title": Explained("标题；不写的，用模板的标题", "关于2024年代表建议办理情况的报告"),
    "batches": Explained(
        "一批一批的建议、提案，名称自定，正文里按名称取数", "{建议: {种类: 代表建议, 统计: {件数: 12}}}"
    ),
    "policy": Explained("口径：占比怎么印，各类、各率怎么算；不写的按通常的算法", "{百分比: {小数位: 1}}"),
    "narrative": Explained(
        "各节文字；长的放在旁边的文件里，写 {文件: 主要做法.md}", "[{标题: 主要做法, 内容: 甲。}]"
    ),
    "signature": Explained("末尾由谁署名、成文日期", "{署名: 临溪县水利局, 日期: 2024-12-12}"),
    "delivery": Explained(
        "在会上宣读的才写：会议、日期、报告人、职务、称谓",
        "{会议: 临溪县第十七届人民代表大会第四次会议, 日期: 2024-12-14, 报告人: 李某, 职务: 县长}",
    ),
    "disclosure": Explained(
        "末页的信息公开登记，各项名称自定，照写的印", "{索引号: 005252645/2024-00107, 发布日期: 2024-12-20}"
    ),
    "annexes": Explained("另页附上的表：统计表、一览表；不公开的件不列入", "[统计表, 一览表]"),
    "official": Explained(
        "套红头的才写：发文机关标志、发文字号、主送、印发等", "{发文机关标志: 临溪县水利局, 主送机关: 县政府}"
    ),
    "contents": Explained("标题之前要不要一页目录", "true"),
    "traditional": Explained(
        "写成繁体字时，给哪里的人看（台湾、香港），与通常不同的字词", "{地区: 台湾, 例外: {台账: 臺帳}}"
    ),
    "words": Explained(
        "本单位的用词：前面是错的，后面是对的；两边写成一样，就是放过这个词", "{住建委: 住建局}"
    ),
    "waivers": Explained(
        "看过、确实无误的提醒或错误，写明理由后照印", "[{编号: release.misused-word, 理由: 引用会议原名}]"
    ),
}
AGENCY: Mapping[str, Explained] = {
    "full_name": Explained("全称，署名和标题用", "临溪县水利局"),
    "short_name": Explained("文中的简称", "我局"),
}
BATCH: Mapping[str, Explained] = {
    "kind": Explained("代表建议、政协提案、议案等，另有的写在“口径”里", "代表建议"),
    "ledger": Explained("台账的文件名；有几个工作表的，写明用哪一个", "{文件: 台账.xlsx, 工作表: 建议}"),
    "roll_up": Explained(
        "由各单位报来的台账汇总，同一件只计一次；与“台账”只写一项",
        "{文件: 各单位/*.xlsx, 应报单位: [住建局, 教育局]}",
    ),
    "counts": Explained(
        "没有台账、只有数时写；同台账都写的，互相核对", "{件数: 30, 办理结果: {A: 20, B: 10}, 已答复: 30}"
    ),
    "previous": Explained("上年的数，写法同“统计”；写了才有增减", "{件数: 26}"),
    "years": Explained("以前各年的件数；写了才有累计", "{2022: {件数: 26}, 2023: {件数: 28}}"),
    "given": Explained("只知道率、不知道件数的，照写的印", "{满意率: 99%}"),
    "groups": Explained("自定的部分，正文里按名称取数", "{城区: {代表团: [一组, 二组]}}"),
    "deadline_months": Explained("这一批从交办到答复的期限，几个月；算按时办复率用", "3"),
}
LEDGER: Mapping[str, Explained] = {
    "file": Explained("台账的文件名，放在报告文件旁", "台账.xlsx"),
    "sheet": Explained("用哪一个工作表", "建议"),
    "header_row": Explained("表头是第几行，自己找不到时才写", "3"),
    "columns": Explained("表头不常见的，写明是哪一项；两列同名的写列号", "{类别: 建议分类, 满意度: G列}"),
    "where": Explained("只取其中一部分行", "{种类: 政协提案}"),
}
ROLL_UP: Mapping[str, Explained] = {
    "file": Explained(
        "各单位的台账或报告文件：一个文件夹里的，几个文件，或逐个单位写明；还没有报的空着",
        "{住建局: 住建局.xlsx, 教育局: 教育局/report.yaml, 水利局: }",
    ),
    "due": Explained("应报的单位；文件名里有这个名称的，就是它报来的", "[住建局, 教育局, 水利局]"),
    "sheet": Explained("各台账用哪一个工作表", "建议"),
    "header_row": Explained("各台账的表头是第几行，自己找不到时才写", "3"),
    "columns": Explained("各台账表头不常见的，写明是哪一项", "{类别: 建议分类}"),
    "where": Explained("只取其中一部分行", "{种类: 政协提案}"),
    "counted_under": Explained("台账里看不出由谁主办的，写明编号（或标题）计入哪个单位", "{12: 教育局}"),
}
COUNTS: Mapping[str, Explained] = {
    "count": Explained("件数", "30"),
    "distinct": Explained("有多少个单位或人", "{承办单位: 78}"),
    "sums": Explained("件以外的数", "{采纳意见: 4100条}"),
}
POLICY: Mapping[str, Explained] = {
    "percent": Explained("占比和率怎么印", "{小数位: 1, 去尾零: true, 凑整百: false, 近百近零: 加小数位}"),
    "result": Explained("办理结果的分类：ABC、ABCD、甲乙丙、文字，或逐类列出代码和名称", "ABC"),
    "satisfaction": Explained("满意度各档，从最满意到最不满意", "[满意, 基本满意, 不满意]"),
    "rates": Explained(
        "各率的分子、分母，与通常不同的才写", "{满意率: {分子: [满意, 基本满意], 分母: 已反馈}}"
    ),
    "kind": Explained("常用以外的种类，及句子里的叫法", "{来信建议: {称作: 来信, 提出者: 来信人}}"),
    "role": Explained("常用以外的办理方式，各算作哪一种", "{承办: 主办, 配合: 会办}"),
    "proposer_kind": Explained("常用以外的提出方式", "[妇联]"),
    "share_of": Explained("某一列只统计一部分件的，写明是哪些件", "{满意度: 主办}"),
    "order": Explained("某一列各类的先后", "{类别: [城乡建设, 农业农村]}"),
    "deadline_months": Explained("从交办到答复的期限，几个月；算按时办复率用", "3"),
}
PERCENT: Mapping[str, Explained] = {
    "decimals": Explained("几位小数，0到2", "1"),
    "strip_zeros": Explained("12.0%印成12%", "true"),
    "close_to_100": Explained("各项占比凑成100%", "false"),
    "near_whole": Explained("不是全部而会印成100%或0%的：加小数位、以上不足、四舍五入", "加小数位"),
}
CLASS: Mapping[str, Explained] = {
    "code": Explained("代码", "A"),
    "label": Explained("名称", "已经解决"),
}
RATE: Mapping[str, Explained] = {
    "numerator": Explained("算哪些件", "[满意, 基本满意]"),
    "denominator": Explained("在哪些件里算；不写是全部", "已反馈"),
}
OWN_KIND: Mapping[str, Explained] = {
    "called": Explained("句子里怎样称这些件", "来信"),
    "who": Explained("由谁提出", "来信人"),
}
SECTION: Mapping[str, Explained] = {
    "heading": Explained("一节的标题，编号由程序写；没有标题的是开头、结尾段", "主要做法"),
    "text": Explained("一节的文字，数字写 {{ 建议.件数 }} 这样的名称", "甲。"),
    "file": Explained("文字放在旁边的哪个文件里", "主要做法.md"),
}
SIGNATURE: Mapping[str, Explained] = {
    "name": Explained("署名；不写的用单位全称，几个单位写成列表", "临溪县水利局"),
    "date": Explained("成文日期", "2024-12-12"),
}
DELIVERY: Mapping[str, Explained] = {
    "venue": Explained("在哪个会上宣读", "临溪县第十七届人民代表大会第四次会议"),
    "date": Explained("会议日期", "2024-12-14"),
    "speaker": Explained("报告人", "李某"),
    "post": Explained("报告人的职务", "县长"),
    "salutation": Explained("称谓", "各位代表"),
}
OFFICIAL: Mapping[str, Explained] = {
    "format": Explained("文件，或信函", "文件"),
    "copy_number": Explained("份号，不超过6位数字", "1"),
    "secrecy": Explained("绝密、机密或秘密", "秘密"),
    "secrecy_term": Explained("保密期限，同密级一起写", "1年"),
    "urgency": Explained("特急或加急", "加急"),
    "masthead": Explained("红头上的单位，几个单位联合行文写成列表，主办的在前", "临溪县水利局"),
    "suffix": Explained("红头后面加不加“文件”两字", "true"),
    "number": Explained("发文字号", "临水〔2024〕86号"),
    "signers": Explained("签发人，上行文才写", "[高建华]"),
    "recipients": Explained("主送机关", "县政府"),
    "note": Explained("附注，不写括号", "联系人：王某"),
    "copies": Explained("抄送机关", "[县人大常委会办公室, 县政协办公室]"),
    "issuer": Explained("印发机关", "临溪县水利局办公室"),
    "issued_on": Explained("印发日期", "2024-12-13"),
    "seal": Explained("盖章的写true，署名居中压在日期之上", "true"),
    "foot_on_new_page": Explained(
        "末页是单页的写true，是双页的写false；装有LibreOffice的，可写auto由程序去看", "true"
    ),
}
TRADITIONAL: Mapping[str, Explained] = {
    "exceptions": Explained("哪些词转换成什么", "{台账: 臺帳}"),
    "region": Explained("给哪里看：台湾或香港", "台湾"),
}
WAIVER: Mapping[str, Explained] = {
    "text": Explained("问题里的一段话，照抄", "我局承办建议12件"),
    "problem": Explained("哪一种问题，写它的编号", "release.misused-word"),
    "reason": Explained("为什么照印", "引用会议原名"),
}
EXPLAINED: Mapping[str, Mapping[str, Explained]] = {
    "Report": REPORT,
    "Agency": AGENCY,
    "Batch": BATCH,
    "Ledger": LEDGER,
    "RollUp": ROLL_UP,
    "Counts": COUNTS,
    "Policy": POLICY,
    "Percent": PERCENT,
    "Class": CLASS,
    "Rate": RATE,
    "OwnKind": OWN_KIND,
    "Section": SECTION,
    "Signature": SIGNATURE,
    "Delivery": DELIVERY,
    "Official": OFFICIAL,
    "Traditional": TRADITIONAL,
    "Waiver": WAIVER,
}
"""By the name of the model, and the identifier of its field."""
