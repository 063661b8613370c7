"""The words of the field, once: vocabulary, terms, columns, characters and placeholders."""
