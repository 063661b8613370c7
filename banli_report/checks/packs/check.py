"""All faults of a pack at once, before any data is touched: settings, texts, frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import nodes

from banli_report.checks.packs.names import (
    Known,
    call_problems,
    forbidden_problems,
    guess_of,
    known_of,
    name_problems,
)
from banli_report.checks.packs.policy import policy_problems
from banli_report.errors import BanliError, Place, Problem, error, refuse
from banli_report.files.text_file import read_text_file
from banli_report.files.yaml_file import read_yaml
from banli_report.packs.finding import (
    BODY,
    FRAME,
    FRAMES,
    WHOLE,
    Pack,
    find_inside,
    find_pack,
    packs_in,
    texts_in,
)
from banli_report.packs.settings import SETTINGS
from banli_report.prose.blocks import block_problems
from banli_report.prose.faults import FAULTS
from banli_report.prose.sandbox import Sandbox
from banli_report.prose.slips import IN_WORD, Token, slips
from banli_report.prose.syntax import Readable, readable
from banli_report.prose.uses import uses_of
from banli_report.prose.whole import WholeSandbox
from banli_report.word.writer.filling import frame_faults
from banli_report.word.writer.frame_file import frame_name, frame_warnings, read_frame
from banli_report.word.writer.markers import FRAME_FIELDS, HEAD_FIELDS
from banli_report.word.writer.whole import whole_of
from banli_report.words.columns import COLUMNS
from banli_report.words.template_names import BATCH_NAMES
from banli_report.words.terms import RATES

_WORDS = (
    *BATCH_NAMES.labels(),
    *RATES.labels(),
    *COLUMNS.labels(),
    "全称",
    "简称",
    "署名",
    "日期",
    "占比",
    "代码",
)
_HINT = "检查 {{ }}、{% %} 是否成对，标点是否用了半角"


@dataclass(frozen=True, slots=True)
class PackChecked:
    """What was found in one pack or Word file.

    Args:
        name: what it is called.
        problems: what is wrong with it.
    """

    name: str
    problems: tuple[Problem, ...]


def check_packs(path: Path, roots: Sequence[Path] = ()) -> list[PackChecked]:
    """Find the faults of the pack in a folder, of every pack in a folder of packs, or of a Word template.

    Args:
        path: the folder, or a .docx that is no frame of ours.
        roots: folders with packs that it may extend, besides those beside it and those that are shipped.

    Raises:
        BanliError: there is no pack.
    """
    if path.is_file() and path.suffix.lower() == ".docx":
        return [PackChecked(path.name, tuple(_frame(path, ours=False)))]
    folders = packs_in(path)
    if not folders:
        hint = "写模板的文件夹（里面有template.yaml），或放着几个模板的文件夹"
        raise refuse("template.unknown", Place(file=path.name), "这里没有模板", hint)
    return [PackChecked(folder.name, tuple(_pack(folder, roots))) for folder in folders]


def pack_problems(pack: Pack) -> list[Problem]:
    """Find the faults of a pack's own files; those of the packs that it extends are theirs."""
    folder = pack.folders[0]
    sandbox = Sandbox(pack.source)
    found: list[Problem] = []
    for path in texts_in(folder):
        found += _text(pack, path, sandbox)
    found += [*policy_problems(pack), *_title(pack, sandbox)]
    if whole := find_inside((folder,), WHOLE):
        found += _whole(pack, whole)
    frames = (find_inside((folder,), frame) for frame in (FRAME, *FRAMES.values()))
    for frame in filter(None, frames):
        found += _frame(frame, ours=True)
    return list(dict.fromkeys(found))


def _title(pack: Pack, sandbox: Sandbox) -> Iterator[Problem]:
    """Give the faults of the title that a pack's settings give."""
    text, name = pack.settings[0].title, f"{pack.folders[0].name}/{SETTINGS}"
    if not text:
        return
    place = read_yaml(pack.folders[0] / SETTINGS)[1].find(("title",))
    found, known = readable(text, name, sandbox), known_of(pack)
    problems = [*_slips_of(found, name, known.roots(), sandbox)]
    if found.tree is not None:
        problems += _named(found.tree, known, sandbox, name)
    for problem in problems:
        line = place.line if place else None
        yield replace(problem, place=Place(file=name, line=line))


def _pack(folder: Path, roots: Sequence[Path]) -> Iterator[Problem]:
    try:
        pack = find_pack(folder.name, [folder.resolve().parent, *roots])
        yield from pack_problems(pack)
        if pack.whole is None:
            pack.file(BODY)
    except BanliError as refused:
        yield from refused.problems


def _text(pack: Pack, path: Path, sandbox: Sandbox) -> Iterator[Problem]:
    """Give the faults of one text of a pack."""
    name = f"{path.parent.name}/{path.name}"
    try:
        text = read_text_file(path)
    except BanliError as refused:
        yield from refused.problems
        return
    known = known_of(pack)
    found = readable(text, name, sandbox)
    yield from _slips_of(found, name, known.roots(), sandbox)
    if found.tree is None:
        return
    yield from _named(found.tree, known, sandbox, name)
    yield from _missing_files(pack, found.tree, name)
    if path.name == BODY:
        yield from block_problems(pack, name, lambda wanted: _tree(pack, wanted, sandbox))


def _named(tree: nodes.Template, known: Known, sandbox: Sandbox, name: str) -> list[Problem]:
    """Give what is wrong with the names of a text."""
    uses = uses_of(tree)
    found = [*forbidden_problems(tree, name), *name_problems(uses, known, name)]
    return [*found, *call_problems(uses, known, sandbox, name)]


def _slips_of(found: Readable, name: str, roots: Iterable[str], sandbox: Sandbox) -> Iterator[Problem]:
    for slip in found.slips:
        place = Place(file=name, line=slip.line)
        yield error("template.syntax", place, f"模板写法有误：{slip.message}（{slip.tag}）", _HINT)
    for each in slips(list(sandbox.lex(found.text)), tuple(roots), _WORDS):
        yield error(each.id, Place(file=name, line=each.line), each.message, each.hint)


def _whole(pack: Pack, path: Path) -> Iterator[Problem]:
    """Give the faults of a report that is written whole in Word."""
    try:
        whole = whole_of(path)
        page = [told for told in frame_warnings(path) if told.id == "frame.page-not-set"]
        yield from (*whole.problems, *page)
    except BanliError as refused:
        yield from refused.problems
        return
    text, sandbox, known = whole.text, WholeSandbox(pack.source), replace(known_of(pack), in_word=True)
    for line, place in text.lines:
        for each in slips(_tokens(line, sandbox), known.roots(), _WORDS):
            if each.id in IN_WORD:
                yield error(each.id, place, each.message, each.hint)
    tree = readable(text.source, text.name, sandbox).tree
    for problem in _named(tree, known, sandbox, text.name) if tree else ():
        at = problem.place.line
        yield replace(problem, place=text.place(at), message=f"{problem.message}{text.written(at)}")


def _tokens(line: str, sandbox: Sandbox) -> list[Token]:
    try:
        return list(sandbox.lex(line))
    except FAULTS:  # told where its tags are read
        return []


def _tree(pack: Pack, name: str, sandbox: Sandbox) -> nodes.Template | None:
    source = pack.source(name)
    return readable(source[0], source[1], sandbox).tree if source else None


def _missing_files(pack: Pack, tree: nodes.Template, name: str) -> Iterator[Problem]:
    """Give the files that a text goes on with or takes in and that are nowhere."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        template = getattr(node, "template", None)
        wanted = template.value if isinstance(template, nodes.Const) else None
        if isinstance(wanted, str) and pack.source(wanted) is None:
            known = [f"{folder.name}/{BODY}" for folder in pack.folders[1:]]
            guess = guess_of(wanted, known)
            hint = "写成“模板名/文件名”，只能引用模板文件夹里的文件"
            place = Place(file=name, line=node.lineno)
            yield error("template.missing-file", place, f"找不到模板文件“{wanted}”{guess}", hint)


def _frame(path: Path, *, ours: bool) -> Iterator[Problem]:
    """Give the faults of a frame; of a Word template that is no frame of ours, those of any."""
    name = frame_name(path)
    fields = {**{field: field for field in FRAME_FIELDS}, **dict.fromkeys(HEAD_FIELDS, "")}
    try:
        content = read_frame(path)
        with_head = path.name in FRAMES.values()
        yield from frame_faults(content, name, fields if ours else None, with_head=with_head)
        if ours:
            yield from frame_warnings(path)
    except BanliError as refused:
        yield from refused.problems
