"""Measures of speed. Run them with `make bench`."""
