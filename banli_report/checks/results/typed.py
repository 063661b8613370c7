"""Numbers typed in the narrative that the figures know better; only what plainly speaks of a whole batch.

This is no audit of prose: a clause is compared where it says nothing else than how many suggestions or proposals
there were, or what their rate was. Where it may speak of something else, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import takewhile

from banli_report.claims.entries import entries_of
from banli_report.claims.mentions import sentences_of
from banli_report.claims.numbers import numbers_in
from banli_report.claims.passage import Passage
from banli_report.errors import EITHER, Kind, Place, Problem, error, warning
from banli_report.figures.basis import Basis
from banli_report.figures.batch import BatchFigures
from banli_report.figures.compute import Figures
from banli_report.figures.definitions import rate_name
from banli_report.figures.figure import ITEMS, Figure, Part
from banli_report.figures.listing import LISTED_PARTS, listed
from banli_report.results.model import Report
from banli_report.results.texts import lines_of
from banli_report.words.columns import LISTED_COLUMNS, label_of
from banli_report.words.placeholders import TAG
from banli_report.words.terms import KINDS
from banli_report.words.vocabulary import plain

_KINDS_OF = {
    "建议": frozenset({"suggestion", "between_session", "converted"}),
    "提案": frozenset({"proposal"}),
    "议案": frozenset({"bill"}),
}
_NUMERAL = re.compile(r"[\d两二三四五六七八九十]")
_OTHER_TAG = "\ue000"
_ASIDE = re.compile(r"\([^()]*\)")
_YEARS = re.compile(
    r"(?<!\d)(\d{4})年|(?<!\d)(\d{4})(?=[-—–~至])|((?<![比较同])[去上前往历近]年|年来|届以来)"
)
_SENTENCE = re.compile(r"[^。！？;；]+")
_CLAUSE = re.compile(r"[^,:()]+")
_TIME = r"(?:(?P<year>\d{4})年度?|全年|今年(?:以来)?|本年度?|年内)"
_VERB = "(?:承办|办理|交办|承接|收到|受理|接收|接到)"
_NOUN = (
    r"(?:(?:人大)?代表|(?:政协)?委员|人大|政协)?"
    r"(?:(?P<kind{0}>建议|提案|议案)(?!提案|建议|议案)(?:、批评和意见)?|建议、?提案|提案、?建议|议案、?建议|建议议案|议提案)"
)
_COUNT = re.compile(
    rf"(?:总?共|共计|合计)?{_VERB}了?(?:{_NOUN.format(1)}(?:共|共计)?(?P<before>\d{{1,6}})件"
    rf"|(?:共|共计)?(?P<after>\d{{1,6}})件{_NOUN.format(2)})(?=$|[、和及])"
)
_ALL_OF = re.compile(
    rf"(?:这|上述|全部)?(?P<number>\d{{1,6}})件{_NOUN.format(3)}(?=已|均|都|全部|按期|按时|$)"
)
_SUM = re.compile(
    rf"(?:{_VERB}的|本次|所有|全部)?{_NOUN.format(6)}(?:总数|总量|数量|件数)(?:共|为|是|达)?(?P<number>\d{{1,6}})件$"
)
_BARE = re.compile(rf"(?:总?共|共计)(?:{_VERB})?(?P<number>\d{{1,6}})件$")
_RATE_NAME = "(?:满意率|办复率|答复率|办结率|面商率|见面率|沟通率)"
_RATE = re.compile(
    rf"(?:代表|委员|建议|提案|总体|综合)*(?P<rates>{_RATE_NAME}(?:[、和及与]{_RATE_NAME}){{0,6}})"
    r"(?:均?为|分?均?达到?了?|是|均)?(?P<number>\d{1,3}(?:\.(?P<decimals>\d{1,4}))?)%$"
)
_CLASS_ENDS = re.compile("(?:建议|提案|的|件){1,20}+$")
_NOT_A_CLASS = re.compile(
    "问卷|测评|调查|群众|居民|热线|去年|上年|同期|往年|重点|主办|协办|会办|上届|目标|力争|确保"
)
_LETTER = re.compile("[a-z]类?")
_LETTERS = re.compile(r"(?:其中|按(?:办理)?结果(?:分类?)?|从办理结果看)?[,:]?[a-z]类?(?:建议|提案)?\d")
_ROLES_ALONE = re.compile(r"(?:其中:?)?(?:(?:主办|独办|分办|协办|会办)件?\d{1,6}件[、,和及]?){1,5}")
_COUNTED = re.compile(
    rf"(?:总?共|共计)?(?:{_VERB})?了?(?:{_NOUN.format(4)})?{_OTHER_TAG}件(?:{_NOUN.format(5)})?$"
)
_SETTING = re.compile("(?:期间|以来|上|闭幕后)?$|在.{0,30}(?:领导|指导|支持|监督|关心|帮助)下$")
_OTHERS = re.compile(
    "问卷|测评|调查|群众|居民|村民|市民|游客|回访|热线|12345|抽样|去年|上年|同期|往年|近年|年来|企业|学生|家长|患者|业主"
    "|服务|全[国省市县区]|工单|信访|投诉|其中|重点|主办|协办|会办|上届|目标|力争|确保|以上"
)

PROBLEMS = (
    Kind(
        "results.typed-number",
        EITHER,
        "正文里打的数，与算出来的不一样。",
        "report.yaml 第10行：这里写建议200件，“建议”算出的是133件",
    ),
)


def typed_number_problems(basis: Basis, figures: Figures, *, draft: bool = False) -> Iterator[Problem]:
    """Give the numbers typed in the narrative that contradict the figures.

    Args:
        basis: what the figures are made of.
        figures: the figures.
        draft: whether they are only told.
    """
    check = _Check(basis.report, figures, draft=draft)
    for line, place in lines_of(basis.report, "narrative"):
        if _NUMERAL.search(line):
            yield from check.problems(line, place)


@dataclass(frozen=True)
class _Check:
    report: Report
    figures: Figures
    draft: bool

    def problems(self, line: str, place: Place) -> Iterator[Problem]:
        text = TAG.sub(self._said_by, line).strip(" \u3000*")
        if self.report.session:
            text = text.replace(f"{self.report.session}的", "").replace(self.report.session, "")
        text = _in_figures(_ASIDE.sub("", plain(text)))
        years = {year for found in _YEARS.findall(text) for year in found if year}
        if years - {str(self.report.year)}:
            return
        is_whole = True
        for position, sentence in enumerate(_SENTENCE.findall(text)):
            clauses = [self._opening.sub("", clause, count=1) for clause in _CLAUSE.findall(sentence)]
            about_all = list(takewhile(_is_about_all, clauses))
            rest = ",".join(clauses[len(about_all) :])
            if not _NOT_A_CLASS.search(sentence) or (is_whole and _ROLES_ALONE.fullmatch(rest)):
                yield from self._classes_said(
                    sentence, place, by_letter=is_whole and _LETTERS.match(rest) is not None
                )
            yield from self._about_all(sentence, about_all, place, position=position, is_whole=is_whole)
            if clauses and not about_all:
                yield from self._all_of(clauses[0], place)
            is_whole = is_whole and not rest

    def _about_all(
        self, sentence: str, clauses: list[str], place: Place, *, position: int, is_whole: bool
    ) -> Iterator[Problem]:
        """Compare the clauses at the start of a sentence that speak of the whole.

        Args:
            sentence: the sentence.
            clauses: those clauses.
            place: where it stands.
            position: which sentence of its paragraph it is.
            is_whole: whether those before it speak of nothing but the whole, so that it goes on with that.
        """
        for clause in clauses:
            yield from self._count(clause, place)
            yield from self._sum(clause, place)
            yield from self._bare(clause, place) if position == 0 else ()
        counted = any(_COUNT.match(clause) or _BARE.match(clause) for clause in clauses)
        if not _OTHERS.search(sentence) and (is_whole or counted):
            for clause in clauses:
                yield from self._rate(clause, place)

    def _said_by(self, tag: re.Match[str]) -> str:
        """Give what the tags of year and agency print; what others print is not known here."""
        name = tag[0].strip("{} \t")
        known = {"年度": str(self.report.year), "year": str(self.report.year)}
        if name.split(".")[0] in ("单位", "agency"):
            return self.report.agency.short
        return known.get(name, _OTHER_TAG)

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        """Find how a clause about the whole begins: when, and the reporting agency."""
        full, short = self.report.agency.full_name, self.report.agency.short
        names = [full, short, "我局", "我委", "我办", "我厅", "本局", "全局", "本单位"]
        if place := re.search("([县市区州旗省])人民政府$", full):
            names += [f"全{place[1]}", f"{place[1]}政府系统", f"{place[1]}政府", f"我{place[1]}"]
        own = "|".join(re.escape(plain(name)) for name in sorted(names, key=len, reverse=True))
        return re.compile(rf"(?:{_TIME}|{own})?(?:{own})?")

    @cached_property
    def _all(self) -> tuple[BatchFigures, ...]:
        return (*self.figures.batches.values(), self.figures.total)

    @cached_property
    def _known(self) -> frozenset[int]:
        """Give every count that the results know, any of which a sentence may mean."""
        wholes = [batch.count for batch in self._all]
        past = [batch.previous.count for batch in self._all if batch.previous]
        others = (figure for batch in self._all for figure in listed(batch) if figure.unit == ITEMS)
        return frozenset(
            figure.items for figure in (*wholes, *past, *others) if isinstance(figure.value, int)
        )

    def _count(self, clause: str, place: Place) -> Iterator[Problem]:
        if found := _COUNT.match(clause):
            kind = found["kind1"] or found["kind2"] or ""
            batches = self._batches(kind)
            yield from self._differs(int(found["before"] or found["after"]), batches, kind, place)

    def _sum(self, clause: str, place: Place) -> Iterator[Problem]:
        if found := _SUM.match(clause):
            kind = found["kind6"] or ""
            yield from self._differs(int(found["number"]), self._batches(kind), kind, place)

    def _classes_said(self, sentence: str, place: Place, *, by_letter: bool) -> Iterator[Problem]:
        """Compare the counts of classes: A类80件, 基本满意4件; by letters alone where they are those of the whole."""
        for found in sentences_of(Passage(sentence, place)):
            for entry in entries_of(found.mentions):
                word = _CLASS_ENDS.sub("", entry.mention.own_name)
                known = self._classes.get(word, {})
                if _LETTER.fullmatch(word) and not by_letter:
                    continue
                if (
                    entry.mention.number.unit == "件"
                    and entry.is_exact
                    and known
                    and entry.value not in known
                ):
                    name, count = next((name, count) for count, name in known.items())
                    message = f"这里写{word.upper()}{entry.value}件，“{name}”算出的是{count}件"
                    yield self._problem(place, message, f"{{{{ {name}.件数 }}}}")

    @cached_property
    def _classes(self) -> dict[str, dict[int, str]]:
        """Give for each class, by its name and its letter, the counts that some batch or part of it has."""
        found: dict[str, dict[int, str]] = {}
        for batch in self._all:
            for one in (batch, *filter(None, map(batch.part, LISTED_PARTS))):
                for column in LISTED_COLUMNS:
                    for part in one.partition(column) or ():
                        if part.count.known:
                            for word in _said_as(part):
                                name = f"{one.name}.{label_of(column)}.{part.name}"
                                found.setdefault(word, {}).setdefault(part.count.items, name)
        return found

    def _all_of(self, clause: str, place: Place) -> Iterator[Problem]:
        """Compare what may be some of the items: there cannot be more of them than of all."""
        found = _ALL_OF.match(clause)
        if found is None:
            return
        kind = found["kind3"] or ""
        batches = self._batches(kind)
        if all(batch.count.known and batch.count.items < int(found["number"]) for batch in batches):
            yield from self._differs(int(found["number"]), batches, kind, place)

    def _batches(self, kind: str) -> list[BatchFigures]:
        meant = _KINDS_OF.get(kind)
        return [
            batch
            for batch in self.figures.batches.values()
            if meant is None or (term := KINDS.find(batch.kind)) is None or term.identifier in meant
        ]

    def _bare(self, clause: str, place: Place) -> Iterator[Problem]:
        if found := _BARE.match(clause):
            yield from self._differs(int(found["number"]), list(self.figures.batches.values()), "", place)

    def _differs(self, typed: int, batches: list[BatchFigures], kind: str, place: Place) -> Iterator[Problem]:
        if not batches or any(not batch.count.known for batch in batches) or typed in self._known:
            return
        total = sum(batch.count.items for batch in batches)
        if typed != total:
            message = f"这里写{kind}{typed}件，{_names(batches)}算出的是{total}件"
            yield self._problem(place, message, f"{{{{ {_tag(batches)}.件数 }}}}")

    def _rate(self, clause: str, place: Place) -> Iterator[Problem]:
        found = _RATE.match(clause)
        if found is None:
            return
        step = Fraction(1, 10 ** len(found["decimals"] or ""))
        typed = Fraction(found["number"])
        for said in re.findall(_RATE_NAME, found["rates"]):
            rates = [rate for batch in self._all for rate in _rates(batch, rate_name(said))]
            known = [rate for rate in rates if isinstance(rate.value, Fraction)]
            if known and all(abs(Fraction(rate.value or 0) * 100 - typed) >= step for rate in known):
                message = f"这里写{said}{found['number']}%，“{known[0].name}”算出的是{known[0].text}"
                yield self._problem(place, message, f"{{{{ {known[0].name} }}}}")

    def _problem(self, place: Place, message: str, tag: str) -> Problem:
        tell = warning if self.draft else error
        return tell(
            "results.typed-number", place, message, f"改成 {tag}，由台账算出；说的是别的事，写明是什么"
        )


def _is_about_all(clause: str) -> bool:
    """Tell a clause that narrows nothing: when and under whom, how many there were, what their rates were."""
    return any(form.match(clause) for form in (_SETTING, _COUNT, _SUM, _BARE, _COUNTED, _RATE))


def _rates(batch: BatchFigures, name: str) -> Iterator[Figure]:
    parts = (batch.part(word) for word in LISTED_PARTS)
    for one in (batch, *(part for part in parts if part)):
        if rate := one.rate(name):
            yield rate


def _said_as(part: Part) -> Iterator[str]:
    """Give what a sentence may call a class: its name, with 类 after it, or its letter."""
    name = plain(part.name)
    yield name
    if len(name) > 1 and not name.endswith("类"):
        yield f"{name}类"
    if len(part.code) == 1 and part.code.isascii():
        yield plain(f"{part.code}类")
        yield plain(part.code)


def _in_figures(text: str) -> str:
    """Write the Chinese numerals of counts in figures: 十二件 is 12件."""
    for number in reversed(numbers_in(text)):
        if not number.text[0].isdigit() and number.is_count:
            text = f"{text[: number.start]}{number.value}{text[number.end :]}"
    return text


def _names(batches: list[BatchFigures]) -> str:
    return "、".join(f"“{batch.name}”" for batch in batches)


def _tag(batches: list[BatchFigures]) -> str:
    return batches[0].name if len(batches) == 1 else "合计"
