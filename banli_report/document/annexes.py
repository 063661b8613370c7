"""Annexes made of the results: the statistics table and the list of public items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from banli_report.document.notes import figure_run
from banli_report.document.tree import Annex, Cell, Paragraph, Run, Table
from banli_report.errors import ERROR, BanliError, Kind, Place, error
from banli_report.figures.batch import BatchFigures
from banli_report.figures.compute import Figures
from banli_report.figures.conditions import BadCondition, text_of
from banli_report.figures.figure import Figure, Part, Partition
from banli_report.figures.listing import not_public
from banli_report.figures.scales import Scales
from banli_report.results.model import Item
from banli_report.results.paper import AnnexName
from banli_report.words.columns import COLUMNS, IN_THE_LIST, LISTED_COLUMNS, column_of, label_of

_WIDE, _FEW_KINDS = 6, 2
_SHARE, _ACROSS = 3, 9
"""The characters of a column of shares, and how many of them the names of an upright table may have together."""

PROBLEMS = (
    Kind(
        "annexes.no-rows",
        ERROR,
        "附件要列一览表，却没有逐件的台账可列。",
        "report.yaml 第5行 第5列：各批次只有件数，没有逐件的台账，列不出一览表",
    ),
)


def annexes_of(names: Sequence[AnnexName], figures: Figures, place: Place | None = None) -> tuple[Annex, ...]:
    """Give annexes by their names (统计表, 一览表), with numbers where there are several.

    Args:
        names: which ones.
        figures: what they are made of.
        place: where they are asked for.

    Raises:
        BanliError: a list is asked for, and no batch has a ledger.
    """
    made = [_annex(name, figures, place) for name in names]
    if len(made) < 2:
        return tuple(made)
    return tuple(replace(annex, mark=f"{annex.mark}{i}", number=f"{i}.") for i, annex in enumerate(made, 1))


def _annex(name: AnnexName, figures: Figures, place: Place | None) -> Annex:
    batches = figures.batches.values()
    if name == "统计表":
        return _statistics(f"{_owner(batches)}办理情况统计表", figures)
    listed = [batch for batch in batches if batch.has_rows]
    if not listed:
        message = f"各批次只有件数，没有逐件的台账，列不出{name}"
        raise BanliError([error("annexes.no-rows", place, message, f"补上台账，或在“附件”里去掉{name}")])
    return _items(
        f"{_owner(listed)}办理情况一览表", listed, [batch for batch in batches if not batch.has_rows]
    )


def _owner(batches: Iterable[BatchFigures]) -> str:
    kinds = list(dict.fromkeys(batch.kind for batch in batches))
    return "、".join(kinds) if len(kinds) <= _FEW_KINDS else "议案建议提案"


def _cell(text: str, rows: int = 1) -> Cell:
    return Cell((Run(text, typed=False),) if text else (), rows)


def _figure(figure: Figure | None) -> Cell:
    if figure is None:
        return _cell("—")
    return Cell((figure_run(figure),))


def _statistics(title: str, figures: Figures) -> Annex:
    """Make the table of counts and shares by every column that parts are known for."""
    batches = list(figures.batches.values())
    owners = [*batches, figures.total] if len(batches) > 1 else batches
    names = [batch.name for batch in owners] if len(batches) > 1 else [""]
    head = ["分类", "项目", *(f"{name}\n{what}".strip() for name in names for what in ("件数", "占比"))]
    columns = [column for column in LISTED_COLUMNS if column != "kind"]
    rows = [row for column in columns for row in _column_rows(column, owners)]
    whole = [cell for batch in owners for cell in (_figure(batch.count), _figure(batch.whole_share))]
    rows.append((_cell("合计"), _cell(""), *whole))
    aligns = ("center", "left", *("center",) * (len(head) - 2))
    table = Table(tuple(_cell(text) for text in head), tuple(rows), aligns)
    wide = sum(max(len(name), _SHARE) for name in names) > _ACROSS
    return Annex(title, (table, *_scope_notes(figures), *_times_notes(figures)), wide)


def _scope_notes(figures: Figures) -> Iterator[Paragraph]:
    """Say which columns are counted out of some items alone."""
    for word, rule in figures.total.policy.share_of.items():
        if column_of(word) in LISTED_COLUMNS:
            owners: dict[str, list[str]] = {}
            for name, batch in figures.batches.items():
                with suppress(BadCondition):  # a group that this batch does not have
                    owners.setdefault(text_of(batch.conditions.read(rule)), []).append(name)
            for scope, names in owners.items():
                owner = "" if len(names) == len(figures.batches) else f"{'、'.join(names)}的"
                label = label_of(column_of(word))
                yield _note(f"{owner}{label}只统计{scope}的件，占比以此为分母。")


def _times_notes(figures: Figures) -> Iterator[Paragraph]:
    """Say which columns count 件次, of which an item may have several."""
    for name, batch in figures.batches.items():
        for column in LISTED_COLUMNS:
            found = batch.partition(column)
            if found and found.times:
                after = "件次统计（一件可有几项），占比以件次为分母。"
                yield _note(f"{name}的{found.name}按", found.times, after)


def _note(before: str, figure: Figure | None = None, after: str = "") -> Paragraph:
    """Make a note under a table, with the figure in it, if there is one."""
    first = Run(f"注：{before}")
    return Paragraph((first, figure_run(figure), Run(after)) if figure else (first,))


def _column_rows(column: str, owners: Sequence[BatchFigures]) -> Iterator[tuple[Cell, ...]]:
    partitions = [batch.partition(column) for batch in owners]
    scoped = [batch.scoped(column) for batch in owners]
    known = [partition for partition in partitions if partition]
    classes = _classes(column, known, owners[-1])
    inside = {inner.code for partition in known for part in partition for inner in part.inner}
    for position, (code, name) in enumerate(classes.items()):
        label = _cell(label_of(column) if not position else "", len(classes) if not position else 0)
        cells = [
            cell
            for batch, found in zip(scoped, partitions, strict=True)
            for cell in _part_cells(batch, found, code)
        ]
        yield (label, _cell(f"其中：{name}" if code in inside else name), *cells)


def _by_code(partition: Partition) -> Mapping[str, Part]:
    """Give the parts by their codes; what is blank has none, and is a part all the same, or the rows would not add up."""
    blank = [partition.blank] if partition.blank else []
    inner = [inside for part in partition for inside in part.inner]
    return {part.code: part for part in (*partition, *inner, *blank)}


def _classes(column: str, partitions: Sequence[Partition], whole: BatchFigures) -> Mapping[str, str]:
    """Give the names of the rows by code: in the order of the policy, those that batches call differently by the scheme's."""
    names: dict[str, set[str]] = {}
    for partition in partitions:
        for code, part in _by_code(partition).items():
            names.setdefault(code, set()).add(part.name)
    scales = whole.conditions.scales
    order = scales.sort(column, [code for code in names if code])
    for code in list(order):
        inside = [term.identifier for term in scales.narrower(column, code) if term.identifier in order]
        order = [other for other in order if other not in inside]
        order[order.index(code) + 1 : order.index(code) + 1] = inside
    order += [code for code in names if not code]
    return {
        code: next(iter(names[code])) if len(names[code]) == 1 else scales.name(column, code)
        for code in order
    }


def _part_cells(batch: BatchFigures | None, partition: Partition | None, code: str) -> tuple[Cell, Cell]:
    """Give count and share; a dash where the batch cannot tell, 0 where it has none."""
    if batch is None or partition is None:
        return _cell("—"), _cell("—")
    part = _by_code(partition).get(code)
    if part:
        return _figure(part.count), _figure(part.share)
    other = _other(batch, partition, code)
    if other is None:
        return _cell("—"), _cell("—")
    return _figure(other.count), _figure(other.share if other.count.value else None)


def _other(batch: BatchFigures, partition: Partition, code: str) -> Part | None:
    """Give the part of a class that a batch has no item of, or only of the classes inside it."""
    if code:
        return batch.class_part(partition.column, code)
    known = batch.count.known and all(part.count.known for part in partition)
    return batch.blank_part(partition.column, 0 if known else None)


def _items(title: str, batches: Sequence[BatchFigures], unlisted: Sequence[BatchFigures]) -> Annex:
    """Make the list of items; those that are not public never appear, only their number does."""
    public = [(item.kind or batch.kind, item) for batch in batches for item in batch.public_items]
    items = [item for _, item in public]
    names = [column for column in IN_THE_LIST if any(item.value(column) for item in items)]
    scales = batches[0].conditions.scales
    columns = [_in_the_list(items, name, scales) for name in names]
    head = ["序号", *map(label_of, names)]
    kinds = [kind for kind, _ in public]
    if len({scales.code("kind", kind) for kind in dict.fromkeys(kinds)}) > 1:
        head.insert(1, "种类")
        columns.insert(0, _cells(kinds))
    rows = zip(_cells(map(str, range(1, len(items) + 1))), *columns, strict=True)
    aligns = tuple("left" if name in (label_of("title"), label_of("handler")) else "center" for name in head)
    table = Table(tuple(_cell(text) for text in head), tuple(rows), aligns)
    return Annex(title, (table, *_left_out(not_public(batches), unlisted)), len(head) > _WIDE)


def _in_the_list(items: Sequence[Item], column: str, scales: Scales) -> list[Cell]:
    """Give what the list prints of a column: what the ledger says, a class by the one name that it has everywhere."""
    known = COLUMNS.find(column)
    values = [item.value(column) for item in items]
    if known and known.by_ledger_word:
        named = {value: scales.name(column, scales.code(column, value)) for value in set(values) if value}
        return _cells(named.get(value, "") for value in values)
    return _cells(str(value or "") for value in values)


def _cells(texts: Iterable[str]) -> list[Cell]:
    """Give the cells of a column, one for each distinct text."""
    made: dict[str, Cell] = {}
    return [made.get(text) or made.setdefault(text, _cell(text)) for text in texts]


def _left_out(closed: Figure, unlisted: Sequence[BatchFigures]) -> Iterator[Paragraph]:
    if closed.items:
        yield _note("另有", closed, "件按规定不公开，未列入本表。")
    for batch in unlisted:
        yield _note(batch.name, batch.count, "件没有逐件登记，未列入本表。")
