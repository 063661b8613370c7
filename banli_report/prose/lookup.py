"""What templates look names up in: read-only views that give values and never methods."""

from __future__ import annotations

from collections.abc import Mapping

from banli_report.prose.faults import unknown_name
from banli_report.prose.marks import Marks
from banli_report.prose.values import Text
from banli_report.results.model import Report
from banli_report.results.official import Official
from banli_report.results.paper import Agency, Delivery, Signature
from banli_report.results.values import chinese_date

MISSING: object = object()


class View:
    """Something that a template can look names up in; never gives methods, only values."""

    def __init__(self, name: str, marks: Marks) -> None:
        self.name = name
        self.marks = marks

    def look_up(self, word: str) -> object:
        """Give the value of a name, or MISSING."""
        return MISSING

    def names(self) -> tuple[str, ...]:
        """Give the names that can be looked up, for the message about a misspelt one."""
        return ()

    def lack(self, word: str) -> str:
        """Say why a name has no value, as a Chinese sentence."""
        return unknown_name(word, self.names(), f"“{self.name}”")

    def printed(self) -> object:
        """Give what the view prints as when it stands alone, or MISSING."""
        return MISSING


class Values(View):
    """A view of a few named values; ``alone`` is what it prints as by itself."""

    def __init__(
        self, name: str, marks: Marks, values: Mapping[str, object], alone: object = MISSING
    ) -> None:
        super().__init__(name, marks)
        self._values = values
        self._alone = alone

    def look_up(self, word: str) -> object:
        """Give the value of a name, or MISSING."""
        return self._values.get(word, MISSING)

    def names(self) -> tuple[str, ...]:
        """Give the names of the values."""
        return tuple(self._values)

    def printed(self) -> object:
        """Give the value that stands for the whole."""
        return self._alone


def agency_view(agency: Agency, marks: Marks) -> View:
    """Give the agency: alone its full name; 全称, 简称."""
    full, short = Text(agency.full_name, marks, own=True), Text(agency.short, marks, own=True)
    return Values("单位", marks, {"全称": full, "简称": short, "full_name": full, "short_name": short}, full)


def signature_view(signature: Signature, agency: Agency, marks: Marks) -> View:
    """Give who signs and when: 署名, 日期."""
    name = Text("、".join(signature.name.splitlines()) or agency.full_name, marks, own=True)
    unknown = Text(signature.unknown_date, marks, own=True)
    day: object = signature.date or unknown or MISSING
    return Values("落款", marks, {"署名": name, "日期": day, "name": name, "date": day})


def delivery_view(delivery: Delivery, marks: Marks) -> View:
    """Give where a report is read: 会议, 日期, 报告人, 职务, 称谓."""
    words = {
        "会议": delivery.venue,
        "报告人": delivery.speaker,
        "职务": delivery.post,
        "称谓": delivery.salutation,
    }
    texts = {word: Text(value, marks, own=True) for word, value in words.items() if value}
    day = delivery.date or Text(delivery.unknown_date, marks, own=True)
    return Values("宣读", marks, {**texts, "日期": day})


def official_view(official: Official, marks: Marks) -> View:
    """Give what kind of document leaves, for whom and from where: 版式, 主送机关, 附注, 抄送, 印发机关, 印发日期."""
    words = {
        "主送机关": "、".join(official.recipients),
        "附注": official.note,
        "抄送": "，".join(official.copies),
        "印发机关": official.issuer,
        "印发日期": chinese_date(official.issued_on) if official.issued_on else "",
    }
    texts = {word: Text(value, marks, own=True) for word, value in words.items() if value}
    return Values("公文", marks, {"版式": official.format, **texts})


def frame_values(report: Report, marks: Marks) -> Mapping[str, object]:
    """Give what the tags of a frame name besides what texts name; empty where the report file does not say it."""
    texts = {
        "简称": report.agency.short,
        "署名": report.signature.name or report.agency.full_name,
        "日期": report.signature.date_text,
        **(report.official or Official()).head_texts,
    }
    return {word: Text(value, marks, own=True) for word, value in texts.items()}
