"""GB/T 9704-2012 as data, Word frames, the tree in Word, and saving the file."""
