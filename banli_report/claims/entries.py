"""The mentions of a row, sorted by what they do: counts with the shares said of them, changes, rates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from banli_report.claims.frames import AVERAGES, COMPARED, EACH, FALLS, PAST, RISES
from banli_report.claims.mentions import Mention

_SHARE = re.compile(r"(?:占|比重|比例|占比)")
_CHANGE = re.compile(rf"(?:{'|'.join((*RISES, *FALLS))})(?:了|达到?|为|约)?$")
_COMPARED = re.compile("|".join(COMPARED))
_EACH = re.compile(rf"(?:{'|'.join(EACH)})$")
_LISTED = re.compile("[、和及与]")


class Role(StrEnum):
    """What a mention does."""

    COUNT = "件数"
    SHARE = "占比"
    RATE = "率"
    CHANGE = "增减"
    OTHER = "其他"


def role_of(mention: Mention) -> Role:
    """Tell what a mention does, by its unit and the words before it."""
    words = mention.lead
    number = mention.number
    if number.is_points or (_CHANGE.search(words) and (_COMPARED.search(words) or number.is_share)):
        return Role.CHANGE
    if number.is_share:
        label = mention.label
        if "率" in label and not _SHARE.search(label.rpartition("率")[2]):
            return Role.RATE
        return Role.SHARE
    if not number.is_count or any(word in mention.label for word in AVERAGES):
        return Role.OTHER
    if _CHANGE.search(words) and mention.sign in (",", ""):
        return Role.CHANGE
    return Role.COUNT


@dataclass(frozen=True, slots=True)
class Entry:
    """A count of a row.

    Args:
        mention: the count.
        position: its place among the mentions of its row.
        share: the share said of it, or None.
        rate: the rate said right after it, or None.
        times: how many things it is said of (各有2件).
    """

    mention: Mention
    position: int
    share: Mention | None = None
    rate: Mention | None = None
    times: int = 1

    @property
    def value(self) -> Fraction:
        """Give how many things there are of it in all."""
        value = self.mention.number.value
        return value if self.times == 1 else value * self.times

    @property
    def name(self) -> str:
        """Give what it counts."""
        return self.mention.name

    @property
    def is_exact(self) -> bool:
        """Tell whether its number is exact."""
        return not self.mention.number.about

    @property
    def is_past(self) -> bool:
        """Tell whether it is of another year."""
        return any(word in self.mention.lead for word in PAST)


def total_of(entries: Iterable[Entry]) -> Fraction:
    """Add up what entries count."""
    return sum((entry.value for entry in entries), Fraction(0))


def entries_of(mentions: Sequence[Mention]) -> list[Entry]:
    """Give the counts of a row, each with the share or rate said right after it."""
    found: list[Entry] = []
    for position, mention in enumerate(mentions):
        role = role_of(mention)
        if role is Role.COUNT:
            found.append(Entry(mention, position, _share_inside(mention), times=_times(mention)))
        elif found and found[-1].position == position - 1:
            if role is Role.SHARE and mention.label.lstrip("约").startswith(("占", "比重", "比例")):
                found[-1] = replace(found[-1], share=mention)
            elif role is Role.RATE:
                found[-1] = replace(found[-1], rate=mention)
    return found


def _share_inside(mention: Mention) -> Mention | None:
    """Give the share that stands in brackets behind a count: 82件（占61.7%）."""
    for inner in mention.inner[:1]:
        if inner.number.is_share and (not inner.lead or _SHARE.search(inner.lead)):
            return inner
    return None


def _times(mention: Mention) -> int:
    """Give how many names stand before 各有."""
    if not _EACH.search(mention.label):
        return 1
    return len([name for name in _LISTED.split(mention.own_name) if name])


def lone_shares(mentions: Sequence[Mention], entries: Sequence[Entry]) -> Iterator[Mention]:
    """Give the shares of a row that are said of none of its counts."""
    taken = {id(entry.share) for entry in entries if entry.share}
    for mention in mentions:
        if role_of(mention) is Role.SHARE and id(mention) not in taken:
            yield mention
