"""Packs from strangers: what the check and the commands read stays inside the pack, and ends."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from banli_report.checks.packs.check import check_packs
from banli_report.starting.packs import copy_pack
from tests.support import refused, write_pack

HEAD = '{% extends "base/report.md.j2" %}\n{% block 开头 %}\n'
SECRET = "绝不外传的内容"


def problems(folder: Path, body: str) -> tuple[br.Problem, ...]:
    write_pack(folder, "试", body)
    (found,) = check_packs(folder / "试")
    return found.problems


@pytest.mark.parametrize(
    "body",
    [
        "{% raw %}" * 100_000,
        "{{ a" * 200_000,
        "{{ a }" * 200_000,
        "{% if a %}" * 50_000,
        "{% endif %}" * 50_000,
        "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
        "{{ a" + ".b" * 20_000 + " }}",
        "{{ 1" + "+1" * 20_000 + " }}",
        "{{ a" + "|d" * 600 + " }}",
        "{%" * 300_000,
        "{#" * 300_000,
        HEAD + "".join(f"{{{{ 名{n} }}}}\n" for n in range(5_000)) + "{% endblock %}",
    ],
    ids=[
        "raw",
        "open",
        "half",
        "if",
        "endif",
        "brackets",
        "dots",
        "sum",
        "filters",
        "percent",
        "comment",
        "names",
    ],
)
def test_a_bomb_is_told_and_ends(body: str, tmp_path: Path) -> None:
    assert problems(tmp_path, body)


def test_of_a_text_full_of_slips_the_first_ones_are_told(tmp_path: Path) -> None:
    found = problems(tmp_path, "{{ 建议（ }}\n" * 2_000)
    assert {problem.id for problem in found} == {"template.syntax"}
    assert 100 <= len(found) < 110


def test_what_lies_outside_the_pack_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.j2").write_text(f"{{{{ {SECRET} }}", "utf-8")
    pack = write_pack(tmp_path / "packs", "试", HEAD + "{% endblock %}\n")
    (pack / "part.j2").symlink_to(tmp_path / "secret.j2")
    (pack / "frame.docx").symlink_to(tmp_path / "secret.j2")
    (found,) = check_packs(pack)
    assert found.problems == ()
    copied = copy_pack("试", tmp_path / "copy", [tmp_path / "packs"])
    assert SECRET not in "".join(path.read_text("utf-8", "replace") for path in copied)


@pytest.mark.parametrize(
    "wanted", ["../secret.j2", "/etc/passwd", "试/../../secret.j2", "base/../../secret.j2"]
)
def test_a_text_takes_in_nothing_from_outside(wanted: str, tmp_path: Path) -> None:
    (tmp_path / "secret.j2").write_text(SECRET, "utf-8")
    body = f'{HEAD}{{% include "{wanted}" %}}{{% endblock %}}\n'
    found = problems(tmp_path / "packs", body)
    assert [problem.id for problem in found] == ["template.missing-file"]
    assert SECRET not in str(found)


@pytest.mark.parametrize("name", ["../试", "/etc", "试/..", "..", ""])
def test_a_pack_s_name_leads_nowhere_else(name: str, tmp_path: Path) -> None:
    write_pack(tmp_path, "试", None)
    assert refused(lambda: copy_pack(name, tmp_path / "copy", [tmp_path / "packs"]))
    assert not (tmp_path / "copy").exists()


def test_a_pack_cannot_call_python(tmp_path: Path) -> None:
    body = HEAD + "{{ ''.__class__.__mro__ }}{{ cycler.__init__.__globals__ }}{% endblock %}\n"
    ids = {problem.id for problem in problems(tmp_path, body)}
    assert "template.forbidden" in ids
