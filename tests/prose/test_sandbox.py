"""Templates can word figures and nothing else: no way out to Python, no endless work, no value read as markup."""

import warnings
from pathlib import Path

import pytest

import banli_report as br
from banli_report.document.outline import outline
from banli_report.prose import bounds
from banli_report.prose.sandbox import Sandbox
from tests.support import composed, composed_free, only_problem, refused, write_report

INJECTIONS = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ lipsum.__globals__ }}",
    "{{ joiner }}",
    "{{ range.__class__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ ().__class__ }}",
    "{{ (1).__class__ }}",
    "{{ {}.__class__ }}",
    "{{ [].append }}",
    "{{ [].__class__ }}",
    "{{ 建议.__class__ }}",
    "{{ 建议.look_up('件数') }}",
    "{{ 建议.marks }}",
    "{{ 建议.batch }}",
    "{{ 建议['__init__'] }}",
    "{{ 建议.类别.parts }}",
    "{{ 建议.件数.figure }}",
    "{{ 建议.件数.bit_length() }}",
    "{{ 建议.办复率.numerator }}",
    "{{ 单位.全称.raw }}",
    "{{ 单位.全称.encode() }}",
    "{{ 单位.model_dump() }}",
    "{{ 正文.read_text('/etc/passwd') }}",
    "{{ 落款.日期.today() }}",
    "{{ 落款.日期.year }}",
    "{{ (建议.清单 | first).item }}",
    "{{ (建议.清单 | first).model_dump() }}",
    "{{ '甲'.format(1) }}",
    "{{ '{0.__class__}'.format(建议) }}",
    "{{ '甲' | format(1) }}",
    "{{ '%s' % 建议 }}",
    "{{ '%(a)s' % {} }}",
    "{{ '甲'.upper() }}",
    "{{ '甲'.join(['1']) }}",
    "{{ 建议 | attr('batch') }}",
    "{{ [建议] | map(attribute='batch.policy') | first }}",
    "{{ [建议] | map('attr', 'batch') | first }}",
    "{{ [单位] | map(attribute='__class__') | first }}",
    "{{ ['a'] | map(attribute='upper') | first }}",
    "{% for a in [1] %}{{ loop.__class__ }}{% endfor %}",
    "{% for a in [1] %}{{ loop._iterator }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% set n = namespace() %}{{ n.__class__ }}",
    "{% set n = namespace() %}{% set n.a = 建议 %}{{ n.a.batch }}",
    "{% block b %}{{ super.__init__ }}{% endblock %}",
    "{{ undefined_name.__class__ }}",
    "{% import 'mine/report.md.j2' as m %}{{ m.__class__ }}",
    "{% debug %}",
    "{% do 1 %}",
    "{{ request }}",
    "{{ config }}",
    "{{ get_flashed_messages }}",
    "{{ dict(a=1) }}",
    # what would print, if it could be had at all
    "{{ lipsum() }}",
    "{{ 单位.全称[0] }}",
    "{{ dict(a='甲').a }}",
    "{{ cycler('甲').next() }}",
    "{{ '甲' | replace('甲', '乙') }}",
    "{{ '甲' | center(9) }}",
    "{{ 建议.件数 | string }}",
    "{{ {'甲': '乙'}.copy().甲 }}",
    "{{ {}.fromkeys(['甲'], '乙').甲 }}",
    "{% for a in [1] %}{{ loop.__doc__ }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m.__module__ }}",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_pack_finds_no_way_out_to_python(tmp_path: Path, text: str) -> None:
    problem = only_problem(lambda: composed(tmp_path, text, 落款={"日期": "2019-12-12"}))
    assert problem.place.file == "mine/report.md.j2"


@pytest.mark.parametrize("text", [text for text in INJECTIONS if "mine/" not in text])
def test_a_narrative_finds_no_way_out_to_python(tmp_path: Path, text: str) -> None:
    problem = only_problem(lambda: composed_free(tmp_path, text, 落款={"日期": "2019-12-12"}))
    assert problem.place.file == "report.yaml"


def test_the_sandbox_itself_lets_no_list_be_changed() -> None:
    made: list[str] = []
    assert not Sandbox(lambda _: None).is_safe_attribute(made, "append", made.append)


BOMBS = {
    # those that would end, if late, come first
    "a number of many bits": "{% set n = namespace(v=9) %}{% for i in range(12) %}{% set n.v = n.v * n.v %}{% endfor %}",
    "many sums of lists": "{% set x = range(99999) | list %}{% for i in range(40) %}{% set y = x + x %}{% endfor %}",
    **{
        f"doubling {made}": "{% set n = namespace(a=(1,)) %}{% macro m() %}{% set n.a = varargs %}{% endmacro %}"
        f"{{% for i in range(22) %}}{step}{{% endfor %}}"
        for made, step in {
            "written lists": "{% set n.a = [n.a, n.a] %}",
            "mappings": "{% set n.a = {1: n.a, 2: n.a} %}",
            "tuples": "{% set n.a = (n.a, n.a) %}",
            "arguments": "{% set x = m(n.a, n.a) %}",
        }.items()
    },
    "many calls": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(15) }}",
    "text times a number": "{{ 'x' * 10**9 }}",
    "a number times text": "{{ 1000000000 * 'x' }}",
    "list times a number": "{{ [0] * 1000000000 }}",
    "power of a power": "{{ 10 ** 10 ** 10 }}",
    "one power": "{{ 2 ** 100000000 }}",
    "squares of squares": "{% set n = namespace(v=9) %}{% for i in range(20) %}{% set n.v = n.v * n.v %}{% endfor %}",
    "a huge literal": "{{ " + "9" * 10_000 + " }}",
    "padding": "{{ '%1000000000d' % 1 }}",
    "huge range": "{{ range(10**9) | length }}",
    "huge range in a loop": "{% for i in range(999999999) %}x{% endfor %}",
    "nested loops": "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "nested loops of three": "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "loop over text in a loop": "{% for a in 'x' ~ range(9999) | join %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "recursive loop": "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "recursive loop over ranges": "{% for a in range(9) recursive %}{{ loop(range(99999)) if loop.depth < 2 }}{% endfor %}",
    "recursive loop over text": "{% set t %}" + "长" * 99999 + "{% endset %}"
    "{% for a in range(9) recursive %}{{ loop(t) if a is number }}{% endfor %}",
    "recursive macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "exponential macro": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(17) }}",
    "doubling by ~": "{% set n = namespace(t='xxxxxxxx') %}{% for i in range(22) %}{% set n.t = n.t ~ n.t %}{% endfor %}",
    "doubling by +": "{% set n = namespace(t='xxxxxxxx') %}{% for i in range(22) %}{% set n.t = n.t + n.t %}{% endfor %}",
    "doubling by join": "{% set n = namespace(t='xxxxxxxx') %}{% for i in range(22) %}"
    "{% set n.t = [n.t, n.t] | join %}{% endfor %}",
    "doubling by 顿号": "{% set n = namespace(t='xxxxxxxx') %}{% for i in range(22) %}"
    "{% set n.t = [n.t, n.t] | 顿号 %}{% endfor %}",
    "doubling by set blocks": "{% set n = namespace(t='xxxxxxxx') %}{% for i in range(22) %}"
    "{% set n.t %}{{ n.t }}{{ n.t }}{% endset %}{% endfor %}",
    "doubling by macros": "{% macro m(t, n) %}{% if n %}{{ m(t ~ t, n - 1) }}{% endif %}{% endmacro %}{{ m('xxxx', 22) }}",
    "doubling lists by +": "{% set n = namespace(t=[1, 2]) %}{% for i in range(22) %}{% set n.t = n.t + n.t %}{% endfor %}",
    "lists in lists": "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(22) %}{% set n.a = [n.a, n.a] %}"
    "{% set n.b = [n.b, n.b] %}{% endfor %}{% if n.a == n.b %}x{% endif %}",
    "lists in lists, tested": "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(22) %}{% set n.a = [n.a, n.a] %}"
    "{% set n.b = [n.b, n.b] %}{% endfor %}{% if n.a is eq(n.b) %}x{% endif %}",
    "lists in lists, sorted": "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(22) %}{% set n.a = [n.a, n.a] %}"
    "{% set n.b = [n.b, n.b] %}{% endfor %}{{ [n.a, n.b] | sort | length }}",
    "lists in lists, joined": "{% set n = namespace(a=[1]) %}{% for i in range(22) %}{% set n.a = [n.a, n.a] %}{% endfor %}"
    "{{ [n.a] | join }}",
    "many big lists": "{% for i in range(99) %}{% set x = range(99999) | list %}{% endfor %}",
    "many written lists": "{% for i in range(999) %}{% set x = [" + "i, " * 9999 + "] %}{% endfor %}",
    "many written tuples": "{% for i in range(999) %}{% set x = (" + "i, " * 9999 + ") %}{% endfor %}",
    "a huge batch": "{{ [1] | batch(10000000, 0) | map('length') | first }}",
    "many sorts": "{% for i in range(99) %}{% set x = range(99999) | sort %}{% endfor %}",
    "many uniques": "{% for i in range(99) %}{% set x = range(99999) | unique | list %}{% endfor %}",
    "many maps": "{% for i in range(99) %}{% set x = range(99999) | map('汉字') | list %}{% endfor %}",
    "many filters of one list": "{{ range(99999)" + " | select" * 20 + " | list | length }}",
    "many searches": "{% set x = range(99999) | list %}{% for i in range(99) %}{% if -1 in x %}{% endif %}{% endfor %}",
    "many tested searches": "{% set x = range(99999) | list %}{% for i in range(99) %}"
    "{% if -1 is in(x) %}{% endif %}{% endfor %}",
    "many selections": "{% set x = range(99999) | list %}{% for i in range(99) %}"
    "{% if x | select('odd') | list %}{% endif %}{% endfor %}",
    "many searches in a text": "{% set t %}" + "长" * 999999 + "{% endset %}"
    "{% for i in range(99) %}{% if '甲' in t %}{% endif %}{% endfor %}",
    "many names": "{% for i in range(999) %}" + "{% if 建议.件数 %}{% endif %}" * 999 + "{% endfor %}",
    "many pieces": "{% set x = range(99999) | list %}{% for i in range(99) %}{% set y = x[1:] %}{% endfor %}",
    "long text in a loop": "{% for i in range(99999) %}" + "长" * 9999 + "{% endfor %}",
    "long text in a set block": "{% set t %}{% for i in range(99999) %}" + "长" * 9999 + "{% endfor %}{% endset %}",
    "long value in a loop": "{% set t %}" + "长" * 99999 + "{% endset %}{% for i in range(99999) %}{{ t }}{% endfor %}",
    "long texts kept": "{% set t %}" + "长" * 99999 + "{% endset %}{% set n = namespace(l=[]) %}"
    "{% for i in range(99999) %}{% set n.l = n.l + [t ~ i] %}{% endfor %}",
    "a file that includes itself": "{% include 'mine/report.md.j2' %}",
    "a block that holds itself": "{% block b %}{{ self.b() }}{% endblock %}",
    "division by zero": "{{ 1 // 0 }}",
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_in_a_pack_is_refused(tmp_path: Path, name: str) -> None:
    problem = only_problem(lambda: composed(tmp_path, BOMBS[name]))
    assert problem.place.file == "mine/report.md.j2"
    assert "太久" not in problem.message  # its work is counted, whatever the clock says


@pytest.mark.parametrize("name", ["long text in a loop", "long text in a set block", "long value in a loop"])
def test_the_text_in_a_loop_counts_before_it_is_made(tmp_path: Path, name: str) -> None:
    assert "循环、调用或文字过多" in only_problem(lambda: composed(tmp_path, BOMBS[name])).message


def test_no_text_is_longer_than_a_document_may_be(tmp_path: Path) -> None:
    body = "{% set t %}" + "长" * 99_999 + "{% endset %}{% for i in range(99) %}{{ t }}{% endfor %}"
    assert "产生的文字过长" in only_problem(lambda: composed(tmp_path, body)).message


def test_a_template_that_takes_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_SECONDS", -1.0)
    assert composed(tmp_path, "{% for i in range(9) %}甲{% endfor %}") == "甲" * 9
    problem = only_problem(lambda: composed(tmp_path, "{% for i in range(999) %}甲{% endfor %}"))
    assert "太久" in problem.message


@pytest.mark.parametrize(
    "name", ["text times a number", "nested loops", "recursive macro", "doubling by set blocks"]
)
def test_a_bomb_in_a_narrative_is_refused(tmp_path: Path, name: str) -> None:
    problem = only_problem(lambda: composed_free(tmp_path, BOMBS[name]))
    assert problem.place.file == "report.yaml"


def test_a_narrative_that_asks_for_itself_is_refused(tmp_path: Path) -> None:
    problem = only_problem(lambda: composed_free(tmp_path, "{% for 节 in 正文 %}{{ 节.内容 }}{% endfor %}"))
    assert problem.place.file == "report.yaml"


def test_a_large_table_is_no_bomb(tmp_path: Path) -> None:
    rows = "".join(f"{n},第{n}件,类{n % 7}\n" for n in range(1, 10_001))
    body = "| 编号 | 案由 |\n|---|---|\n{% for 件 in 建议.清单 %}\n| {{ 件.编号 }} | {{ 件.标题 }} |\n{% endfor %}\n"
    lines = composed(tmp_path, body, ledger="编号,案由,类别\n" + rows).splitlines()
    assert len(lines) == 10_002
    assert lines[-1] == "  | 10000 | 第10000件 |"


ORDINARY = [
    ("{% for x in [1, 2, 3] %}{{ loop.index }}/{{ loop.length }}{{ '，' if not loop.last }}{% endfor %}", "1/3，2/3，3/3"),
    ("{% for x in [5, 6] %}{{ '首' if loop.first else '次' }}{{ x }}{% endfor %}", "首5次6"),
    ("{% for x in [] %}甲{% else %}没有{% endfor %}", "没有"),
    ("{% for x in [1, 2, 3] if x > 1 %}{{ x }}{% endfor %}", "23"),
    ("{% for x in [1, 2] %}{{ loop.cycle('单', '双') }}{% endfor %}", "单双"),
    ("{% for x in [3, [4]] recursive %}{{ loop(x) if x is iterable else x }}{% endfor %}", "34"),
    ("{% for 键, 值 in {'甲': 1, '乙': 2}.items() %}{{ 键 }}{{ 值 }}{% endfor %}", "甲1乙2"),
    ("{% for 字 in '甲乙' %}{{ 字 }}、{% endfor %}", "甲、乙、"),
    ("{% macro 件(n, 单位='件') %}{{ n }}{{ 单位 }}{% endmacro %}{{ 件(3) }}{{ 件(4, 单位='条') }}", "3件4条"),
    ("{% macro 框() %}【{{ caller() }}】{% endmacro %}{% call 框() %}甲{% endcall %}", "【甲】"),
    ("{% set 文 %}甲{{ 建议.件数 }}{% endset %}{{ 文 }}乙", "甲‹5›乙"),
    ("{% set n = namespace(和=0) %}{% for 类 in 建议.类别 %}{% set n.和 = n.和 + 类.件数 %}{% endfor %}{{ n.和 }}", "5"),
    ("{% with 数 = 3 %}{{ 数 }}{% endwith %}", "3"),
    ("{% if 建议.件数 > 3 and 建议.重点.件数 == 2 %}多{% else %}少{% endif %}", "多"),
    ("{{ '有' if 建议.上年 is defined else '无' }}", "无"),
    ("{{ 没有 | d('无') }}", "无"),
    ("{{ 建议.类别['城建交通类'].件数 }}", "‹3›"),
    ("{{ 建议.办理结果.A.占比 }}", "‹60%›"),
    ("{{ (建议.类别 | first).名称 }}", "城建交通类"),
    ("{{ 建议.类别 | length }}", "3"),
    ("{{ 建议.类别 | map(attribute='名称') | join('、') }}", "城建交通类、财政经济类、教科文卫类"),
    ("{{ 建议.类别 | sort(attribute='件数') | map(attribute='件数') | join('<') }}", "‹1›<‹1›<‹3›"),
    ("{{ 建议.类别 | selectattr('件数', 'gt', 2) | map(attribute='名称') | join }}", "城建交通类"),
    ("{{ [3, 1, 3] | unique | sort | join('、') }}", "1、3"),
    ("{{ [1, 2, 3][1] }}{{ [1, 2, 3][1:] | join }}", "223"),
    ("{{ 建议.件数 - 建议.重点.件数 }}", "3"),
    ("{{ 单位.全称 + '办公室' }}{{ '驻' + 单位.全称 }}", "某某区人民政府办公室驻某某区人民政府"),
    ("{{ 单位.全称 ~ 年度 }}", "某某区人民政府2019"),
    ("{# 说明 #}甲{% raw %}乙{% endraw %}", "甲乙"),
    ("{{ 单位 }}", "某某区人民政府"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ORDINARY)
def test_ordinary_templates_work(tmp_path: Path, text: str, expected: str) -> None:
    assert composed(tmp_path / "pack", text) == expected
    assert composed_free(tmp_path / "narrative", text) == expected


def test_files_of_a_pack_work_together(tmp_path: Path) -> None:
    report = write_report(
        tmp_path,
        '{% extends "mine/layout.j2" %}{% import "mine/macros.j2" as 工具 %}{% from "mine/macros.j2" import 件 %}'
        "{% block 甲 %}{{ super() }}，{{ 工具.件(2) }}，{{ 件(3) }}{% include 'mine/part.j2' %}{% endblock %}",
    )
    pack = tmp_path / "templates/mine"
    (pack / "layout.j2").write_text("{% block 甲 %}一件{% endblock %}。再说一遍：{{ self.甲() }}", "utf-8")
    (pack / "macros.j2").write_text("{% macro 件(n) %}{{ n }}件{% endmacro %}", "utf-8")
    (pack / "part.j2").write_text("，共{{ 建议.件数 }}件", "utf-8")
    sentence = "一件，2件，3件，共‹5›件"
    assert f"正文 {sentence}。再说一遍：{sentence}\n" in outline(br.compose(br.load(report)))


HOSTILE = [
    "{{ 7*7 }}",
    "{% if 1 %}",
    "{# x #}",
    "# x",
    "## x",
    "**b**",
    "**",
    "a|b",
    "|---|",
    "| a |",
    "表：x",
    "甲\\",
    "\\\\",
    "\\*",
    "&<>",
    "&amp;",
    "]]>",
    "<w:t>",
    "　缩进",
    "- 项",
    "1. 项",
    "> 引",
    "```",
    "[a](b)",
    "_a_",
    "~~a~~",
    "***",
    "---",
    "‹1›",
    "0",
    "𠮷😀",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_value_is_read_as_a_template_or_as_markup(tmp_path: Path, title: str) -> None:
    ledger = f'编号,案由,类别\n1,"{title}","{title}类"\n'
    body = (
        "{% for 件 in 建议.清单 %}{{ 件.标题 }}\n{% endfor %}\n"
        "# {{ (建议.清单 | first).标题 }}\n\n"
        "{% for 件 in 建议.清单 %}{{ 件.标题 }}{% endfor %}\n\n"
        "| 甲 | 乙 |\n|---|---|\n| {{ (建议.清单 | first).标题 }} | 丙 |\n\n"
        "**{{ (建议.清单 | first).标题 }}**\n\n"
        "{{ 建议.类别 | 分项(占比=false) }}\n{{ 建议.类别 | map(attribute='名称') | 顿号 }}\n"
        "{{ 正文.节 }}\n"
    )
    narrative = {"节": "又{{ (建议.清单 | first).标题 }}"}
    report = write_report(tmp_path, body, ledger=ledger, 正文=narrative)
    settings = "名称: 试\n继承: base\n章节: {节: 一节}\n"
    (tmp_path / "templates/mine/template.yaml").write_text(settings, "utf-8")
    shown = title.strip()
    assert outline(br.compose(br.load(report))).splitlines()[1:-2] == [
        f"正文 {shown}",
        f"1级 一、{shown}",
        f"正文 {shown}",
        "表题 ",
        "  | 甲 | 乙 |",
        f"  | {shown} | 丙 |",
        f"正文 **{shown}**",
        f"正文 {shown}类‹1›件",
        f"正文 {shown}类",
        f"正文 又{shown}",
    ]


def test_a_value_s_line_feed_stays_inside_its_paragraph(tmp_path: Path) -> None:
    ledger = '编号,案由\n1,"甲\n# 乙\n\n丙"\n'
    text = composed(tmp_path, "{{ (建议.清单 | first).标题 }}", ledger=ledger)
    assert text == "甲⏎# 乙⏎⏎丙"


@pytest.mark.parametrize(
    "text", ["{% for 字 in 题 %}{{ 字 }}{% endfor %}", "{{ 题 + '' }}", "{{ '' + 题 }}", "{{ 题[:3] }}"]
)
def test_what_is_made_of_a_value_is_no_markup_either(tmp_path: Path, text: str) -> None:
    body = "{% set 题 = (建议.清单 | first).标题 %}" + text
    assert composed(tmp_path, body, ledger="编号,案由\n1,**甲\n") == "**甲"


@pytest.mark.parametrize("where", ["标题", "会议", "单位", "正文", "案由"])
def test_the_characters_of_marks_are_refused_wherever_they_are_typed(tmp_path: Path, where: str) -> None:
    forged = "\ufdd00\ufdd1"
    facts = {where: [{"内容": forged}] if where == "正文" else forged} if where != "案由" else {}
    ledger = f"编号,案由\n1,{forged if where == '案由' else '甲'}\n"
    body = "{{ 建议.件数 }}{% for 节 in 正文 %}{{ 节.内容 }}{% endfor %}"
    problems = refused(lambda: composed(tmp_path, body, ledger=ledger, **facts))
    assert "U+FDD0" in problems[0].message
    assert all(problem.place.file in ("report.yaml", "ledger.csv") for problem in problems)


@pytest.mark.parametrize("text", ["\ufdd00\ufdd1", "\x07", "\x1b[31m", "\ufffe"])
def test_named_sections_are_checked_as_well(tmp_path: Path, text: str) -> None:
    sections = {"主要工作": f"抓{text}。", "存在问题": "慢。", "下步打算": "快。"}
    report = write_report(tmp_path, 模板="government_report", 会议="四次会议", 正文=sections)
    problems = refused(lambda: br.compose(br.load(report)))
    assert "U+" in problems[0].message
    assert all(problem.place.file == "report.yaml" for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        "{% for 字 in 单位.全称 ~ '' %}{{ loop.index }}{{ 字 }}{% endfor %}",
        "{{ (建议.件数 ~ '件') | sort | join }}",
        "{{ (建议.件数 ~ '件') | first }}",
    ],
)
def test_a_printed_value_cannot_be_taken_apart(tmp_path: Path, text: str) -> None:
    problem = only_problem(lambda: composed_free(tmp_path, text))
    assert problem.place.file == "report.yaml"
    assert "拆开" in problem.message


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{{ 1[0] }}", "template.unknown-name"),
        ("{{ 'a'(1) }}", "template.failed"),
        ("{{ (1)(2) }}", "template.failed"),
    ],
)
def test_what_python_itself_warns_of_is_told_by_us_alone(tmp_path: Path, text: str, kind: str) -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert only_problem(lambda: composed_free(tmp_path, text)).id == kind
    assert told == []


@pytest.mark.parametrize("text", ["{{ 建议.件数 | 百分百 }}", "{{ '有' if 1 }}{{ 建议.件数 is 奇怪 }}"])
def test_a_way_of_writing_that_there_is_not_is_looked_up_in_the_manual(tmp_path: Path, text: str) -> None:
    problem = only_problem(lambda: composed_free(tmp_path, text))
    assert problem.id == "template.syntax"
    assert problem.hint == "改正“|”或“is”后面的名称；有哪些写法，见手册的“名称和写法一览”"


@pytest.mark.parametrize(
    "text", ["{{ 建议.件数 // 3 }}", "{{ 100 * 3 // 建议.件数 }}", "{% if 建议.件数 // 2 %}甲{% endif %}"]
)
def test_a_figure_is_not_divided_without_its_rest(tmp_path: Path, text: str) -> None:
    problem = only_problem(lambda: composed(tmp_path, text))
    assert problem.id == "template.forbidden"
    assert "舍去余数" in problem.message


def test_a_place_in_a_loop_may_be(tmp_path: Path) -> None:
    assert composed(tmp_path, "{% for i in range(4) %}{{ i // 2 }}{% endfor %}") == "0011"
