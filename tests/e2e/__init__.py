"""Whole journeys in a real browser, against a running copy."""
