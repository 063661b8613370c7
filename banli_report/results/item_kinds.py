"""Kinds of items that are neither usual nor of the report file's own."""

from __future__ import annotations

from banli_report.errors import ERROR, Kind, Place, Problem, error
from banli_report.words.terms import ItemKind
from banli_report.words.vocabulary import Vocabulary, did_you_mean

PROBLEMS = (
    Kind(
        "results.unknown-kind",
        ERROR,
        "批次的种类不是常用的种类，“口径”里也没有写。",
        "report.yaml 第5行 第9列：没有“提议”这个种类",
    ),
)


def unknown_kind(kind: str, known: Vocabulary[ItemKind], place: Place | None) -> Problem:
    """Say that a batch is of a kind that nobody knows.

    Args:
        kind: what is written.
        known: the usual kinds and the report file's own.
        place: where it is written.
    """
    own = f"应为{'、'.join(known.labels())}之一；另有的，在“口径”里写上，以及句子里的叫法，如 种类: {{{kind}: {kind}}}"
    hint = did_you_mean(known.nearest(kind), own)
    return error("results.unknown-kind", place, f"没有“{kind}”这个种类", hint)
