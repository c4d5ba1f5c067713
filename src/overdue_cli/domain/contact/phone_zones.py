"""Time zones that a phone number may be in: the one place that knows a phone number library."""

from __future__ import annotations

from functools import lru_cache

#: Country codes whose numbers say in which of several zones they are. Others have one zone,
#: which the customer's own data name better than a number does.
SEVERAL_ZONES = ("1", "7", "34", "351", "52", "55", "56", "61", "62", "64", "243", "976")

#: Countries of those codes, for numbers that are written without one.
COUNTRIES = {
    "1": {"US", "CA", "PR", "DO", "JM"},
    "7": {"RU", "KZ"},
    "34": {"ES"},
    "351": {"PT"},
    "52": {"MX"},
    "55": {"BR"},
    "56": {"CL"},
    "61": {"AU"},
    "62": {"ID"},
    "64": {"NZ"},
    "243": {"CD"},
    "976": {"MN"},
}


def has_several_zones(number: str, country: str = "") -> bool:
    """Whether a number is of a country with several zones, decided without the library.

    >>> has_several_zones("+1 212 555 0143"), has_several_zones("+86 138 0013 8000")
    (True, False)
    >>> has_several_zones("212 555 0143", "US")
    True
    """
    text = number.strip()
    if text.startswith("00"):
        text = "+" + text[2:]
    if text.startswith("+"):
        return text[1:].lstrip().startswith(SEVERAL_ZONES)
    return any(country in countries for countries in COUNTRIES.values())


@lru_cache(maxsize=4096)
def phone_zones(number: str, country: str = "") -> tuple[str, ...]:
    """IANA zones that a number may be in by its prefix; () where it says nothing.

    ``country`` (ISO) is that of numbers written without a country code.

    >>> phone_zones("+1 212 555 0143")
    ('America/New_York',)
    >>> phone_zones("+86 138 0013 8000")
    ()
    """
    if not has_several_zones(number, country):
        return ()
    from phonenumbers import NumberParseException, parse
    from phonenumbers.timezone import time_zones_for_number

    text = number.strip()
    if text.startswith("00"):
        text = "+" + text[2:]
    try:
        zones = time_zones_for_number(parse(text, country or None))
    except NumberParseException:
        return ()
    known = tuple(zone for zone in zones if "/" in zone and not zone.startswith("Etc/"))
    return known if len(known) <= MOST_ZONES else ()


#: A number that may be in more zones than this (a toll-free one) says nothing about the place.
MOST_ZONES = 12
