"""Annual reports on handling deputies' suggestions and CPPCC proposals: ledger in, official Word document out."""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banli_report.api import (
        build,
        compose,
        figures,
        load,
        read_ledger,
        review_path,
        to_pdf,
        write,
        write_figures,
    )
    from banli_report.document.tree import Document
    from banli_report.errors import BanliError, Place, Problem, Severity
    from banli_report.examining import check
    from banli_report.intake.records import Batch
    from banli_report.many.building import build_many
    from banli_report.many.jobs import Built, Job
    from banli_report.results.model import Counts, Item, Policy, Report
    from banli_report.results.paper import Agency, Delivery, Section, Signature

__all__ = [
    "Agency",
    "BanliError",
    "Batch",
    "Built",
    "Counts",
    "Delivery",
    "Document",
    "Item",
    "Job",
    "Place",
    "Policy",
    "Problem",
    "Report",
    "Section",
    "Severity",
    "Signature",
    "build",
    "build_many",
    "check",
    "compose",
    "figures",
    "load",
    "read_ledger",
    "review_path",
    "to_pdf",
    "write",
    "write_figures",
]
__version__ = "0.1.0"

_ROOMS = {
    "banli_report.api": (
        *("build", "compose", "figures", "load", "read_ledger"),
        *("review_path", "to_pdf", "write", "write_figures"),
    ),
    "banli_report.document.tree": ("Document",),
    "banli_report.errors": ("BanliError", "Place", "Problem", "Severity"),
    "banli_report.examining": ("check",),
    "banli_report.intake.records": ("Batch",),
    "banli_report.many.building": ("build_many",),
    "banli_report.many.jobs": ("Built", "Job"),
    "banli_report.results.model": ("Counts", "Item", "Policy", "Report"),
    "banli_report.results.paper": ("Agency", "Delivery", "Section", "Signature"),
}
_DOORS = {name: room for room, names in _ROOMS.items() for name in names}


class _House(ModuleType):
    """The package: the rooms of its public names are opened when they are first asked for."""

    def __getattr__(self, name: str) -> object:
        if name not in _DOORS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_DOORS[name]), name)

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _DOORS and isinstance(value, ModuleType)):  # the room figures does not hide its door
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _House
