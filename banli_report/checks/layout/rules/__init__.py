"""The rules of GB/T 9704-2012, each a function from the labelled view to findings."""
