"""Small reports, ledgers and packs, written where a test wants them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import banli_report as br
from banli_report.document.outline import outline

LEDGER = """\
编号,案由,类别,承办单位,办理结果,满意度,重点,答复日期,面商日期
1,加宽人民路,城建交通类,住建局,A,满意,是,2019-06-01,2019-05-01
2,增设停车位,城建交通类,住建局,A,满意,否,2019-06-02,2019-05-02
3,整治背街小巷,城建交通类,城管局,B,满意,否,2019-06-03,2019-05-03
4,扶持小微企业,财政经济类,财政局,A,基本满意,是,2019-06-04,2019-05-04
5,建设社区书屋,教科文卫类,文旅局,C,满意,否,2019-06-05,2019-05-05
"""


def write_pack(
    folder: Path, name: str, body: str | None = None, settings: str = "名称: 试\n继承: base\n"
) -> Path:
    """Write a pack into `folder`/`name`; without a body it has its settings alone."""
    pack = folder / name
    pack.mkdir(parents=True, exist_ok=True)
    (pack / "template.yaml").write_text(settings, "utf-8")
    if body is not None:
        (pack / "report.md.j2").write_text(body, "utf-8")
    return pack


def write_report(folder: Path, body: str | None = None, *, ledger: str = LEDGER, **facts: Any) -> Path:
    """Write a report over a ledger of five suggestions; `body` is the whole text template of its pack."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ledger.csv").write_text(ledger, "utf-8")
    if body is not None:
        write_pack(folder / "templates", "mine", body)
    data: dict[str, Any] = {
        "模板": "mine" if body is not None else "base",
        "年度": 2019,
        "标题": "办理情况",
        "单位": {"全称": "某某区人民政府", "简称": "区政府"},
        "批次": {"建议": {"台账": "ledger.csv"}},
        **({} if body is not None or "正文" in facts else {"正文": "共{{ 建议.件数 }}件。"}),
        **facts,
    }
    report = folder / "report.yaml"
    report.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return report


def composed(folder: Path, body: str, **facts: Any) -> str:
    """Give what stands between title and signature, as readable text, for a pack's body."""
    lines = outline(br.compose(br.load(write_report(folder, body, **facts)))).splitlines()
    kept = lines[1:]
    while kept and kept[-1].startswith(("署名 ", "日期 ", "日期")):
        kept.pop()
    return "\n".join(line.removeprefix("正文 ") for line in kept)


def composed_free(folder: Path, text: str, **facts: Any) -> str:
    """Give the document of a narrative of one free section without heading, as readable text."""
    return composed(folder, "{% for 节 in 正文 %}{{ 节.内容 }}{% endfor %}", 正文=[{"内容": text}], **facts)


def refused(call: Callable[[], object]) -> tuple[br.Problem, ...]:
    """Give the problems with which a call is refused."""
    with pytest.raises(br.BanliError) as stopped:
        call()
    assert stopped.value.problems
    return stopped.value.problems


def only_problem(call: Callable[[], object]) -> br.Problem:
    """Give the one problem with which a call is refused."""
    problems = refused(call)
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def only_error(call: Callable[[], object]) -> br.Problem:
    """Give the one error among the problems with which a call is refused."""
    errors = [problem for problem in refused(call) if problem.severity == "error"]
    assert len(errors) == 1, [str(problem) for problem in errors]
    return errors[0]


def counts(number: int, **parts: Mapping[str, int]) -> dict[str, Any]:
    """Give counts as a report file states them."""
    return {"件数": number, **parts}
