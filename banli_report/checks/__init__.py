"""Checks: what must hold before a document may leave. They find, and repair nothing."""
