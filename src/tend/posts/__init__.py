"""The reading room: the posts of the pack, plainly rendered."""
