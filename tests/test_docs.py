"""The manual's pages: every block of code in them does what the page says, and the site is built of them offline."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import docx
import pytest
import yaml

import banli_report as br
from banli_report.checks.packs.check import check_packs
from docs import make_names
from docs.make_problems import kinds
from tests import pages, tutorial
from tests.pages import PAGES, ROOT, Block, blocks
from tests.rendering import office
from tests.rendering.page import pages as pages_of

RUN_ELSEWHERE = {"docs/first_hour.md", "docs/install.md", "README.en.md"}
"""What is followed from its first step to its last, here below and in test_offline.py, and what is README.md again."""
SHOWN = {"docs/problems.md", "examples/README.md"}
"""The pages that show a problem of a file which they do not have."""
STANDS_IN = {
    "examples/README.md": "examples/xianning_resources_2022",
    "docs/rollup.md": "examples/rollup_linxi_2024",
}
"""Whose report file a page's parts are of, where not of that which tests/pages.py makes."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "page"
    place.mkdir()
    pages.prepare(place)
    return place


def of(language: str) -> list[str]:
    return sorted(
        name
        for name, path in PAGES.items()
        if name not in RUN_ELSEWHERE and any(block.language == language for block in blocks(path))
    )


def test_every_block_is_of_a_kind_that_is_run() -> None:
    found = {(name, block.language) for name, path in PAGES.items() for block in blocks(path)}
    assert len(found) > 20
    assert {language for _, language in found} == {"yaml", "sh", "python", "jinja", "console", "text"}
    fences = {name: path.read_text("utf-8").count("```") for name, path in PAGES.items()}
    assert fences == {name: 2 * len(blocks(path)) for name, path in PAGES.items()}


def test_a_text_that_is_no_file_shows_a_problem_that_there_is() -> None:
    texts = [
        (name, block) for name, path in PAGES.items() for block in blocks(path) if block.language == "text"
    ]
    untitled = {name: block.content for name, block in texts if not block.title}
    assert untitled.keys() == SHOWN, "what a command prints is a block of console"
    known = {kind.id for kind in kinds()}
    assert all(set(re.findall(r"\[([a-z.-]+)\]", content)) & known for content in untitled.values())


@pytest.mark.parametrize("name", of("yaml"))
def test_report_files_and_parts_of_them_are_read_and_composed(name: str, folder: Path) -> None:
    home = folder / STANDS_IN.get(name, "")
    whole = yaml.safe_load((home / "report.yaml").read_text("utf-8"))
    run = " ".join(block.content for block in blocks(PAGES[name]) if block.language == "console")
    for block in blocks(PAGES[name]):
        if (
            block.language != "yaml"
            or block.title.endswith("template.yaml")
            or (block.title and block.title in run)
        ):
            continue
        report = home / (block.title or "part.yaml")
        if block.title:
            report.write_text(block.content, "utf-8")
        else:
            pages.write_report(report, pages.fragment(block.content), whole)
        try:
            br.compose(br.load(report))
        except br.BanliError as refused:
            pytest.fail(f"{name}, line {block.line}: {refused}")


@pytest.mark.parametrize("name", of("sh"))
def test_commands_run(name: str, folder: Path) -> None:
    write_titled(name, folder)
    for block in blocks(PAGES[name]):
        for command in pages.commands(block.content, folder) if block.language == "sh" else ():
            done = pages.run(command, folder)
            assert done.returncode == 0, f"{name}, line {block.line}: {command}\n{done.stdout}"


@pytest.mark.parametrize("name", of("console"))
def test_what_the_page_shows_is_what_is_printed(name: str, folder: Path) -> None:
    write_titled(name, folder)
    for block in blocks(PAGES[name]):
        if block.language == "console":
            prints(block, name, folder)


def prints(block: Block, name: str, folder: Path) -> None:
    command, _, output = block.content.partition("\n")
    printed = pages.run(command.removeprefix("$ "), folder).stdout
    assert pages.printed_as(output, printed), f"{name}, line {block.line}: {command}\n{printed}"


def write_titled(name: str, folder: Path) -> None:
    for block in blocks(PAGES[name]):
        if block.title and block.language in ("text", "yaml", "jinja"):
            path = folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.content, "utf-8")


@pytest.mark.parametrize("name", of("python"))
def test_python_runs(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for block in blocks(PAGES[name]):
        if (
            block.language == "python" and "from_frame" not in block.content
        ):  # tests/intake/test_frames.py runs it
            exec(compile(block.content, f"{name}:{block.line}", "exec"), {"__name__": "__main__"})


@pytest.mark.parametrize("name", of("jinja"))
def test_templates_have_no_fault(name: str, folder: Path) -> None:
    write_titled(name, folder)
    packs = sorted(
        {(folder / block.title).parent for block in blocks(PAGES[name]) if block.language == "jinja"}
    )
    for pack in packs:
        assert [checked.problems for checked in check_packs(pack)] == [()], name


def test_the_list_of_names_is_fresh() -> None:
    assert make_names.PAGE.read_text("utf-8") == make_names.page(), "run python docs/make_names.py"


def test_the_manual_of_templates_has_every_filter_of_the_list() -> None:
    manual = PAGES["docs/templates.md"].read_text("utf-8").partition("## 写法")[2]
    told = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", manual))))
    assert {name for functions in make_names.FAMILIES.values() for name in functions} <= told


def test_a_line_of_dots_stands_for_any_lines() -> None:
    assert pages.printed_as("甲\n……\n丁\n", "甲\n乙\n丙\n丁\n")
    assert pages.printed_as("甲\n……\n丁\n", "甲\n丁\n")
    assert not pages.printed_as("甲\n……\n丁\n", "甲\n乙\n丁！\n")
    assert not pages.printed_as("甲\n丁\n", "甲\n乙\n丁\n")


def test_the_english_readme_has_all_that_the_chinese_one_has() -> None:
    chinese, english = (PAGES[name].read_text("utf-8") for name in ("README.md", "README.en.md"))
    assert parts_of(english) == parts_of(chinese)


def parts_of(readme: str) -> list[list[str]]:
    """Give, section by section, what a README runs without its comments, and the pages that it sends to."""
    readme = re.sub(r"^(banli-report .*?) +#.*", r"\1", readme, flags=re.MULTILINE)
    sections = re.split(r"^## ", readme, flags=re.MULTILINE)
    return [
        [
            *re.findall(r"^```.*?^```$", section, re.MULTILINE | re.DOTALL),
            *sorted(re.findall(r"\]\((docs/[^)]+)\)", section)),
        ]
        for section in sections
    ]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The documents that a reader of the first hour has written, each command having printed what the page shows."""
    return tutorial.follow(tmp_path_factory.mktemp("first-hour") / "work", prints)


def test_the_first_hour_goes_as_it_is_told(written: list[Path]) -> None:
    texts = {path.stem: outline_of(path) for path in written}
    assert list(texts) == ["draft", "report", "sentence", "face"]
    assert "X" in texts["draft"]
    assert "现将办理情况总结如下" in texts["report"]
    assert "把一年来的办理工作小结如下" in texts["sentence"]
    assert texts["face"] == texts["sentence"]
    header = docx.Document(str(written[-1])).sections[0].header.paragraphs[0].text
    assert header == "临溪县水利局2025年度总结"


def outline_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_every_picture_that_a_page_shows_is_there() -> None:
    shown = [
        path.parent / target
        for path in PAGES.values()
        for target in re.findall(r"!\[[^]]*\]\(([^)]+)\)", path.read_text("utf-8"))
    ]
    assert len(shown) > 20
    assert [str(picture) for picture in shown if not picture.is_file()] == []
    assert set((ROOT / "docs").rglob("*.png")) == set(shown)


@pytest.mark.usefixtures("libreoffice")
def test_the_first_hour_has_a_picture_of_every_page(written: list[Path], tmp_path: Path) -> None:
    made = {pdf.stem: len(pages_of(pdf)) for pdf in office.to_pdf(written, tmp_path)}
    assert made == Counter(name for name, _ in tutorial.pictures()), "run python docs/make_pictures.py"


def test_the_site_is_built_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason='mkdocs is not installed: python -m pip install -e ".[docs]"')
    pytest.importorskip(
        "pymdownx", reason='pymdown-extensions is not installed: python -m pip install -e ".[docs]"'
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    built = {
        path.relative_to(tmp_path / "site").as_posix(): path for path in (tmp_path / "site").rglob("*.*")
    }
    lacking = {path.stem for path in (ROOT / "docs").glob("*.md")} - {Path(name).stem for name in built}
    assert not lacking
    assert [
        name for name, path in built.items() if path.suffix == ".html" and loads(path.read_text("utf-8"))
    ] == []
    assert [
        name for name, path in built.items() if path.suffix == ".css" and imports(path.read_text("utf-8"))
    ] == []


def loads(html: str) -> list[str]:
    """Give the addresses elsewhere that a page loads something from: not those that a reader may click."""
    tags = re.findall(r"<(?:link|script|img|iframe|source|video|audio|object|embed)\b[^>]*>", html)
    inline = re.findall(r"<style.*?</style>", html, re.DOTALL)
    found = [tag for tag in tags if re.search(r"""(?:href|src|srcset|data)\s*=\s*["']?(?:https?:)?//""", tag)]
    return found + [style for style in inline if imports(style)]


def imports(css: str) -> list[str]:
    return re.findall(r"""(?:url\(|@import)\s*["']?(?:https?:)?//[^)"']*""", css)


@pytest.mark.parametrize(
    "text",
    [
        '<script async src="https://cdnjs.cloudflare.com/x.js"></script>',
        '<link rel="stylesheet" href="//fonts.example/x.css">',
        "<img src=http://example.org/x.png>",
        "<style>@import url(https://example.org/x.css);</style>",
    ],
)
def test_what_is_loaded_from_elsewhere_would_be_found(text: str) -> None:
    assert loads(text)


def test_a_link_to_click_loads_nothing() -> None:
    assert not loads('<a href="https://www.mkdocs.org/">MkDocs</a><img src="pages/plain-1.png">')
