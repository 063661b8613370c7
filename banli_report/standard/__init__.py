"""GB/T 9704-2012 as data, the numbers of headings, Chinese numerals."""
