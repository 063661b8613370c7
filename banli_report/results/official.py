"""What makes a document an official one: its head, its recipients, its foot (GB/T 9704-2012, chapter 7)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, model_validator

from banli_report.results.base import Date, Model, Text, YesNo
from banli_report.results.values import read_text, read_yes_no

_NUMBER = re.compile(r"[^\d〔〕]+〔(\d{4})〕([1-9]\d*)号")
_SECRECY = re.compile(r"(绝密|机密|秘密)(★.+)?")
_URGENCY = ("特急", "加急", "特提", "平急")
_SUFFIX, _MOST_SIGNERS = "文件", 12
_ASKED = ("auto", "自动")
"""How a report asks to have the foot placed by the number of the last page."""
_MARKS = "：:。；;，,、"


def _words(label: str) -> BeforeValidator:
    """Read a text that may not be a template, without the label and the marks that are printed around it anyway."""
    return BeforeValidator(partial(_bare, label))


def _names(label: str) -> BeforeValidator:
    """Read one text or several as names, blank ones left out."""
    return BeforeValidator(partial(_bare_names, label))


def _bare(label: str, value: object) -> str:
    text = read_text(value)
    if "{{" in text or "{%" in text:
        raise ValueError(f"“{text}”：公文各项直接写内容，不写{{{{ }}}}")
    return re.sub(rf"^{label.removesuffix('机关')}(?:机关)?\s*[:：]\s*", "", text).rstrip(_MARKS)


def _bare_names(label: str, value: object) -> tuple[str, ...]:
    if isinstance(value, dict):
        raise ValueError(f"{label}应写成一个名称，或名称的列表")
    return tuple(filter(None, (_bare(label, name) for name in _several(value) if name is not None)))


def _several(value: object) -> Iterable[object]:
    if isinstance(value, list | tuple):
        return value
    return (value,)


def _few_signers(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(names) > _MOST_SIGNERS:
        raise ValueError(f"签发人有{len(names)}个，最多{_MOST_SIGNERS}个")
    return names


def _secrecy(value: object) -> str:
    text = read_text(value)
    if text and not _SECRECY.fullmatch(text):
        raise ValueError(f"密级“{text}”应为绝密、机密或秘密")
    return text


def _urgency(value: object) -> str:
    text = read_text(value)
    if text and text not in _URGENCY:
        raise ValueError(f"紧急程度“{text}”应为特急或加急")
    return text


def _note(value: object) -> str:
    text = _bare("附注", value)
    bracketed = re.fullmatch(r"[（(](.*)[)）]", text, re.DOTALL)
    if bracketed is None:
        return text
    return bracketed[1]


def _document_number(value: object) -> str:
    text = str(value).strip()
    if text and not _NUMBER.fullmatch(text):
        raise ValueError(
            f"发文字号“{text}”不合规定，应如“涧政〔2019〕12号”：年份写全并用六角括号〔〕，序号不编虚位、不加“第”"
        )
    return text


def _copy_number(value: object) -> str:
    text = str(value).strip()
    if not text:
        return ""
    if not (text.isdecimal() and text.isascii() and len(text) <= 6):
        raise ValueError(f"份号“{text}”应为不超过6位的数字")
    return text.zfill(6)


def _foot_place(value: object) -> bool | str:
    if isinstance(value, str) and value.strip().lower() in _ASKED:
        return _ASKED[0]
    return read_yes_no(value)


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
            (7.4); ``auto`` where LibreOffice is asked for the number of the last page; None where nobody has
            looked yet.
    """

    format: Literal["文件", "信函"] = "文件"
    copy_number: Annotated[str, BeforeValidator(_copy_number)] = ""
    secrecy: Annotated[str, BeforeValidator(_secrecy)] = ""
    secrecy_term: Text = ""
    urgency: Annotated[str, BeforeValidator(_urgency)] = ""
    masthead: Annotated[tuple[str, ...], _names("发文机关标志")] = ()
    suffix: YesNo = True
    number: Annotated[str, BeforeValidator(_document_number)] = ""
    signers: Annotated[tuple[str, ...], _names("签发人"), AfterValidator(_few_signers)] = ()
    recipients: Annotated[tuple[str, ...], _names("主送机关")] = ()
    note: Annotated[str, BeforeValidator(_note)] = ""
    copies: Annotated[tuple[str, ...], _names("抄送")] = ()
    issuer: Annotated[str, _words("印发机关")] = ""
    issued_on: Date | None = None
    seal: YesNo = False
    foot_on_new_page: Annotated[bool | Literal["auto"] | None, BeforeValidator(_foot_place)] = None

    @property
    def is_letter(self) -> bool:
        """Tell whether the document is a letter."""
        return self.format == "信函"

    @property
    def printed_suffix(self) -> str:
        """Give what follows the masthead: 文件, or nothing."""
        if self.is_letter or not self.suffix:
            return ""
        return _SUFFIX

    @property
    def agencies(self) -> tuple[str, ...]:
        """Give the masthead's agencies, without the suffix that some type with them."""
        return tuple(name.removesuffix(self.printed_suffix) for name in self.masthead)

    @property
    def head_texts(self) -> dict[str, str]:
        """Give the texts of the head by the names of the tags with which an office draws its own; empty where not said."""
        return {
            "份号": self.copy_number,
            "密级": "★".join(filter(None, (self.secrecy, self.secrecy_term))),
            "紧急程度": self.urgency,
            "发文机关标志": "\n".join(self.agencies),
            "发文字号": self.number,
            "签发人": "　".join(self.signers),
        }

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: object) -> object:
        """Take a key without a value as not said."""
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value not in (None, "")}

    @model_validator(mode="after")
    def _is_as_the_format_asks(self) -> Official:
        if self.secrecy_term and (not self.secrecy or "★" in self.secrecy):
            raise ValueError("保密期限和密级一起写，只写一次，如 密级: 机密、保密期限: 1年")
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
