"""Debian's Firefox at the journeys: its own protocol, spoken from here, with script and without.

Playwright asks of it what this Firefox does not know, and like every driver that waits inside a
page, by timers and promises, never wakes where scripts are switched off. So the few calls that a
journey makes are answered here, by WebDriver BiDi: each looks once, when the page is there. Names
and meanings are Playwright's, since a journey is written once. A call that is not here fails,
loudly; so does a selector that is not plain CSS.
"""
