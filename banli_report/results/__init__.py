"""The model of a year's results: it reads nothing and never changes."""
