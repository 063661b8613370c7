"""Writes docs/names.md: what templates can name and which filters they have, as the package reads them.

Run it from the project's folder: ``python docs/make_names.py``.
"""

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "names.md"
sys.path.insert(0, str(ROOT))

from banli_report.prose.composition import COMPOSITION_FILTERS  # noqa: E402
from banli_report.prose.quantities import QUANTITIES  # noqa: E402
from banli_report.prose.sentences import SENTENCES  # noqa: E402
from banli_report.prose.wording import FILTERS  # noqa: E402
from banli_report.words.columns import COLUMNS, Column  # noqa: E402
from banli_report.words.template_names import BATCH_NAMES  # noqa: E402
from banli_report.words.terms import CONDITIONS, RATES, ROLES  # noqa: E402
from banli_report.words.vocabulary import Term  # noqa: E402

HEAD = """# 名称和写法一览

由 `docs/make_names.py` 写出：程序认得的全部名称和写法。各是什么意思、印出来是什么样，见[模板手册](templates.md#名称)。

"""
GROUPS: tuple[tuple[str, str, Iterable[Term]], ...] = (
    ("一批可以取的", "写成 `建议.件数`。", BATCH_NAMES),
    ("率", "写成 `建议.满意率`；各率的分子、分母见[口径](figures.md#口径)。", RATES),
    (
        "部分",
        "写成 `建议.主办`，后面照样可以再取，如 `建议.主办.件数`；“口径”“分组”的条件里也写这些词。",
        (*CONDITIONS, *ROLES),
    ),
)
FAMILIES = {"句子": FILTERS, "数": QUANTITIES, "整句": SENTENCES, "几批": COMPOSITION_FILTERS}


def page() -> str:
    """Give the whole page."""
    return HEAD + "\n".join([*(group(*facts) for facts in GROUPS), partitions(), filters()])


def group(title: str, about: str, terms: Iterable[Term]) -> str:
    rows = [row("名称", "也可以写"), row("---", "---")]
    rows += [row(f"`{term.label}`", "、".join(others(term)) or "—") for term in terms]
    return "\n".join([f"## {title}", "", about, "", *rows, ""])


def partitions() -> str:
    """Give the columns that items are counted by, by the names that a batch answers to."""
    names = [f"`{partition_name(column)}`" for column in COLUMNS if column.holds == "class"]
    about = "写成 `建议.类别`，一列的别的叫法（见[台账的列](columns.md)）和台账自己的列也行："
    return "\n".join(["## 按列分项", "", f"{about}{'、'.join(names)}。", ""])


def partition_name(column: Column) -> str:
    """Give a column's name, or another where a batch answers to its name with something else."""
    return column.spellings[0] if BATCH_NAMES.find(column.label) else column.label


def others(term: Term) -> Iterator[str]:
    yield from term.spellings
    yield f"`{term.identifier}`"


def filters() -> str:
    about = "写成 `建议.类别 | 分项`；括号里没有注明要写的都可以不写，等号后面是不写时的；`…` 是可以写几个。"
    rows = [row("写法", "括号里可以写"), row("---", "---")]
    for functions in FAMILIES.values():
        rows += [row(f"`{name}`", options(function)) for name, function in functions.items()]
    return "\n".join(["## 写法（过滤器）", "", about, "", *rows, ""])


def options(function: Callable[..., object]) -> str:
    """Give what a filter takes beside the value, as a template writes it."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    return f"`{', '.join(map(option, parameters))}`" if parameters else "—"


def option(parameter: inspect.Parameter) -> str:
    if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
        return "名称…"
    if parameter.default is inspect.Parameter.empty:
        return f"{parameter.name}（要写）"
    return f"{parameter.name}={literal(parameter.default)}"


def literal(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value).replace("None", "照口径")


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    PAGE.write_text(page(), "utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
