"""Building many reports: in this process, in processes of its own, or by whatever executor there is."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import closing
from dataclasses import replace
from uuid import uuid4

from banli_report.files.arguments import NOTHING, Expected, expecting, kind
from banli_report.many.jobs import Built, Job, refuse_same_outputs
from banli_report.many.lanes import built_in_lanes, refuse_while_starting, usual_number
from banli_report.many.working import PATIENCE, build_job, lost, outcome_of

_JOBS = Expected(
    "Job的列表（list或tuple）",
    lambda value: isinstance(value, list | tuple) and all(isinstance(job, Job) for job in value),
)
_EXECUTOR = kind("concurrent.futures的执行器（Executor）", Executor)
_CALLABLE = Expected("函数", callable)
_NUMBER = Expected(
    "1以上的整数", lambda value: isinstance(value, int) and not isinstance(value, bool) and value > 0
)


@expecting(jobs=_JOBS, executor=_EXECUTOR | NOTHING, workers=_NUMBER | NOTHING, on_built=_CALLABLE | NOTHING)
def build_many(
    jobs: list[Job] | tuple[Job, ...],
    executor: Executor | None = None,
    *,
    workers: int | None = None,
    missing: bool = False,
    on_built: Callable[[Built], object] | None = None,
) -> list[Built]:
    """Build many reports; one that cannot be built neither stops nor changes the others.

    Args:
        jobs: the report files, and where their documents go.
        executor: what does them: any executor, also one of a cluster whose machines see the files under the same
            paths. Otherwise they are done by processes that are started for them, and ended.
        workers: how many such processes, as many as there are processors if it is not said; 1 starts none.
        missing: whether documents that are there already are left as they are.
        on_built: called with each result as soon as it is known, in the order in which they are finished.

    Returns:
        What has become of each job, in the order of the jobs.

    Raises:
        BanliError: two jobs would write one file, or no process can be started; nothing was built.
    """
    if executor is not None and workers is not None:
        raise TypeError("build_many的参数workers只用于没有给executor的时候")
    refuse_same_outputs(jobs)
    results: dict[int, Built] = {}
    with closing(_each(dict(enumerate(jobs)), executor, workers, missing=missing)) as each:
        for number, built in each:
            results[number] = built
            if on_built:
                on_built(built)
    return [results[number] for number in range(len(jobs))]


def _each(
    jobs: Mapping[int, Job], executor: Executor | None, workers: int | None, *, missing: bool
) -> Generator[tuple[int, Built], None, None]:
    todo = dict(jobs)
    for number, job in jobs.items():
        if missing and job.is_there():
            yield number, Built(todo.pop(number), job.target, kept=True)
    if executor is None and min(len(todo), workers or usual_number()) <= 1:
        yield from ((number, build_job(job)) for number, job in todo.items())
        return
    sent = {number: job.from_root() for number, job in todo.items()}
    others = built_in_lanes(sent, workers or usual_number()) if executor is None else _spread(sent, executor)
    with closing(others):
        for number, built in others:
            path = None if built.path is None else jobs[number].target
            yield number, replace(built, job=jobs[number], path=path)


def _spread(jobs: Mapping[int, Job], executor: Executor) -> Generator[tuple[int, Built], None, None]:
    """Let an executor do the jobs; one that it did not bring back is done once more, and nothing beside it.

    Where a process dies, an executor may give up what stood in line there, too. One of processes is broken then,
    so that each job that is left gets a process of its own.
    """
    local = isinstance(executor, ProcessPoolExecutor)
    if local:
        refuse_while_starting()
    left, broken = dict(jobs), False
    with closing(_by_executor(jobs, executor)) as each:
        for number, outcome in each:
            if isinstance(outcome, Built):
                del left[number]
                yield number, outcome
            broken = broken or isinstance(outcome, BrokenExecutor)
    if local and broken:
        yield from built_in_lanes(left, usual_number(), again=False, proven=len(left) < len(jobs))
        return
    for number, job in left.items():
        ((_, outcome),) = _by_executor({number: job}, executor)
        yield number, outcome if isinstance(outcome, Built) else lost(job, outcome)


def _by_executor(
    jobs: Mapping[int, Job], executor: Executor
) -> Generator[tuple[int, Built | BaseException], None, None]:
    """Give the result of each job, or why the executor has none."""
    running: dict[Future[Built], int] = {}
    try:
        for number, job in jobs.items():
            try:
                running[executor.submit(build_job, job, uuid4().hex)] = number
            except Exception as refused:  # whatever the executor says of itself: broken, closed, out of reach
                yield number, refused
        while running:
            for future in wait(running, timeout=PATIENCE, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), outcome_of(future)
    finally:
        for future in running:
            future.cancel()
