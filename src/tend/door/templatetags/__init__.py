"""The template library `look`."""
