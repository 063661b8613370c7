"""The command that builds many: what it prints, in which order, where, and its exit status."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.many.support import posix, some_jobs
from tests.support import write_report


def run(folder: Path, *words: str, stderr: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "banli_report", "build", *words]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=stderr,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def reports(tmp_path: Path) -> list[str]:
    """Four reports, of which the second must not leave and the first takes the longest."""
    rows = "".join(
        f"{at},第{at}件事,城建交通类,住建局,A,满意,是,2019-06-01,2019-05-01\n" for at in range(2000)
    )
    header = "编号,案由,类别,承办单位,办理结果,满意度,重点,答复日期,面商日期\n"
    facts = {"落款": {"日期": "2019-12-12"}}
    write_report(tmp_path / "甲", ledger=header + rows, **facts)
    write_report(tmp_path / "乙", 批次={"建议": {"统计": {"件数": 4, "类别": {"城建": 3}}}}, **facts)
    write_report(tmp_path / "丙", **facts)
    write_report(tmp_path / "丁", **facts, 公文=None, 标题="XX办理情况")
    return [f"{name}/report.yaml" for name in "甲乙丙丁"]


BLOCK = "{0}/report.yaml：\n  ledger.csv：{1}行记为{1}件；没有跳过的行\n  已写出{0}/report.docx\n"


@pytest.mark.parametrize("number", ["1", "2"])
def test_each_is_told_under_its_name_in_the_order_given(
    reports: list[str], tmp_path: Path, number: str
) -> None:
    done = run(tmp_path, *reports, "--jobs", number)
    assert done.returncode == 1
    assert done.stdout == BLOCK.format("甲", 2000) + BLOCK.format("丙", 5) + (
        "丁/report.yaml：\n  ledger.csv：5行记为5件；没有跳过的行\n"
    )
    told = re.sub(r"第\d+行 第\d+列", "某处", done.stderr)
    assert told.splitlines()[0] == "乙/report.yaml："
    assert "  错误 [results.partition-sum] report.yaml 某处：“类别”" in told
    assert told.count("  共1处错误，没有写出文件。\n") == 2
    assert told.index("乙/report.yaml：") < told.index("丁/report.yaml：") < told.index("共4个报告")
    assert told.endswith("共4个报告：写出2个，没有写出2个（乙/report.yaml、丁/report.yaml）。\n")


def test_the_status_is_the_worst_of_all(reports: list[str], tmp_path: Path) -> None:
    assert run(tmp_path, reports[2], reports[2].replace("丙", "甲")).returncode == 0
    assert run(tmp_path, reports[0], reports[1]).returncode == 1
    done = run(tmp_path, reports[1], "没有.yaml", reports[2])
    assert done.returncode == 2
    assert "没有.yaml：\n  错误 [results.missing-file]" in done.stderr


def test_options_are_those_of_each(reports: list[str], tmp_path: Path) -> None:
    done = run(tmp_path, reports[2], reports[3], "--draft", "--review")
    assert done.returncode == 0
    assert "  已写出丁/report.docx（草稿，还有1处待填）\n" in done.stdout
    assert "  核对稿写在丙/report（核对稿）.docx（只供核对，不得外发）\n" in done.stdout
    assert (tmp_path / "丁" / "report（核对稿）.docx").is_file()


def test_begun_again_it_builds_what_is_missing_and_says_what_it_left(
    reports: list[str], tmp_path: Path
) -> None:
    good = [reports[0], reports[2]]
    run(tmp_path, reports[2])
    (tmp_path / "丙" / "report.docx").write_bytes(b"an older one")
    done = run(tmp_path, *good, "--missing")
    assert (done.returncode, done.stderr) == (0, "共2个报告：写出1个，已有、没有重写1个。\n")
    assert done.stdout == BLOCK.format("甲", 2000) + "丙/report.yaml：\n  已有，没有重写：丙/report.docx\n"
    assert (tmp_path / "丙" / "report.docx").read_bytes() == b"an older one"
    done = run(tmp_path, reports[2], "--missing", "--review")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "已有，没有重写：丙/report.docx（核对稿也没有写）\n"
    run(tmp_path, *good)
    assert (tmp_path / "丙" / "report.docx").read_bytes() != b"an older one"


def test_one_output_for_two_is_refused(reports: list[str], tmp_path: Path) -> None:
    done = run(tmp_path, reports[0], reports[2], "-o", "同一个.docx")
    assert (done.returncode, done.stdout) == (2, "")
    assert "错误 [many.same-output] 同一个.docx：有2个报告要写到同一个.docx：" in done.stderr
    assert not (tmp_path / "同一个.docx").exists()


@posix
def test_a_terminal_shows_a_bar_and_then_the_same(tmp_path: Path) -> None:
    import pty  # noqa: PLC0415 (not on Windows)

    jobs = some_jobs(tmp_path, 3)
    words = [*(str(job.report) for job in jobs), "--draft"]
    plain = run(tmp_path, *words)
    shown, terminal = pty.openpty()
    done = run(tmp_path, *words, stderr=terminal)
    os.close(terminal)
    text = os.read(shown, 100_000).decode()
    os.close(shown)
    assert "写报告" in text
    assert "100%" in text
    assert done.stdout == plain.stdout
    assert "写报告" not in plain.stderr
    assert text.replace("\r\n", "\n").endswith(plain.stderr)
