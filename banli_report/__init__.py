"""Annual reports on handling deputies' suggestions and CPPCC proposals: ledger in, official Word document out."""

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
from banli_report.results.model import Counts, Item, Policy, Report
from banli_report.results.paper import Agency, Delivery, Section, Signature

__all__ = [
    "Agency",
    "BanliError",
    "Batch",
    "Counts",
    "Delivery",
    "Document",
    "Item",
    "Place",
    "Policy",
    "Problem",
    "Report",
    "Section",
    "Severity",
    "Signature",
    "build",
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
