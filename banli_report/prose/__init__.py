"""The sandboxed Jinja environment, Chinese names and wording: figures become text."""
