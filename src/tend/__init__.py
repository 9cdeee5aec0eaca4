"""Tend: one small, safe step at a time, for a wife or husband whose marriage hurts."""
