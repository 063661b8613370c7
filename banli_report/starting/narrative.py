"""The narrative of a new folder: the sections that its pack asks for, each in a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from banli_report.packs.finding import Pack
from banli_report.starting.plan import UNKNOWN_NAME
from banli_report.words.report_keys import SECTION

_FREE = ("主要做法", "存在问题", "下步打算")
_OPENING, _ANY = "开头", "*"
_OPENING_TEXT = (
    "{{ 年度 }}年，{{ 单位.简称 }}共承办{{ 批次 | 种类 }}{{ 合计.件数 }}件。现将办理情况总结如下：\n"
)


@dataclass(frozen=True, slots=True)
class Narrative:
    """Sections and their files.

    Args:
        lines: what stands under 正文 in the report file.
        files: the text of each file, by its name.
    """

    lines: tuple[str, ...]
    files: Mapping[str, str]


def narrative_of(pack: Pack) -> Narrative:
    """Give the narrative that a pack asks for, each section still to be written."""
    if pack.sections:
        return _declared(pack)
    opening = [] if _speaks_of_batches(pack) else [_OPENING]
    lines = [f"  # 标题：{SECTION['heading'].sentence}"]
    lines += [f"  - 文件: {name}.md" for name in opening]
    for heading in _FREE:
        lines += [f"  - 标题: {heading}", f"    文件: {heading}.md"]
    files = {f"{name}.md": _OPENING_TEXT for name in opening}
    return Narrative(tuple(lines), {**files, **{f"{name}.md": _to_be_written(name) for name in _FREE}})


def _speaks_of_batches(pack: Pack) -> bool:
    """Tell whether a pack's own text names the batches, so that the figures need no sentence of the narrative."""
    return any("批次" in text for text in pack.bodies())


def _declared(pack: Pack) -> Narrative:
    lines: list[str] = []
    files: dict[str, str] = {}
    for key, spec in pack.sections.items():
        if _ANY in key or "." in key:
            lines.append(f"  # 还可写 {key.replace('.', ' / ')}：{spec.description or '选填'}")
            continue
        mark = "# " * (not spec.required)
        lines.append(f"  # {spec.description or key}{'；选填' * (not spec.required)}")
        lines.append(f"  {mark}{key}: {{文件: {key}.md}}")
        if spec.required:
            files[f"{key}.md"] = _to_be_written(spec.description or key)
    return Narrative(tuple(lines), files)


def _to_be_written(about: str) -> str:
    return (
        f"{{# {about}。每行一段；“# ”起的一行是小标题，编号由程序写；数字写名称，不手打。写好后删去这一行。 #}}\n"
        f"{UNKNOWN_NAME}。\n"
    )
