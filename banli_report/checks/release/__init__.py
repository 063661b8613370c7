"""Release: what must not leave with a file, whether it was written here or anywhere else."""
