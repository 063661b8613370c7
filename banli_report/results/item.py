"""One item of a ledger: its fields are the table of columns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

from pydantic import PrivateAttr, create_model

from banli_report.errors import Place
from banli_report.files.places import Origin
from banli_report.results.base import Date, Model, Text, YesNo
from banli_report.results.closing import closing_columns
from banli_report.words.columns import COLUMNS, Content
from banli_report.words.vocabulary import Term, Vocabulary

_TYPES: Mapping[Content, Any] = {"text": Text, "class": Text, "date": Date, "yes_no": YesNo}
_IDENTIFIERS = dict.fromkeys(column.identifier for column in COLUMNS)
_fields: dict[str, Any] = {column.identifier: (_TYPES[column.holds] | None, None) for column in COLUMNS}
_Columns = create_model("_Columns", __base__=Model, **_fields)


class Item(_Columns):  # type: ignore[valid-type, misc]  # its fields are the table of columns
    """One item of the ledger, a field a column; ``extra`` holds the columns that are not of the vocabulary."""

    extra: dict[Text, Text] = {}

    _origin: Origin | None = PrivateAttr(default=None)

    @classmethod
    def vocabulary(cls) -> Vocabulary[Term]:
        """Give the ledger's columns."""
        return COLUMNS

    def value(self, column: str) -> Any:
        """Give a column's value by identifier or, for an extra column, by its header; None where empty."""
        if column in _IDENTIFIERS:
            return getattr(self, column)
        return self.extra.get(column)

    def could_hold(self, column: str) -> bool:
        """Tell whether the item's ledger has a column, or a program said anything about it."""
        if self.origin:
            return column in self.origin.letters
        return column in self.model_fields_set

    @cached_property
    def closing_columns(self) -> tuple[str, ...]:
        """Give the columns, other than that of openness, that say that the item is not public."""
        said = {name: value for name in _IDENTIFIERS if (value := self.__dict__[name]) is not None}
        said |= self.extra
        blank = (name for name in self.origin.letters if name not in said) if self.origin else ()
        return closing_columns(said, blank)

    def place(self, column: str | None = None) -> Place | None:
        """Give the cell that a value came from, or the row."""
        if self.origin is None:
            return None
        return self.origin.place(column)

    @cached_property
    def origin(self) -> Origin | None:
        """Give the ledger row that the item was read from, or None."""
        return self._origin  # cached, because pydantic is slow to find private attributes

    def model_copy(self, *, update: Mapping[str, object] | None = None, deep: bool = False) -> Self:
        """Give a copy that holds something else, and forgets what was worked out of the values before."""
        copy: Self = super().model_copy(update=update, deep=deep)
        copy.__dict__.pop("closing_columns", None)
        return copy

    def of_unit(self, unit: str) -> Self:
        """Give a copy of the item that says which unit handed it in; it stays where it was read from."""
        copy: Self = self.model_copy(update={"unit": unit})
        copy._origin = self._origin
        return copy

    def model_post_init(self, context: object, /) -> None:
        """Keep the row that the item is read from, which its reader gives as the context of validation."""
        if isinstance(context, Origin):
            self._origin = context
