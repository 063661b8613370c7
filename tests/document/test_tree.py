"""The tree: its blocks are walked by visitors, none of which may forget a kind."""

from typing import get_args

import pytest

from banli_report.document.tree import (
    Annex,
    Block,
    BlockVisitor,
    Cell,
    Document,
    Heading,
    Line,
    Paragraph,
    Run,
    Table,
)

BLOCKS = (
    Heading(1, "一、", (Run("甲"),)),
    Paragraph((Run("丙"),), Heading(2, "（一）", (Run("乙"),))),
    Table((Cell((Run("戊"),)),), ((Cell((Run("己"),)),),), ("left",), (Run("丁"),)),
    Line("venue", "庚"),
)


class Names(BlockVisitor[str]):
    def heading(self, block: Heading) -> str:
        return f"heading {block.level}"

    def paragraph(self, block: Paragraph) -> str:
        return "paragraph"

    def table(self, block: Table) -> str:
        return "table"

    def line(self, block: Line) -> str:
        return f"line {block.role}"


class Forgetful(BlockVisitor[str]):
    def heading(self, block: Heading) -> str:
        return ""


def test_each_kind_of_block_has_its_method() -> None:
    assert {type(block) for block in BLOCKS} == set(get_args(Block))
    assert [Names().visit(block) for block in BLOCKS] == ["heading 1", "paragraph", "table", "line venue"]


def test_a_walker_that_lacks_a_method_cannot_be_made() -> None:
    with pytest.raises(TypeError, match=r"line.*paragraph.*table"):
        Forgetful()  # type: ignore[abstract]


def test_runs_come_in_reading_order() -> None:
    document = Document((Run("题"),), BLOCKS, annexes=(Annex("附", BLOCKS),))
    assert "".join(run.text for run in document.runs()) == "题甲乙丙丁戊己庚甲乙丙丁戊己庚"
