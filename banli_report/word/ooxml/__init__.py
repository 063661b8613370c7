"""The file format: packages and their parts, elements, fields."""
