"""Opening a Word file: one clear message for each way in which it is none that can be checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from banli_report.errors import ERROR, BanliError, Kind, Place, refuse
from banli_report.files.measure import UNREADABLE, TooLargeError, UnsafeError
from banli_report.files.text_file import read_file
from banli_report.word.ooxml.opening import DOCUMENT, MAX_FILE_BYTES, RepeatedError, package_of
from banli_report.word.ooxml.parts import TYPES_PART, Package

_OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED, _OLD_WORD = ("EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le"))
_SAVE_AS = "用Word或WPS打开，另存为docx后再检查"
_SAVE_AGAIN = "用Word或WPS打开并修复，另存为docx；打不开的请找原文件"

_BY_HEAD = (
    (b"{\\rtf", "layout.old-format", "这是RTF文件，不是docx"),
    (b"%PDF", "layout.not-word", "这是PDF文件，不是docx"),
    (b"<?xml", "layout.old-format", "这是XML文件，不是docx"),
    (b"<html", "layout.old-format", "这是网页，不是docx"),
    (b"<!DOCTYPE", "layout.old-format", "这是网页，不是docx"),
)
_BY_TYPE = (
    ("document.main+xml", "", ""),
    ("ms-word.document.macroEnabled.main+xml", "layout.macro-file", "这是带宏的文件（docm），公文不应带宏"),
    (
        "ms-word.template.macroEnabledTemplate.main+xml",
        "layout.template-file",
        "这是带宏的Word模板（dotm），不是文件",
    ),
    ("template.main+xml", "layout.template-file", "这是Word模板（dotx），不是文件"),
    ("sheet.main+xml", "layout.not-word", "这是工作簿（xlsx），不是Word文件"),
    ("presentation.main+xml", "layout.not-word", "这是演示文稿（pptx），不是Word文件"),
)
_AS_LAYOUT = {
    "results.missing-file": "layout.missing-file",
    "results.locked-file": "layout.locked-file",
    "results.no-permission": "layout.no-permission",
    "results.unreadable-file": "layout.unreadable-file",
    "results.empty-file": "layout.empty-file",
    "results.not-a-file": "layout.not-a-file",
    "results.too-large": "layout.too-large",
}
"""What reading any file says, as the check of a Word file says it."""

PROBLEMS = (
    Kind("layout.missing-file", ERROR, "找不到要检查的文件。", "报告.docx：找不到文件/home/wang/报告.docx"),
    Kind(
        "layout.locked-file",
        ERROR,
        "要检查的文件正被别的程序打开，读不出。",
        "报告.docx：文件打不开，正被Word、WPS、Excel等程序占用",
    ),
    Kind(
        "layout.no-permission",
        ERROR,
        "没有读取要检查的文件的权限。",
        "报告.docx：没有读取这个文件或它所在文件夹的权限",
    ),
    Kind(
        "layout.unreadable-file",
        ERROR,
        "要检查的文件，文件名不对或磁盘有问题，读不出。",
        "报告.docx：文件读不出：磁盘读写出错",
    ),
    Kind("layout.empty-file", ERROR, "要检查的文件里什么也没有。", "报告.docx：文件是空的"),
    Kind("layout.not-a-file", ERROR, "写的是文件夹，不是要检查的文件。", "folder：这是一个文件夹，不是文件"),
    Kind(
        "layout.too-large", ERROR, "要检查的文件太大。", "报告.docx：文件过大：有2500005段，超过上限80000段"
    ),
    Kind(
        "layout.old-format",
        ERROR,
        "文件是旧版doc、wps、RTF或网页，先另存为docx。",
        "报告.doc：这是旧版Word文件（doc），不是docx",
    ),
    Kind("layout.not-word", ERROR, "文件不是Word文件，如PDF、工作簿。", "报告.pdf：这是PDF文件，不是docx"),
    Kind(
        "layout.macro-file",
        ERROR,
        "文件带宏，公文不应带宏。",
        "报告.docm：这是带宏的文件（docm），公文不应带宏",
    ),
    Kind(
        "layout.template-file",
        ERROR,
        "文件是Word模板，不是写好的文件。",
        "报告.dotx：这是Word模板（dotx），不是文件",
    ),
    Kind("layout.encrypted", ERROR, "文件设有打开密码。", "报告.docx：文件设有打开密码，读不出内容"),
    Kind(
        "layout.unsafe",
        ERROR,
        "文件里含有Word文件不该有的内容，不予读取。",
        "报告.docx：其中含有不安全的内容（DOCTYPE）",
    ),
    Kind("layout.damaged", ERROR, "文件损坏了，打不开。", "报告.docx：不是有效的docx文件，或文件已损坏"),
)


def read_word_file(path: Path) -> bytes:
    """Read the bytes of a Word file.

    Raises:
        BanliError: it is missing, a folder, locked, empty or too large.
    """
    try:
        return read_file(path, MAX_FILE_BYTES)
    except BanliError as stopped:
        problems = (
            replace(problem, id=_AS_LAYOUT.get(problem.id, problem.id)) for problem in stopped.problems
        )
        raise BanliError(problems, unreadable=True) from None


def open_word(content: bytes, place: Place) -> Package:
    """Open a Word file's bytes.

    Args:
        content: the bytes.
        place: the file, for messages.

    Raises:
        BanliError: it is an old, encrypted, damaged or oversized file, a template, or no Word file at all.
    """
    if content.startswith(_OLE_HEAD):
        raise _old(content, place)
    for head, name, message in _BY_HEAD:
        if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(head):
            raise refuse(name, place, message, _SAVE_AS)
    package = _package(content, place)
    _refuse_other_kinds(package, place)
    return package


def _old(content: bytes, place: Place) -> BanliError:
    suffix = (place.file or "").rpartition(".")[2].lower()
    if _ENCRYPTED in content:
        return refuse(
            "layout.encrypted", place, "文件设有打开密码，读不出内容", "在Word或WPS里取消密码后另存再检查"
        )
    if suffix in ("wps", "wpt"):
        return refuse("layout.old-format", place, "这是WPS文字的旧格式（wps），不是docx", _SAVE_AS)
    if suffix == "doc" or _OLD_WORD in content:
        return refuse("layout.old-format", place, "这是旧版Word文件（doc），不是docx", _SAVE_AS)
    return refuse("layout.not-word", place, "这是旧版Office文件，不是Word文件", "检查文件名")


def _package(content: bytes, place: Place) -> Package:
    try:
        return package_of(content, DOCUMENT)
    except RepeatedError:
        raise refuse("layout.damaged", place, "文件里有同名的部分，Word会说无法读取", _SAVE_AGAIN) from None
    except TooLargeError as found:
        hint = "删去其中的图片和无关内容后重存；过长的附件单独成文"
        raise refuse("layout.too-large", place, f"文件过大：{found}", hint) from None
    except UnsafeError:
        raise refuse("layout.unsafe", place, "其中含有不安全的内容（DOCTYPE）", _SAVE_AGAIN) from None
    except UNREADABLE:
        raise refuse("layout.damaged", place, "不是有效的docx文件，或文件已损坏", _SAVE_AGAIN) from None


def _refuse_other_kinds(package: Package, place: Place) -> None:
    main = package.main
    declared = package.content_type(main)
    for ending, name, message in _BY_TYPE:
        if main and declared.endswith(ending):
            if name:
                raise refuse(name, place, message, _SAVE_AS)
            break
    else:
        raise refuse("layout.not-word", place, "压缩包里没有Word文件的正文", "检查文件名和后缀")
    if main in package.broken or TYPES_PART in package.broken:
        raise refuse("layout.damaged", place, "正文部分已损坏，读不出", _SAVE_AGAIN)
    if "purl.oclc.org" in str(package.roots[main].tag):
        raise refuse(
            "layout.old-format", place, "这是“Strict Open XML”格式的docx", "另存为普通的docx后再检查"
        )
