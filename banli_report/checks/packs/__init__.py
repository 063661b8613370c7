"""Faults of template packs, found before there is any data."""
