"""What a report file says of a ledger: its file, its sheet, and which of its columns is what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from banli_report.errors import Problem, error
from banli_report.files.places import Places
from banli_report.intake.header import Asked
from banli_report.results.base import Model, Name, Text
from banli_report.results.policy import Condition
from banli_report.words.columns import COLUMNS
from banli_report.words.vocabulary import did_you_mean


class Reading(Model):
    """How a ledger is to be read.

    Args:
        sheet: its sheet.
        header_row: the row that is its header.
        columns: for fields whose header is unusual, that header, or the column's letter.
    """

    sheet: Name | None = None
    header_row: Annotated[int | None, Field(ge=1, le=1000)] = None
    columns: dict[Text, Text] = {}


class UnitSource(Reading):
    """What a report file says of one unit's ledger; ``file`` stands beside the report file or below it."""

    file: Name


class LedgerSource(UnitSource):
    """What a report file says of a ledger; ``where`` says which of its rows are the batch's."""

    where: Condition | None = None


def asked_of(reading: Reading, at: Places, problems: list[Problem]) -> Asked:
    """Give what a report file says of a ledger's header.

    Args:
        reading: what it says.
        at: the places of it.
        problems: columns that are none, or said twice, are added here.
    """
    return Asked(_columns(reading.columns, at, problems), reading.header_row)


def _columns(said: Mapping[str, str], at: Places, problems: list[Problem]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for word, header in said.items():
        term = COLUMNS.find(word)
        place = at.find(("columns", word))
        if term is not None and term.identifier in columns:
            message = f"“{word}”写了两次（同一项的另一种写法）"
            problems.append(error("results.unknown-key", place, message, "只保留一处"))
        elif term is None:
            hint = did_you_mean(COLUMNS.nearest(word), f"可用的有{'、'.join(COLUMNS.labels())}")
            problems.append(error("results.unknown-column", place, f"台账没有“{word}”这一项", hint))
        else:
            columns[term.identifier] = header
    return columns
