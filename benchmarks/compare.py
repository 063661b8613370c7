"""Do two checkouts write the same documents? python benchmarks/compare.py OLD NEW

Every example is built as plain material, as a document and as a letter, in simplified and traditional
characters, once by each checkout out of the same report files; the Word files are compared part by part.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.rendering.variants import copied_variants

BUILD = """
import json, sys
sys.path.insert(0, sys.argv[1])
import banli_report as br
assert br.__file__.startswith(sys.argv[1]), br.__file__
for report, target, script, draft in json.load(sys.stdin):
    br.build(report, target, script=script, draft=draft)
"""
SHOWN = 160


def build(checkout: Path, jobs: list[tuple[str, str, str, bool]]) -> None:
    """Build the jobs with the package of a checkout."""
    command = [sys.executable, "-c", BUILD, str(checkout.resolve())]
    subprocess.run(command, input=json.dumps(jobs), text=True, check=True, cwd=checkout)


def parts(path: Path) -> Mapping[str, bytes]:
    """Give the parts of a Word file by name."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def differences(old: Path, new: Path) -> Iterator[str]:
    """Give the parts that differ, each with the first place where it does."""
    before, after = parts(old), parts(new)
    for name in sorted(before.keys() | after.keys()):
        left, right = before.get(name, b"").decode("utf-8"), after.get(name, b"").decode("utf-8")
        if left != right:
            at = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), 0)
            start = max(at - SHOWN // 2, 0)
            yield f"  {name}\n    - {left[start : at + SHOWN]}\n    + {right[start : at + SHOWN]}"


def main() -> int:
    """Compare two checkouts; 1 where a document differs."""
    old, new = map(Path, sys.argv[1:3])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = copied_variants(folder)
        labels = [f"{variant}.{script}" for variant in reports for script in ("hans", "hant")]
        labels += [f"{variant}.draft" for variant in reports]
        for side, checkout in (("old", old), ("new", new)):
            (folder / side).mkdir()
            jobs = [
                (
                    str(reports[label.rpartition(".")[0]]),
                    str(folder / side / f"{label}.docx"),
                    "hant" if label.endswith("hant") else "hans",
                    label.endswith("draft"),
                )
                for label in labels
            ]
            build(checkout, jobs)
        found = {
            label: list(differences(folder / "old" / f"{label}.docx", folder / "new" / f"{label}.docx"))
            for label in labels
        }
    for label, lines in found.items():
        if lines:
            print(label, *lines, sep="\n")
    same = sum(not lines for lines in found.values())
    print(f"{same} of {len(found)} documents are the same part by part")
    return same < len(found)


if __name__ == "__main__":
    sys.exit(main())
