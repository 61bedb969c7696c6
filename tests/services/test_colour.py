"""Contrast as WCAG reckons it, and the colour that dark pages get."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.services.colour import (
    DARK_BACKGROUNDS,
    LIGHT_BACKGROUNDS,
    Colour,
    contrast,
    dark_contrast,
    figure,
    light_contrast,
    lightened,
    parse_colour,
    readable,
)

PART = st.integers(0, 255)
SHEET = Path(__file__).parents[2] / "tracker" / "web" / "static" / "style.css"


def test_the_figures_of_the_standard() -> None:
    assert round(contrast(Colour(0x77, 0x77, 0x77), Colour(255, 255, 255)), 2) == 4.48
    assert round(contrast(Colour(0x76, 0x76, 0x76), Colour(255, 255, 255)), 2) == 4.54


@given(st.builds(Colour, PART, PART, PART))
def test_the_colour_of_dark_pages_can_always_be_read(colour: Colour) -> None:
    assert readable(dark_contrast(lightened(colour)))


@given(st.builds(Colour, PART, PART, PART))
def test_no_colour_can_be_read_on_both(colour: Colour) -> None:
    assert not (readable(light_contrast(colour)) and readable(dark_contrast(colour)))


@given(st.builds(Colour, PART, PART, PART))
def test_a_colour_is_read_as_it_is_written(colour: Colour) -> None:
    assert parse_colour(colour.hex) == colour


@pytest.mark.parametrize("text", ["", "#12", "#12345", "red", "#gggggg", "url(#a)", "#fff;}"])
def test_what_is_no_colour_is_none(text: str) -> None:
    assert parse_colour(text) is None


def test_a_figure_is_never_rounded_up() -> None:
    assert figure(4.49) == "4,4:1"


def test_the_backgrounds_are_those_of_the_style_sheet() -> None:
    sheet = SHEET.read_text(encoding="utf-8")
    found = re.findall(r"--(?:paper|wash): (#[0-9a-f]{6});", sheet)
    assert {each.hex for each in (*LIGHT_BACKGROUNDS[1:], *DARK_BACKGROUNDS)} == set(found)
