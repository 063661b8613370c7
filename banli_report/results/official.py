"""What makes a document an official one: its head, its recipients, its foot (GB/T 9704-2012, chapter 7)."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from banli_report.results.base import Date, Model, Text, YesNo
from banli_report.results.values import read_yes_no

_NUMBER = re.compile(r"[^\d〔〕]+〔(\d{4})〕([1-9]\d*)号")


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)]


def _document_number(value: Any) -> str:
    text = str(value).strip()
    if text and not _NUMBER.fullmatch(text):
        raise ValueError(
            f"发文字号“{text}”不合规定，应如“涧政〔2019〕12号”：年份写全并用六角括号〔〕，序号不编虚位、不加“第”"
        )
    return text


def _copy_number(value: Any) -> str:
    text = str(value).strip()
    if text and not (text.isdecimal() and text.isascii() and len(text) <= 6):
        raise ValueError(f"份号“{text}”应为不超过6位的数字")
    return text.zfill(6) if text else ""


class Official(Model):
    """The elements of an official document; those left out do not appear.

    Args:
        format: 文件 (a document) or 信函 (a letter, clause 10.1).
        copy_number: 份号, printed with six digits.
        secrecy: 密级; with ``secrecy_term`` as 机密★1年.
        secrecy_term: 保密期限.
        urgency: 紧急程度.
        masthead: 发文机关标志, one agency or several; the lead agency first.
        suffix: whether 文件 follows the masthead.
        number: 发文字号, such as 涧政〔2019〕12号.
        signers: 签发人, for documents that go upward.
        recipients: 主送机关.
        note: 附注, without its brackets.
        copies: 抄送 agencies.
        issuer: 印发机关.
        issued_on: 印发日期.
        seal: whether the document is sealed, which places name and date differently.
        foot_on_new_page: whether the foot stands on an even page of its own, since it belongs on an even page
            (7.4); None where nobody has looked yet at the number of the last page.
    """

    format: Literal["文件", "信函"] = "文件"
    copy_number: Annotated[str, BeforeValidator(_copy_number)] = ""
    secrecy: Text = ""
    secrecy_term: Text = ""
    urgency: Text = ""
    masthead: Names = ()
    suffix: YesNo = True
    number: Annotated[str, BeforeValidator(_document_number)] = ""
    signers: Annotated[Names, Field(max_length=12)] = ()
    recipients: Names = ()
    note: Text = ""
    copies: Names = ()
    issuer: Text = ""
    issued_on: Date | None = None
    seal: YesNo = False
    foot_on_new_page: Annotated[bool | None, BeforeValidator(read_yes_no)] = None

    @property
    def is_letter(self) -> bool:
        """Tell whether the document is a letter."""
        return self.format == "信函"

    @model_validator(mode="after")
    def _is_as_the_format_asks(self) -> Official:
        if not self.is_letter:
            return self._with_whole_foot()
        if len(self.masthead) > 1 or self.signers or self.issuer or self.issued_on:
            raise ValueError("信函只写一个发文机关标志，不写签发人、印发机关和印发日期")
        return self

    def _with_whole_foot(self) -> Official:
        if bool(self.issuer) != bool(self.issued_on):
            raise ValueError("印发机关和印发日期要一起写")
        if self.copies and not self.issuer:
            raise ValueError("写了抄送，还要写印发机关和印发日期")
        return self
