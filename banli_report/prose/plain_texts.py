"""Texts of the report file that are no templates: a tag in them would be printed as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli_report.errors import Problem, error
from banli_report.results.model import Report

_TAG = re.compile(r"[{｛][ 　]?[{｛%％#].*|[}｝%％#][ 　]?[}｝]")


def plain_text_problems(report: Report) -> list[Problem]:
    """Give the tags that stand in names, meetings and the disclosure record, where nothing fills them in."""
    return [
        error(
            "template.braces",
            report.place(*path) or report.place(path[0]),
            f"“{name}”照原样印出，里面不能写标签（{found[0]}）",
            "直接写内容；标签只能写在标题和正文里",
        )
        for name, path, text in _texts(report)
        if (found := _TAG.search(text))
    ]


def _texts(report: Report) -> Iterator[tuple[str, tuple[str, ...], str]]:
    yield "单位", ("agency", "full_name"), report.agency.full_name
    yield "简称", ("agency", "short_name"), report.agency.short_name
    yield "会议", ("session",), report.session
    yield "署名", ("signature", "name"), report.signature.name
    delivery = report.delivery
    if delivery:
        yield "宣读的会议", ("delivery", "venue"), delivery.venue
        yield "报告人", ("delivery", "speaker"), delivery.speaker
        yield "职务", ("delivery", "post"), delivery.post
        yield "称谓", ("delivery", "salutation"), delivery.salutation
    for name, text in report.disclosure.items():
        yield name, ("disclosure", name), text
