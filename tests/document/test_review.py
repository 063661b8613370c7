"""The tree of the copy for checking: the same text, every figure and every typed number told, whatever stands beside it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from banli_report.claims.numbers import numbers_in
from banli_report.document.review import reviewed
from banli_report.document.tree import Document, Note, Paragraph, Run, text_of

PIECES = ("12", "3.5", "%", "件", "年", "共", "三", "万", "第", "X", " ", "0", "，", "５", "亿", "\n", "件事")
NOTE = Note("建议.件数", "7", "全部件数", "ledger.csv 第2—8行")
RUNS = st.one_of(
    st.builds(
        Run,
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join),
        strong=st.booleans(),
        typed=st.booleans(),
        unknown=st.booleans(),
    ),
    st.builds(Run, st.just("7"), note=st.just(NOTE), typed=st.booleans()),
)


@given(st.lists(RUNS, max_size=12).map(tuple))
def test_every_figure_and_every_typed_number_is_told_and_nothing_else(runs: tuple[Run, ...]) -> None:
    copy = reviewed(Document((Run("题"),), (Paragraph(runs),)))
    (block,) = copy.blocks
    assert isinstance(block, Paragraph)
    made = block.runs
    assert text_of(made) == text_of(runs)
    assert [replace(run, remark="") for run in made if run.note] == [run for run in runs if run.note]
    assert all(run.remark for run in made if run.note)

    def by_character(runs: tuple[Run, ...]) -> list[Run]:
        return [run for run in runs for _ in run.text]

    before, after = by_character(runs), by_character(made)
    inside = {place for number in numbers_in(text_of(runs)) for place in range(number.start, number.end)}
    for place, (old, new) in enumerate(zip(before, after, strict=True)):
        assert replace(old, text="") == replace(new, text="", lit=False, remark="")
        assert new.lit == (place in inside and old.typed and not old.unknown and not old.note)
    told = [run for run in made if run.remark and not run.note]
    numbers = [
        number
        for number in numbers_in(text_of(runs))
        if any(after[place].lit for place in range(number.start, number.end))
    ]
    assert len(told) == len(numbers)
    assert all(run.lit for run in told)


def test_a_figure_of_nothing_names_no_source() -> None:
    figure = Run("0", note=replace(NOTE, text="0", source=""), typed=False)
    (told,) = (run for run in reviewed(Document((), (Paragraph((figure,)),))).runs() if run.remark)
    assert told.remark == "建议.件数＝0\n口径：全部件数"


def test_a_long_text_of_numbers_is_read() -> None:
    runs = tuple(Run(f"{number}件，", strong=bool(number % 2)) for number in range(20_000))
    copy = reviewed(Document((Run("题"),), (Paragraph(runs),)))
    assert sum(run.lit for run in copy.runs()) == 20_000
