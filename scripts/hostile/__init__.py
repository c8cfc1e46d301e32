"""What bad input can be, as small files: the modules make them, `scripts/make-fixtures` writes them."""
