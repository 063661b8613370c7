"""Layout: where a Word file departs from GB/T 9704-2012, and what Word or WPS could not read in it."""
