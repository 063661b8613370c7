"""docxtemplater, where Node.js and it are there: a process of its own that stays warm between turns."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import ROOT, Cost

NAME = "docxtemplater"
_MODULES = Path(os.environ.get("BANLI_TOOLS", Path.home() / ".cache" / "banli-report-tools")) / "node_modules"


def version() -> str | None:
    """Give the version of docxtemplater that is installed, or None."""
    manifest = _MODULES / NAME / "package.json"
    if shutil.which("node") is None or not manifest.exists():
        return None
    return str(json.loads(manifest.read_text("utf-8"))["version"])


def filled(template: Path) -> Path:
    """Give where the filled template goes."""
    return template.with_name(f"{template.stem}-filled.docx")


@contextmanager
def filling(template: Path, context: Mapping[str, object]) -> Iterator[Cost]:
    """Give what fills in a template once and tells the CPU time that Node.js took for it.

    Args:
        template: a Word file with its tags in double braces.
        context: what the tags mean.
    """
    data, out = template.with_suffix(".json"), filled(template)
    data.write_text(json.dumps(context, ensure_ascii=False), "utf-8")
    command = ["node", "benchmarks/docxtemplater.cjs", *map(str, (_MODULES, template, data, out))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, bufsize=1) as process:
        asked, said = process.stdin, process.stdout
        if asked is None or said is None:
            raise RuntimeError("no pipe to Node.js")

        def cost() -> float:
            asked.write("\n")
            return float(said.readline())

        yield cost
        asked.close()
