"""Template packs: finding them, their settings, and what they extend."""
