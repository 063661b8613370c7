"""Do the results add up: definitions, rows of ledgers, given counts, and what is not known yet."""
