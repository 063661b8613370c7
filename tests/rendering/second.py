"""Turns Word files into PDF with a second layout engine, ONLYOFFICE's, which Word's own rules are nearer to."""

import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from tests.rendering import fonts

NAME = "ONLYOFFICE"
_INSTALL = 'python -m pip install -e ".[engines]"'
_CONVERT = """
import sys
import docbuilder
fonts, *pairs = sys.argv[1:]
builder = docbuilder.CDocBuilder()
builder.SetProperty("--fonts-dir", fonts)
builder.SetProperty("--fonts-system", "false")
for source, target in zip(pairs[::2], pairs[1::2]):
    builder.OpenFile(source)
    builder.SaveFile("pdf", target)
    builder.CloseFile()
docbuilder.CDocBuilder.Dispose()
"""
_TIMEOUT = 300
_FILES = (
    ("FandolFang-Regular.otf", ("仿宋_GB2312", "FangSong_GB2312")),
    ("FandolKai-Regular.otf", ("楷体_GB2312", "KaiTi_GB2312")),
    ("NotoSansCJK-Regular.ttc", ("黑体", "SimHei")),
    ("NotoSerifCJK-Regular.ttc", ("宋体", "SimSun")),
    ("NotoSerifCJK-Bold.ttc", ("方正小标宋简体", "FZXiaoBiaoSong-B05S")),
    ("LiberationSerif-Regular.ttf", ("Times New Roman", "Times New Roman")),
    ("FandolFang-Regular.otf", ("仿宋", "FangSong")),
    ("FandolKai-Regular.otf", ("楷体", "KaiTi")),
    ("NotoSerifCJK-Bold.ttc", ("方正小标宋_GBK", "FZXiaoBiaoSong-B05")),
)
"""The stand-ins: the file, and the official names, since this engine knows faces by their own names alone."""
_ASCENT = 0.859
"""How much of a line stands above its baseline in the official faces."""


@cache
def unavailable() -> str | None:
    """Say in a plain sentence what this engine lacks on this machine, or return None."""
    if importlib.util.find_spec("docbuilder") is None or importlib.util.find_spec("fontTools") is None:
        return f"The second layout engine (document-builder, fonttools) is not installed: {_INSTALL}."
    return fonts.missing()


def to_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """Turn Word files into PDFs in `folder`, in their order, set in the stand-in fonts alone."""
    folder.mkdir(parents=True, exist_ok=True)
    targets = [folder / f"{file.stem}.pdf" for file in files]
    pairs = [str(path.resolve()) for pair in zip(files, targets, strict=True) for path in pair]
    _forget_other_faces(_faces())
    # a process of its own, since the engine ends the one that it runs in where it fails
    command = [sys.executable, "-c", _CONVERT, str(_faces()), *pairs]
    with tempfile.TemporaryDirectory(prefix="second-") as scratch:
        environment = {**os.environ, "TMPDIR": scratch}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=_TIMEOUT
        )
    lacking = [target.name for target in targets if not target.exists()]
    assert not lacking, f"{NAME} did not write {lacking}: {done.stderr[-500:]}"
    return targets


def _forget_other_faces(folder: Path) -> None:
    """Let the engine list its faces anew where its list, which it keeps beside itself, lacks one of the folder."""
    spec = importlib.util.find_spec("docbuilder")
    assert spec is not None
    assert spec.origin is not None
    listed = Path(spec.origin).parent / "lib" / "sdkjs" / "common"
    log = listed / "fonts.log"
    listed_ones = log.read_text("utf-8", "replace") if log.exists() else ""
    if log.exists() and not all(str(face) in listed_ones for face in folder.glob("*.?tf")):
        for name in ("fonts.log", "AllFonts.js", "font_selection.bin"):
            (listed / name).unlink(missing_ok=True)


@cache
def _faces() -> Path:
    """Give the folder of the stand-ins under their official names; they are made once."""
    # not inside of that folder, where LibreOffice would find faces of the official names
    made = fonts.folder().with_name(f"{fonts.folder().name}-renamed")
    made.mkdir(parents=True, exist_ok=True)
    for number, (source, names) in enumerate(_FILES):
        target = made / f"{number}.{'ttf' if source.endswith('ttf') else 'otf'}"
        if not target.exists():
            _rename(_found(source), names, target)
    return made


def _found(name: str) -> Path:
    folders = (fonts.folder(), *map(Path, fonts.SYSTEM_FOLDERS))
    return next(folder / name for folder in folders if (folder / name).exists())


def _rename(source: Path, names: tuple[str, str], target: Path) -> None:
    with _opened(source) as font, tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as scratch:
        for tag in ("vhea", "vmtx", "VORG", "BASE", "GPOS", "GSUB", "DSIG"):
            if tag in font:
                del font[tag]
        _name(font, names)
        if target.suffix == ".otf":
            em = font["head"].unitsPerEm
            above, below = round(em * _ASCENT), em - round(em * _ASCENT)
            _measure(font, above, below)
        font.save(scratch.name)
    Path(scratch.name).replace(target)


@contextmanager
def _opened(source: Path) -> Iterator[Any]:
    from fontTools.ttLib import TTCollection, TTFont  # noqa: PLC0415 (an extra of the tests)

    if source.suffix != ".ttc":
        with TTFont(source) as font:
            yield font
        return
    with TTCollection(source, lazy=True) as faces:
        yield next(face for face in faces if " CJK SC" in face["name"].getDebugName(1))


def _name(font: Any, names: tuple[str, str]) -> None:
    table = font["name"]
    table.names = []
    chinese, latin = names
    for record, value in _records(latin):
        table.setName(value, record, 3, 1, 0x409)
    for record, value in _records(chinese):
        table.setName(value, record, 3, 1, 0x804)
    font["OS/2"].fsSelection = 64
    font["OS/2"].usWeightClass = 400
    font["head"].macStyle = 0


def _records(name: str) -> Iterator[tuple[int, str]]:
    yield 1, name
    yield 2, "Regular"
    yield 4, name
    yield 6, name.replace(" ", "")


def _measure(font: Any, above: int, below: int) -> None:
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = above, -below, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = above, -below, 0
    os2.usWinAscent, os2.usWinDescent = above, below
