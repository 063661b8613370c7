"""Template packs, the sandboxed Jinja environment, Chinese names and wording: figures become text."""
