"""The year's results: the model, and reading it from report files and ledgers."""
