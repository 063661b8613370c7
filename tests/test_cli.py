"""The command line as a clerk sees it: what it prints, where, and its exit status."""

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from banli_report.cli import main
from tests.support import LEDGER, write_report

EXAMPLE = Path(__file__).parents[1] / "examples" / "jianxi_2019"


def run(
    *arguments: str | Path, encoding: str = "utf-8", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "banli_report.cli", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding=encoding, check=False, env=environment, cwd=cwd
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "jianxi"))


def test_build_writes_beside_the_report_file_and_says_where(folder: Path) -> None:
    done = run("build", folder / "report.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "ledger.xlsx 工作表“台账”：133行记为133件；跳过标题、合计2行",
        f"已写出{folder / 'report.docx'}",
    ]
    assert (folder / "report.docx").is_file()


def test_figures_as_a_table(folder: Path) -> None:
    done = run("figures", folder / "report.yaml")
    assert done.returncode == 0
    line = next(line for line in done.stdout.splitlines() if line.startswith("建议.类别.城建交通类.占比"))
    assert "34.6%" in line
    assert "类别为“城建交通类”的46件 ÷ 全部133件" in line
    assert "第3—48行" in line


def test_figures_as_json(folder: Path) -> None:
    done = run("figures", folder / "report.yaml", "--json")
    found = {figure["name"]: figure for figure in json.loads(done.stdout)}
    share = found["建议.办理结果.A.占比"]
    assert list(share) == ["name", "text", "value", "numerator", "denominator", "formula", "source"]
    assert (share["text"], share["value"], share["numerator"], share["denominator"]) == (
        "61.7%",
        "82/133",
        82,
        133,
    )
    assert found["建议.件数"]["value"] == 133


def test_problems_go_to_stderr_all_at_once_with_status_1(folder: Path) -> None:
    report = (folder / "report.yaml").read_text("utf-8")
    counts = "统计: {件数: 10, 类别: {甲: 4, 乙: 5}, 办理结果: {A: 6, B: 5}}"
    (folder / "report.yaml").write_text(report.replace("台账: ledger.xlsx", counts), "utf-8")
    done = run("build", folder / "report.yaml")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("错误 [results.partition-sum]") == 2
    assert "比件数10件少1件" in done.stderr
    assert "比件数10件多1件" in done.stderr
    assert done.stderr.endswith("共2处错误，没有写出文件。\n")
    assert run("figures", folder / "report.yaml").stderr.endswith("共2处错误，没有列出数字。\n")


@pytest.mark.parametrize("arguments", [("build", "没有.yaml"), ("build",), ("nothing",), ("figures", ".")])
def test_what_cannot_be_read_or_called_has_status_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_every_message_prints_on_a_gbk_console(folder: Path) -> None:
    report = (folder / "report.yaml").read_text("utf-8")
    (folder / "report.yaml").write_text(report.replace("年度: 2019", "年度: ✓—😀"), "utf-8")
    done = run("build", folder / "report.yaml", encoding="cp936")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "不是整数" in done.stderr
    assert run("figures", EXAMPLE / "report.yaml", encoding="cp936").returncode == 0
    assert run("--help", encoding="cp936").returncode == 0


def test_what_a_gbk_console_has_no_sign_for_is_printed_as_an_escape(tmp_path: Path) -> None:
    report = write_report(
        tmp_path, ledger=LEDGER.replace("财政经济类", "财政✓类"), 落款={"日期": "2019-12-12"}
    )
    done = run("figures", report, encoding="cp936")
    assert (done.returncode, done.stderr) == (0, "")
    assert "建议.类别.财政\\u2713类" in done.stdout
    (tmp_path / "办理😀.yaml").write_text("年度: 😀", "utf-8")
    done = run("build", tmp_path / "办理😀.yaml", encoding="cp936")
    assert done.returncode == 2
    assert "办理\\U0001f600.yaml" in done.stderr


def test_a_program_may_catch_what_is_printed() -> None:
    caught = io.StringIO()
    with contextlib.redirect_stdout(caught), pytest.raises(SystemExit) as ended:
        main(["figures", str(EXAMPLE / "report.yaml")])
    assert ended.value.code == 0
    assert "建议.件数" in caught.getvalue()


def test_check_takes_report_files_and_word_files_together(folder: Path) -> None:
    run("build", folder / "report.yaml")
    done = run("check", folder / "report.yaml", folder / "report.docx")
    assert (done.returncode, done.stdout.count("共0处错误")) == (0, 1)
    assert "report.yaml：没有发现问题。" in done.stdout
    report = (folder / "report.yaml").read_text("utf-8")
    (folder / "wrong.yml").write_text(
        report.replace("台账: ledger.xlsx", "统计: {件数: 10, 类别: {甲: 4, 乙: 5}}"), "utf-8"
    )
    done = run("check", folder / "wrong.yml")
    assert (done.returncode, "results.partition-sum" in done.stdout) == (1, True)
    (folder / "broken.yaml").write_text("年度: [", "utf-8")
    done = run("check", folder / "wrong.yml", folder / "broken.yaml")
    assert (done.returncode, done.stdout.count("文件没有检查。")) == (2, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build",), "缺少参数REPORT。"),
        (("figures", "a", "b"), "多写了b。"),
        (("check",), "缺少参数FILE。"),
        (("build", "a", "b", "--jobs", "0"), "--jobs写的是0，应在1到1000之间。"),
        (("bild",), "没有命令bild"),
        (("build", "--scrip", "x"), "没有选项--scrip；是不是--script？"),
        (("build", "--script", "x", "a"), "--script写的是x，只能写hans、hant。"),
        (("ledger", "a", "--header-row", "0"), "--header-row写的是0，应在1到1000之间。"),
        (("ledger", "a", "--header-row", "x"), "--header-row写的是x，应为整数。"),
        (("build", "-o"), "选项-o后面没有写内容。"),
        (("build", "--draft=1", "a"), "选项--draft后面不写内容。"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"错误：{said}" in done.stderr
    assert not re.search("Usage|Try|Error|Missing|Invalid|such", done.stderr)


def test_help_is_chinese() -> None:
    for arguments in ((), ("-h",), ("build", "-h"), ("figures", "-h"), ("ledger", "-h"), ("check", "-h")):
        done = run(*arguments)
        said = done.stdout + done.stderr
        assert done.returncode == (0 if arguments else 2)
        assert said.startswith("用法：")
        assert not re.search("Usage|Options|Commands|OPTIONS|ARGS|Show|exit|PATH", said), said


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "banli_report", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout[0].isdigit()


def test_check_compares_a_finished_file_with_its_report(folder: Path) -> None:
    report, file = folder / "report.yaml", folder / "report.docx"
    run("build", report)
    done = run("check", file, "--against", report)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, f"{file}：没有发现问题。")
    text = report.read_text("utf-8")
    report.write_text(text.replace("小数位: 1", "小数位: 0"), "utf-8")
    done = run("check", file, "--against", report)
    assert done.returncode == 1
    assert "错误 [audit.figure-changed] 正文 第5段：“占34.6%”里印的是34.6%，按报告应为35%（" in done.stdout
    told = json.loads(run("check", file, "--against", report, "--json").stdout)
    assert {problem["id"] for problem in told} == {"audit.figure-changed"}
    assert told[0]["place"] == {"file": "report.docx", "part": "正文", "paragraph": 5}
    done = run("check", file, "--against", folder / "none.yaml")
    assert done.returncode == 2
    assert "文件没有检查" in done.stdout


INTERRUPTED = {
    "while it waits": "class Waiting:\n    def __getattr__(self, name): raise KeyboardInterrupt\nsys.stdin = Waiting()",
    "while it loads": (
        "class Loading:\n    def find_spec(self, name, *_):\n"
        "        if name == 'banli_report.examining': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Loading())"
    ),
}


@pytest.mark.parametrize("when", INTERRUPTED)
def test_an_interruption_is_told_in_chinese(when: str) -> None:
    run_it = "from banli_report.__main__ import main; sys.argv = ['banli-report', 'check', '-']; main()"
    code = f"import sys\n{INTERRUPTED[when]}\n{run_it}"
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=environment)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (130, b"", "已中断，没有做完。\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("command", [("build",), ("check",), ("figures",), ("figures", "--json")])
def test_an_output_that_takes_nothing_more_is_told(folder: Path, command: tuple[str, ...]) -> None:
    name, *options = command
    words = [sys.executable, "-m", "banli_report", name, str(folder / "report.yaml"), *options]
    with Path("/dev/full").open("w") as full:
        # buffered, as for any user: what is left in the buffer fails again when the interpreter ends
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": ""}
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, check=False, env=environment)
    assert (done.returncode, done.stderr.decode()) == (2, "错误：结果写不出：磁盘满了\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows tells of a closed pipe in other ways")
def test_a_reader_that_has_read_enough_is_no_fault(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = [sys.executable, "-m", "banli_report", "figures", str(folder / "report.yaml")]
    done = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_an_output_without_chinese_characters_takes_what_it_can(folder: Path) -> None:
    words = [sys.executable, "-m", "banli_report", "figures", str(folder / "report.yaml")]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(words, capture_output=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"133" in done.stdout


def test_the_file_that_is_built_from_is_not_built_over(folder: Path) -> None:
    run("build", folder / "report.yaml")
    before = (folder / "report.docx").read_bytes()
    done = run("build", folder / "report.docx")
    assert done.returncode == 2
    assert "[results.not-text]" in done.stderr
    assert (folder / "report.docx").read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
def test_a_pipe_stays_a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "out.docx")
    done = run("build", folder / "report.yaml", "-o", folder / "out.docx")
    assert done.returncode in (1, 2)
    assert "不是普通文件" in done.stderr
    assert (folder / "out.docx").is_fifo()
