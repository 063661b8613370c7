"""Word files: their package, writing the tree, reading anybody's."""
