"""What a worker does with one job, and what is said of a job that no worker brought back."""

from __future__ import annotations

import traceback
from concurrent.futures import CancelledError, Future
from pathlib import Path

from banli_report.errors import ERROR, BanliError, Kind, Place, Problem, error
from banli_report.many.jobs import Built, Job

PATIENCE = 0.5
"""Seconds after which whoever waits looks up: Windows tells nobody of an interruption who waits without an end."""
_LONGEST = 300

PROBLEMS = (
    Kind(
        "many.worker-lost",
        ERROR,
        "写这个报告的进程中途没了，或没有交回结果；别的报告照常写出。",
        "report.yaml：写这个报告的进程中途没了，单独再做一次也是这样：被结束了，或内存不够",
    ),
    Kind(
        "many.failed",
        ERROR,
        "写这个报告时程序本身出了错，或内存不够；别的报告照常写出。",
        "report.yaml：程序出错：KeyError：'甲'（tally.py 第41行）",
    ),
)


def build_job(job: Job, turn: str = "") -> Built:
    """Build one report, and give what has become of it, whatever that is.

    Args:
        job: what is asked for.
        turn: a name for this one time, so that no executor gives the result of another in its place, as Dask does.
    """
    from banli_report.api import build, load, reading_lines  # noqa: PLC0415 (who hands out jobs need not load it)

    ledgers: tuple[str, ...] = ()
    try:
        report = load(job.report)
        ledgers = tuple(reading_lines(report, job.templates))
        problems = build(
            report,
            job.target,
            draft=job.draft,
            script=job.script,
            templates=job.templates,
            review=job.review,
            pdfa=job.pdfa,
        )
    except BanliError as stopped:
        return Built(job, None, stopped.problems, ledgers, unreadable=stopped.unreadable)
    except Exception as fault:  # one report's fault is none of the others'
        return Built(job, None, (_failed(job, fault),), ledgers, unreadable=True)
    return Built(job, job.target, tuple(problems), ledgers)


def _failed(job: Job, fault: Exception) -> Problem:
    place = Place(file=Path(job.report).name)
    if isinstance(fault, MemoryError):
        return error("many.failed", place, "内存不够，没有做完", "关闭别的程序，或用 --jobs 1 一个一个地写")
    at = traceback.extract_tb(fault.__traceback__)[-1]
    said = f"{type(fault).__name__}：{fault}"[:_LONGEST]
    message = f"程序出错：{said}（{Path(at.filename).name} 第{at.lineno}行）"
    return error("many.failed", place, message, "这是程序的毛病；把这句话连同报告文件交给管程序的人")


def outcome_of(future: Future[Built]) -> Built | BaseException:
    """Give what a job's future brought, or why it brought nothing."""
    if future.cancelled():
        return CancelledError()
    failure = future.exception()
    return future.result() if failure is None else failure


def lost(job: Job, reason: BaseException | None = None) -> Built:
    """Give the result of a job that no worker brought back.

    Args:
        job: the job.
        reason: what the executor said, where it is not one of ours.
    """
    message, hint = (
        "写这个报告的进程中途没了，单独再做一次也是这样：被结束了，或内存不够",
        "关闭别的程序后单独写这一个；台账很大的，分成几个",
    )
    if reason is not None:
        said = " ".join(f"{type(reason).__name__} {reason}".split())[:_LONGEST]
        message = f"交出去以后没有交回结果，单独再交一次也是这样（{said}）"
        hint = "看那边的进程是不是没了、内存够不够、装的是不是同一版本"
    place = Place(file=Path(job.report).name)
    return Built(job, None, (error("many.worker-lost", place, message, hint),), unreadable=True)
