"""What Tend decides, and nothing else: values in, decisions out.

No Django, no files, no clock, no chance. The promises are in `docs/explanation/core.md`.
"""
