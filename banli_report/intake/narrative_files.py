"""Narrative kept in Markdown files beside the report file: ``{文件: 正文.md}`` stands for the file's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from banli_report.errors import ERROR, BanliError, Kind, Place, Problem, error
from banli_report.files.places import Places
from banli_report.files.text_file import read_text_file
from banli_report.words.terms import REPORT_KEYS

_TEXT = "内容"

PROBLEMS = (
    Kind(
        "results.outside-folder",
        ERROR,
        "正文引用的文件不在报告文件的文件夹里，不予读取。",
        "report.yaml 第3行 第10列：“../secret.md”不在报告文件的文件夹里",
    ),
)


def with_narrative_files(
    data: dict[str, object], folder: Path, places: Places, problems: list[Problem]
) -> tuple[dict[str, object], Places]:
    """Give the report's data with the text of every named file in its place.

    Args:
        data: what the report file holds.
        folder: the folder of the report file; files are read inside it alone.
        places: the places of the data.
        problems: files that cannot be read are added here.
    """
    key = REPORT_KEYS.key_in(data, "narrative")
    if key is None:
        return data, places
    value, below = _Files(folder, problems).put(data[key], places.below.get(key, Places()))
    return {**data, key: value}, replace(places, below={**places.below, key: below})


class _Files:
    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self.folder = folder
        self.problems = problems

    def put(self, value: object, places: Places) -> tuple[object, Places]:
        """Give a value and its places with the named files read."""
        if isinstance(value, list):
            pairs = [self.put(entry, places.below.get(str(i), Places())) for i, entry in enumerate(value)]
            below = {str(i): place for i, (_, place) in enumerate(pairs)}
            return [entry for entry, _ in pairs], replace(places, below=below)
        if not isinstance(value, Mapping):
            return value, places
        key = REPORT_KEYS.key_in(value, "file")
        if key is not None:
            return self._named(value, key, places)
        read = {word: self.put(entry, places.below.get(word, Places())) for word, entry in value.items()}
        below = {word: place for word, (_, place) in read.items()}
        return {word: entry for word, (entry, _) in read.items()}, replace(places, below=below)

    def _named(self, value: Mapping[str, object], key: str, places: Places) -> tuple[object, Places]:
        """Read the file that a mapping names; beside other keys its text becomes the section's text."""
        name = str(value[key])
        at = Places(Place(file=name, line=1), first_line=1)
        text = self._text(name, places.below.get(key, places).here)
        rest = {word: entry for word, entry in value.items() if word != key}
        if not rest:
            return text, at
        return {**rest, _TEXT: text}, replace(places, below={**places.below, _TEXT: at})

    def _text(self, name: str, place: Place | None) -> str:
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            message = f"“{name}”不在报告文件的文件夹里"
            self.problems.append(error("results.outside-folder", place, message, "把文件放到报告文件旁"))
            return ""
        try:
            return read_text_file(path)
        except BanliError as refused:
            self.problems.extend(refused.problems)
            return ""
