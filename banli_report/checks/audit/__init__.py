"""Judges what a text claims with numbers: recomputed exactly, compared as printed."""
