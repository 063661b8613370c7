"""Which files the units handed in, and which unit each of them is of: certain, or asked."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from banli_report.errors import ERROR, Kind, Place, Problem, error
from banli_report.figures.units import looks_like_unit
from banli_report.files.places import Places
from banli_report.intake.header import Asked
from banli_report.intake.sources import Reading, UnitSource, asked_of
from banli_report.results.validation import problems_of
from banli_report.results.values import first_few
from banli_report.words.vocabulary import plain

MAX_FILES = 500
"""How many units may hand in; several times the departments of a province."""
_WILD = frozenset("*?[")
_REPORT_FILES = (".yaml", ".yml")
_BY_NAME = "写明是哪个单位的，如 文件: {住建局: 各单位/住建.xlsx}"

PROBLEMS = (
    Kind(
        "results.roll-up-files",
        ERROR,
        "“汇总”里写的文件找不到，或不是这样写的。",
        "report.yaml 第6行 第13列：没有“各单位/*.xls”这样的文件",
    ),
    Kind(
        "results.whose-file",
        ERROR,
        "看不出一个文件是哪个单位报来的，或两个文件都像是同一个单位的。",
        "report.yaml 第6行 第13列：“各单位/台账2.xlsx”看不出是哪个单位报来的",
    ),
)


@dataclass(frozen=True, slots=True)
class UnitFile:
    """A file that a unit handed in.

    Args:
        path: where it is.
        name: what places call it: its path from the folder of the report file.
        place: where the report file speaks of it.
        unit: whose it is, where the report file says so; or nothing.
        sheet: the sheet that is meant.
        asked: what is said of its header.
    """

    path: Path
    name: str
    place: Place | None
    unit: str
    sheet: str | None
    asked: Asked

    @property
    def is_report(self) -> bool:
        """Tell a report file from a ledger."""
        return self.path.suffix.lower() in _REPORT_FILES


def called(path: Path, top: Path) -> str:
    """Give what places call a file: its path from the folder of the report, or its name where there is none."""
    try:
        return Path(os.path.relpath(path, top)).as_posix()
    except ValueError:  # on another drive
        return path.name


class UnitFiles:
    """Finds the files of a roll-up, collecting what is wrong with how they are named.

    Args:
        folder: the folder of the report file.
        at: the places of the roll-up.
        usual: how the ledgers are read where nothing else is said of one.
        problems: what is wrong is added here.
    """

    def __init__(self, folder: Path, at: Places, usual: Reading, problems: list[Problem]) -> None:
        self.folder = folder
        self.at = at
        self.usual = usual
        self.problems = problems
        self._asked = asked_of(usual, at, problems)

    def found(self, said: object) -> list[UnitFile]:
        """Give the files that are said: a pattern, a list of files or patterns, or a file for each unit."""
        files = list(islice(self._found(said), MAX_FILES + 1))
        if len(files) > MAX_FILES:
            self._refuse(self.at.find(("file",)), f"文件超过{MAX_FILES}个", "核对“文件”的写法")
        return list({(file.path.resolve(), file.unit): file for file in files[:MAX_FILES]}.values())

    def _found(self, said: object) -> Iterator[UnitFile]:
        if isinstance(said, Mapping):
            for unit, value in said.items():
                yield from self._of_unit(str(unit), value)
            return
        entries = said if isinstance(said, list) else [said]
        for number, entry in enumerate(entries):
            place = self.at.find(("file", number) if isinstance(said, list) else ("file",))
            if isinstance(entry, str) and entry.strip():
                yield from self._named(entry.strip(), place)
            else:
                hint = "写成 文件: 各单位/*.xlsx，或逐个单位写 文件: {住建局: 住建局.xlsx}"
                self._refuse(place, "“文件”应为文件名", hint)

    def _named(self, name: str, place: Place | None) -> Iterator[UnitFile]:
        if _WILD.isdisjoint(name):
            yield self._file(self.folder / name, place)
            return
        if "**" in name or Path(name).is_absolute() or ".." in Path(name).parts:
            self._refuse(place, f"“{name}”不能这样写", "写报告文件旁的一个文件夹，如 各单位/*.xlsx")
            return
        matching = self.folder.glob(name)
        paths = sorted(path for path in matching if path.is_file() and not path.name.startswith(("~$", ".")))
        if not paths:
            self._refuse(place, f"没有“{name}”这样的文件", "核对文件夹和文件名")
        for path in paths:
            yield self._file(path, place)

    def _file(self, path: Path, place: Place | None) -> UnitFile:
        return UnitFile(path, called(path, self.folder), place, "", self.usual.sheet, self._asked)

    def _of_unit(self, unit: str, value: object) -> Iterator[UnitFile]:
        """Give the file that is said for a unit; nothing where none is, since it has not reported."""
        at = self.at.walk(("file", unit))
        if value is None:
            return
        try:
            source = UnitSource.model_validate(value if isinstance(value, dict) else {"file": value})
        except ValidationError as failed:
            self.problems.extend(problems_of(failed, at))
            return
        own = asked_of(source, at, self.problems)
        asked = Asked({**self._asked.columns, **own.columns}, own.row or self._asked.row)
        path = self.folder / source.file
        name = called(path, self.folder)
        yield UnitFile(path, name, at.here, unit.strip(), source.sheet or self.usual.sheet, asked)

    def _refuse(self, place: Place | None, message: str, hint: str) -> None:
        self.problems.append(error("results.roll-up-files", place, message, hint))


def unit_of(file: UnitFile, due: Sequence[str], agency: str = "") -> str | Problem:
    """Give the unit that handed in a file, or the question whose it is.

    Args:
        file: the file.
        due: the units that should report; empty where that is not said.
        agency: the full name of the agency, where the file is a report file.
    """
    if file.unit:
        return file.unit if not due or file.unit in due else _not_due(file, file.unit)
    texts = [*file.name.split("/")[:-1], file.path.stem, agency]
    texts = [text for text in texts if text and text != ".."]
    if not due:
        return _by_its_look(file, agency, texts)
    meant = dict.fromkeys(unit for text in texts for unit in _named_in(text, due))
    if len(meant) == 1:
        return next(iter(meant))
    if not meant:
        return _not_due(file, agency or file.name)
    message = f"“{file.name}”像是{'、'.join(meant)}报来的，看不出是哪一个"
    return error("results.whose-file", file.place, message, _BY_NAME)


def _named_in(text: str, due: Sequence[str]) -> list[str]:
    """Give the units that a text names; one inside the name of another (公安局 of 公安局交警大队) is not meant."""
    named = [unit for unit in due if plain(unit) in plain(text)]
    return [
        unit
        for unit in named
        if not any(plain(unit) in plain(other) for other in named if plain(other) != plain(unit))
    ]


def _by_its_look(file: UnitFile, agency: str, texts: Sequence[str]) -> str | Problem:
    """Give the agency of a report file, or the one part of a file's name that looks like a unit's."""
    likely = [agency] if agency else [text for text in dict.fromkeys(texts) if looks_like_unit(text)]
    if len(likely) == 1:
        return likely[0]
    message = f"“{file.name}”看不出是哪个单位报来的"
    return error("results.whose-file", file.place, message, f"文件用单位名称作名，写“应报单位”；或{_BY_NAME}")


def _not_due(file: UnitFile, said: str) -> Problem:
    message = f"“{said}”不是“应报单位”里的哪一个"
    return error("results.whose-file", file.place, message, f"在“应报单位”里补上；或{_BY_NAME}")


def twice_problems(files: Mapping[str, Sequence[UnitFile]]) -> Iterator[Problem]:
    """Ask about units that seem to have handed in several files.

    Args:
        files: the files of each unit.
    """
    for unit, several in files.items():
        if len(several) > 1:
            names = first_few([file.name for file in several])
            message = f"“{unit}”有{len(several)}个文件：{names}，看不出用哪一个"
            hint = "删去旧的；都要用的，先并成一个台账"
            yield error("results.whose-file", several[1].place, message, hint)
