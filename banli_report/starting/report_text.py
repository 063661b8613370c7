"""The report file of a new folder: every key explained, those not needed yet as comments, questions where they arise."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from banli_report.results.model import Report
from banli_report.starting.narrative import Narrative
from banli_report.starting.plan import UNKNOWN_DAY, UNKNOWN_NAME, Ask, BatchPlan, Plan
from banli_report.words.report_keys import (
    AGENCY,
    BATCH,
    DELIVERY,
    LEDGER,
    OFFICIAL,
    POLICY,
    REPORT,
    SIGNATURE,
    Explained,
)
from banli_report.words.terms import REPORT_KEYS

_SAFE = re.compile(r"[A-Za-z\u3400-\u9fff][\w\u3400-\u9fff（）〔〕·.-]*")
_KEYS = REPORT_KEYS.among(Report.model_fields)
_UNKNOWN = {
    "delivery": {"venue": UNKNOWN_NAME, "date": UNKNOWN_DAY},
    "official": {"masthead": UNKNOWN_NAME, "recipients": UNKNOWN_NAME},
}
"""What must be written where a pack needs a group of keys, and is not known yet."""
SCHEMA_FILE = "report.schema.json"
_HEAD = (
    "# 报告文件，由 banli-report new 写出。“#”后面是说明，可以删去；",
    "# “# 名称: …”这样的是没有用到的项，要用时去掉“# ”。例子里的内容都是虚构的。",
    "# 填好台账和各节文字，写出Word文件：banli-report build report.yaml",
    "# 下面一行给VS Code等编辑器看，照它补全、解释和检查各项；用不着的可以删去。",
    f"# yaml-language-server: $schema={SCHEMA_FILE}",
)


def scalar(text: str) -> str:
    """Give a text as YAML has it, in quotes where it would be read as something else."""
    return text if _SAFE.fullmatch(text) and text != "null" else json.dumps(text, ensure_ascii=False)


def flow(mapping: Mapping[str, str]) -> str:
    """Give a mapping of texts in one line of YAML."""
    return f"{{{', '.join(f'{scalar(key)}: {scalar(value)}' for key, value in mapping.items())}}}"


def report_text(plan: Plan, narrative: Narrative) -> str:
    """Give the text of a plan's report file."""
    lines = [*_HEAD, *_asked(plan.asks, "")]
    for key, explained in REPORT.items():
        write = _WRITERS.get(key)
        lines += ["", f"# {explained.sentence}"]
        lines += write(plan, narrative) if write else _as_comment(f"{_label(key)}: {explained.example}")
    return "\n".join([*lines, ""])


def _label(key: str) -> str:
    return _KEYS.label_of(key)


def _as_comment(line: str, indent: str = "") -> list[str]:
    return [f"{indent}# {line}"]


def _asked(asks: Iterable[Ask], indent: str) -> Iterator[str]:
    for ask in asks:
        yield f"{indent}# 问：{_one_line(ask.question)}"
        if ask.remedy:
            yield f"{indent}#     {_one_line(ask.remedy)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _explained(keys: Mapping[str, Explained], written: Mapping[str, str], indent: str) -> Iterator[str]:
    """Give the keys of a mapping with what each says; those without a value as comments."""
    words = REPORT_KEYS.among(keys)
    for key, explained in keys.items():
        yield f"{indent}# {explained.sentence}"
        line = f"{words.label_of(key)}: {written.get(key, explained.example)}"
        mark = "# " * (key not in written)
        yield f"{indent}{mark}{line}"


def _below(keys: Mapping[str, Explained], plan: Plan, key: str) -> list[str]:
    """Give a key of the report with all that can stand under it, as comments where the pack does not need it."""
    if key in plan.pack.needs:
        return [f"{_label(key)}:", *_explained(keys, _UNKNOWN[key], "  ")]
    return ["# " + line for line in (f"{_label(key)}:", *_plainly(keys))]


def _plainly(keys: Mapping[str, Explained]) -> Iterator[str]:
    words = REPORT_KEYS.among(keys)
    for key, explained in keys.items():
        yield f"  {words.label_of(key)}: {explained.example}  # {explained.sentence}"


def _agency(plan: Plan, narrative: Narrative) -> list[str]:
    return ["单位:", *_explained(AGENCY, dict.fromkeys(AGENCY, UNKNOWN_NAME), "  ")]


def _session(plan: Plan, narrative: Narrative) -> list[str]:
    label = _label("session")
    spoken = any(label in text for text in plan.pack.bodies()) or "session" in plan.pack.needs
    return [f"{label}: {UNKNOWN_NAME}"] if spoken else _as_comment(f"{label}: {REPORT['session'].example}")


def _batches(plan: Plan, narrative: Narrative) -> list[str]:
    lines = ["批次:"]
    for position, batch in enumerate(plan.batches):
        lines += [f"  {batch.name}:", *(f"    # {_one_line(told)}" for told in batch.told)]
        lines += _asked(batch.asks, "    ")
        if position:  # what can be written is told at the first
            lines += (f"    {word}: {value}" for word, value in _by_label(_written(batch)).items())
        else:
            lines += _explained(BATCH, _written(batch), "    ")
            lines += ["    # 台账里可以写的：", *(f"    #   {line.strip()}" for line in _plainly(LEDGER))]
    return lines


def _by_label(written: Mapping[str, str]) -> dict[str, str]:
    return {REPORT_KEYS.among((key,)).labels()[0]: value for key, value in written.items()}


def _written(batch: BatchPlan) -> dict[str, str]:
    parts = {"文件": scalar(batch.file)}
    if batch.sheet is not None:
        parts["工作表"] = scalar(batch.sheet)
    if batch.columns:
        parts["列"] = flow(batch.columns)
    if batch.where:
        parts["筛选"] = flow({"种类": batch.where})
    ledger = f"{{{', '.join(f'{key}: {value}' for key, value in parts.items())}}}"
    written = {"kind": batch.kind, "ledger": ledger}
    return {key: value for key, value in written.items() if value}


def _policy(plan: Plan, narrative: Narrative) -> list[str]:
    asked = list(_asked(plan.policy_asks, ""))
    if plan.policy:
        return [*asked, "口径:", *_explained(POLICY, plan.policy, "  ")]
    return [*asked, "# 口径:", *("# " + line for line in _plainly(POLICY))]


def _narrative(plan: Plan, narrative: Narrative) -> list[str]:
    return ["正文:", *narrative.lines]


def _signature(plan: Plan, narrative: Narrative) -> list[str]:
    return ["落款:", *_explained(SIGNATURE, {"date": UNKNOWN_DAY}, "  ")]


_WRITERS: Mapping[str, Callable[[Plan, Narrative], list[str]]] = {
    "template": lambda plan, _: [f"模板: {scalar(plan.pack.folder_name)}"],
    "draft": lambda plan, _: ["草稿: true"],
    "year": lambda plan, _: [*_asked(plan.year_asks, ""), f"年度: {plan.year}"],
    "agency": _agency,
    "session": _session,
    "batches": _batches,
    "policy": _policy,
    "narrative": _narrative,
    "signature": _signature,
    "delivery": lambda plan, _: _below(DELIVERY, plan, "delivery"),
    "official": lambda plan, _: _below(OFFICIAL, plan, "official"),
}
