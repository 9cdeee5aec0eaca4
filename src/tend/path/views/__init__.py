"""One module for each page or small group of pages: load, decide or add, answer."""
