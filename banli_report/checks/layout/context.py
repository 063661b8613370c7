"""What rules look at: the view and the element of each paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from banli_report.word.reader.elements import FILE_NUMBER, SIGNERS, Element, Labelled
from banli_report.word.reader.view import Section, View

_AFTER = (Element.ANNEX_MARK, Element.ANNEX_TITLE)


@dataclass(frozen=True)
class Context:
    """A view with its paragraphs labelled."""

    view: View
    labelled: tuple[Labelled, ...]

    def of(self, *elements: Element) -> Iterator[Labelled]:
        """Give the paragraphs of some elements."""
        return (labelled for labelled in self.labelled if labelled.element in elements)

    @cached_property
    def annex_start(self) -> int:
        """Give the position in ``labelled`` of the first annex, or the end."""
        return next(
            (i for i, labelled in enumerate(self.labelled) if labelled.element in _AFTER), len(self.labelled)
        )

    @cached_property
    def is_letter(self) -> bool:
        """Tell whether this is a letter (10.1): its number stands at the right, below the upper rule.

        One without a number is known by a masthead without 文件 above a first page with a footer of its own.
        """
        for labelled in self.of(Element.NUMBER, Element.HEAD):
            right = labelled.paragraph.align == "right" or "\t" in labelled.paragraph.text
            upward = labelled.paragraph.in_table or SIGNERS.search(labelled.text)
            if right and not upward and FILE_NUMBER.search(labelled.text):
                return True
        head = "".join(labelled.text for labelled in self.of(Element.MASTHEAD, Element.NUMBER, Element.HEAD))
        if FILE_NUMBER.search(head) or SIGNERS.search(head) or not self.view.sections:
            return False
        mastheads = [labelled.text for labelled in self.of(Element.MASTHEAD)]
        return (
            len(mastheads) == 1 and not mastheads[0].endswith("文件") and self.view.sections[0].first_differs
        )

    @cached_property
    def main(self) -> tuple[Labelled, ...]:
        """Give what stands before the annexes."""
        return self.labelled[: self.annex_start]

    @cached_property
    def main_sections(self) -> tuple[Section, ...]:
        """Give the sections that hold what stands before the annexes."""
        last = max((labelled.paragraph.section for labelled in self.main), default=0)
        return self.view.sections[: last + 1]

    @cached_property
    def positions(self) -> Mapping[int, int]:
        """Give the positions in ``labelled`` by the numbers of the paragraphs."""
        return {labelled.paragraph.number: position for position, labelled in enumerate(self.labelled)}

    def below(self, labelled: Labelled) -> tuple[int, Labelled | None]:
        """Give how many blank lines follow a paragraph, and what follows them."""
        position = first = self.positions[labelled.paragraph.number] + 1
        while position < len(self.labelled) and self.labelled[position].element is Element.BLANK:
            position += 1
        return position - first, next(iter(self.labelled[position : position + 1]), None)

    @property
    def numbered_sections(self) -> tuple[tuple[int, Section], ...]:
        """Give the sections with their positions from 1, without those of contents alone, which bear no page numbers."""
        contents = {paragraph.section for paragraph in self.view.body if paragraph.is_contents}
        contents -= {labelled.paragraph.section for labelled in self.labelled if labelled.text}
        numbered = enumerate(self.view.sections, 1)
        return tuple((position, section) for position, section in numbered if position - 1 not in contents)

    def section(self, labelled: Labelled) -> Section | None:
        """Give the section of a paragraph, or None where the file states none."""
        sections = self.view.sections
        position = labelled.paragraph.section
        return sections[position] if position < len(sections) else None
