"""Whether a page is sound, as the accessibility statement says that every page is."""

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tracker.services.accessibility import TESTED

OPTIONS = {"runOnly": list(TESTED.rules), "resultTypes": ["violations"]}
_OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
"""The rules that another scheme can break: tests/web/test_schemes.py holds that it changes colours and nothing else."""
SCHEMES: dict[str, Literal["light", "dark"]] = {"light": "light", "dark": "dark"}
_RUN = """
options => axe.run(document, options).then(said => said.violations.map(
  each => [each.id, each.nodes.map(node => node.html + ' ' + node.failureSummary)]))
"""


def check_sound(page: Page, what: str = "") -> None:
    """The page as it stands, wide and narrow, in light and dark: no fault of accessibility, nothing to scroll for."""
    where = f"{page.url} {what}"
    # A page that was sent to by a button may stand without its style sheet for a moment: targets are then too small.
    page.wait_for_load_state()
    page.evaluate(AXE_SCRIPT)
    for width in TESTED.widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{where} scrolls sideways at {width}"
        for position, scheme in enumerate(TESTED.schemes):
            page.emulate_media(color_scheme=SCHEMES[scheme])
            found: list[Any] = page.evaluate(_RUN, _OF_COLOURS if position else OPTIONS)
            assert not found, f"{where}, {width} {scheme}: {found}"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
