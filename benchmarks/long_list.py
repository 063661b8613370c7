"""Writes a list of so many rows; prints CPU seconds, and the memory that the list and its writing took at most, in MiB."""

import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from banli_report.word.writer.write import word_bytes
from benchmarks.inputs import list_document


def most_memory() -> float:
    """Give the memory that this process took at most, in MiB; what rusage says began with the parent's."""
    status = Path("/proc/self/status").read_text("ascii")
    (most,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(most.split()[1]) / 1024


if __name__ == "__main__":
    before = most_memory()
    document = list_document(int(sys.argv[1]))
    start = process_time()
    word_bytes(document)
    print(process_time() - start, most_memory() - before)
