"""Processes that die in the middle, and interruptions: the others are built, nothing is left half done or running."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

import banli_report as br
from tests.many.support import (
    KILLS,
    KILLS_ONCE,
    NEVER_ENDS,
    ids,
    is_running,
    leftovers,
    pdf_job,
    posix,
    some_jobs,
    stand_in,
    until,
)

SPAWN = multiprocessing.get_context("spawn")
pytestmark = posix


@contextmanager
def ours() -> Iterator[None]:
    yield None


def pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(2, mp_context=SPAWN)


@pytest.mark.parametrize("executor", [ours, pool])
def test_a_report_whose_process_dies_each_time_is_told_and_the_others_are_built(
    executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = stand_in(tmp_path, monkeypatch, KILLS)
    jobs = some_jobs(tmp_path, 6)
    jobs.insert(1, pdf_job(tmp_path))
    with executor() as given:
        built = br.build_many(jobs, given, workers=None if given else 2)
    assert ids(built)[1] == ["many.worker-lost"]
    assert (built[1].path, built[1].unreadable) == (None, True)
    assert built[1].problems[0].place.file == "report.yaml"
    assert [each.path for each in built if each.job != jobs[1]] == [
        job.target for job in jobs if job != jobs[1]
    ]
    assert all(job.target.is_file() for job in jobs if job != jobs[1])
    assert len(calls.read_text().splitlines()) == 2  # once among the others, once alone
    assert leftovers(tmp_path / "out") == []


@pytest.mark.parametrize("executor", [ours, pool])
def test_a_report_whose_process_was_ended_once_is_built_all_the_same(
    executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, KILLS_ONCE)
    jobs = [pdf_job(tmp_path), *some_jobs(tmp_path, 3)]
    with executor() as given:
        built = br.build_many(jobs, given, workers=None if given else 2)
    assert [each.path for each in built] == [job.target for job in jobs]
    assert jobs[0].target.read_bytes() == b"%PDF\n"


def test_a_process_that_is_asked_to_leave_takes_no_other_report_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, KILLS.replace("-9", "-15"))
    jobs = [*some_jobs(tmp_path, 4), pdf_job(tmp_path)]
    built = br.build_many(jobs, workers=2)
    assert [each.path is not None for each in built] == [True] * 4 + [False]
    assert ids(built)[-1] == ["many.worker-lost"]


def test_what_a_dead_process_left_of_a_file_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = [*some_jobs(tmp_path, 1), pdf_job(tmp_path)]
    half = "import sys; from tests.many.half import begin; begin(sys.argv[1])"
    save_half = f'PYTHONPATH="{Path(__file__).parents[2]}" "{sys.executable}" -c "{half}" "{jobs[1].target}"'
    stand_in(tmp_path, monkeypatch, f'{save_half}\nls -a "{tmp_path}/out" > "{tmp_path}/seen"\n{KILLS}')
    br.build_many(jobs, workers=2)
    assert ".banli-" in (tmp_path / "seen").read_text()
    assert leftovers(tmp_path / "out") == []


def test_an_interruption_leaves_the_executor_of_the_caller_as_it_is(tmp_path: Path) -> None:
    def interrupt(_: br.Built) -> None:
        raise KeyboardInterrupt

    jobs = some_jobs(tmp_path, 8)
    with ThreadPoolExecutor(1) as executor:
        with pytest.raises(KeyboardInterrupt):
            br.build_many(jobs, executor, on_built=interrupt)
        assert executor.submit(int).result() == 0
    assert 1 <= len(list((tmp_path / "out").iterdir())) < 4


def test_an_interruption_in_between_ends_the_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: br.Built) -> None:
        until(calls.exists)
        time.sleep(1)
        raise KeyboardInterrupt

    calls = stand_in(tmp_path, monkeypatch, NEVER_ENDS)
    with pytest.raises(KeyboardInterrupt):
        br.build_many([pdf_job(tmp_path), *some_jobs(tmp_path, 3)], workers=2, on_built=interrupt)
    assert not any(map(is_running, pids(calls)))
    assert multiprocessing.active_children() == []
    assert leftovers(tmp_path / "out") == []


def pids(calls: Path) -> list[int]:
    """Give the processes that a stand-in noted: itself, and the worker that called it."""
    return [int(pid) for pid in calls.read_text().split()]


@contextmanager
def waiting_command(folder: Path, calls: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the command on four reports, and wait until two of them wait for LibreOffice."""
    jobs = [pdf_job(folder, name) for name in ("one", "two", "three", "four")]
    words = [
        sys.executable,
        "-m",
        "banli_report",
        "build",
        "--pdfa",
        "--jobs",
        "2",
        *(str(job.report) for job in jobs),
    ]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    command = subprocess.Popen(
        words,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        until(lambda: calls.exists() and len(calls.read_text().splitlines()) == 2)
        time.sleep(1)  # until the workers know of the processes that they have started
        yield command
    finally:
        for pid in (command.pid, *(pids(calls) if calls.exists() else ())):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        command.communicate()


def test_ctrl_c_stops_all_with_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    calls = stand_in(tmp_path, monkeypatch, NEVER_ENDS)
    with waiting_command(tmp_path, calls) as command:
        os.killpg(command.pid, signal.SIGINT)  # as a terminal does: to all that it knows of
        said = command.communicate(timeout=60)
        assert (command.returncode, *said) == (130, "", "已中断，没有做完。\n")
    assert not any(map(is_running, pids(calls)))
    assert not list(tmp_path.rglob("*.pdf"))
    assert not list(tmp_path.rglob(".banli-*"))


def test_workers_do_not_outlive_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    calls = stand_in(tmp_path, monkeypatch, NEVER_ENDS)
    with waiting_command(tmp_path, calls) as command:
        command.kill()
        until(lambda: not any(map(is_running, pids(calls))))


INTERRUPTED_WHILE_IT_STARTS = """
import os, signal, sys
if any("spawn_main" in word for word in sys.orig_argv):
    os.kill(os.getpid(), signal.SIGINT)
"""


def test_an_interruption_that_reaches_a_process_while_it_starts_is_left_to_its_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(INTERRUPTED_WHILE_IT_STARTS, "utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'site'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    jobs = some_jobs(tmp_path, 2)
    built = br.build_many(jobs, workers=2)
    assert [each.path for each in built] == [job.target for job in jobs]
    assert capfd.readouterr().err == ""
