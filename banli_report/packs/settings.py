"""A pack's template.yaml: what it is for, what its text asks for, what it settles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, PrivateAttr, ValidationError, field_validator

from banli_report.errors import ERROR, BanliError, Kind, Place, Problem, error
from banli_report.files.keeping import kept
from banli_report.files.places import Places
from banli_report.files.text_file import read_text_file
from banli_report.files.yaml_file import parse_yaml
from banli_report.results.base import Model, Name, Text, YesNo
from banli_report.results.model import Report
from banli_report.results.policy import Policy
from banli_report.results.validation import problems_of
from banli_report.results.waivers import OwnWords
from banli_report.standard.numbering import MAX_LEVEL, refuse_form
from banli_report.words.terms import KINDS, REPORT_KEYS

SETTINGS = "template.yaml"
KEYS = REPORT_KEYS.among(Report.model_fields)

PROBLEMS = (
    Kind("template.settings", ERROR, "template.yaml的内容不是模板说明。", "mine/template.yaml：不是模板说明"),
)


class SectionSpec(Model):
    """A section of the narrative that a pack asks for."""

    description: Text = ""
    required: YesNo = False


class Settings(Model):
    """A pack's template.yaml.

    Args:
        name: its Chinese name.
        description: what it is for.
        extends: the pack that it takes the rest from.
        title: a template of the document's title.
        sections: the sections of the narrative that it declares, by key; nested keys with ``.``.
        batches: of which kinds the batches must be that its text speaks of by name.
        words: wrong words, each with the right one.
        needs: keys of the report file without which its text makes no sense.
        policy: definitions and rounding, where a report file does not say its own.
        numbering: how the first heading of each level is numbered, where not by the standard.
        columns: columns of its agency's own, which its text takes for granted in ledgers.
    """

    name: Text
    description: Text = ""
    extends: Text = ""
    title: Text = ""
    sections: dict[Text, SectionSpec] = {}
    batches: dict[Text, tuple[Text, ...]] = {}
    words: OwnWords = {}
    needs: tuple[Text, ...] = ()
    policy: Policy = Policy()
    numbering: Annotated[tuple[Name, ...], Field(max_length=MAX_LEVEL)] = ()
    columns: tuple[Name, ...] = ()

    _policy_places: Places = PrivateAttr(default_factory=Places)

    def read_from(self, places: Places, name: str) -> Self:
        """Give a copy that knows where its definitions stand.

        Args:
            places: the places of the file.
            name: the file's name with that of its pack.
        """
        copy = self.model_copy()
        key = next((word for word in places.below if REPORT_KEYS.among(("policy",)).find(word)), None)
        if key is not None:
            copy._policy_places = Places(below={key: places.below[key].in_file(name)})
        return copy

    @property
    def policy_places(self) -> Places:
        """Give where its definitions stand, as in a report file."""
        return self._policy_places

    @field_validator("batches")
    @classmethod
    def _are_kinds(cls, batches: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for kind in (kind for kinds in batches.values() for kind in kinds):
            if KINDS.find(kind) is None:
                raise ValueError(f"没有“{kind}”这个种类，应为{'、'.join(KINDS.labels())}之一")
        return batches

    @field_validator("numbering")
    @classmethod
    def _are_forms(cls, forms: tuple[str, ...]) -> tuple[str, ...]:
        for form in forms:
            refuse_form(form)
        return forms

    @field_validator("needs")
    @classmethod
    def _are_keys(cls, needs: tuple[str, ...]) -> tuple[str, ...]:
        for word in needs:
            if KEYS.find(word) is None:
                raise ValueError(f"报告文件里没有“{word}”这一项")
        return needs


def read_settings(path: Path) -> Settings:
    """Read a pack's settings.

    Raises:
        BanliError: they cannot be read, or say what no pack can say; all of it.
    """
    name = f"{path.parent.name}/{SETTINGS}"
    try:
        text = read_text_file(path)
    except BanliError as refused:
        raise BanliError(_of_pack(refused.problems, name), unreadable=True) from None
    return _settings_in(text, name)


@kept(most=64)
def _settings_in(text: str, name: str) -> Settings:
    try:
        data, places = parse_yaml(text, SETTINGS)
        if isinstance(data, dict):
            return Settings.model_validate(_sections_as_mappings(data)).read_from(places, name)
    except BanliError as refused:
        raise BanliError(_of_pack(refused.problems, name), unreadable=True) from None
    except ValidationError as failed:
        raise BanliError(_of_pack(problems_of(failed, places), name), unreadable=True) from None
    place = Place(file=name)
    raise BanliError([error("template.settings", place, "不是模板说明", "应由“名称: …”这样的行组成")])


def _of_pack(problems: Iterable[Problem], name: str) -> list[Problem]:
    """Give problems with the name of the pack that they are in: every pack has a file of this name."""
    return [
        replace(problem, place=replace(problem.place, file=name), hint=problem.hint or "改写这一项")
        for problem in problems
    ]


def _sections_as_mappings(data: dict[str, object]) -> dict[str, object]:
    """Let a section be declared by its description alone."""
    key = REPORT_KEYS.key_in(data, "sections")
    sections = data[key] if key else None
    if key is None or not isinstance(sections, dict):
        return data
    plain = {word: {"说明": spec} if isinstance(spec, str) else spec or {} for word, spec in sections.items()}
    return {**data, key: plain}
