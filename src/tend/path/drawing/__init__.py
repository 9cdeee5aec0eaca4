"""Drawings made from values: the cord and the rings, as SVG, in words and as a table.

Pure: no Django, no clock, no dice. The same values always give the same marks.
"""
