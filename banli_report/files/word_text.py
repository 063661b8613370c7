"""What a Word file says, roughly: for those who only look for a word in it."""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path

_MAIN, _MOST = "word/document.xml", 16 * 1024 * 1024


def rough_text(path: Path) -> str:
    """Give the text of a Word file without asking whether it is sound; nothing where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as package, package.open(_MAIN) as main:
            content = main.read(_MOST).decode("utf-8", "replace")
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, EOFError):
        return ""
    return html.unescape(re.sub(r"<[^>]*>", "", content.replace("</w:p>", "\n")))
