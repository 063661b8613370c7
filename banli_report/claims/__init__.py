"""Numbers and numeric claims read out of Chinese prose; knows no file, no report and no figure."""
