"""Processes that are started for many reports: one job at a time in each, so that of one that dies its job is known."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import closing, contextmanager, suppress
from importlib import import_module
from multiprocessing import connection, current_process, parent_process
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path

from banli_report.errors import ERROR, BanliError, Kind, refuse
from banli_report.files.saving import remove_left_behind
from banli_report.many.jobs import Built, Job
from banli_report.many.working import PATIENCE, build_job, lost, outcome_of

_STARTED_OVER = 71
"""The exit status of a process that, while it starts, is asked to start processes itself."""
_GRACE = 10.0
"""Seconds for putting things in order."""

PROBLEMS = (
    Kind(
        "many.no-worker",
        ERROR,
        "一次写几个报告，要另开进程，却开不了。",
        "另开的进程还没有开始就结束了：脚本没有写 if __name__ == '__main__':",
    ),
)


def usual_number() -> int:
    """Give how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def refuse_while_starting() -> None:
    """End this process where it is one of ours that is still starting: its script has no guard, and it would go on."""
    if getattr(current_process(), "_inheriting", False):
        sys.exit(_STARTED_OVER)


def built_in_lanes(
    jobs: Mapping[int, Job], workers: int, *, again: bool = True, proven: bool = False
) -> Generator[tuple[int, Built], None, None]:
    """Build jobs in processes of their own.

    Args:
        jobs: the jobs by their numbers, as they are to be done by a process that stands elsewhere.
        workers: how many processes at once.
        again: whether a job whose process dies is done once more, when all others are done, and nothing beside it.
        proven: whether processes are known to start.

    Raises:
        BanliError: no process can be started.
    """
    refuse_while_starting()
    died: list[int] = []
    with closing(_worked(jobs, workers, proven=proven)) as each:
        for number, outcome in each:
            if outcome is None:
                died.append(number)
            else:
                yield number, outcome
    for number in died:
        built = None
        if again:
            ((_, built),) = _worked({number: jobs[number]}, 1, proven=True)
        if built is None:
            _clear(jobs[number])
        yield number, built or lost(jobs[number])


def _worked(
    jobs: Mapping[int, Job], workers: int, *, proven: bool
) -> Generator[tuple[int, Built | None], None, None]:
    """Give what has become of each job, or None where its process died."""
    lanes: list[_Lane] = []
    try:
        yield from _in_lanes(lanes, jobs, min(workers, len(jobs)), proven=proven)
    except BaseException:
        _interrupt(lanes)
        for job in jobs.values():
            _clear(job)
        raise
    finally:
        for lane in lanes:  # all at once, then each is waited for
            lane.drop()
        for lane in lanes:
            lane.close()


def _in_lanes(
    lanes: list[_Lane], jobs: Mapping[int, Job], number_of_lanes: int, *, proven: bool
) -> Iterator[tuple[int, Built | None]]:
    todo = iter(jobs.items())
    running: dict[Future[Built], tuple[int, _Lane]] = {}

    def go_on(lane: _Lane) -> None:
        for number, job in todo:
            running[lane.submit(job)] = number, lane
            return

    for _ in range(number_of_lanes):
        lanes.append(_Lane())
        go_on(lanes[-1])
    while running:
        for future in wait(running, timeout=PATIENCE, return_when=FIRST_COMPLETED).done:
            number, lane = running.pop(future)
            outcome = outcome_of(future)
            if isinstance(outcome, BrokenExecutor):
                proven = proven or any(each.started for each in lanes)
                lane.renew(proven=proven)
            go_on(lane)
            yield number, outcome if isinstance(outcome, Built) else None


def _clear(job: Job) -> None:
    """Remove what a process that was ended left of a file that it had begun."""
    for path in job.outputs:
        with suppress(OSError, ValueError):
            remove_left_behind(Path(os.path.realpath(path)))


def _not_started(status: int | None) -> BanliError:
    message = "另开的进程还没有开始就结束了，原因印在上面，或内存不够"
    hint = "用 --jobs 1（程序里写 workers=1），不另开进程"
    if status == _STARTED_OVER:
        message = "另开的进程还没有开始就结束了：脚本没有写 if __name__ == '__main__':"
        hint = "把脚本里做事的几行放在 if __name__ == '__main__': 之下，或写 workers=1，不另开进程"
    return refuse("many.no-worker", None, message, hint)


class _Context(SpawnContext):
    """Starts processes anew on every system, and remembers them, so that they can be ended."""

    def __init__(self) -> None:
        super().__init__()
        self.processes: list[SpawnProcess] = []

    def Process(self, *args: object, **named: object) -> SpawnProcess:  # type: ignore[override]  # noqa: N802
        process = SpawnProcess(*args, **named)  # type: ignore[arg-type]
        self.processes.append(process)
        return process


class _Lane:
    """One process at a time."""

    def __init__(self) -> None:
        self.started_before = False
        self._open()

    def _open(self) -> None:
        self._context = _Context()
        self._pool = ProcessPoolExecutor(1, mp_context=self._context, initializer=_begin)
        with _interruptions_held():
            self._first = self._pool.submit(os.getpid)

    @property
    def started(self) -> bool:
        """Whether a process of this lane has ever come to work."""
        done = self._first.done() and not self._first.cancelled()
        return self.started_before or (done and self._first.exception() is None)

    def submit(self, job: Job) -> Future[Built]:
        """Have a job done; the lane must have none."""
        try:
            with _interruptions_held():
                return self._pool.submit(build_job, job)
        except BrokenExecutor as broken:  # its process died while it had nothing to do
            failed: Future[Built] = Future()
            failed.set_exception(broken)
            return failed

    def renew(self, *, proven: bool) -> None:
        """Put a new process in the place of one that died.

        Args:
            proven: whether processes are known to start.

        Raises:
            BanliError: the one that died never came to work, and none is known to.
        """
        self.close()
        if not proven:
            raise _not_started(self._context.processes[0].exitcode)
        self.started_before = True
        self._open()

    @property
    def processes(self) -> list[SpawnProcess]:
        """The process, as a list, for one that could not even be made is none."""
        return self._context.processes

    def drop(self) -> None:
        """Take no more, and forget what has not begun."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """End the process when it has done its job."""
        self._pool.shutdown(cancel_futures=True)


def _interrupt(lanes: Sequence[_Lane]) -> None:
    """Stop what is being done: orderly where the system knows that, and at once where it does not end."""
    for lane in lanes:
        lane.drop()
    processes = [process for lane in lanes for process in lane.processes]
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(_GRACE)
        if process.is_alive():
            process.kill()


@contextmanager
def _interruptions_held() -> Iterator[None]:
    """Hold interruptions back while processes are started: they inherit it, and leave interruptions to this one."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Begin a worker's life: interruptions are for whoever started it, who asks it to leave; without them it leaves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    import_module("banli_report.api")


def _leave(*_: object) -> None:
    sys.exit()  # through everything that puts things in order on its way


def _leave_with_parent() -> None:
    parent, doing = parent_process(), threading.main_thread().ident
    if parent is None or doing is None:
        return
    connection.wait([parent.sentinel])
    if sys.platform != "win32":
        signal.pthread_kill(doing, signal.SIGTERM)  # one for the process would not wake it where it waits
        time.sleep(_GRACE)
    os._exit(1)  # for no more jobs come, and the pool would wait for them
