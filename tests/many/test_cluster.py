"""A cluster of Dask builds reports as any executor does, also when its workers are ended in the middle."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from tests.many.support import (
    KILLS,
    KILLS_ONCE,
    broken_job,
    ids,
    leftovers,
    pdf_job,
    posix,
    some_jobs,
    stand_in,
)


def test_a_cluster_writes_what_is_written_one_by_one(cluster: Any, tmp_path: Path) -> None:
    jobs = some_jobs(tmp_path, 8)
    br.build_many(jobs, workers=1)
    alone = {job.target: job.target.read_bytes() for job in jobs}
    for path in alone:
        path.unlink()
    told: list[br.Built] = []
    jobs.insert(2, broken_job(tmp_path))
    built = br.build_many(jobs, cluster.get_executor(), on_built=told.append)
    assert [each.job for each in built] == jobs
    assert {each.path: each.path.read_bytes() for each in built if each.path} == alone
    assert ids(built)[2] == ["results.partition-sum"]
    assert sorted(map(id, told)) == sorted(map(id, built))
    assert os.getpid() not in cluster.run(os.getpid).values()
    assert len(set(cluster.run(os.getpid).values())) == 2


def test_asked_for_again_they_are_built_again(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def submit(*work: Any) -> Any:
        kept.append(plain(*work))
        return kept[-1]

    kept: list[Any] = []
    executor = cluster.get_executor()
    plain = executor.submit
    monkeypatch.setattr(executor, "submit", submit)  # whoever holds a result makes Dask keep it
    jobs = some_jobs(tmp_path, 2)
    for _ in range(2):
        built = br.build_many(jobs, executor)
        assert [each.path for each in built] == [job.target for job in jobs]
        for job in jobs:
            job.target.unlink()


@posix
def test_a_worker_that_is_ended_in_the_middle_loses_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    calls = stand_in(tmp_path, monkeypatch, KILLS_ONCE)
    cluster: Any = request.getfixturevalue("cluster")  # whose workers take over the path with the stand-in
    jobs = [*some_jobs(tmp_path, 6), pdf_job(tmp_path)]
    built = br.build_many(jobs, cluster.get_executor())
    assert ids(built) == [["results.no-date"]] * 6 + [[]], [str(p) for each in built for p in each.problems]
    assert [each.path for each in built] == [job.target for job in jobs]
    assert all(job.target.is_file() for job in jobs)
    assert len(calls.read_text().splitlines()) == 2


@posix
def test_a_report_that_ends_each_worker_is_told_and_the_others_are_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    stand_in(tmp_path, monkeypatch, KILLS)
    cluster: Any = request.getfixturevalue("cluster")
    jobs = [pdf_job(tmp_path), *some_jobs(tmp_path, 6)]
    built = br.build_many(jobs, cluster.get_executor())
    assert ids(built)[0] == ["many.worker-lost"]
    assert "KilledWorker" in built[0].problems[0].message
    assert ids(built[1:]) == [["results.no-date"]] * 6, [
        problem.message for each in built for problem in each.problems
    ]
    assert [each.path for each in built[1:]] == [job.target for job in jobs[1:]]
    assert leftovers(tmp_path / "out") == []
