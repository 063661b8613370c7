"""Template packs: finding them, their settings, and what they extend."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from banli_report.errors import ERROR, BanliError, Kind, Place, refuse
from banli_report.files.places import Places
from banli_report.files.text_file import read_text_file
from banli_report.files.word_text import rough_text
from banli_report.packs.settings import KEYS, SETTINGS, SectionSpec, Settings, read_settings
from banli_report.results.policy import Policy

BODY = "report.md.j2"
WHOLE = "report.docx"
"""A report written whole in Word, in place of text and frame."""
FRAME, FRAMES = "frame.docx", {"document": "frame-document.docx", "letter": "frame-letter.docx"}
"""The frame for everything, and those that go before it for documents with a head and for letters."""
_HERE = Path(__file__).resolve().parent.parent

PROBLEMS = (
    Kind("template.unknown", ERROR, "没有这个名称的模板。", "mine：没有名为“mine”的模板"),
    Kind(
        "template.missing-file",
        ERROR,
        "模板文件夹里缺少要用的文件。",
        "mine/report.md.j2 第1行：找不到模板文件“mine/part.j2”",
    ),
    Kind(
        "template.two-texts",
        ERROR,
        "模板里有两份全文，一份写在Word里，一份是文字模板。",
        "我局总结/report.docx：模板里既有report.docx，又有report.md.j2，不知道用哪一个",
    ),
    Kind(
        "template.extends-itself", ERROR, "模板的“继承”绕回了它自己。", "mine/template.yaml：模板继承了它自己"
    ),
)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack with those that it extends.

    Args:
        folder_name: the name that a report file gives.
        folders: its own folder, then those of the packs that it extends.
        settings: the settings of each, in the same order.
        roots: the folders in which packs were looked for.
    """

    folder_name: str
    folders: tuple[Path, ...]
    settings: tuple[Settings, ...]
    roots: tuple[Path, ...]

    @property
    def title(self) -> str:
        """Give the title's template: its own, or the nearest one that it extends."""
        return next((settings.title for settings in self.settings if settings.title), "")

    @property
    def sections(self) -> dict[str, SectionSpec]:
        """Give the sections of the narrative, its own over those that it extends."""
        return {key: spec for settings in reversed(self.settings) for key, spec in settings.sections.items()}

    @property
    def batches(self) -> dict[str, tuple[str, ...]]:
        """Give of which kinds the batches must be, its own over those that it extends."""
        return {
            name: kinds for settings in reversed(self.settings) for name, kinds in settings.batches.items()
        }

    @property
    def words(self) -> dict[str, str]:
        """Give the wrong words, each with the right one, its own over those that it extends."""
        return {word: right for settings in reversed(self.settings) for word, right in settings.words.items()}

    @property
    def needs(self) -> tuple[str, ...]:
        """Give the keys that a report file must have, by identifier."""
        needs = (word for settings in self.settings for word in settings.needs)
        return tuple(dict.fromkeys(map(KEYS.identifier_of, needs)))

    @property
    def policy(self) -> Policy:
        """Give the definitions of the pack, its own over those that it extends."""
        policy = Policy()
        for settings in reversed(self.settings):
            policy = settings.policy.over(policy)
        return policy

    @property
    def policy_places(self) -> Places:
        """Give where the definitions stand, those of its own before those that it extends."""
        places = Places()
        for settings in reversed(self.settings):
            places = settings.policy_places.over(places)
        return places

    @property
    def numbering(self) -> tuple[str, ...]:
        """Give how headings are numbered: its own forms, or the nearest that it extends; empty for the standard's."""
        return next((settings.numbering for settings in self.settings if settings.numbering), ())

    @property
    def columns(self) -> tuple[str, ...]:
        """Give the columns of agencies' own that its text takes for granted."""
        return tuple(dict.fromkeys(name for settings in reversed(self.settings) for name in settings.columns))

    def file(self, name: str) -> Path:
        """Give the pack's file of this name, its own or the nearest one that it extends.

        Raises:
            BanliError: none of them has it.
        """
        for folder in self.folders:
            if (path := find_inside((folder,), name)) is not None:
                return path
        place = Place(file=f"{self.folder_name}/{name}")
        raise refuse(
            "template.missing-file",
            place,
            f"模板缺少文件{name}",
            "补上这个文件，或在template.yaml里写明“继承”",
        )

    @property
    def whole(self) -> Path | None:
        """Give the Word file in which a report is written whole, where the nearest pack with a text has such a one.

        Raises:
            BanliError: that pack has a text template as well.
        """
        for folder in self.folders:
            found, other = (find_inside((folder,), name) for name in (WHOLE, BODY))
            if found and other:
                place = Place(file=f"{folder.name}/{WHOLE}")
                message = f"模板里既有{WHOLE}，又有{BODY}，不知道用哪一个"
                raise refuse("template.two-texts", place, message, "删去不用的一个")
            if found or other:
                return found
        return None

    def frame(self, kind: str) -> Path:
        """Give the Word frame for a kind of document (``plain``, ``document``, ``letter``).

        The nearest pack that has one decides, so that an office's one frame serves all kinds.

        Raises:
            BanliError: none of them has one.
        """
        names = (FRAMES.get(kind, FRAME), FRAME)
        found = (find_inside((folder,), name) for folder in self.folders for name in names)
        return next(filter(None, found), None) or self.file(FRAME)

    def texts(self) -> list[str]:
        """Give the texts of the pack and of those that it extends, as they are written."""
        return [*(settings.title for settings in self.settings), *self.bodies()]

    def bodies(self) -> list[str]:
        """Give the text template of the pack and of those that it extends, as they are written."""
        found = (find_inside((folder,), BODY) for folder in self.folders)
        written = (find_inside((folder,), WHOLE) for folder in self.folders)
        return [*map(read_text_file, filter(None, found)), *map(rough_text, filter(None, written))]

    def lines(self) -> Iterator[tuple[str, Place]]:
        """Give every line of the templates of the pack and of those that it extends, with its place."""
        for folder in self.folders:
            for path in (folder / SETTINGS, *texts_in(folder)):
                for number, line in enumerate(read_text_file(path).splitlines(), 1):
                    yield line, Place(file=f"{folder.name}/{path.name}", line=number)

    def source(self, name: str) -> tuple[str, str, None] | None:
        """Give the text of a template by its name ``PACK/FILE`` and where it is; never from outside the roots.

        A file that one of the pack's layers does not have is the one that this layer takes over.
        """
        path = find_inside(self.roots, name) or self._taken_over(name)
        if path is None:
            return None
        own = path.parent in self.folders
        return read_text_file(path), f"{path.parent.name}/{path.name}" if own else name, None

    def _taken_over(self, name: str) -> Path | None:
        layer, _, file = name.partition("/")
        layers = [folder.name for folder in self.folders]
        if layer not in layers or not file:
            return None
        above = (find_inside((folder,), file) for folder in self.folders[layers.index(layer) + 1 :])
        return next(filter(None, above), None)


def shipped_root() -> Path:
    """Give the folder of the packs that come with the library, installed or in a checkout."""
    installed = _HERE / "templates"
    return installed if installed.is_dir() else _HERE.parent / "templates"


def find_inside(roots: Sequence[Path], name: str) -> Path | None:
    """Give the first root's file of this relative name; a path that leads out of its root is not found."""
    for root in roots:
        # names that the system refuses (too long, with NUL, looping links) are as good as missing
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            path = (root / name).resolve()
            if path.is_relative_to(root.resolve()) and path.is_file():
                return path
    return None


def is_folder(path: Path) -> bool:
    """Tell whether a path leads to a folder; one that the system refuses to look at leads to none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def find_pack(name: str, extra_roots: Sequence[Path] = ()) -> Pack:
    """Give the pack of a folder name: from the extra roots first, then from the shipped ones.

    Raises:
        BanliError: there is none, its settings are wrong, or it extends itself.
    """
    roots = (*filter(is_folder, extra_roots), shipped_root())
    folders: list[Path] = []
    settings: list[Settings] = []
    wanted = name
    while wanted:
        path = (
            find_inside(roots, f"{wanted}/{SETTINGS}") if "/" not in wanted and "\\" not in wanted else None
        )
        if path is None:
            raise _no_pack(wanted, roots)
        if path.parent in folders:
            raise refuse(
                "template.extends-itself",
                Place(file=f"{wanted}/{SETTINGS}"),
                "模板继承了它自己",
                "改写“继承”",
            )
        folders.append(path.parent)
        settings.append(read_settings(path))
        wanted = settings[-1].extends
    if not folders:
        raise _no_pack(name, roots)
    return Pack(name, tuple(folders), tuple(settings), roots)


def texts_in(folder: Path) -> list[Path]:
    """Give the text templates of a pack's own folder; a link that leads out of it is none."""
    found = (find_inside((folder,), path.name) for path in sorted(folder.glob("*.j2")))
    return [path for path in found if path is not None]


def packs_in(folder: Path) -> list[Path]:
    """Give the packs that a folder is or holds."""
    if (folder / SETTINGS).is_file():
        return [folder]
    return [path.parent for path in sorted(folder.glob(f"*/{SETTINGS}"))] if folder.is_dir() else []


def pack_names(extra_roots: Sequence[Path] = ()) -> tuple[str, ...]:
    """Give the names of the packs to be had."""
    roots = (*extra_roots, shipped_root())
    found = {path.parent.name for root in roots if is_folder(root) for path in root.glob(f"*/{SETTINGS}")}
    return tuple(sorted(found))


def _no_pack(name: str, roots: Sequence[Path]) -> BanliError:
    names = "、".join(pack_names(roots[:-1]))
    return refuse("template.unknown", Place(file=name), f"没有名为“{name}”的模板", f"现有的模板：{names}")
