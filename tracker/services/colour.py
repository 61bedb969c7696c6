"""Colours and whether text in them can be read: contrast as WCAG 2.2 reckons it (success criterion 1.4.3)."""

import re
from dataclasses import dataclass
from fractions import Fraction

LEAST_CONTRAST = Fraction(9, 2)
"""Of text of ordinary size: 4.5 to 1."""
_WRITTEN = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue, 0 to 255 each."""

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        """
        >>> Colour(11, 90, 107).hex
        '#0b5a6b'
        """
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        return 0.2126 * _linear(self.red) + 0.7152 * _linear(self.green) + 0.0722 * _linear(self.blue)


def parse_colour(text: str) -> Colour | None:
    """Six or three hexadecimal digits, with or without #; None for anything else.

    >>> parse_colour(" #0B5A6B "), parse_colour("fff"), parse_colour("blå")
    (Colour(red=11, green=90, blue=107), Colour(red=255, green=255, blue=255), None)
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return Colour(int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))


def contrast(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black on white).

    >>> contrast(Colour(0, 0, 0), Colour(255, 255, 255))
    21.0
    """
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


# The backgrounds of the style sheet that text in the accent colour stands on (a test compares them).
WHITE = Colour(255, 255, 255)
LIGHT_BACKGROUNDS = (WHITE, Colour(0xFD, 0xFD, 0xFB), Colour(0xF1, 0xF2, 0xEE))
DARK_BACKGROUNDS = (Colour(0x15, 0x19, 0x1B), Colour(0x1F, 0x25, 0x27))


def light_contrast(colour: Colour) -> float:
    """Against the light background where it is least."""
    return min(contrast(colour, background) for background in LIGHT_BACKGROUNDS)


def dark_contrast(colour: Colour) -> float:
    """Against the dark background where it is least."""
    return min(contrast(colour, background) for background in DARK_BACKGROUNDS)


def readable(ratio: float) -> bool:
    """Whether text of ordinary size can be read at that contrast."""
    return ratio >= LEAST_CONTRAST


def lightened(colour: Colour) -> Colour:
    """The colour mixed with as little white as makes it easy to read on the dark background.

    No colour can be read on both white and black-grey at 4.5 to 1, so dark pages need one of their own.

    >>> lightened(Colour(11, 90, 107)).hex, lightened(WHITE).hex
    ('#60939e', '#ffffff')
    """
    for step in range(_STEPS):
        mixed = _mixed(colour, step)
        if dark_contrast(mixed) >= LEAST_CONTRAST:
            return mixed
    return WHITE


def figure(ratio: float, language: str = "sv") -> str:
    """As it is written on the page, rounded down so that 4,49 is never said to be 4,5.

    >>> figure(4.4999), figure(21, "en")
    ('4,4:1', '21.0:1')
    """
    tenths = int(ratio * 10)
    return f"{tenths // 10}{'.' if language == 'en' else ','}{tenths % 10}:1"


def _mixed(colour: Colour, step: int) -> Colour:
    return Colour(*(part + (255 - part) * step // _STEPS for part in (colour.red, colour.green, colour.blue)))


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
