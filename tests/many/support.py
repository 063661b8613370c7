"""Reports to be built together, and a stand-in for LibreOffice that does to its caller what a test wants."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import banli_report as br
from tests.support import LEDGER, write_report

posix = pytest.mark.skipif(
    os.name == "nt", reason="a shell script stands for LibreOffice, and signals end processes"
)
_TEXTS = ("{{ 建议.件数 }}件都办了。", "办了{{ 建议.件数 }}件，{{ 建议.满意度.满意.件数 }}件满意。")
_PATIENCE = 60


def some_jobs(folder: Path, number: int, *, suffix: str = ".docx") -> list[br.Job]:
    """Write report files, each with a ledger and a pack of its own (all packs are called the same), as jobs."""
    (folder / "out").mkdir(exist_ok=True)
    jobs = []
    for at in range(number):
        rows = LEDGER.splitlines(keepends=True)[: 3 + at % 4]
        title = f"第{at}号报告"
        report = write_report(folder / str(at), _TEXTS[at % 2], ledger="".join(rows), 标题=title)
        jobs.append(
            br.Job(report, folder / "out" / f"{at}{suffix}", draft=True, script=("hans", "hant")[at // 2 % 2])
        )
    return jobs


def broken_job(folder: Path) -> br.Job:
    """Write a report that must not leave."""
    counts = {"建议": {"统计": {"件数": 4, "类别": {"城建": 3}}}}
    report = write_report(folder / "broken", 批次=counts, 落款={"日期": "2019-12-12"})
    return br.Job(report, folder / "out" / "broken.docx")


def pdf_job(folder: Path, name: str = "guilty") -> br.Job:
    """Write a report whose building calls the stand-in for LibreOffice."""
    return br.Job(write_report(folder / name, 落款={"日期": "2019-12-12"}), folder / "out" / f"{name}.pdf")


def stand_in(folder: Path, patch: pytest.MonkeyPatch, deed: str) -> Path:
    """Put a script in LibreOffice's place: it notes each call in a file, which is given, and does a deed.

    Args:
        folder: where it stands.
        patch: what puts it on the path, also for processes that are started from here.
        deed: lines of shell; ``$OUT`` is the folder of the PDF, ``$CALLS`` how often it was called.
    """
    calls, tools = folder / "calls", folder / "tools"
    tools.mkdir()
    script = tools / "soffice"
    script.write_text(
        "#!/bin/sh\n"
        f'echo $$ $PPID >> "{calls}"\n'
        f'CALLS=$(wc -l < "{calls}")\n'
        'while [ "$1" != --outdir ]; do shift; done\n'
        'OUT=$2\nNAME=$(basename "$3" .docx)\n'
        f"{deed}\n",
        "utf-8",
    )
    script.chmod(0o755)
    patch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    return calls


KILLS = "kill -9 $PPID; sleep 1"
WRITES = 'echo %PDF > "$OUT/$NAME.pdf"'
KILLS_ONCE = f'if [ "$CALLS" -eq 1 ]; then {KILLS}; else {WRITES}; fi'
NEVER_ENDS = "sleep 600"


def ids(built: Sequence[br.Built]) -> list[list[str]]:
    return [[problem.id for problem in each.problems] for each in built]


def leftovers(folder: Path) -> list[str]:
    """Give what is in a folder beside documents."""
    return sorted(path.name for path in folder.iterdir() if path.suffix not in (".docx", ".pdf"))


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, or fail."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end, "it does not come to that"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    """Tell whether a process is there; one that has ended and that nobody asked after is not."""
    status = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
