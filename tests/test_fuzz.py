"""Good inputs spoiled at random pass, or are refused with a problem that the manual knows; nothing hangs, nothing is lost."""

import os
from collections import Counter

import pytest

from tests.fuzz import TARGETS, explore, main

FEW = {"yaml": 10, "csv": 10, "xlsx": 10, "docx": 12, "frame": 10, "whole": 12}


@pytest.mark.parametrize("target", TARGETS)
def test_spoiled_inputs_are_refused_or_pass(target: str) -> None:
    tried: Counter[str] = Counter()
    explore(target, FEW[target], 1, tried)
    assert tried.total() >= FEW[target] // 2


@pytest.mark.skipif(
    "BANLI_FUZZ_MINUTES" not in os.environ, reason="BANLI_FUZZ_MINUTES tells how long to go on"
)
def test_many_spoiled_inputs() -> None:
    main(float(os.environ["BANLI_FUZZ_MINUTES"]), list(TARGETS))
