"""Checks Word files by the rules of Microsoft's Open XML SDK."""

import json
import os
import shutil
import subprocess
from pathlib import Path

_INSTALL = "run .ci/install-rendering"


def unavailable() -> str | None:
    """Say in a plain sentence what the validator lacks on this machine, or return None."""
    if shutil.which("node") is None:
        return f"Node.js (node) is not installed: {_INSTALL}."
    if not _program().exists():
        return f"The Open XML SDK validator is not in {_folder()}: {_INSTALL}."
    return None


def errors(file: Path) -> list[str]:
    """Return what the Open XML SDK finds wrong in a file, one line each; empty when it is valid.

    Raises RuntimeError when the file could not be checked at all.
    """
    command = ["node", str(_program()), str(file.resolve())]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)
    try:
        result = json.loads(run.stdout)
    except json.JSONDecodeError:
        raise RuntimeError(f"The validator cannot be run: {run.stderr.strip()}") from None
    # Read `ok`, not the exit code: the SDK's own program exits 0 for an invalid file too.
    if result["ok"]:
        return []
    return [_sentence(error) for error in result["errors"]] or ["Invalid, for no stated reason."]


def _sentence(error: dict[str, str | None]) -> str:
    if error["errorType"] == "Exception":
        raise RuntimeError(f"The validator cannot read the file: {error['description']}")
    return f"{error['path']} {error['xPath']}: {error['description']}"


def _folder() -> Path:
    named = os.environ.get("BANLI_TOOLS")
    return Path(named) if named else Path.home() / ".cache" / "banli-report-tools"


def _program() -> Path:
    return _folder() / "node_modules" / ".bin" / "ooxml-validator"
