"""Many reports in one call: what a job is, and the processes, or the executor, that do them."""
