"""Many reports together are what they are one by one, in whatever processes or threads; what is wrong stays with its own."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from tests.many.support import broken_job, ids, leftovers, some_jobs
from tests.support import only_problem, write_report

SPAWN = multiprocessing.get_context("spawn")
Build = Callable[[list[br.Job]], list[br.Built]]


@contextmanager
def given(executor: Executor) -> Iterator[Build]:
    with executor:
        yield lambda jobs: br.build_many(jobs, executor)


@contextmanager
def by(workers: int) -> Iterator[Build]:
    yield lambda jobs: br.build_many(jobs, workers=workers)


WAYS = {
    "one after another": lambda: by(1),
    "two processes": lambda: by(2),
    "more processes than jobs": lambda: by(50),
    "threads": lambda: given(ThreadPoolExecutor(4)),
    "one process for all": lambda: given(ProcessPoolExecutor(1, mp_context=SPAWN)),
    "a pool of processes": lambda: given(ProcessPoolExecutor(2, mp_context=SPAWN)),
}


@pytest.fixture(params=WAYS)
def build(request: pytest.FixtureRequest) -> Iterator[Build]:
    with WAYS[request.param]() as found:
        yield found


def test_together_they_are_what_they_are_one_by_one(build: Build, tmp_path: Path) -> None:
    pytest.importorskip("opencc")
    jobs = some_jobs(tmp_path, 6)
    alone = {}
    for job in jobs:
        told = br.build(job.report, job.target, draft=True, script=job.script)
        alone[job] = (job.target.read_bytes(), tuple(told))
        job.target.unlink()
    assert len({content for content, _ in alone.values()}) == len(jobs)
    built = build(jobs)
    assert [each.job for each in built] == jobs
    assert {each.job: (each.path.read_bytes(), each.problems) for each in built if each.path} == alone
    assert [each.ledgers for each in built] == [
        (f"ledger.csv：{2 + at % 4}行记为{2 + at % 4}件；没有跳过的行",) for at in range(6)
    ]
    assert leftovers(tmp_path / "out") == []


def test_one_that_is_refused_stops_no_other_and_says_why(build: Build, tmp_path: Path) -> None:
    jobs = some_jobs(tmp_path, 3)
    jobs.insert(1, broken_job(tmp_path))
    jobs.insert(2, br.Job(tmp_path / "none.yaml"))
    built = build(jobs)
    assert [each.path is not None for each in built] == [True, False, False, True, True]
    assert [each.unreadable for each in built] == [False, False, True, False, False]
    with pytest.raises(br.BanliError) as stopped:
        br.build(jobs[1].report, jobs[1].target)
    assert built[1].problems == stopped.value.problems
    assert [(problem.id, problem.place.file) for problem in built[2].problems] == [
        ("results.missing-file", "none.yaml")
    ]
    assert not jobs[1].target.exists()


def test_paths_are_those_of_the_caller(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some_jobs(tmp_path, 2)
    monkeypatch.chdir(tmp_path)
    built = build(
        [br.Job("0/report.yaml", draft=True), br.Job(Path("1/report.yaml"), "out/甲.docx", draft=True)]
    )
    assert [each.path for each in built] == [Path("0/report.docx"), Path("out/甲.docx")]
    assert Path("0/report.docx").is_file()
    assert Path("out/甲.docx").is_file()


def test_packs_and_the_copy_for_checking_are_asked_for_as_of_build(tmp_path: Path) -> None:
    job, *_ = some_jobs(tmp_path, 1)
    (tmp_path / "0" / "templates").rename(tmp_path / "packs")
    asked = [
        br.Job(
            job.report,
            tmp_path / "out" / f"{at}.docx",
            draft=True,
            review=True,
            templates=[tmp_path / "packs"],
        )
        for at in range(2)
    ]
    assert [each.path for each in br.build_many(asked, workers=2)] == [job.target for job in asked]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        *("0.docx", "0（核对稿）.docx", "1.docx", "1（核对稿）.docx")
    ]


def test_what_goes_to_a_worker_and_comes_back_is_small(tmp_path: Path) -> None:
    rows = "".join(
        f"{at},第{at}件事,城建交通类,住建局,A,满意,是,2019-06-01,2019-05-01\n" for at in range(2000)
    )
    header = "编号,案由,类别,承办单位,办理结果,满意度,重点,答复日期,面商日期\n"
    report = write_report(tmp_path, ledger=header + rows, 落款={"日期": "2019-12-12"})
    (built,) = br.build_many([br.Job(report)])
    assert built.path is not None
    assert len(pickle.dumps(built.job)) < 1000
    assert len(pickle.dumps(built)) < 20_000


def test_each_is_told_of_once_when_it_is_done(tmp_path: Path) -> None:
    jobs = [*some_jobs(tmp_path, 3), broken_job(tmp_path)]
    told: list[br.Built] = []
    with ThreadPoolExecutor(2) as executor:
        for given in (executor, None):
            built = br.build_many(jobs, given, on_built=told.append)
            assert sorted(map(id, told)) == sorted(map(id, built))
            told.clear()


def test_a_fault_of_the_program_itself_stays_with_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(report: br.Report, *_: object, **__: object) -> None:
        raise faults[report.title]

    jobs = some_jobs(tmp_path, 2)
    faults = {"第0号报告": KeyError("甲"), "第1号报告": MemoryError()}
    monkeypatch.setattr("banli_report.api.build", fail)
    built = br.build_many(jobs, workers=1)
    assert ids(built) == [["many.failed"], ["many.failed"]]
    assert [each.unreadable for each in built] == [True, True]
    messages = [problem.message for each in built for problem in each.problems]
    assert messages[0].startswith("程序出错：KeyError：'甲'（test_together.py 第")
    assert messages[1] == "内存不够，没有做完"
    assert [each.problems[0].place.file for each in built] == ["report.yaml", "report.yaml"]


def test_an_executor_that_brings_nothing_back_is_told(tmp_path: Path) -> None:
    class Losing(ThreadPoolExecutor):
        def submit(self, *_: Any, **__: Any) -> Any:
            return super().submit(lambda: 1 // 0)

    with Losing(2) as executor:
        built = br.build_many(some_jobs(tmp_path, 2), executor)
    assert ids(built) == [["many.worker-lost"], ["many.worker-lost"]]
    assert "ZeroDivisionError" in built[0].problems[0].message


def test_what_an_executor_gave_up_by_the_way_is_handed_to_it_once_more(tmp_path: Path) -> None:
    class Forgetful(ThreadPoolExecutor):
        def submit(self, *work: Any, **named: Any) -> Any:
            asked.append(work[1])
            return super().submit(*work, **named) if len(asked) > 2 else super().submit(lambda: 1 // 0)

    asked: list[br.Job] = []
    jobs = some_jobs(tmp_path, 3)
    with Forgetful(2) as executor:
        built = br.build_many(jobs, executor)
    assert [each.path for each in built] == [job.target for job in jobs]
    assert len(asked) == 5


def test_an_executor_that_is_closed_is_told(tmp_path: Path) -> None:
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    built = br.build_many(some_jobs(tmp_path, 2), executor)
    assert ids(built) == [["many.worker-lost"], ["many.worker-lost"]]


@pytest.mark.parametrize(
    "way", ["same name", "another way there", "link to a file", "link to a folder", "copy"]
)
def test_two_that_would_write_one_file_are_refused_before_anything_is_built(way: str, tmp_path: Path) -> None:
    jobs = some_jobs(tmp_path, 3)
    first, out = jobs[0].target, tmp_path / "out"
    (tmp_path / "other").symlink_to(out, target_is_directory=True)
    (tmp_path / "link.docx").symlink_to(first)
    other = {
        "same name": first,
        "another way there": str(out / ".." / "out" / first.name),
        "link to a file": tmp_path / "link.docx",
        "link to a folder": tmp_path / "other" / first.name,
        "copy": out / "0（核对稿）.docx",
    }[way]
    jobs[0] = br.Job(jobs[0].report, first, draft=True, review=True)
    jobs[2] = br.Job(jobs[2].report, other, draft=True)
    problem = only_problem(lambda: br.build_many(jobs))
    assert (problem.id, problem.place.file) == (
        "many.same-output",
        Path(first if way != "copy" else other).name,
    )
    assert str(jobs[0].report) in problem.message
    assert str(jobs[2].report) in problem.message
    assert list(out.iterdir()) == []


def test_names_that_differ_in_case_are_one_file_where_the_system_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zero, one = some_jobs(tmp_path, 2)
    jobs = [br.Job(zero.report, tmp_path / "a.docx"), br.Job(one.report, tmp_path / "A.DOCX")]
    monkeypatch.setattr(os.path, "normcase", str.lower)
    assert only_problem(lambda: br.build_many(jobs)).id == "many.same-output"


def test_what_is_there_is_left_alone_only_where_that_is_asked_for(tmp_path: Path) -> None:
    jobs = some_jobs(tmp_path, 4)
    first = br.build_many(jobs, workers=1)
    for job in jobs[1:3]:
        job.target.unlink()
    jobs[0].target.write_bytes(b"last year's")
    again = br.build_many(jobs, workers=2, missing=True)
    assert [each.kept for each in again] == [True, False, False, True]
    assert [each.path for each in again] == [each.path for each in first]
    assert jobs[0].target.read_bytes() == b"last year's"
    assert [each.kept for each in br.build_many(jobs, workers=1)] == [False] * 4
    assert jobs[0].target.read_bytes() != b"last year's"


def test_an_output_that_no_system_takes_is_told_also_where_only_missing_ones_are_built(
    tmp_path: Path,
) -> None:
    job, *_ = some_jobs(tmp_path, 1)
    for name in ("长" * 300 + ".docx", "a\0b.docx"):
        jobs = [br.Job(job.report, tmp_path / name, draft=True), job]
        (built, other) = br.build_many(jobs, workers=1, missing=True)
        assert (built.path, built.problems[-1].id) == (None, "word.output-failed")
        assert other.path == job.target


def test_nothing_asked_for_is_nothing_done() -> None:
    assert br.build_many([]) == []


def test_a_wrong_call_names_the_argument(tmp_path: Path) -> None:
    job, *_ = some_jobs(tmp_path, 1)
    with ThreadPoolExecutor(1) as executor:
        calls: dict[str, Callable[[], object]] = {
            "build_many的参数jobs": lambda: br.build_many(["report.yaml"]),  # type: ignore[list-item]
            "build_many的参数executor": lambda: br.build_many([job], "threads"),  # type: ignore[arg-type]
            "build_many的参数workers应": lambda: br.build_many([job], workers=0),
            "build_many的参数workers只": lambda: br.build_many([job], executor, workers=2),
            "build_many的参数missing": lambda: br.build_many([job], missing="yes"),  # type: ignore[arg-type]
            "build_many的参数on_built": lambda: br.build_many([job], on_built=3),  # type: ignore[arg-type]
            "Job的参数report": lambda: br.Job(3),  # type: ignore[arg-type]
            "Job的参数path": lambda: br.Job("a.yaml", 3),  # type: ignore[arg-type]
            "Job的参数script": lambda: br.Job("a.yaml", script="x"),  # type: ignore[arg-type]
            "Job的参数templates": lambda: br.Job("a.yaml", templates="x"),
            "Job的参数pdfa": lambda: br.Job("a.yaml", pdfa=1),  # type: ignore[arg-type]
        }
        for said, call in calls.items():
            with pytest.raises(TypeError, match=said):
                call()
    assert not job.target.exists()


SCRIPT = """\
import banli_report as br
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context


def main():
    print("begins", flush=True)
    try:
        br.build_many([br.Job(f"{at}/report.yaml", draft=True) for at in range(3)], EXECUTOR)
    except br.BanliError as stopped:
        print(stopped)


"""
GUARD = "if __name__ == '__main__':\n    "
EXECUTORS = {"ours": "workers=2", "a pool": "ProcessPoolExecutor(2, mp_context=get_context('spawn'))"}


def run_script(folder: Path, guard: str, executor: str) -> subprocess.CompletedProcess[str]:
    some_jobs(folder, 3)
    program = SCRIPT.replace("EXECUTOR", EXECUTORS[executor], 1) + f"{guard}main()\n"
    (folder / "script.py").write_text(program, "utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "script.py"]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True, timeout=120
    )


@pytest.mark.parametrize("executor", EXECUTORS)
def test_a_script_without_its_guard_is_told_so_and_does_not_start_itself_over_and_over(
    executor: str, tmp_path: Path
) -> None:
    done = run_script(tmp_path, "", executor)
    # Python itself may tell of what a pool holds that was made and not ended
    assert [
        line
        for line in done.stderr.splitlines()
        if "resource_tracker" not in line and line.strip()[:9] != "warnings."
    ] == []
    assert done.stdout.count("many.no-worker") == 1
    assert "脚本没有写 if __name__ == '__main__':" in done.stdout
    assert 1 < done.stdout.count("begins") < 8  # the script, and each process once
    assert not (tmp_path / "0" / "report.docx").exists()


@pytest.mark.parametrize("executor", EXECUTORS)
def test_a_script_with_its_guard_builds(executor: str, tmp_path: Path) -> None:
    done = run_script(tmp_path, GUARD, executor)
    assert (done.stdout, done.stderr) == ("begins\n", "")
    assert all((tmp_path / str(at) / "report.docx").is_file() for at in range(3))
