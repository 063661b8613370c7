"""Rolling up: the batch of the level above out of what each of its units handed in, every item counted once."""
