"""Counts, partitions, rates, comparisons and rounding: pure arithmetic, no files, no clock, no templates."""
