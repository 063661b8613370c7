"""Annexes made of the results: the statistics table and the list of public items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from banli_report.document.notes import note_of
from banli_report.document.tree import Annex, Cell, Paragraph, Run, Table
from banli_report.figures.batch import LISTED_COLUMNS, BatchFigures
from banli_report.figures.compute import Figures
from banli_report.figures.conditions import text_of
from banli_report.figures.figure import Figure, Part, Partition
from banli_report.figures.scales import column_of, label_of
from banli_report.results.model import Item
from banli_report.results.paper import AnnexName

_LIST_COLUMNS = ("number", "title", "category", "role", "handler", "result", "satisfaction")
_WIDE, _FEW_KINDS = 6, 2
_SHARE, _ACROSS = 3, 9
"""The characters of a column of shares, and how many of them the names of an upright table may have together."""
_NONE = "无"


def annex(name: AnnexName, figures: Figures) -> Annex:
    """Give an annex by its name: 统计表 or 一览表."""
    batches = figures.batches.values()
    if name == "统计表":
        return _statistics(f"{_owner(batches)}办理情况统计表", figures)
    return _items(f"{_owner([batch for batch in batches if batch.items])}办理情况一览表", figures)


def _owner(batches: Iterable[BatchFigures]) -> str:
    kinds = list(dict.fromkeys(batch.kind for batch in batches))
    return "、".join(kinds) if len(kinds) <= _FEW_KINDS else "议案建议提案"


def _cell(text: str, rows: int = 1) -> Cell:
    return Cell((Run(text, typed=False),) if text else (), rows)


def _figure(figure: Figure | None) -> Cell:
    if figure is None:
        return _cell("—")
    return Cell((Run(figure.text, note=note_of(figure), typed=False),))


def _statistics(title: str, figures: Figures) -> Annex:
    """Make the table of counts and shares by every column that parts are known for."""
    batches = list(figures.batches.values())
    owners = [*batches, figures.total] if len(batches) > 1 else batches
    names = [batch.name for batch in owners] if len(batches) > 1 else [""]
    head = ["分类", "项目", *(f"{name}\n{what}".strip() for name in names for what in ("件数", "占比"))]
    columns = [column for column in LISTED_COLUMNS if column != "kind"]
    rows = [row for column in columns for row in _column_rows(column, owners)]
    whole = [
        cell
        for batch in owners
        for cell in (_figure(batch.count), _cell("100%" if batch.count.value else "—"))
    ]
    rows.append((_cell("合计"), _cell(""), *whole))
    aligns = ("center", "left", *("center",) * (len(head) - 2))
    table = Table(tuple(_cell(text) for text in head), tuple(rows), aligns)
    wide = sum(max(len(name), _SHARE) for name in names) > _ACROSS
    return Annex(title, (table, *_scope_notes(figures)), wide)


def _scope_notes(figures: Figures) -> Iterator[Paragraph]:
    """Say which columns are counted out of some items alone."""
    total = figures.total
    for word, rule in total.policy.share_of.items():
        if column_of(word) in LISTED_COLUMNS:
            scope = text_of(total.conditions.read(rule))
            yield Paragraph((Run(f"注：{label_of(column_of(word))}只统计{scope}的件，占比以此为分母。"),))


def _column_rows(column: str, owners: Sequence[BatchFigures]) -> Iterator[tuple[Cell, ...]]:
    partitions = [batch.partition(column) for batch in owners]
    classes = _classes([partition for partition in partitions if partition])
    answers = [None if found is None else {part.code: part for part in found} for found in partitions]
    for position, (code, name) in enumerate(classes.items()):
        label = _cell(label_of(column) if not position else "", len(classes) if not position else 0)
        yield (label, _cell(name), *(cell for parts in answers for cell in _part_cells(parts, code)))


def _classes(partitions: Sequence[Partition]) -> Mapping[str, str]:
    names = {part.code: part.name for partition in partitions for part in partition}
    order = [code for partition in partitions for code, _ in partition.known]
    return {code: names[code] for code in dict.fromkeys((*order, *names)) if code in names}


def _part_cells(parts: Mapping[str, Part] | None, code: str) -> tuple[Cell, Cell]:
    """Give count and share; a dash where the batch cannot tell, 0 where it has none."""
    if parts is None:
        return _cell("—"), _cell("—")
    part = parts.get(code)
    return (_figure(part.count), _figure(part.share)) if part else (_cell("0"), _cell("—"))


def _items(title: str, figures: Figures) -> Annex:
    """Make the list of items; those that are not public never appear, only their number does."""
    batches = figures.batches.values()
    public = [(batch.kind, item) for batch in batches for item in batch.public_items]
    left_out = sum(len(batch.items) for batch in batches) - len(public)
    columns = [column for column in _LIST_COLUMNS if any(item.value(column) for _, item in public)]
    kinds = len({kind for kind, _ in public}) > 1
    head = ["序号", *(["种类"] if kinds else []), *map(label_of, columns)]
    rows = [_item_row(i, kind if kinds else "", item, columns) for i, (kind, item) in enumerate(public, 1)]
    if not rows:
        rows = [(_cell(_NONE), *(_cell("") for _ in head[1:]))]
    aligns = tuple("left" if name in (label_of("title"), label_of("handler")) else "center" for name in head)
    table = Table(tuple(_cell(text) for text in head), tuple(rows), aligns)
    return Annex(title, (table, *_left_out(left_out)), len(head) > _WIDE)


def _item_row(number: int, kind: str, item: Item, columns: Sequence[str]) -> tuple[Cell, ...]:
    kinds = [_cell(kind)] if kind else []
    return (_cell(str(number)), *kinds, *(_cell(str(item.value(column) or "")) for column in columns))


def _left_out(count: int) -> tuple[Paragraph, ...]:
    return (Paragraph((Run(f"注：另有{count}件按规定不公开，未列入本表。"),)),) if count else ()
