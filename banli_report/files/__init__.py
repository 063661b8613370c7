"""Bytes read and written safely: size guards, text and YAML with the place of every value, whole files or none."""
