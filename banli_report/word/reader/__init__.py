"""From any Word file to a view of it, and each paragraph with its element; knows nothing of rules."""
