"""Going through pages by keyboard alone, in tests: what Tab leads to, and that its focus is seen."""

from playwright.sync_api import Page

_MOST_TABS = 120


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the thing of that id, or that text, has the focus; it must be seen there.

    What is only for who listens ("Lämna över 2. Hyror") is no part of the text.
    """
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        identity, text, style, width = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e), seen = e.cloneNode(true);"
            "seen.querySelectorAll('.visually-hidden').forEach(each => each.remove());"
            "return [e.id, seen.textContent.trim(), s.outlineStyle, parseFloat(s.outlineWidth)] })()"
        )
        if wanted in (identity, text):
            assert style != "none", f"focus cannot be seen on {wanted}"
            assert width >= 2, f"focus cannot be seen on {wanted}"
            return
    raise AssertionError(f"Tab does not lead to {wanted}")


def go(page: Page, wanted: str) -> None:
    """Follow the link or press the button of that text."""
    tab_to(page, wanted)
    enter(page)


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, **typed: str) -> None:
    """Type into the fields of these ids, in the page's order."""
    for field, text in typed.items():
        tab_to(page, field)
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(text)
