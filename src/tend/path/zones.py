"""The clocks a person can pick from: a zone of the time-zone database and the words for it."""

from __future__ import annotations

import zoneinfo
from functools import cache

ZONES = (
    ("Pacific/Honolulu", "Hawaii"),
    ("America/Anchorage", "Alaska"),
    ("America/Los_Angeles", "Los Angeles, Vancouver"),
    ("America/Phoenix", "Arizona"),
    ("America/Denver", "Denver, Calgary"),
    ("America/Chicago", "Chicago, Winnipeg"),
    ("America/Mexico_City", "Mexico City"),
    ("America/New_York", "New York, Toronto"),
    ("America/Bogota", "Bogota, Lima"),
    ("America/Halifax", "Halifax"),
    ("America/St_Johns", "Newfoundland"),
    ("America/Sao_Paulo", "São Paulo, Buenos Aires"),
    ("Atlantic/Reykjavik", "Iceland, Ghana"),
    ("Europe/London", "United Kingdom, Portugal"),
    ("Europe/Dublin", "Ireland"),
    ("Africa/Lagos", "Nigeria"),
    ("Europe/Berlin", "Central Europe"),
    ("Africa/Johannesburg", "South Africa"),
    ("Europe/Helsinki", "Finland, Greece, Ukraine"),
    ("Africa/Nairobi", "Kenya, Uganda"),
    ("Asia/Jerusalem", "Israel"),
    ("Asia/Dubai", "Dubai"),
    ("Asia/Karachi", "Pakistan"),
    ("Asia/Kolkata", "India"),
    ("Asia/Dhaka", "Bangladesh"),
    ("Asia/Jakarta", "Jakarta, Bangkok"),
    ("Asia/Singapore", "Singapore, Manila, Hong Kong"),
    ("Australia/Perth", "Perth"),
    ("Asia/Tokyo", "Japan, Korea"),
    ("Australia/Darwin", "Darwin"),
    ("Australia/Adelaide", "Adelaide"),
    ("Australia/Brisbane", "Brisbane"),
    ("Australia/Sydney", "Sydney, Melbourne"),
    ("Pacific/Auckland", "New Zealand"),
)
"""From west to east; one city stands for all that keep the same time."""


@cache
def listed() -> tuple[tuple[str, str], ...]:
    """The zones this machine knows the clock of."""
    known = zoneinfo.available_timezones()
    return tuple((zone, words) for zone, words in ZONES if zone in known)
