"""The template library `prose`."""
