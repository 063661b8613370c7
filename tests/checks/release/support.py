"""Texts and Word files to be released, with what must not leave put into them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import banli_report as br
from banli_report.checks.release.check import passage_problems
from banli_report.claims.passage import Passage
from banli_report.errors import Place

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OUTSIDE = ' TargetMode="External"'
MAIN, SETTINGS = "word/document.xml", "word/settings.xml"
RELS = "word/_rels/document.xml.rels"
_EMPTY = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def read(*lines: str, words: Mapping[str, str] | None = None) -> list[br.Problem]:
    """Give what is told of a text file of these lines."""
    passages = [
        Passage(line, Place(file="a.txt", line=number))
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]
    return passage_problems(passages, words or {})


def told(*lines: str) -> list[tuple[str, int | None]]:
    """Give the ids and lines of what is told of a text file."""
    return [(problem.id, problem.place.line) for problem in read(*lines)]


def relation(kind: str, target: str, mode: str = "", *, id: str = "rId99") -> str:  # noqa: A002
    return f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def changed(
    file: Path,
    folder: Path,
    *,
    relations: Mapping[str, str] | None = None,
    texts: Mapping[str, tuple[str, str]] | None = None,
    parts: Mapping[str, str] | None = None,
) -> Path:
    """Give a copy of a Word file.

    Args:
        file: the file.
        folder: where the copy goes.
        relations: relationships to add, by the part that holds them.
        texts: in which part a text is replaced by another; the last place of it.
        parts: parts to add.
    """
    path = folder / "changed.docx"
    with zipfile.ZipFile(file) as old:
        contents = {name: old.read(name).decode("utf-8") for name in old.namelist()}
    contents.update(parts or {})
    for name, added in (relations or {}).items():
        whole = contents.get(name, _EMPTY)
        contents[name] = whole.replace("</Relationships>", f"{added}</Relationships>")
    for name, (before, after) in (texts or {}).items():
        assert before in contents[name], f"{before} is not in {name}"
        head, _, tail = contents[name].rpartition(before)
        contents[name] = f"{head}{after}{tail}"
    types = '<Default Extension="bin" ContentType="application/octet-stream"/></Types>'
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace("</Types>", types)
    with zipfile.ZipFile(path, "w") as new:
        for name, content in contents.items():
            new.writestr(name, content)
    return path


def ids(problems: list[br.Problem]) -> list[tuple[str, str, str | None, int | None]]:
    """Give what a test compares of problems."""
    return [(p.id, str(p.severity), p.place.part, p.place.paragraph) for p in problems]
