"""What is not known yet: counts written X or left empty, placeholders such as XXX县 or X月X日 in texts."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.document.tree import Document
from banli_report.errors import EITHER, NOWHERE, WARNING, Kind, Problem, error, warning
from banli_report.results.model import Counts, Report
from banli_report.results.texts import plain_lines_of
from banli_report.words.columns import label_of
from banli_report.words.placeholders import PLACEHOLDER
from banli_report.words.terms import CONDITIONS, COUNT_NAMES, TIMES

_HINT = "填上实际内容；没有填齐时只能出草稿（build --draft，或报告文件里写 草稿: true）"
Path = tuple[str | int, ...]

PROBLEMS = (
    Kind(
        "draft.unknown-count",
        EITHER,
        "还有件数写着X或空着；出草稿时只提醒。",
        "report.yaml 第9行 第39列：“建议.办理结果.C”的数还没有填",
    ),
    Kind(
        "draft.still-draft",
        WARNING,
        "待填的都填好了，报告文件里还写着“草稿”。",
        "report.yaml 第3行 第5列：待填的都填好了，报告文件里还写着“草稿: true”，写出的仍是草稿",
    ),
    Kind(
        "draft.unknown-text",
        EITHER,
        "还有X、XX之类待填的文字；出草稿时只提醒。",
        "report.yaml 第9行：“X”还没有填：……今年，X件……",
    ),
)


def unknown_problems(report: Report) -> list[Problem]:
    """Give every count and every placeholder that must be filled before release, with its place."""
    problems = list(_unknown_texts(report))
    for name, batch in report.batches.items():
        unknown = (word for word, text in batch.given.items() if text is None)
        problems += [_unknown(report, ("batches", name, "given", word), f"{name}.{word}") for word in unknown]
        for inner, counts in batch.given_counts():
            owner = ".".join((name, *(str(key) for key in inner[1:])))
            problems += _unknown_counts(report, ("batches", name, *inner), counts, f"{owner}.")
    return problems


def still_draft(report: Report) -> list[Problem]:
    """Give the reminder that a report calls itself a draft though nothing is left to fill in."""
    if not report.draft or unknown_problems(report):
        return []
    message = "待填的都填好了，报告文件里还写着“草稿: true”，写出的仍是草稿"
    return [warning("draft.still-draft", report.place("draft"), message, "删去“草稿”一行，再写正式文件")]


def left_over_problems(document: Document) -> list[Problem]:
    """Give placeholders that the document still holds, wherever they come from (a pack's own text)."""
    found = sum(run.unknown for run in document.runs())
    message = f"文件里还有{found}处待填的内容"
    return [error("draft.unknown-text", NOWHERE, message, "检查模板里的X")] if found else []


def _unknown_counts(report: Report, path: Path, counts: Counts, owner: str) -> Iterator[Problem]:
    for inner, name, value in _given(counts):
        if value is None:
            yield _unknown(report, (*path, *inner), f"{owner}{name}")
    for word, part in counts.parts.items():
        yield from _unknown_counts(report, (*path, word), part, f"{owner}{word}.")


def _given(counts: Counts) -> Iterator[tuple[Path, str, object]]:
    """Give all that counts say of their own: where, by which name, and the value."""
    yield ("count",), COUNT_NAMES.labels()[0], counts.count
    for column, parts in counts.partitions.items():
        times = {TIMES: counts.times[column]} if column in counts.times else {}
        for word, value in {**parts, **times}.items():
            yield (column, word), f"{label_of(column)}.{word}", value
    yield from (((word,), CONDITIONS.label_of(word), value) for word, value in counts.flags.items())
    for column, value in counts.distinct.items():
        yield ("distinct", column), f"{label_of(column)}.个数", value
    yield from ((("sums", column), f"合计.{column}", value) for column, value in counts.sums.items())


def _unknown(report: Report, path: Path, owner: str) -> Problem:
    return error("draft.unknown-count", report.place(*path), f"“{owner}”的数还没有填", _HINT)


def _unknown_texts(report: Report) -> Iterator[Problem]:
    for line, place in plain_lines_of(report):
        for found in PLACEHOLDER.finditer(line):
            around = line[max(found.start() - 8, 0) : found.end() + 8].strip()
            yield error("draft.unknown-text", place, f"“{found[0]}”还没有填：……{around}……", _HINT)
