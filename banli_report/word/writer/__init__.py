"""From the tree to a Word file: frames, styles, head, body, foot, and PDF by LibreOffice."""
