"""From files to the model: report file, narrative, ledger; ``Grid`` is the seam where rows of any make enter."""
