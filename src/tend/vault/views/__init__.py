"""The pages of keeping: coming and going, the ways in, the archive."""
