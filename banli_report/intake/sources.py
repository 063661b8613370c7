"""What a report file says of a ledger: its file, its sheet, and which of its columns is what."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from banli_report.errors import Problem
from banli_report.files.places import Places
from banli_report.intake.header import Asked, fields_asked
from banli_report.results.base import Model, Name, Text
from banli_report.results.policy import Condition


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
    columns, found = fields_asked(reading.columns, lambda word: at.find(("columns", word)))
    problems += found
    return Asked(columns, reading.header_row)
