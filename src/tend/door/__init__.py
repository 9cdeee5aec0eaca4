"""The door: the first page, a steadying step, help, and the look of every page."""
