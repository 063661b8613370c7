"""The units of a roll-up in templates: who should report, who did, who did not."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.figures.reporting import Reporting
from banli_report.prose.faults import WordingError
from banli_report.prose.lookup import View
from banli_report.prose.marks import Marks
from banli_report.prose.values import Number, Text, number_value


class UnitsView(View):
    """Some units: listed by 、 where they stand alone, iterable, and counted by 个数."""

    def __init__(self, name: str, found: Reporting, marks: Marks) -> None:
        super().__init__(name, marks)
        self._found = found

    @property
    def different(self) -> Number:
        """Give how many they are."""
        return number_value(self._found.figure, self.marks)

    def __iter__(self) -> Iterator[Text]:
        return (Text(unit, self.marks, own=True) for unit in self._found.units)

    def __len__(self) -> int:
        return len(self._found.units)

    def printed(self) -> object:
        """Give their names; a sentence about none of them would break off."""
        if not self._found.units:
            raise WordingError(f"“{self.name}”一个也没有，这一句要放在 {{% if {self.name} %}} 里")
        return Text("、".join(self._found.units), self.marks, own=True)
