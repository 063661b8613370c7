"""What a report file says about the paper itself: who reports, who signs, where it is read, what goes with it."""

from __future__ import annotations

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Discriminator, Tag, model_validator
from typing_extensions import TypeAliasType

from banli_report.results.base import Date, Model, Prose, Text, text_alone
from banli_report.results.values import chinese_date
from banli_report.words.placeholders import PLACEHOLDER, UNKNOWN_WORDS
from banli_report.words.terms import REPORT_KEYS
from banli_report.words.vocabulary import plain


class Agency(Model):
    """The agency that reports."""

    full_name: Text
    short_name: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, data: object) -> object:
        return text_alone(data, "full_name")

    @property
    def short(self) -> str:
        """Give the short name, or the full one where there is none."""
        return self.short_name or self.full_name


class Section(Model):
    """A free section: its heading and its text, a template over the same names; without a heading, paragraphs."""

    heading: Text = ""
    text: Prose

    @model_validator(mode="before")
    @classmethod
    def _text_alone(cls, data: object) -> object:
        return text_alone(data, "text")


def _branch(value: object) -> str:
    return "<group>" if isinstance(value, dict) else "<text>"


Narrative = TypeAliasType(
    "Narrative",
    "dict[Text, Annotated[Annotated[Prose, Tag('<text>')] | Annotated[Narrative, Tag('<group>')], Discriminator(_branch)]]",
)
"""Sections by key; a group of sections is one such mapping more."""


def _one_a_line(value: object) -> object:
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return value


def _is_unknown(day: object) -> bool:
    """Tell whether a day is written as one that is not known yet."""
    return isinstance(day, str) and (plain(day) in UNKNOWN_WORDS or bool(PLACEHOLDER.search(day)))


class _Dated(Model):
    """What has a day.

    Args:
        date: the day; None where it is not said, or not known yet.
        unknown_date: how a day that is not known yet is written, such as 2020年X月X日.
    """

    date: Date | None = None
    unknown_date: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _unknown_date(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        key = REPORT_KEYS.key_in(data, "date")
        if key is None or not _is_unknown(data[key]):
            return data
        return {"unknown_date": data[key], **{word: value for word, value in data.items() if word != key}}

    @property
    def date_text(self) -> str:
        """Give the date as it is printed, or empty."""
        if self.date is None:
            return self.unknown_date
        return chinese_date(self.date)


class Signature(_Dated):
    """Who signs, and when.

    Args:
        name: who signs, one agency a line; where it is left out, those of a joint masthead, or the agency.
    """

    name: Annotated[Text, BeforeValidator(_one_a_line)] = ""


class Delivery(_Dated):
    """A report that is read to a meeting: the line under the title, who reads it, on which day, and whom it addresses.

    Args:
        venue: the meeting, as in ——2021年12月14日在…上.
        speaker: who reads the report.
        post: the speaker's post.
        salutation: whom it addresses, without the colon.
    """

    venue: Text
    speaker: Text = ""
    post: Text = ""
    salutation: Text = "各位代表"

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if not self.date_text:
            raise ValueError("没有写“日期”，还不知道的写X月X日")
        return self


class Traditional(Model):
    """How the document is turned into traditional characters; ``exceptions`` are words with their own form.

    ``region`` is where they are read: the forms of characters differ, and the language that the file states.
    """

    exceptions: dict[Text, Text] = {}
    region: Literal["台湾", "香港"] = "台湾"


AnnexName: TypeAlias = Literal["统计表", "一览表"]
