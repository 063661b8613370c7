"""Small documents and Word frames, and their parts read back."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from banli_report.document.tree import Cell, Document, Paragraph, Run, Signature, Table
from banli_report.word.writer.frame import shipped_frame

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(text: str = "甲", **fields: str) -> Document:
    """Give a small document with a text in its title, body, table and signature."""
    run = (Run(text, typed=False),)
    table = Table((Cell(run),), ((Cell(run),),), ("left",), run, "表1")
    return Document(
        run,
        (Paragraph(run), table),
        Signature(text, "2019年3月7日"),
        fields=tuple(fields.items()),
        day="2019-03-07",
    )


def frame_of(folder: Path, change: Any) -> Path:
    """Write an own frame: the shipped one, changed by a function."""
    opened = docx.Document(io.BytesIO(shipped_frame("plain")))
    change(opened)
    path = folder / "frame.docx"
    opened.save(str(path))
    return path


def named(text: str = "甲", **fields: str) -> Document:
    """Give the small document with what the tags of a frame ask for."""
    return document(text, **{"标题": text, "单位": text, **fields})


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def parts(content: bytes) -> Iterator[tuple[str, Any]]:
    """Give the XML parts of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(package.read(name))


def with_part(folder: Path, kind: str, xml: str) -> Path:
    """Write the shipped frame with one more part of the document."""
    path = folder / "frame.docx"
    base = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    relation = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    with zipfile.ZipFile(io.BytesIO(shipped_frame("plain"))) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8")
            if name == "[Content_Types].xml":
                override = f'<Override PartName="/word/{kind}.xml" ContentType="{base}"/></Types>'
                content = content.replace("</Types>", override)
            if name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rId99" Type="{relation}" Target="{kind}.xml"/></Relationships>'
                content = content.replace("</Relationships>", link)
            new.writestr(name, content)
        new.writestr(f"word/{kind}.xml", xml)
    return path
