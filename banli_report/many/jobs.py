"""One report of many: what is asked for, what has become of it, and that no two are written to one file."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from banli_report.errors import ERROR, BanliError, Kind, Place, Problem, error
from banli_report.files.arguments import NOTHING, PATH, refuse_others
from banli_report.files.targets import review_path

if TYPE_CHECKING:
    from banli_report.composing import Script

PROBLEMS = (
    Kind(
        "many.same-output",
        ERROR,
        "两个报告要写到同一个文件，后写的会把先写的盖掉，所以一个也没有写。",
        "报告.docx：有2个报告要写到/home/wang/报告.docx：甲/report.yaml、乙/report.yaml",
    ),
)


@dataclass(frozen=True, slots=True)
class Job:
    """One report file that is to be built; the options are those of ``build``.

    Args:
        report: the path of the report file.
        path: where the document goes; otherwise beside the report file, under its name.
        draft: whether what is not known yet is printed as a highlighted X.
        script: ``hant`` for traditional characters.
        templates: folders with packs.
        review: whether to write a copy for checking besides.
        pdfa: whether a PDF is PDF/A, for keeping.
    """

    report: str | Path
    path: str | Path | None = None
    draft: bool = field(default=False, kw_only=True)
    script: Script = field(default="hans", kw_only=True)
    templates: Sequence[str | Path] = field(default=(), kw_only=True)
    review: bool = field(default=False, kw_only=True)
    pdfa: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        given = {each.name: getattr(self, each.name) for each in fields(self)}
        refuse_others("Job", given, {"report": PATH, "path": PATH | NOTHING})
        object.__setattr__(self, "templates", tuple(self.templates))

    @property
    def target(self) -> Path:
        """Where the document goes."""
        report = Path(self.report)
        beside = report.parent / f"{report.stem}{'.pdf' if self.pdfa else '.docx'}"
        return beside if self.path is None else Path(self.path)

    @property
    def outputs(self) -> tuple[Path, ...]:
        """All that is written: the document, and its copy for checking."""
        return (self.target, *([review_path(self.target)] if self.review else []))

    def is_there(self) -> bool:
        """Tell whether there is a document already; files are saved whole, so that it is one, of whatever day."""
        try:
            return self.target.is_file()
        except OSError:  # what the system refuses is told where it is written
            return False

    def from_root(self) -> Job:
        """Give the same job for a process that works in another folder."""
        return replace(
            self,
            report=Path(self.report).absolute(),
            path=self.target.absolute(),
            templates=tuple(Path(folder).absolute() for folder in self.templates),
        )


@dataclass(frozen=True, slots=True)
class Built:
    """What has become of a job.

    Args:
        job: what was asked for.
        path: where its document is, or None where there is none.
        problems: the warnings, or why there is no document.
        ledgers: how each ledger was read, a sentence each.
        kept: whether the document was there already and was not written again.
        unreadable: whether a file could not be read or written (exit status 2), rather than must not leave (1).
    """

    job: Job
    path: Path | None
    problems: tuple[Problem, ...] = ()
    ledgers: tuple[str, ...] = ()
    kept: bool = False
    unreadable: bool = False


def refuse_same_outputs(jobs: Iterable[Job]) -> None:
    """Refuse jobs of which two would write one file, be it by a link or by names that the system takes for one.

    Raises:
        BanliError: there are such jobs; one problem a file.
    """
    writers: dict[str, list[tuple[Path, Job]]] = {}
    for job in jobs:
        for path in job.outputs:
            writers.setdefault(_file(path), []).append((path, job))
    found = [_same_output(shared) for shared in writers.values() if len(shared) > 1]
    if found:
        raise BanliError(found, unreadable=True)


def _file(path: Path) -> str:
    try:
        name = os.path.normcase(os.path.realpath(path))
    except (OSError, ValueError):  # what the system refuses is told where it is written
        return str(path)
    if sys.platform == "darwin":  # whose usual disks tell neither case nor composed characters apart
        return unicodedata.normalize("NFC", name).casefold()
    return name


def _same_output(shared: Sequence[tuple[Path, Job]]) -> Problem:
    path = shared[0][0]
    reports = "、".join(str(job.report) for _, job in shared)
    return error(
        "many.same-output",
        Place(file=path.name),
        f"有{len(shared)}个报告要写到{path}：{reports}",
        "每个报告只写一次，各写到一个文件；-o 只用于一个报告",
    )
