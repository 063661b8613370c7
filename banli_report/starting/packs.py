"""Packs for who chooses one or changes one: what is to be had, what a pack asks for and names, a copy to change."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import nodes

from banli_report.errors import BanliError
from banli_report.files.saving import create_all
from banli_report.files.text_file import read_file, read_text_file
from banli_report.packs.finding import (
    BODY,
    FRAME,
    FRAMES,
    WHOLE,
    Pack,
    find_inside,
    find_pack,
    pack_names,
    shipped_root,
    texts_in,
)
from banli_report.packs.settings import SETTINGS
from banli_report.prose.sandbox import Sandbox
from banli_report.prose.syntax import readable
from banli_report.prose.uses import ELEMENT, Uses, uses_of
from banli_report.prose.uses import Path as Names
from banli_report.prose.whole import WholeSandbox
from banli_report.word.writer.whole import whole_of
from banli_report.word.writer.whole_start import starting_file
from banli_report.words.terms import REPORT_KEYS

_MAX_FRAME_BYTES = 32 * 1024 * 1024
_SHIPPED, _NEED = "随软件带", {True: "必填", False: "选填"}


def pack_lines(roots: Sequence[Path] = ()) -> Iterator[str]:
    """Give a line for each pack that is to be had: its name, what it is called, what it is for, where it is."""
    for name in pack_names(roots):
        try:
            pack = find_pack(name, roots)
        except BanliError as refused:
            yield f"{name}：读不出，{refused.problems[0].message}"
            continue
        own = pack.settings[0]
        yield f"{name}  {own.name}（{_where(pack.folders[0])}）"
        if own.description:
            yield f"    {own.description}"


def _where(folder: Path) -> str:
    return _SHIPPED if folder.is_relative_to(shipped_root().resolve()) else str(folder)


def pack_text(pack: Pack) -> str:
    """Say all of a pack: its layers, which file comes from which, what it asks for, its blocks and the names it uses."""
    own = pack.settings[0]
    lines = [f"{pack.folder_name}  {own.name}", *([f"  {own.description}"] if own.description else [])]
    lines += ["各层（上面的先用）："]
    lines += [f"  {folder.name}（{_where(folder)}）" for folder in pack.folders]
    lines += ["文件："]
    lines += [f"  {name}：{'、'.join(layers)}" for name, layers in _files(pack)]
    lines += [*_asked(pack), *_settled(pack), *_named(pack)]
    return "\n".join(lines)


def _files(pack: Pack) -> Iterator[tuple[str, list[str]]]:
    """Give each file with the layers that have it: settings and texts go together, of frames the nearest is used."""
    texts = {path.name: None for folder in pack.folders for path in texts_in(folder)}
    for name in (SETTINGS, *texts):
        yield name, [folder.name for folder in pack.folders if (folder / name).is_file()]
    if pack.whole:
        yield WHOLE, [pack.whole.parent.name]
        return
    for kind, name in (("plain", FRAME), *FRAMES.items()):
        found = pack.frame(kind)
        other = f"，用它的{found.name}" * (found.name != name)
        yield name, [f"{found.parent.name}{other}"]


def _asked(pack: Pack) -> Iterator[str]:
    if needs := [REPORT_KEYS.among((key,)).labels()[0] for key in pack.needs]:
        yield f"报告文件里要写：{'、'.join(needs)}"
    if batches := pack.batches:
        said = (f"{name}（{'、'.join(kinds)}）" for name, kinds in batches.items())
        yield f"写到的批次：{'、'.join(said)}"
    else:
        yield "写到的批次：不限"
    if not pack.sections:
        yield "章节：各节自定，写成若干“标题、内容”"
        return
    yield "章节："
    for key, spec in pack.sections.items():
        about = "：".join(filter(None, (f"{key}（{_NEED[spec.required]}）", spec.description)))
        yield f"  {about}"


def _settled(pack: Pack) -> Iterator[str]:
    yield f"标题：{pack.title or '由报告文件写'}"
    policy = pack.policy.model_dump(exclude_unset=True, by_alias=False)
    if policy:
        yield f"口径：写明了{'、'.join(REPORT_KEYS.among((key,)).labels()[0] for key in policy)}"
    if pack.numbering:
        yield f"标题编号：{' '.join(pack.numbering)}"
    if pack.columns:
        yield f"台账自己的列：{'、'.join(pack.columns)}"


def _named(pack: Pack) -> Iterator[str]:
    """Give the blocks that can be rewritten, each with the layer whose text of it is used, and the names that are used."""
    blocks: dict[str, str] = {}
    uses: list[Uses] = []
    sandbox = Sandbox(pack.source)
    for folder in pack.folders:
        tree = _tree(folder, sandbox)
        if tree is not None:
            uses.append(uses_of(tree))
            for block in tree.find_all(nodes.Block):
                blocks.setdefault(block.name, folder.name)
    yield from _rewritable(pack, blocks)
    asked = {use.path for found in uses for use in found.names if use.asked}
    paths = [use.path for found in uses for use in found.names if len(use.path) > 1 or use.alone]
    names = {path: ".".join(path).replace(f".{ELEMENT}", "[…]") for path in dict.fromkeys(paths)}
    yield f"用到的名称：{'、'.join(name for path, name in names.items() if not _may_lack(path, asked))}"
    if may := [name for path, name in names.items() if _may_lack(path, asked)]:
        yield f"有才写的：{'、'.join(may)}"
    calls = dict.fromkeys(call.name for found in uses for call in found.calls if not call.name.isascii())
    if calls:
        yield f"用到的写法：{'、'.join(calls)}"


def _rewritable(pack: Pack, blocks: Mapping[str, str]) -> Iterator[str]:
    if blocks:
        yield "可改写的块："
    for folder in pack.folders:
        if own := [name for name, layer in blocks.items() if layer == folder.name]:
            yield f"  {folder.name}：{'、'.join(own)}"


def _tree(folder: Path, sandbox: Sandbox) -> nodes.Template | None:
    """Give what the text of a pack says, be it a text template or written whole in Word; None where there is none."""
    if path := find_inside((folder,), BODY):
        return readable(read_text_file(path), path.name, sandbox).tree
    if path := find_inside((folder,), WHOLE):
        text = whole_of(path).text
        return readable(text.source, text.name, WholeSandbox(lambda _: None)).tree
    return None


def _may_lack(path: Names, asked: Collection[Names]) -> bool:
    """Tell whether a text asks for a name, or for what it stands under, before it uses it."""
    return any(path[:end] in asked for end in range(1, len(path) + 1))


def copy_pack(name: str, folder: Path, roots: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Copy a pack to a new folder, with the frames that it takes over, so that all of it can be changed.

    Args:
        name: the pack.
        folder: the folder of the copy, whose name becomes the pack's.
        roots: folders with packs, searched before the shipped ones.

    Raises:
        BanliError: there is no such pack, or a file is there already.
    """
    pack = find_pack(name, roots)
    own = pack.folders[0]
    sources = {path.name: path for path in (own / SETTINGS, *texts_in(own))}
    if pack.whole:
        sources[WHOLE] = pack.whole
    else:
        frames = {frame: pack.frame(kind) for kind, frame in (("plain", FRAME), *FRAMES.items())}
        sources |= {frame: path for frame, path in frames.items() if path.name == frame}
    create_all({folder / file: read_file(path, _MAX_FRAME_BYTES) for file, path in sources.items()})
    return tuple(folder / file for file in sources)


def new_whole_pack(folder: Path) -> tuple[Path, ...]:
    """Make a new pack whose report is written whole in Word, with a file that builds as it is.

    Args:
        folder: its folder, whose name becomes the pack's.

    Raises:
        BanliError: a file is there already.
    """
    settings = _SETTINGS.format(name=folder.resolve().name)
    files = {folder / SETTINGS: settings.encode("utf-8"), folder / WHOLE: starting_file()}
    create_all(files)
    return tuple(files)


_SETTINGS = """\
名称: {name}
说明: 整篇写在Word里的报告，用Word或WPS改report.docx
标题: "{{{{ 单位.全称 }}}}{{{{ 年度 }}}}年建议提案办理工作总结"
# 还可写 章节、批次、口径 等，见模板手册；不写“章节”的，报告文件的正文各节自定
"""
