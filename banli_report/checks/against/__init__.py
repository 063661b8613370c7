"""A finished file against what its report gives now: which figures, claims and texts differ; repairs nothing."""
