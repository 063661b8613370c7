"""Whatever is wrong with a file's XML, the check says so or refuses the file; it never fails."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random

from docx.oxml import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import banli_report as br

ODD_VALUES = ("", "0", "-1", "x", "9" * 20, "nan", "inf", "1.5", "%1")
ODD_TEXTS = ("", " ", "附件1", "附件：", "一、", "（一）", "。", "2024年", "X件", "\u3000", "签发人：")


def disturb(root: etree._Element, random: Random) -> None:
    """Change one thing in a tree."""
    nodes = [node for node in root.iter() if node is not root and isinstance(node.tag, str)]
    if not nodes:
        return
    node = random.choice(nodes)
    kind = random.randrange(5)
    if kind == 0:
        node.getparent().remove(node)
    elif kind == 1 and node.attrib:
        node.set(random.choice(list(node.attrib)), random.choice(ODD_VALUES))
    elif kind == 2 and node.attrib:
        del node.attrib[random.choice(list(node.attrib))]
    elif kind == 3:
        node.append(parse_xml(etree.tostring(random.choice(nodes))))
    else:
        node.text = random.choice(ODD_TEXTS)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(random=st.randoms(use_true_random=False))
def test_the_check_never_fails(random: Random, right: Path, tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(right) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        victim = random.choice(names)
        for name in names:
            content = old.read(name)
            if name == victim:
                root = etree.fromstring(content)
                for _ in range(random.randint(1, 6)):
                    disturb(root, random)
                content = etree.tostring(root)
            new.writestr(name, content)
    path = tmp_path / "odd.docx"
    path.write_bytes(stream.getvalue())
    try:
        problems = br.check(path)
    except br.BanliError as stopped:
        problems = list(stopped.problems)
        assert problems
    for problem in problems:
        assert problem.id.startswith(("layout.", "audit.", "release."))
        assert problem.place.file == "odd.docx"
        assert problem.hint
