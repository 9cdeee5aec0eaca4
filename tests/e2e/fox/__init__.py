"""Debian's Firefox at the journeys: its own protocol, spoken from here, with script and without.

Playwright drives a Firefox of its own making only, and what waits inside a page by timers and
promises never wakes in a page whose scripts are switched off. So the few calls a journey makes
are answered here instead, by WebDriver BiDi. Names and meanings are Playwright's: the journeys
are written once. A call that is not here fails, loudly.
"""
