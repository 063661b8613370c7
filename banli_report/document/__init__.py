"""The document as a passive tree, and making it out of marked text."""
