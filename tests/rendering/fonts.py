"""The fonts that stand in for the official ones, and the private fontconfig file that says so."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

INSTALL = "run .ci/install-rendering"
SYSTEM_FOLDERS = ("/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype/liberation")


@dataclass(frozen=True)
class StandIn:
    """A free font used wherever a document asks for one of the official names."""

    names: tuple[str, ...]
    family: str
    bold: bool = False


STAND_INS = (
    StandIn(("仿宋", "仿宋_GB2312", "FangSong", "FangSong_GB2312"), "FandolFang"),
    StandIn(("楷体", "楷体_GB2312", "KaiTi", "KaiTi_GB2312"), "FandolKai"),
    StandIn(("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S"), "Noto Serif CJK SC", bold=True),
    StandIn(("黑体", "SimHei"), "Noto Sans CJK SC"),
    StandIn(("宋体", "SimSun", "NSimSun"), "Noto Serif CJK SC"),
    StandIn(("Times New Roman",), "Liberation Serif"),
)


def folder() -> Path:
    """Return the folder where `.ci/install-rendering` puts the Fandol files."""
    named = os.environ.get("BANLI_FONTS")
    return Path(named) if named else Path.home() / ".cache" / "banli-report-fonts"


def configuration() -> str:
    """Return a fontconfig file that knows the stand-ins and no other font of this machine.

    Why no other: a developer's real 仿宋 would move the lines that the tests measure.
    """
    folders = "".join(f"  <dir>{escape(name)}</dir>\n" for name in (str(folder()), *SYSTEM_FOLDERS))
    rules = "".join(_rule(name, standin) for standin in STAND_INS for name in standin.names)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>\n{folders}"
        # below the folder may lie faces of official names that were made for another engine
        f"  <selectfont><rejectfont><glob>{escape(str(folder()))}/*/*</glob></rejectfont></selectfont>\n"
        '  <cachedir prefix="xdg">fontconfig</cachedir>\n'
        f"{rules}</fontconfig>\n"
    )


def missing() -> str | None:
    """Name the stand-ins that fontconfig cannot give, in a plain sentence, or return None."""
    if shutil.which("fc-match") is None:
        return f"fontconfig (fc-match) is not installed: {INSTALL}."
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch, "fonts.conf")
        file.write_text(configuration(), encoding="utf-8")
        absent = [s.family for s in STAND_INS if _match(s.names[0], file) != _wanted(s)]
    if not absent:
        return None
    return f"The stand-in fonts {', '.join(absent)} are not installed: {INSTALL}."


def _rule(name: str, standin: StandIn) -> str:
    weight = '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit>'
    return (
        '  <match target="pattern">\n'
        f'    <test name="family" qual="any"><string>{escape(name)}</string></test>\n'
        '    <edit name="family" mode="assign" binding="strong">'
        f"<string>{escape(standin.family)}</string></edit>\n"
        f"{f'    {weight}' + chr(10) if standin.bold else ''}"
        "  </match>\n"
    )


def _match(name: str, configuration_file: Path) -> str:
    command = ["fc-match", "-f", "%{family[0]} %{weight}", name]
    environment = {**os.environ, "FONTCONFIG_FILE": str(configuration_file)}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=60
    ).stdout


def _wanted(standin: StandIn) -> str:
    return f"{standin.family} {200 if standin.bold else 80}"
